import { schema } from '@yrka/schema';
import { carriedRuns, Integration, newDoc, ProvingCopy, readDocument, rebase, rejectAll, restoringUpdate, withoutSuggestions } from '@yrka/ydoc';
import type { Node } from 'prosemirror-model';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import * as Y from 'yjs';
import { type Place, placesOf } from '../documents/places.ts';
import { summaryOf } from '../documents/summary.ts';
import { type AuthoredUpdate, type Question, type Reply, type Request, type Step, UnderWay, type Use, unbundle } from './threadMessages.ts';

/**
 * The thread behind the rooms: takes stored updates into Y.Docs, document by document in turn, so
 * that no document waits for another longer than a step of that one lasts.
 */
class Desk {
  readonly #documents = new Map<number, OpenDocument>();
  /** Documents that have work waiting, the next first. */
  readonly #turns: OpenDocument[] = [];
  readonly #underWay: UnderWay;
  readonly #reply: (reply: Reply, transfer?: readonly ArrayBuffer[]) => void;

  constructor(underWay: UnderWay, reply: (reply: Reply, transfer?: readonly ArrayBuffer[]) => void) {
    this.#underWay = underWay;
    this.#reply = reply;
  }

  take(request: Request): void {
    switch (request.type) {
      case 'open': {
        const document = new OpenDocument(request.document, request.use);
        this.#documents.set(request.document, document);
        const base = unbundle(request.base).map(({ update }) => update);
        this.#give(document, [{ kind: 'base', number: 0, base }]);
        return;
      }
      case 'add': {
        for (const { document: number, updates } of request.added) {
          const document = this.#documents.get(number);
          if (document === undefined) continue; // its base could not be taken in, and its room is told
          this.#give(
            document,
            unbundle(updates).map((update) => ({ kind: 'update', number: document.added++, update })),
          );
        }
        return;
      }
      case 'ask': {
        const { id, question } = request;
        const document = this.#documents.get(request.document);
        if (document !== undefined) this.#give(document, jobsOf(id, question));
        return;
      }
      case 'close': {
        this.#documents.get(request.document)?.destroy();
        this.#documents.delete(request.document);
        this.#reply({ type: 'closed', document: request.document });
        return;
      }
      default:
        request satisfies never;
    }
  }

  #give(document: OpenDocument, jobs: readonly Job[]): void {
    if (jobs.length === 0) return;
    for (const job of jobs) document.jobs.push(job);
    if (document.hasTurn) return;
    document.hasTurn = true;
    this.#turns.push(document);
    if (this.#turns.length === 1) setImmediate(() => this.#turn());
  }

  /** One document's turn; what came in meanwhile is taken before the next. */
  #turn(): void {
    const document = this.#turns[0];
    if (document === undefined) return;
    this.#takeSlice(document);
    this.#turns.shift();
    document.hasTurn = !document.isIdle;
    if (document.hasTurn) this.#turns.push(document);
    if (this.#turns.length > 0) setImmediate(() => this.#turn());
  }

  #takeSlice(document: OpenDocument): void {
    const until = performance.now() + sliceMs;
    for (;;) {
      const job = document.next();
      if (job === null) break;
      // Found before it is asked for: whoever hears the answer knows of all that was taken in for it.
      if (job.kind === 'answer') this.#tell(document);
      this.#underWay.begin({ document: document.number, kind: job.kind, number: job.number });
      this.#do(document, job);
      if (performance.now() > until) break;
    }
    this.#underWay.end();
    this.#tell(document);
  }

  #do(document: OpenDocument, job: Job): void {
    switch (job.kind) {
      case 'base':
        try {
          document.open(job.base);
        } catch (error) {
          document.destroy();
          this.#documents.delete(document.number);
          this.#reply({ type: 'unopened', document: document.number, error: errorFrom(error) });
        }
        return;
      case 'update':
        document.takeIn(job.update);
        return;
      case 'lookBack':
        document.lookBack(job.update);
        return;
      case 'compare':
        document.compare(job.update, job);
        return;
      case 'answer':
        try {
          const { answer, transfer } = document.answer(job.question);
          this.#reply({ type: 'answer', document: document.number, id: job.number, answer }, transfer);
        } catch (error) {
          this.#reply({ type: 'unanswered', document: document.number, id: job.number, error: errorFrom(error) });
        }
        return;
      default:
        job satisfies never;
    }
  }

  #tell(document: OpenDocument): void {
    const news = document.takeNews();
    if (news !== null) this.#reply(news);
  }
}

