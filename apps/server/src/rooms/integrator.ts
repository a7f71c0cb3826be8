import type { AcceptedLetters, GoneBlock, Kept, RescuedText } from '@yrka/ydoc';
import type { DocumentSummary } from '../documents/summary.ts';
import type { IntegratingThread, ThreadUser } from './integratingThread.ts';
import {
  type Answers,
  type AuthoredUpdate,
  bundle,
  type LetterId,
  type NextEpoch,
  type Question,
  type RebaseQuestion,
  type RestorationQuestion,
  type Reply,
  type Step,
} from './threadMessages.ts';

/** A stored update that the document behind the room has not taken in yet. */
export type StoredUpdate = AuthoredUpdate & {
  readonly at: Date;
  /** Its place in the journal, where it is known. */
  readonly seq?: number;
};

/** What one update took from those who were writing. */
export type Loss = { readonly rescued: readonly RescuedText[]; readonly cause: StoredUpdate };

/** What a document is made of. The base needs no looking through. */
export type Stored = { readonly base: Uint8Array | null; readonly updates: readonly StoredUpdate[] };

export type IntegratorListener = {
  readonly found: (loss: Loss) => void;
  /** An update made so what others had suggested. */
  readonly accepted: (letters: readonly AcceptedLetters[], cause: StoredUpdate) => void;
  /** An update of the server's own, to be stored and shown: letters that two people moved at once stand once. */
  readonly repaired: (update: Uint8Array) => void;
  /** All that was added is taken in. */
  readonly idle: () => void;
  /** An update could not be taken in, and was passed over; null for the base, without which nothing is. */
  readonly failed: (error: unknown, cause: StoredUpdate | null) => void;
};

export type IntegratorOptions = {
  readonly documentId: string;
  readonly thread: IntegratingThread;
  readonly limitMs: number;
  readonly base: Uint8Array | null;
  /** Reads again all that was added, when the thread was lost that had it. */
  readonly readStored: () => Promise<Stored>;
};

/**
 * A document in the integrating thread, where stored updates are taken into a Y.Doc behind the
 * people's backs. It is opened there when the first update comes: a room where everybody only
 * reads has none. Without an answer, null is what there is to say.
 */
export class Integrator implements ThreadUser {
  readonly documentId: string;
  readonly limitMs: number;
  readonly #thread: IntegratingThread;
  readonly #listener: IntegratorListener;
  readonly #readStored: () => Promise<Stored>;
  #base: Uint8Array | null;
  /** What it is called by in the thread; null while it is not there. */
  #number: number | null = null;
  /** `lost` with its thread, to be read from the store when it is next needed, as by `reading`. */
  #state: 'unopened' | 'open' | 'lost' | 'reading' | 'stopped' = 'unopened';
  /** Rises with each opening in a thread: what that one remembers, the next does not. */
  #openings = 0;
  /** Updates of the server's own that were told. */
  #repairs = 0;
  /** Updates on their way to the thread or waiting there, the first of them `#taken` updates after the opening. */
  #waiting: StoredUpdate[] = [];
  #taken = 0;
  readonly #questions = new Map<number, Asked>();
  #nextQuestion = 1;
  #whenSettled: (() => void)[] = [];
  /** Whether every update was taken in: only then may what is here stand for what is stored. */
  #isWhole = true;
  /** Whether an update or a question held the thread: what the document reads as is not told any more. */
  #hasHeld = false;
  /** Up to where the whole journal was looked through for blocks that are gone, and in which opening. */
  #lookedBack = { opening: 0, seq: 0 };

  constructor({ documentId, thread, limitMs, base, readStored }: IntegratorOptions, listener: IntegratorListener) {
    this.documentId = documentId;
    this.limitMs = limitMs;
    this.#thread = thread;
    this.#base = base;
    this.#readStored = readStored;
    this.#listener = listener;
  }

  add(updates: readonly StoredUpdate[]): void {
    if (updates.length === 0) return;
    switch (this.#state) {
      case 'unopened':
        return this.#open({ base: this.#base, updates });
      case 'open':
        return this.#send(updates);
      case 'lost':
        return this.#openAgain(); // these are stored with the others
      case 'reading':
        for (const update of updates) this.#waiting.push(update);
        return;
      case 'stopped':
        return;
      default:
        this.#state satisfies never;
    }
  }

  /** Whether this person sent what held the thread: they are given no second attempt. */
  turnsAway(personId: string): boolean {
    return this.#thread.hasPassedOver(this.documentId, personId);
  }

  /** What lists show of the document as far as it is taken in. */
  async summary(): Promise<DocumentSummary | null> {
    const summary = this.#hasHeld ? null : await this.#ask({ type: 'summary' });
    return this.#hasHeld ? null : summary;
  }

