import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { Logger } from './logger.ts';
import { processorMs } from './processorMs.ts';
import { type AuthoredUpdate, bundle, type Question, type Reply, type Request, type Step, UnderWay, type Use } from './threadMessages.ts';

/** A document in the thread, as its room sees it. */
export interface ThreadUser {
  readonly documentId: string;
  /** How long the thread may work at one step of this document. */
  readonly limitMs: number;
  take(reply: Reply): void;
  /** The update that a step is about; null for a question. */
  updateOf(step: Step): AuthoredUpdate | null;
  /** Nobody answers this question: the thread comes back from it no more. */
  giveUp(questionId: number): void;
  /** The thread that had the document is gone, and with it what was not told yet. */
  lost(): void;
  /** No thread can be had. */
  deserted(error: unknown): void;
}

/**
 * The one thread in which the documents behind the rooms are integrated, so that nobody waits for
 * it. It is started when the first document needs it. One that does not come back from a step is
 * ended and another begun: the update of that step is passed over from then on, and every other
 * document is opened again from what is stored.
 */
export class IntegratingThread {
  readonly #logger: Logger;
  readonly #script: URL;
  readonly #users = new Map<number, ThreadUser>();
  /** What was opened and is not told yet. */
  readonly #opened = new Map<number, { readonly base: readonly AuthoredUpdate[]; readonly use: Use }>();
  /** What was added to each and is not told yet. */
  readonly #added = new Map<number, AuthoredUpdate[]>();
  #postTimer: ReturnType<typeof setTimeout> | undefined;
  /** Those that wait for the thread. */
  readonly #busy = new Set<number>();
  /** Per document the updates that are passed over, by hash, with those who sent them. */
  readonly #passedOver = new Map<string, Map<string, string | null>>();
  /** What the thread was at when it died, until it dies of it again. */
  readonly #suspects = new Set<string>();
  #running: { readonly worker: Worker; readonly underWay: UnderWay } | null = null;
  #nextNumber = 1;
  /** How often, one after another, a thread failed before it was at anything. */
  #falseStarts = 0;
  #stopWatching: (() => void) | null = null;

  constructor(logger: Logger, script = new URL('./integrationWorker.ts', import.meta.url)) {
    this.#logger = logger;
    this.#script = script;
  }

  /** What it is at; null when it waits, or is not begun. */
  get step(): Step | null {
    return this.#running?.underWay.step ?? null;
  }

  /** Opens a document, with what is added to it; the number is what it is called by until it is closed or lost. */
  open(user: ThreadUser, base: readonly AuthoredUpdate[], use: Use = 'integrating'): number {
    const document = this.#nextNumber++;
    this.#users.set(document, user);
    this.#opened.set(document, { base, use });
    this.#postSoon();
    return document;
  }

  /** Told soon, with what is added to other documents meanwhile: to wake a thread costs more than all else that a letter asks for. */
  add(document: number, updates: readonly AuthoredUpdate[]): void {
    const waiting = this.#added.get(document);
    if (waiting === undefined) this.#added.set(document, [...updates]);
    else for (const update of updates) waiting.push(update);
    this.#postSoon();
    this.#wait(document);
  }

