import type { Storage } from '@yrka/storage';
import type { GoneBlock, RescuedText } from '@yrka/ydoc';
import type { ClientIds } from './clientIds.ts';
import type { Loss, StoredUpdate } from './integrator.ts';
import { type FoundLetters, gatherRescues, isWorthOffering } from './rescues.ts';

type RescueKeepingOptions = {
  readonly documentId: string;
  readonly storage: Pick<Storage, 'journal' | 'rows'>;
  readonly clients: ClientIds;
  /** The blocks that letters stood in and that are gone; `read` reads the journal, where that is needed to know. */
  readonly blocksOf: (letters: readonly RescuedText[], read: () => Promise<readonly StoredUpdate[]>) => Promise<readonly (GoneBlock | null)[]>;
  /** A rescue is worth offering to somebody. */
  readonly tell: (personId: string, id: string) => void;
  /** Whether the room is of no more use. */
  readonly isGivenUp: () => boolean;
};

/** Keeps what an update took from those who were writing, for each of them. What is found again changes nothing. */
export class RescueKeeping {
  readonly #options: RescueKeepingOptions;

  constructor(options: RescueKeepingOptions) {
    this.#options = options;
  }

  /** To be called for one loss after the other. */
  async keep({ rescued, cause }: Loss): Promise<void> {
    for (const [personId, found] of this.#lettersByWriter(await this.#withBlocks(rescued))) {
      // One that is taken at this moment grows no more: what was to join it is then a rescue of its own.
      while (!(await this.#keepOf(personId, found, cause.at)));
    }
  }

  /** With the blocks that were taken away before what the integration remembers, too: the journal knows which they were, and who took them. */
  async #withBlocks(rescued: readonly RescuedText[]): Promise<readonly RescuedText[]> {
    const missing = rescued.filter(({ block }) => block === null);
    if (missing.length === 0) return rescued;
    const blocks = await this.#options.blocksOf(missing, () => this.#readEpoch());
    return rescued.map((letters) => ({ ...letters, block: letters.block ?? blocks[missing.indexOf(letters)] ?? null }));
  }

  /** Every entry since the epoch began; who wrote in an earlier one wrote other letters. */
  async #readEpoch(): Promise<readonly StoredUpdate[]> {
    const { storage, documentId } = this.#options;
    const base = (await storage.journal.bases(documentId)).at(-1);
    return storage.journal.readDocumentUpdates(documentId, base && { after: base.seq - 1 });
  }

  /** Returns whether all was kept as it was gathered; else it is to be gathered again. */
  async #keepOf(personId: string, found: readonly FoundLetters[], at: Date): Promise<boolean> {
    const { storage, documentId, tell, isGivenUp } = this.#options;
    const kept = await storage.rows.rescues(documentId, personId);
    for (const { row, isNew } of gatherRescues(kept, found, { documentId, personId, at })) {
      // Thrown away meanwhile, or found again when it is next opened.
      if (isGivenUp()) return true;
      if (isNew) await storage.rows.insertRescue(row);
      else if (!(await storage.rows.growRescue(row.id, row))) return false;
      if (isWorthOffering(row)) tell(personId, row.id);
    }
    return true;
  }

  #lettersByWriter(rescued: readonly RescuedText[]): ReadonlyMap<string, readonly FoundLetters[]> {
    const writers = new Map<string, FoundLetters[]>();
    for (const letters of rescued) {
      const personId = this.#options.clients.ownerOf(letters.client);
      if (personId === null) continue;
      const { block } = letters;
      // Whoever suggested the block, or took it away, knows what became of their words.
      if (letters.suggestedBy !== undefined && (personId === letters.suggestedBy || personId === block?.by)) continue;
      const by = block === null || block.by === personId ? null : block.by;
      writers.set(personId, [...(writers.get(personId) ?? []), { ...letters, blockId: block?.blockId ?? null, by }]);
    }
    return writers;
  }
}