type Job = Pick<Step, 'number'> &
  (
    | { readonly kind: 'base'; readonly base: readonly Uint8Array[] }
    | { readonly kind: 'update' | 'lookBack'; readonly update: AuthoredUpdate }
    | { readonly kind: 'compare'; readonly update: AuthoredUpdate; readonly isSeen: boolean; readonly isAnew: boolean }
    | { readonly kind: 'answer'; readonly question: Question }
  );

function jobsOf(id: number, question: Question): readonly Job[] {
  const answer: Job = { kind: 'answer', number: id, question };
  switch (question.type) {
    case 'lookBack':
      return [...unbundle(question.updates).map((update, number): Job => ({ kind: 'lookBack', number, update })), answer];
    case 'changes':
      return [
        ...unbundle(question.updates).map(
          (update, number): Job => ({ kind: 'compare', number, update, isSeen: number < question.seen, isAnew: number === question.anew }),
        ),
        answer,
      ];
    default:
      return [answer];
  }
}

type Answered = { readonly answer: Extract<Reply, { type: 'answer' }>['answer']; readonly transfer?: readonly ArrayBuffer[] };

type News = Extract<Reply, { type: 'taken' }>;

class OpenDocument {
  readonly number: number;
  readonly jobs: Job[] = [];
  /** Updates that it was given. */
  added = 0;
  hasTurn = false;
  readonly #use: Use;
  #integration: Integration | null = null;
  #proving: ProvingCopy | null = null;
  /** What is being looked back through; it was given every update from the first on. */
  #past: Integration | null = null;
  #versions: Versions | null = null;
  #done = 0;
  #count = 0;
  #losses: News['losses'][number][] = [];
  #acceptances: News['acceptances'][number][] = [];
  #failures: News['failures'][number][] = [];

  constructor(number: number, use: Use) {
    this.number = number;
    this.#use = use;
  }

  open(base: readonly Uint8Array[]): void {
    if (this.#use === 'integrating') {
      this.#integration = new Integration(base);
      return;
    }
    this.#proving = new ProvingCopy(base);
    this.#proving.open();
  }

  get isIdle(): boolean {
    return this.#done === this.jobs.length;
  }

