import { type GoneBlock, Integration, type RescuedText } from '@yrka/ydoc';
import * as Y from 'yjs';

/** A stored update that the document behind the room has not taken in yet. */
export type StoredUpdate = { readonly update: Uint8Array; readonly personId: string | null; readonly at: Date };

/** What one update took from those who were writing. */
export type Loss = { readonly rescued: readonly RescuedText[]; readonly cause: StoredUpdate };

export type IntegratorListener = {
  readonly found: (loss: Loss) => void;
  /** An update of the server's own, to be stored and shown: letters that two people moved at once stand once. */
  readonly repaired: (update: Uint8Array) => void;
  /** All that was added is taken in. */
  readonly idle: () => void;
  /** An update could not be taken in, and was passed over. */
  readonly failed: (error: unknown) => void;
};

/**
 * Takes stored updates into a Y.Doc, behind the people's backs and in slices, so that nobody's
 * typing waits for it. The Y.Doc is built when the first update comes: a room where everybody
 * only reads has none.
 */
export class Integrator {
  readonly #listener: IntegratorListener;
  readonly #base: readonly Uint8Array[];
  #integration: Integration | null = null;
  #waiting: StoredUpdate[] = [];
  #run: Promise<void> | null = null;
  #isStopped = false;
  /** Whether every update was taken in: only then may what is here stand for what is stored. */
  #isWhole = true;

  /** `base` is what needs no looking through. */
  constructor(base: readonly Uint8Array[], listener: IntegratorListener) {
    this.#base = base;
    this.#listener = listener;
  }

  add(updates: readonly StoredUpdate[]): void {
    if (updates.length === 0 || this.#isStopped) return;
    this.#waiting.push(...updates);
    this.#run ??= this.#takeAll();
  }

  /** The document as far as it is taken in; null when nothing was added yet. */
  get doc(): Y.Doc | null {
    return this.#integration?.doc ?? null;
  }

  /** The block that a letter stood in and that is gone, and whose update took it; null when that was before what is remembered here. */
  blockOf(letter: { readonly client: number; readonly clock: number }): GoneBlock | null {
    return this.#integration?.blockOf(letter) ?? null;
  }

  /** Finds out, in slices, which blocks are gone and who took them, from every update that the document ever had. */
  async lookBack(updates: readonly StoredUpdate[]): Promise<void> {
    const past = new Integration();
    let until = performance.now() + sliceMs;
    for (const { update, personId } of updates) {
      try {
        past.apply(update, personId);
      } catch {
        // Passed over when it was taken in, too, and told of then.
      }
      past.takeRepairs();
      if (performance.now() < until) continue;
      await new Promise<void>((resolve) => setImmediate(resolve));
      until = performance.now() + sliceMs;
    }
    this.#integration?.rememberLike(past);
    past.destroy();
  }

  /** Resolves when all is taken in, or failed. */
  async settled(): Promise<void> {
    while (this.#run !== null) await this.#run;
  }

  /** The whole document in its most compact form; null when there is none to give, or words are missing in it. */
  compacted(): Uint8Array | null {
    if (this.#integration === null || this.#waiting.length > 0 || this.#isStopped || !this.#isWhole) return null;
    const { doc } = this.#integration;
    return doc.store.pendingStructs === null && doc.store.pendingDs === null ? Y.encodeStateAsUpdate(doc) : null;
  }

  destroy(): void {
    this.#isStopped = true;
    this.#waiting = [];
    this.#integration?.destroy();
  }

  async #takeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      this.#takeSlice();
    }
    this.#run = null;
    if (!this.#isStopped) this.#listener.idle();
  }

  #takeSlice(): void {
    const until = performance.now() + sliceMs;
    let taken = 0;
    const integration = this.#begun();
    if (integration === null) return;
    for (const cause of this.#waiting) {
      taken++;
      try {
        const rescued = integration.apply(cause.update, cause.personId);
        if (rescued.length > 0) this.#listener.found({ rescued, cause });
      } catch (error) {
        // The guard lets nothing through that Yjs is known to throw at; one such update must not end the others' rescues.
        this.#isWhole = false;
        this.#listener.failed(error);
      }
      if (performance.now() > until) break;
    }
    for (const repair of integration.takeRepairs()) this.#listener.repaired(repair);
    this.#waiting.splice(0, taken);
  }

  #begun(): Integration | null {
    try {
      this.#integration ??= new Integration(this.#base);
    } catch (error) {
      this.#isStopped = true;
      this.#waiting = [];
      this.#listener.failed(error);
    }
    return this.#integration;
  }
}

/** How long the event loop may be held in one turn. */
const sliceMs = 4;
