import type { IntegratingThread, ThreadUser } from './integratingThread.ts';
import type { Answers, AuthoredUpdate, Question, Reply, Step } from './threadMessages.ts';

/** What the thread finds of an update; `unanswered` where it cannot tell, or was held by it. */
export type Finding = Answers['prove'] | 'unanswered';

type ProvingQuestion = Extract<Question, { type: 'prove' | 'compacted' | 'record' }>;
type Asked = { readonly question: ProvingQuestion; readonly resolve: (answer: Answers[ProvingQuestion['type']] | null) => void };

/**
 * The copy of a document in the integrating thread on which updates of those who may only suggest are
 * proved. It is opened there when the first of them comes, and has all that was taken, stored or not.
 */
export class Prover implements ThreadUser {
  readonly documentId: string;
  readonly limitMs: number;
  readonly #thread: IntegratingThread;
  readonly #read: () => readonly Uint8Array[];
  #number: number | null = null;
  #isStopped = false;
  readonly #questions = new Map<number, Asked>();
  #nextQuestion = 1;
  /** Given to the thread and not taken in yet, the first of them `#taken` updates after the opening. */
  #waiting: AuthoredUpdate[] = [];
  #taken = 0;
  #sinceAsked = 0;

  /** @param read everything that was taken, whenever the copy is made. */
  constructor(documentId: string, thread: IntegratingThread, limitMs: number, read: () => readonly Uint8Array[]) {
    this.documentId = documentId;
    this.limitMs = limitMs;
    this.#thread = thread;
    this.#read = read;
  }

  /** Takes in what was taken another way. */
  add(update: Uint8Array): void {
    if (this.#number === null) return;
    // Nobody has suggested anything for long: it is made again when somebody does.
    if (++this.#sinceAsked > mostUnasked && this.#questions.size === 0) return this.#close();
    const added = { update, personId: null };
    this.#waiting.push(added);
    this.#thread.add(this.#number, [added]);
  }

  /** @param clients the Yjs client ids of that person. */
  async prove(update: Uint8Array<ArrayBuffer>, personId: string, clients: readonly number[]): Promise<Finding> {
    return (await this.#ask({ type: 'prove', update, personId, clients })) ?? 'unanswered';
  }

  /** Makes the copy anew: an update that was proved on it is not taken, for another reason. */
  begin(): void {
    if (this.#number === null) return;
    this.#close();
    // Under other numbers: what the copy that is closed still answers is nobody's any more.
    const asked = [...this.#questions.values()];
    this.#questions.clear();
    for (const one of asked) this.#pose(one);
  }

  /** The whole document as one update; null when nobody can tell. */
  compacted(): Promise<Uint8Array<ArrayBuffer> | null> {
    return this.#ask({ type: 'compacted' });
  }

  /** The same without what is suggested. */
  record(): Promise<Uint8Array<ArrayBuffer> | null> {
    return this.#ask({ type: 'record' });
  }

  destroy(): void {
    this.#isStopped = true;
    this.#close();
    this.#answerAll();
  }

  take(reply: Reply): void {
    switch (reply.type) {
      case 'taken':
        this.#waiting.splice(0, reply.count);
        this.#taken += reply.count;
        return this.#tellAnswered();
      case 'answer':
        return this.#answered(reply.id, reply.answer as Answers[ProvingQuestion['type']]);
      case 'unanswered':
        return this.#answered(reply.id, null);
      case 'unopened':
        return this.deserted();
      case 'closed':
        return;
      default:
        reply satisfies never;
    }
  }

  updateOf({ kind, number }: Step): AuthoredUpdate | null {
    if (kind === 'update') return this.#waiting[number - this.#taken] ?? null;
    const question = kind === 'answer' ? this.#questions.get(number)?.question : undefined;
    return question?.type === 'prove' ? question : null;
  }

  /** Without an update to blame it is the document itself: then nobody can prove anything in it. */
  giveUp(): void {
    this.#isStopped = true;
  }

  lost(): void {
    this.#forget();
    if (this.#isStopped) return this.#answerAll();
    for (const [id, { question }] of this.#questions) {
      if (question.type === 'prove' && this.#thread.passesOver(this.documentId, question.update)) this.#answered(id, null);
      else this.#put(id, question);
    }
  }

  deserted(): void {
    this.#isStopped = true;
    this.#forget();
    this.#answerAll();
  }

  #ask<Type extends ProvingQuestion['type']>(question: Extract<ProvingQuestion, { type: Type }>): Promise<Answers[Type] | null> {
    if (this.#isStopped) return Promise.resolve(null);
    this.#sinceAsked = 0;
    // The thread answers a question in the form that belongs to it.
    return new Promise((resolve) => this.#pose({ question, resolve: resolve as Asked['resolve'] }));
  }

  #pose(asked: Asked): void {
    const id = this.#nextQuestion++;
    this.#questions.set(id, asked);
    this.#put(id, asked.question);
  }

  #put(id: number, question: ProvingQuestion): void {
    this.#number ??= this.#thread.open(
      this,
      this.#read()
        .filter((update) => !this.#thread.passesOver(this.documentId, update))
        .map((update) => ({ update, personId: null })),
      'proving',
    );
    this.#thread.ask(this.#number, id, question);
  }

  #answered(id: number, answer: Answers[ProvingQuestion['type']] | null): void {
    const asked = this.#questions.get(id);
    this.#questions.delete(id);
    this.#tellAnswered();
    asked?.resolve(answer);
  }

  #answerAll(): void {
    for (const id of [...this.#questions.keys()]) this.#answered(id, null);
  }

  #tellAnswered(): void {
    if (this.#number !== null && this.#waiting.length === 0 && this.#questions.size === 0) this.#thread.isAnswered(this.#number);
  }

  #close(): void {
    if (this.#number !== null) this.#thread.close(this.#number);
    this.#forget();
  }

  #forget(): void {
    this.#number = null;
    this.#waiting = [];
    this.#taken = 0;
  }
}

/** Key presses of others for which a copy is kept that nobody has asked anything of. */
const mostUnasked = 1_000;
