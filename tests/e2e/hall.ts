import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Reading the same two hundred modules is a quarter of a start. */
export const compileCache = fileURLToPath(new URL('../../node_modules/.cache/node', import.meta.url));

/** What the hall's process is asked, and what it answers. */
export type HallQuestion = { readonly id: number; readonly open: Readonly<Record<string, string>> } | { readonly id: number; readonly close: number };
export type HallAnswer = { readonly id: number; readonly setUpCode: string } | { readonly id: number; readonly failed: string };

const program = fileURLToPath(new URL('./hallProcess.ts', import.meta.url));

/**
 * One process for the servers of a worker's tests, one after the other, each with data of its own:
 * what a start costs is mostly to load the program, and a program that has run for a while is quicker.
 */
export class ServerHall {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (answer: HallAnswer) => void>();
  #last = 0;

  constructor() {
    this.#child = fork(program, { execArgv: ['--disable-warning=ExperimentalWarning'], env: { ...process.env, NODE_COMPILE_CACHE: compileCache } });
    this.#child.on('message', (answer: HallAnswer) => this.#settle(answer));
    this.#child.on('exit', (code) => {
      for (const id of this.#waiting.keys()) this.#settle({ id, failed: `the hall of servers ended with ${code}` });
    });
  }

  /** Opens a server with these settings; gives its number here, and the code of the first set-up ('' for none). */
  async open(settings: Readonly<Record<string, string>>): Promise<{ readonly number: number; readonly setUpCode: string }> {
    const id = ++this.#last;
    const answer = await this.#ask({ id, open: settings });
    return { number: id, setUpCode: answer.setUpCode };
  }

  async close(number: number): Promise<void> {
    await this.#ask({ id: ++this.#last, close: number });
  }

  end(): void {
    this.#child.kill();
  }

  async #ask(question: HallQuestion): Promise<Extract<HallAnswer, { setUpCode: string }>> {
    if (this.#child.exitCode !== null) throw new Error(`the hall of servers ended with ${this.#child.exitCode}`);
    const answered = new Promise<HallAnswer>((resolve) => this.#waiting.set(question.id, resolve));
    this.#child.send(question);
    const answer = await answered;
    if ('failed' in answer) throw new Error(answer.failed);
    return answer;
  }

  #settle(answer: HallAnswer): void {
    const resolve = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    resolve?.(answer);
  }
}
