import type { Epoch, Seq, Storage } from '@yrka/storage';
import { epochClientId } from '@yrka/ydoc';
import { anchorIn, withNextLetters } from '../comments/anchorEpochs.ts';
import type { Clock } from './clock.ts';
import type { Logger } from './logger.ts';
import type { Room } from './room.ts';
import type { EpochLimits } from './types.ts';
import type { RoomsWatch } from './watch.ts';

/** What a document's next epoch begins with. */
export type Beginning = {
  readonly documentId: string;
  readonly epoch: Epoch;
  readonly update: Uint8Array;
  /** Everything up to here is in it; and how many bytes that was. */
  readonly upTo: Seq;
  readonly bytesBefore: number;
  /** How many threads have their letters of it. */
  readonly threads: number;
};

type EpochsOptions = {
  readonly storage: Pick<Storage, 'journal' | 'snapshots' | 'rows'>;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly watch: RoomsWatch;
  readonly limits: EpochLimits;
};

/**
 * Writes documents anew that have become far too large for what they say (docs/adr/0016-epochs.md), when they are put
 * away or nobody has written in them for long. A row of the journal is the whole switch: what is done before it harms
 * nothing if it never comes, and what is done after it can be left out. What is written anew is a third of what it was at
 * the most, and is then no more than its text: so it is never done twice for the same history.
 */
export class Epochs {
  readonly #options: EpochsOptions;
  /** From how many bytes on a document is to be looked at again, for those that were not to be written anew. */
  readonly #lookAgainAt = new Map<string, number>();

  constructor(options: EpochsOptions) {
    this.#options = options;
  }

  /** Prepares the next epoch of a document at rest; null when it is to stay in this one. It can be written in meanwhile, and is then to be left. */
  async prepare(room: Room): Promise<Beginning | null> {
    const { limits, storage, logger, watch } = this.#options;
    const { documentId, compactBytes: bytes, seq: upTo } = room;
    if (bytes === null || bytes < Math.max(limits.fewestBytes, this.#lookAgainAt.get(documentId) ?? 0) || bytes > limits.mostBytes) return null;
    // A locked text never changes, and what comes late to it is read beside it.
    if ((await storage.rows.way.lock(documentId)) !== null) return null;
    const epoch = room.epoch + 1;
    const clientId = epochClientId(epoch);
    const threads = await storage.rows.comments.threads(documentId);
    const anchors = threads.flatMap(({ thread: { id, anchor } }) => (anchor === null ? [] : [{ id, anchor: anchorIn(room.epoch, anchor) }]));
    const outcome = await room.rebased({
      clientId,
      // Of what is gone nothing is carried over.
      runs: await storage.rows.runs.of(documentId, ['wrote', 'accepted']),
      maxBytes: Math.floor(bytes / limits.ratio),
      anchors: anchors.map(({ anchor }) => anchor),
    });
    if (outcome?.type !== 'rebased') {
      this.#lookAgainAt.set(documentId, bytes * limits.growth);
      if (outcome?.type === 'lean') return null;
      watch.notRebased(outcome?.type ?? 'notIntegrated');
      logger.warn(
        { documentId, bytes, reason: outcome?.type ?? 'notIntegrated' },
        'The document has grown far beyond its text, and cannot be written anew: it opens more slowly',
      );
      return null;
    }
    // Under both names: whichever epoch there is afterwards, they are found.
    await storage.rows.comments.putAnchors(
      anchors.map(({ id, anchor }, index) => ({ id, anchor: withNextLetters(anchor, { epoch, letters: outcome.anchors[index] ?? null }) })),
    );
    await storage.rows.runs.replace(documentId, clientId, outcome.runs);
    return { documentId, epoch, update: outcome.update, upTo, bytesBefore: bytes, threads: threads.length };
  }

  /**
   * Begins the epoch. Nothing may be written for the old one from now on. Resolves with false where it cannot be stored, or
   * something was said of the document since it was prepared, and the old one goes on.
   */
  async begin({ documentId, epoch, update, bytesBefore, threads }: Beginning): Promise<boolean> {
    const { storage, logger, clock, watch } = this.#options;
    let seq: Seq | undefined;
    try {
      // Its words would be known by their quote alone. Threads are never taken away.
      if ((await storage.rows.comments.count(documentId)).threads !== threads) return false;
      [seq] = await storage.journal.appendBatch([{ documentId, update, personId: null, at: clock.now(), epoch }]);
    } catch (error) {
      logger.warn({ err: error, documentId }, 'The document could not be written anew; it stays as it was');
      return false;
    }
    this.#lookAgainAt.delete(documentId);
    watch.rebased(bytesBefore, update.length);
    logger.info({ documentId, epoch, bytesBefore, bytesAfter: update.length }, 'The document was written anew');
    try {
      if (seq !== undefined) await storage.snapshots.write({ documentId, epoch, upTo: seq, update });
    } catch (error) {
      logger.warn({ err: error, documentId }, 'No snapshot could be written; the journal has everything');
    }
    return true;
  }
}
