import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Acts } from './load.ts';
import type { Target } from './rawClient.ts';

type Args<Name extends keyof Acts> = Parameters<Acts[Name]>[0];
type Result<Name extends keyof Acts> = Awaited<ReturnType<Acts[Name]>>;

/** The processes that put load on a server. */
export class LoadProcesses {
  readonly #children: readonly ChildProcess[];
  readonly #waiting = new Map<number, { readonly resolve: (result: never) => void; readonly reject: (error: Error) => void }>();
  #id = 0;

  constructor(count: number) {
    this.#children = Array.from({ length: count }, () => {
      const child = fork(fileURLToPath(new URL('./load.ts', import.meta.url)), {
        serialization: 'advanced',
        execArgv: ['--disable-warning=ExperimentalWarning'],
      });
      child.on('message', ({ id, result, error }: { id: number; result: never; error?: string }) => {
        const waiting = this.#waiting.get(id);
        this.#waiting.delete(id);
        if (error === undefined) waiting?.resolve(result);
        else waiting?.reject(new Error(error));
      });
      child.once('exit', (code) => {
        for (const { reject } of this.#waiting.values()) reject(new Error(`A load process ended with ${code}`));
      });
      return child;
    });
  }

  get count(): number {
    return this.#children.length;
  }

  /** Which of the processes has the so-manieth client. */
  placeOf(index: number): number {
    return index % this.count;
  }

  /** One process's share of a list. */
  share<Item>(items: readonly Item[], place: number): Item[] {
    return items.filter((_, index) => this.placeOf(index) === place);
  }

  call<Name extends keyof Acts>(place: number, act: Name, args: Args<Name>): Promise<Result<Name>> {
    const id = ++this.#id;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (result: never) => void, reject });
      this.#children[place]?.send({ id, act, args });
    });
  }

  all<Name extends keyof Acts>(act: Name, argsOf: (place: number) => Args<Name>): Promise<Result<Name>[]> {
    return Promise.all(this.#children.map((_, place) => this.call(place, act, argsOf(place))));
  }

  async aim(target: Target): Promise<void> {
    await this.all('aim', () => ({ target }));
  }

  async closeAll(): Promise<void> {
    await this.all('closeAll', () => undefined);
  }

  end(): void {
    for (const child of this.#children) child.disconnect();
  }
}