  /**
   * The whole document in its most compact form, with all that was added before; null also when words are missing in it.
   * `isOfThen`: it has nothing of what was added after this was asked, and nothing of the server's own that is not stored.
   */
  async compacted(): Promise<{ readonly update: Uint8Array; readonly isOfThen: boolean } | null> {
    const [openings, repairs] = [this.#openings, this.#repairs];
    const update = this.#isWhole ? await this.#ask({ type: 'compacted' }) : null;
    if (update === null || !this.#isWhole) return null;
    // What a thread that was lost had taken in comes to the next out of the store, with what came later.
    return { update, isOfThen: openings === this.#openings && repairs === this.#repairs };
  }

  /** What the document's next epoch begins with, or why there is none; null also when words are missing in it. */
  async rebased(options: Omit<RebaseQuestion, 'type'>): Promise<NextEpoch | Kept | null> {
    if (this.#state === 'unopened') this.#open({ base: this.#base, updates: [] });
    return this.#isWhole ? this.#ask({ type: 'rebased', ...options }) : null;
  }

  /** What would make the document say again what it said, with all that was added before; null when that cannot be told. */
  async restored(options: Omit<RestorationQuestion, 'type'>): Promise<Answers['restored']> {
    if (this.#state === 'unopened') this.#open({ base: this.#base, updates: [] });
    return this.#isWhole ? this.#ask({ type: 'restored', ...options }) : null;
  }

  /**
   * The blocks that letters stood in and that are gone, and whose update took each; null where
   * nobody knows. What was before the base is looked up in the journal, which is at `seq`.
   */
  async blocksOf(
    letters: readonly LetterId[],
    journal: { readonly seq: number; read(): Promise<readonly StoredUpdate[]> },
  ): Promise<readonly (GoneBlock | null)[]> {
    for (;;) {
      const blocks = await this.#ask({ type: 'blocks', letters: letters.map(({ client, clock }) => ({ client, clock })) });
      if (blocks === null) return letters.map(() => null);
      const opening = this.#openings;
      const hasLookedBack = this.#lookedBack.opening === opening && this.#lookedBack.seq >= journal.seq;
      if (hasLookedBack || !blocks.includes(null)) return blocks;
      await this.#ask({ type: 'lookBack', updates: await journal.read() });
      // The thread may have been lost before it answered: what it looked through then is known to nobody.
      this.#lookedBack = { opening, seq: journal.seq };
    }
  }

  /** Resolves when all is taken in, or failed. */
  async settled(): Promise<void> {
    while (this.#isBusy) {
      this.#thread.postAdded();
      await new Promise<void>((resolve) => this.#whenSettled.push(resolve));
    }
  }

  destroy(): void {
    if (this.#number !== null) this.#thread.close(this.#number);
    this.#stop();
  }

  take(reply: Reply): void {
    switch (reply.type) {
      case 'taken':
        return this.#takeNews(reply);
      case 'answer':
        return this.#answered(reply.id, reply.answer);
      case 'unanswered':
        this.#questions.get(reply.id)?.reject(reply.error);
        return this.#answered(reply.id, null);
      case 'unopened':
        return this.deserted(reply.error);
      case 'closed':
        return this.lost();
      default:
        reply satisfies never;
    }
  }

  updateOf({ kind, number }: Step): AuthoredUpdate | null {
    switch (kind) {
      case 'base':
        return this.#base === null ? null : { update: this.#base, personId: null };
      case 'update':
        return this.#waiting[number - this.#taken] ?? null;
      case 'lookBack': {
        const asked = [...this.#questions.values()].find(({ question }) => question.type === 'lookBack');
        return asked?.question.type === 'lookBack' ? (asked.question.updates[number] ?? null) : null;
      }
      case 'compare': // asked of another than a room's own document
      case 'answer':
        return null;
      default:
        return kind satisfies never;
    }
  }

  giveUp(questionId: number): void {
    this.#hasHeld = true;
    this.#isWhole = false;
    this.#answered(questionId, null);
  }

  lost(): void {
    this.#number = null;
    if (this.#state === 'stopped') {
      this.#waiting = [];
      return;
    }
    this.#state = 'lost';
    if (this.#waiting.length > 0 || this.#questions.size > 0) this.#openAgain();
  }

  deserted(error: unknown): void {
    this.#number = null;
    if (this.#state !== 'stopped') this.#listener.failed(error, null);
    this.#stop();
  }

  get #isBusy(): boolean {
    return this.#state === 'reading' || (this.#state !== 'stopped' && this.#waiting.length > 0);
  }

  #openAgain(): void {
    this.#state = 'reading';
    this.#waiting = []; // all of them are stored
    this.#readStored()
      .then(({ base, updates }) => {
        if (this.#state === 'reading') this.#open({ base, updates: [...updates, ...this.#waiting.splice(0)] });
      })
      .catch((error: unknown) => this.deserted(error));
  }

  #open({ base, updates }: Stored): void {
    if (base !== null && this.#thread.passesOver(this.documentId, base)) return this.deserted(new HeldError());
    const passedOver = updates.filter(({ update }) => this.#thread.passesOver(this.documentId, update));
    for (const cause of passedOver) {
      this.#hasHeld = true;
      this.#isWhole = false;
      this.#listener.failed(new HeldError(), cause);
    }
    this.#state = 'open';
    this.#openings++;
    this.#base = base;
    this.#taken = 0;
    this.#number = this.#thread.open(this, base === null ? [] : [{ update: base, personId: null }]);
    this.#send(updates.filter((update) => !passedOver.includes(update)));
    for (const [id, { question }] of this.#questions) this.#put(id, question);
    if (!this.#isBusy) this.#tellSettled();
  }

  #send(updates: readonly StoredUpdate[]): void {
    if (this.#number === null || updates.length === 0) return;
    // One by one: an opening may bring more than a call takes arguments.
    for (const update of updates) this.#waiting.push(update);
    this.#thread.add(this.#number, updates);
  }

  #takeNews({ count, losses, acceptances, failures, repairs }: Extract<Reply, { type: 'taken' }>): void {
    const taken = this.#waiting.splice(0, count);
    this.#taken += count;
    this.#base = null; // taken in before them
    if (this.#state !== 'open') return;
    for (const { index, error } of failures) {
      this.#isWhole = false;
      this.#listener.failed(error, taken[index] ?? null);
    }
    for (const { index, rescued } of losses) {
      const cause = taken[index];
      if (cause !== undefined) this.#listener.found({ rescued, cause });
    }
    for (const { index, letters } of acceptances) {
      const cause = taken[index];
      if (cause !== undefined) this.#listener.accepted(letters, cause);
    }
    this.#repairs += repairs.length;
    for (const repair of repairs) this.#listener.repaired(repair);
    if (this.#isBusy) return;
    this.#listener.idle();
    this.#tellSettled();
  }

  #ask<Type extends Asked['question']['type']>(question: Extract<Asked['question'], { type: Type }>): Promise<Answers[Type] | null> {
    if (this.#state === 'unopened' || this.#state === 'stopped') return Promise.resolve(null);
    const id = this.#nextQuestion++;
    return new Promise((resolve, reject) => {
      // The thread answers a question in the form that belongs to it.
      this.#questions.set(id, { question, resolve: resolve as Asked['resolve'], reject });
      if (this.#state === 'open') this.#put(id, question);
      else if (this.#state === 'lost') this.#openAgain();
    });
  }

  #put(id: number, question: Asked['question']): void {
    if (this.#number === null) return;
    if (question.type !== 'lookBack') return this.#thread.ask(this.#number, id, question);
    question.updates = question.updates.filter(({ update }) => !this.#thread.passesOver(this.documentId, update));
    this.#thread.ask(this.#number, id, { type: 'lookBack', updates: bundle(question.updates) });
  }

  #answered(id: number, answer: Answers[keyof Answers] | null): void {
    const asked = this.#questions.get(id);
    this.#questions.delete(id);
    asked?.resolve(answer);
    if (!this.#isBusy) this.#tellSettled();
  }

  #stop(): void {
    this.#state = 'stopped';
    this.#isWhole = false;
    for (const id of [...this.#questions.keys()]) this.#answered(id, null);
    // While the thread is at one of them, it may be asked which.
    if (this.#number === null) this.#waiting = [];
    this.#tellSettled();
  }

  #tellSettled(): void {
    if (this.#number !== null && this.#state === 'open' && this.#questions.size === 0) this.#thread.isAnswered(this.#number);
    for (const tell of this.#whenSettled.splice(0)) tell();
  }
}

/** An update held the integrating thread beyond the limit. */
export class HeldError extends Error {
  readonly code = 'integrationHeld';

  constructor() {
    super('Taking in the update held the integrating thread beyond the limit, or ended it twice');
    this.name = 'HeldError';
  }
}

type Asked = {
  readonly question: Exclude<Question, { type: 'lookBack' }> | { readonly type: 'lookBack'; updates: readonly StoredUpdate[] };
  readonly resolve: (answer: Answers[keyof Answers] | null) => void;
  readonly reject: (error: Error) => void;
};
