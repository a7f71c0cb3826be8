import type { Place } from '../documents/places.ts';
import type { IntegratingThread, ThreadUser } from './integratingThread.ts';
import { type AuthoredUpdate, bundle, type Reply, type Step } from './threadMessages.ts';

export type ComparisonQuestion = {
  readonly documentId: string;
  /** The updates that make the version one knows. */
  readonly seen: readonly AuthoredUpdate[];
  /** All the others, in the order in which they were stored. */
  readonly since: readonly AuthoredUpdate[];
  /** Whether the others are a document of their own, of a later epoch. */
  readonly isAnew: boolean;
};

/**
 * Compares two versions of a document in the integrating thread, update by update between those of
 * the rooms: a long journal would hold everybody here. Null when the thread cannot tell.
 */
export function compareVersions(thread: IntegratingThread, limitMs: number, question: ComparisonQuestion): Promise<readonly Place[] | null> {
  return new Promise((resolve, reject) => new Comparing(thread, limitMs, question, { resolve, reject }).begin());
}

type Asker = { readonly resolve: (places: readonly Place[] | null) => void; readonly reject: (error: Error) => void };

/** One question, for which a document is opened in the thread and closed again. */
class Comparing implements ThreadUser {
  readonly documentId: string;
  readonly limitMs: number;
  readonly #thread: IntegratingThread;
  readonly #asker: Asker;
  #seen: readonly AuthoredUpdate[];
  #since: readonly AuthoredUpdate[];
  readonly #isAnew: boolean;
  #number: number | null = null;
  #isDone = false;

  constructor(thread: IntegratingThread, limitMs: number, { documentId, seen, since, isAnew }: ComparisonQuestion, asker: Asker) {
    this.documentId = documentId;
    this.limitMs = limitMs;
    this.#thread = thread;
    this.#asker = asker;
    this.#seen = seen;
    this.#since = since;
    this.#isAnew = isAnew;
  }

  begin(): void {
    const mayBeRead = ({ update }: AuthoredUpdate) => !this.#thread.passesOver(this.documentId, update);
    this.#seen = this.#seen.filter(mayBeRead);
    this.#since = this.#since.filter(mayBeRead);
    this.#number = this.#thread.open(this, []);
    const seen = this.#seen.length;
    this.#thread.ask(this.#number, 0, { type: 'changes', updates: bundle([...this.#seen, ...this.#since]), seen, anew: this.#isAnew ? seen : null });
  }

  take(reply: Reply): void {
    switch (reply.type) {
      case 'answer':
        // It answers a question in the form that belongs to it.
        return this.#end(() => this.#asker.resolve(reply.answer as readonly Place[]));
      case 'unanswered':
      case 'unopened':
        return this.#end(() => this.#asker.reject(reply.error));
      case 'taken':
      case 'closed':
        return;
      default:
        reply satisfies never;
    }
  }

  updateOf({ kind, number }: Step): AuthoredUpdate | null {
    return kind === 'compare' ? ([...this.#seen, ...this.#since][number] ?? null) : null;
  }

  giveUp(): void {
    this.#end(() => this.#asker.resolve(null));
  }

  /** What felled the thread is passed over now, or is tried once more. */
  lost(): void {
    this.#number = null;
    if (!this.#isDone) this.begin();
  }

  deserted(): void {
    this.#number = null;
    this.#end(() => this.#asker.resolve(null));
  }

  #end(tell: () => void): void {
    if (this.#isDone) return;
    this.#isDone = true;
    if (this.#number !== null) this.#thread.close(this.#number);
    tell();
  }
}