  #postSoon(): void {
    this.#postTimer ??= setTimeout(() => this.postAdded(), this.#running === null ? beginWindowMs : postWindowMs).unref();
  }

  /** Tells at once what was opened and added: somebody waits until it is taken in. */
  postAdded(): void {
    clearTimeout(this.#postTimer);
    this.#postTimer = undefined;
    for (const [document, { base: updates, use }] of this.#opened) {
      const base = bundle(updates);
      this.#send({ type: 'open', document, base, use }, [base.bytes.buffer]);
    }
    this.#opened.clear();
    if (this.#added.size === 0) return;
    const added = [...this.#added].map(([document, updates]) => ({ document, updates: bundle(updates) }));
    this.#added.clear();
    this.#send(
      { type: 'add', added },
      added.map(({ updates }) => updates.bytes.buffer),
    );
  }

  ask(document: number, id: number, question: Question): void {
    this.#post({ type: 'ask', document, id, question }, 'updates' in question ? [question.updates.bytes.buffer] : []);
    this.#wait(document);
  }

  /** What the thread is at is finished first; nobody is told of it. */
  close(document: number): void {
    this.#post({ type: 'close', document });
    this.#wait(document);
  }

  /** A document has had all the answers that it waited for. */
  isAnswered(document: number): void {
    this.#busy.delete(document);
    if (this.#busy.size === 0) this.#running?.worker.unref();
  }

  /** Whether an update has held the thread, or felled it twice: it is not to be given to it again. */
  passesOver(documentId: string, update: Uint8Array): boolean {
    // Nothing is hashed for the documents that have none.
    return this.#passedOver.get(documentId)?.has(hashOf(update)) ?? false;
  }

  /** Whether one of the updates that are passed over is this person's. */
  hasPassedOver(documentId: string, personId: string): boolean {
    return [...(this.#passedOver.get(documentId)?.values() ?? [])].includes(personId);
  }

  /** Ends the thread; it is begun anew for the next document that is opened. */
  async end(): Promise<void> {
    const ended = this.#leave();
    for (const user of this.#forgetAll()) user.lost();
    await ended?.terminate();
  }

  /** In the order in which it was asked: what was added before is told before. */
  #post(request: Request, transfer: readonly ArrayBuffer[] = []): void {
    this.postAdded();
    this.#send(request, transfer);
  }

  #send(request: Request, transfer: readonly ArrayBuffer[]): void {
    this.#running ??= this.#start();
    this.#running.worker.postMessage(request, [...transfer]);
  }

  #wait(document: number): void {
    if (this.#busy.size === 0) this.#running?.worker.ref();
    this.#busy.add(document);
    this.#stopWatching ??= this.#watch();
  }

  #start(): { readonly worker: Worker; readonly underWay: UnderWay } {
    const underWay = new UnderWay();
    const worker = new Worker(this.#script, { workerData: { memory: underWay.memory } });
    worker.unref();
    worker.on('message', (reply: Reply) => this.#take(reply));
    worker.on('error', (error) => this.#died(error));
    worker.on('exit', () => this.#died(null));
    return { worker, underWay };
  }

  #take(reply: Reply): void {
    const user = this.#users.get(reply.document);
    if (reply.type === 'closed') {
      this.#users.delete(reply.document);
      this.isAnswered(reply.document);
    }
    try {
      user?.take(reply);
    } catch (error) {
      // Thrown on, it would end the process, and with it everybody's connection.
      this.#logger.error({ err: error, documentId: user?.documentId }, 'What the integrating thread told could not be used');
    }
  }

  /** It ended unasked. An update that it was at is given to it once more: it may have had nothing to do with it. */
  #died(error: unknown): void {
    if (this.#running === null) return;
    this.#logger.error({ err: error }, 'The integrating thread ended by itself; the documents are opened again in another');
    const { step } = this;
    if (step === null) return this.#beginAnew(error);
    const key = this.#nameOf(step);
    if (key !== null && this.#suspects.has(key)) this.#blame(step);
    else if (key !== null) this.#suspects.add(key);
    this.#beginAnew(null);
  }

  /** @param error why the thread failed without being at anything; null when there is no reason that another should. */
  #beginAnew(error: unknown): void {
    this.#leave();
    const users = this.#forgetAll();
    this.#falseStarts = error === null ? 0 : this.#falseStarts + 1;
    const goOn = () => {
      for (const user of users) user.lost();
    };
    if (this.#falseStarts === 0) goOn();
    else if (this.#falseStarts < mostFalseStarts) setTimeout(goOn, firstPauseMs * 2 ** this.#falseStarts);
    else for (const user of users) user.deserted(error);
  }

  /** Listens no more to the thread, and has none. */
  #leave(): Worker | null {
    const worker = this.#running?.worker ?? null;
    this.#running = null;
    this.#stopWatching?.();
    this.#stopWatching = null;
    if (worker === null) return null;
    worker.removeAllListeners();
    worker.on('error', () => undefined); // its documents are another's already
    worker.terminate().catch(() => undefined);
    return worker;
  }

  #forgetAll(): readonly ThreadUser[] {
    const users = [...this.#users.values()];
    this.#users.clear();
    this.#busy.clear();
    this.#opened.clear();
    this.#added.clear();
    return users;
  }

  /**
   * Looks now and then whether the thread is still at the same step, while anybody waits. Its own
   * processor time is what counts: that it gets little of it on a busy machine is no fault of the update.
   */
  #watch(): () => void {
    let seen = { beats: -1, usedMs: 0 };
    let isLooking = false;
    const look = async () => {
      const running = this.#running;
      if (this.#busy.size === 0) return this.#stopWatching?.();
      if (running === null || isLooking || running.underWay.step === null) return;
      isLooking = true;
      try {
        const { beats } = running.underWay;
        const usedMs = await processorMs(running.worker);
        const { step } = running.underWay;
        if (running !== this.#running || step === null || running.underWay.beats !== beats) return;
        if (seen.beats !== beats) seen = { beats, usedMs };
        else if (usedMs - seen.usedMs >= (this.#users.get(step.document)?.limitMs ?? 0)) this.#endHeld(step);
      } catch {
        // It ended meanwhile, and that is told by itself.
      } finally {
        isLooking = false;
      }
    };
    const timer = setInterval(() => void look(), watchMs).unref();
    return () => {
      clearInterval(timer);
      this.#stopWatching = null;
    };
  }

  #endHeld(step: Step): void {
    this.#blame(step);
    this.#beginAnew(null);
  }

  #blame(step: Step): void {
    const user = this.#users.get(step.document);
    if (user === undefined) return;
    const { documentId } = user;
    const blamed = user.updateOf(step);
    if (blamed === null) return user.giveUp(step.number);
    const hashes = this.#passedOver.get(documentId) ?? new Map<string, string | null>();
    this.#passedOver.set(documentId, hashes.set(hashOf(blamed.update), blamed.personId));
  }

  #nameOf(step: Step): string | null {
    const user = this.#users.get(step.document);
    if (user === undefined) return null;
    const update = user.updateOf(step)?.update;
    return `${user.documentId} ${update === undefined ? step.kind : hashOf(update)}`;
  }
}

function hashOf(update: Uint8Array): string {
  return createHash('sha256').update(update).digest('base64url');
}

/** Nobody notices that rescues come so much later; lists, snapshots and locks wait for no window. */
const postWindowMs = 250;
/** To begin a thread takes as much as to answer a hundred who come back: not in the moment after a restart in which they all do. */
const beginWindowMs = 800;
const watchMs = 100;
const mostFalseStarts = 4;
const firstPauseMs = 50;
