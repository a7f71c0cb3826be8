import type { UpdateShape } from '@yrka/ydoc';
import type { ClientIds } from './clientIds.ts';
import type { Held } from './held.ts';
import type { Logger } from './logger.ts';
import type { Decided, Offer } from './place.ts';
import type { Prover } from './prover.ts';
import type { Grant } from './types.ts';

type SuggestingOptions = {
  readonly documentId: string;
  readonly held: Held;
  readonly clients: ClientIds;
  readonly logger: Logger;
  /** Of which version the rights in a document are. */
  readonly rightsOf: (documentId: string) => string;
  readonly grantOf: (personId: string, documentId: string) => Promise<Grant>;
  /** Whether the room takes nothing any more. */
  readonly isGivenUp: () => boolean;
};

type Offered = Pick<Offer, 'update' | 'isStillIn'> & { readonly shape: UpdateShape; readonly personId: string };

/** Decides what is taken of those who may do no more than suggest: what is proved to be nothing but their own suggestions (WIRE38). */
export class Suggesting {
  readonly #options: SuggestingOptions;
  readonly #underWay = new Set<Promise<Decided>>();

  constructor(options: SuggestingOptions) {
    this.#options = options;
  }

  get isUnderWay(): boolean {
    return this.#underWay.size > 0;
  }

  /** Resolves when nothing is being proved. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled([...this.#underWay]);
  }

  /**
   * Has an update proved on one copy after the other.
   * @param take called with what of it is proved and is to be taken, byte for byte, in the turn in which that is certain.
   */
  prove(offered: Offered, provers: readonly Prover[], take: (update: Uint8Array) => void): Promise<Decided> {
    const answer = this.#prove(offered, provers, take);
    this.#underWay.add(answer);
    return answer.finally(() => this.#underWay.delete(answer));
  }

  async #prove(offered: Offered, provers: readonly Prover[], take: (update: Uint8Array) => void): Promise<Decided> {
    const { shape } = offered;
    const { held, rightsOf, documentId } = this.#options;
    const rights = rightsOf(documentId);
    // What is proved is what is stored, byte for byte: what is left out of an update can put the rest elsewhere.
    for (let update = held.newOf(offered.update, shape); ; ) {
      const refusal = await this.#refusalOf(update, offered, provers, rights);
      if (refusal !== null) return refusal;
      const now = held.newOf(offered.update, shape);
      if (Buffer.compare(now, update) === 0) {
        take(update);
        return { type: 'taken' };
      }
      // The same person's other page sent some of it meanwhile.
      for (const prover of provers) prover.begin();
      update = now;
    }
  }

  /** @param rights of which version those were by which it was offered. */
  async #refusalOf(
    update: Uint8Array<ArrayBuffer>,
    { shape, personId, isStillIn }: Offered,
    provers: readonly Prover[],
    rights: string,
  ): Promise<Decided | null> {
    const { held, clients, logger, documentId, isGivenUp } = this.#options;
    const theirs = [...clients.of(personId), ...held.news(shape)];
    for (const [index, prover] of provers.entries()) {
      const finding = await prover.prove(update, personId, theirs);
      if (isGivenUp()) return { type: 'overloaded' };
      if (finding === 'proved') continue;
      for (const earlier of provers.slice(0, index)) earlier.begin();
      logger.warn({ documentId, personId, finding }, 'An update of one who may only suggest was refused');
      return { type: 'refused', code: 'notASuggestion' };
    }
    // A proof takes its time, and who began it may have lost their rights in it, or been signed out.
    const maySuggest = await this.#maySuggestStill(personId, rights)
      .then((may) => may && isStillIn())
      .catch((error: unknown) => {
        for (const prover of provers) prover.begin();
        throw error;
      });
    if (isGivenUp()) return { type: 'overloaded' };
    // Meanwhile another may have come to write under the same client id.
    if (maySuggest && held.news(shape).every((client) => clients.mayBe(client, personId))) return null;
    for (const prover of provers) prover.begin();
    return { type: 'refused', code: maySuggest ? 'foreignClient' : 'readOnly' };
  }

  /** Waits for no freeze: that is waited for by who freezes, and what was sent before is judged by the rights of before. */
  async #maySuggestStill(personId: string, asOf: string): Promise<boolean> {
    const { rightsOf, grantOf, documentId } = this.#options;
    for (let rights = asOf, may = true; ; ) {
      const now = rightsOf(documentId);
      if (now === rights) return may;
      rights = now;
      const { access } = await grantOf(personId, documentId);
      may = access === 'write' || access === 'suggest';
    }
  }
}