  next(): Job | null {
    const job = this.jobs[this.#done];
    if (job === undefined) return null;
    this.#done++;
    if (this.isIdle || this.#done === 1_000) {
      // Not one by one: an opening may bring a hundred thousand.
      this.jobs.splice(0, this.#done);
      this.#done = 0;
    }
    return job;
  }

  takeIn({ update, personId }: AuthoredUpdate): void {
    const index = this.#count++;
    if (this.#proving !== null) return this.#proving.add(update);
    try {
      const integration = this.#opened();
      const rescued = integration.apply(update, personId);
      const letters = integration.takeAccepted();
      if (letters.length > 0) this.#acceptances.push({ index, letters });
      if (rescued.length > 0) this.#losses.push({ index, rescued });
    } catch (error) {
      // The guard lets nothing through that Yjs is known to throw at; one such update must not end the others' rescues.
      this.#failures.push({ index, error: errorFrom(error) });
    }
  }

  lookBack({ update, personId }: AuthoredUpdate): void {
    this.#past ??= new Integration();
    try {
      this.#past.apply(update, personId);
    } catch {
      // Passed over when it was taken in, too, and told of then.
    }
    this.#past.takeRepairs();
  }

  /** Takes an update into a document of its own, once it has been noted how that read when all that was seen was in it. */
  compare({ update }: AuthoredUpdate, as: { readonly isSeen: boolean; readonly isAnew: boolean }): void {
    this.#versions ??= new Versions();
    this.#versions.add(update, as);
  }

  answer(question: Question): Answered {
    if (this.#proving !== null) return answerOf(this.#proving, question);
    const integration = this.#opened();
    const { doc } = integration;
    switch (question.type) {
      case 'summary':
        return { answer: summaryOf(rejectAll(readDocument(doc))) };
      case 'compacted': {
        if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) return { answer: null };
        const answer = new Uint8Array(Y.encodeStateAsUpdate(doc));
        return { answer, transfer: [answer.buffer] };
      }
      case 'rebased': {
        if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) return { answer: null };
        const outcome = rebase(doc, question);
        if (outcome.type !== 'rebased') return { answer: outcome };
        const update = new Uint8Array(outcome.update);
        const runs = carriedRuns(outcome.letters, question.runs);
        return { answer: { type: outcome.type, update, anchors: outcome.anchors, runs }, transfer: [update.buffer] };
      }
      case 'blocks':
        return { answer: question.letters.map((letter) => integration.blockOf(letter)) };
      case 'lookBack':
        if (this.#past !== null) integration.rememberLike(this.#past);
        this.#past?.destroy();
        this.#past = null;
        return { answer: null };
      case 'changes': {
        const answer = this.#versions?.places() ?? [];
        this.#versions?.destroy();
        this.#versions = null;
        return { answer };
      }
      case 'restored': {
        if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) return { answer: null };
        const restoring = restoringUpdate(doc, schema.nodeFromJSON(question.content), question.clientId);
        return { answer: { update: restoring === null ? null : new Uint8Array(restoring) } };
      }
      case 'record':
      case 'prove':
        throw new Error('The document is not there for proving');
      default:
        return question satisfies never;
    }
  }

  /** What was taken in since this was last asked; null when nothing was. */
  takeNews(): News | null {
    if (this.#count === 0 || (this.#integration === null && this.#proving === null)) return null;
    const news: News = {
      type: 'taken',
      document: this.number,
      count: this.#count,
      losses: this.#losses,
      acceptances: this.#acceptances,
      failures: this.#failures,
      repairs: this.#integration?.takeRepairs() ?? [],
    };
    [this.#count, this.#losses, this.#acceptances, this.#failures] = [0, [], [], []];
    return news;
  }

  /** What waited is not done any more. */
  destroy(): void {
    this.jobs.length = 0;
    this.#done = 0;
    this.#integration?.destroy();
    this.#integration = null;
    this.#proving?.destroy();
    this.#proving = null;
    this.#versions?.destroy();
    this.#versions = null;
  }

  #opened(): Integration {
    if (this.#integration === null) throw new Error('The document is not open');
    return this.#integration;
  }
}

function answerOf(copy: ProvingCopy, question: Question): Answered {
  switch (question.type) {
    case 'prove': {
      const { update, personId, clients } = question;
      const theirs = new Set(clients);
      return { answer: copy.prove(update, { personId, isTheirClient: (client) => theirs.has(client) }) ?? 'proved' };
    }
    case 'compacted':
    case 'record': {
      const compacted = copy.compacted();
      const answer = new Uint8Array(question.type === 'record' ? withoutSuggestions(compacted) : compacted);
      return { answer, transfer: [answer.buffer] };
    }
    default:
      throw new Error('The document is there for proving alone');
  }
}

/** Two versions of a document, the one that was seen and the one there is now, out of one Y.Doc where both are of one epoch. */
class Versions {
  #doc = newDoc();
  #seen: Node | null = null;

  add(update: Uint8Array, { isSeen, isAnew }: { readonly isSeen: boolean; readonly isAnew: boolean }): void {
    if (isAnew) this.#beginAnew();
    // One's own words may build on what others wrote: who wrote behind them has seen that, too.
    if (!isSeen && this.#doc.store.pendingStructs === null) this.#seen ??= readDocument(this.#doc);
    try {
      Y.applyUpdate(this.#doc, update);
    } catch {
      // Passed over when it was taken in, too, and told of then.
    }
  }

  #beginAnew(): void {
    this.#seen ??= readDocument(this.#doc);
    this.#doc.destroy();
    this.#doc = newDoc();
  }

  places(): readonly Place[] {
    const now = readDocument(this.#doc);
    return placesOf(this.#seen ?? now, now);
  }

  destroy(): void {
    this.#doc.destroy();
  }
}

/** What goes between threads is copied, and only errors of Node's own kinds can be. */
function errorFrom(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** How long a document may be at it while others wait. */
const sliceMs = 4;

function work(port: MessagePort, memory: SharedArrayBuffer): void {
  const desk = new Desk(new UnderWay(memory), (reply, transfer = []) => port.postMessage(reply, [...transfer]));
  port.on('message', (request: Request) => desk.take(request));
}

if (parentPort !== null) work(parentPort, (workerData as { readonly memory: SharedArrayBuffer }).memory);
