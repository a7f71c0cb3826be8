import * as Y from 'yjs';
import { randomBelow } from '@yrka/ydoc/churnForTests';
import { createMotion, RealClient, type Session, signIn, when } from './realClient.ts';
import { ServerProcess } from './serverProcess.ts';

export type CrashReport = {
  readonly seed: number;
  readonly kills: number;
  readonly typed: number;
  /** Words that the witness had seen, and that writers had been told were saved, when the last kill came. */
  readonly witnessed: number;
  readonly acknowledged: number;
  /** Words that were typed and not acknowledged when a kill came, over all kills. */
  readonly underWay: number;
  /** Words that were witnessed or acknowledged and that a fresh client did not find right after a restart. */
  readonly lost: readonly string[];
  /** Words that the text has twice, at the end. */
  readonly doubled: readonly string[];
  /** Words typed by anybody that are missing at the end, when all writers have returned. */
  readonly missing: readonly string[];
};

/**
 * Kills a server with SIGKILL at random moments while writers stream numbered words, and looks
 * after each restart, before any writer returns, whether a fresh client finds every word that a
 * witness outside the server had seen and every word that a writer had been told was saved.
 */
export async function crashAndLook({ kills, seed }: { readonly kills: number; readonly seed: number }): Promise<CrashReport> {
  const random = randomBelow(seed);
  const server = new ServerProcess();
  const lost = new Set<string>();
  const pages: RealClient[] = [];
  const counts = { witnessed: 0, acknowledged: 0, underWay: 0 };
  try {
    await server.start();
    const [anna, omar] = [await signIn(server.origin, 'Anna Lind'), await signIn(server.origin, 'Omar Said')];
    const motion = await createMotion(anna);
    const writers = [new Writer('a', anna, motion), new Writer('b', omar, motion), new Writer('c', anna, motion)];
    const witness = new Witness(omar, motion);
    pages.push(...writers.map(({ page }) => page), witness.page);
    for (let kill = 0; kill < kills && lost.size === 0; kill++) {
      for (const page of pages) page.provider.connect();
      await Promise.all(pages.map((page) => page.synced()));
      for (const writer of writers) writer.begin();
      await witness.sees(witness.words.size + 20 + random(150));
      // What arrives while the process dies still counts as seen.
      await server.kill();
      for (const writer of writers) writer.pause();
      for (const page of pages) page.provider.disconnect();
      const told = writers.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
      counts.underWay += writers.reduce((sum, { typed }) => sum + typed.length, 0) - told;
      counts.witnessed = witness.words.size;
      counts.acknowledged = told;
      await server.start();
      const found = new Set(wordsIn((await freshText(anna, motion)).text));
      for (const word of [...witness.words, ...writers.flatMap(({ acknowledged }) => acknowledged)]) if (!found.has(word)) lost.add(word);
    }
    for (const page of pages) page.provider.connect();
    // After a loss they cannot return: each holds words of the others that the server does not know.
    if (lost.size === 0) await Promise.all(writers.map(({ page }) => page.saved()));
    const { text } = await freshText(omar, motion);
    const found = wordsIn(text);
    const typed = writers.flatMap((writer) => writer.typed);
    return {
      seed,
      kills,
      typed: typed.length,
      ...counts,
      lost: [...lost],
      doubled: found.filter((word, index) => found.indexOf(word) !== index),
      missing: typed.filter((word) => !text.includes(word)),
    };
  } finally {
    for (const page of pages) page.destroy();
    await server.remove();
  }
}

/** What somebody who comes anew is shown. */
export async function freshText(session: Session, documentId: string): Promise<{ readonly text: string }> {
  const page = new RealClient(session, documentId);
  await page.synced();
  const { text } = page;
  page.destroy();
  return { text };
}

/** Types numbered words, each a paragraph, as fast as a very fast typist's whole party. */
export class Writer {
  readonly page: RealClient;
  readonly typed: string[] = [];
  /** Those typed when the page last said "saved". */
  acknowledged: readonly string[] = [];
  readonly #name: string;
  #timer: NodeJS.Timeout | null = null;

  constructor(name: string, session: Session, documentId: string) {
    this.#name = name;
    this.page = new RealClient(session, documentId, { connect: false });
    this.page.meter.subscribe(() => {
      if (this.page.meter.read().state === 'saved') this.acknowledged = [...this.typed];
    });
  }

  begin(): void {
    this.#timer = setInterval(() => {
      const word = `${this.#name}${this.typed.length}x`;
      this.typed.push(word);
      this.page.write(word);
    }, 2);
  }

  /** Stops typing; a few words more are written offline. */
  pause(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }
}

/** Records every word that any client could have seen on a screen. */
export class Witness {
  readonly page: RealClient;
  readonly words = new Set<string>();
  readonly #listeners = new Set<() => void>();

  constructor(session: Session, documentId: string) {
    this.page = new RealClient(session, documentId, { connect: false });
    this.page.doc.on('update', (update: Uint8Array) => {
      for (const struct of Y.decodeUpdate(update).structs) {
        if (struct instanceof Y.Item && struct.content instanceof Y.ContentString) for (const word of wordsIn(struct.content.str)) this.words.add(word);
      }
      for (const listener of this.#listeners) listener();
    });
  }

  sees(count: number): Promise<void> {
    return when(
      () => this.words.size >= count,
      (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
    );
  }
}

/** The numbered words of a text, in its order. */
export function wordsIn(text: string): readonly string[] {
  return text.match(/\b[abc]\d+x/g) ?? [];
}

/** What a report says in one line. */
export function describeReport({ seed, kills, typed, witnessed, acknowledged, underWay, lost, missing }: CrashReport): string {
  return `crash: seed ${seed}, ${kills} kills, ${typed} words typed; before the kills ${witnessed} seen by the witness, ${acknowledged} acknowledged, ${underWay} under way; ${lost.length} lost, ${missing.length} missing at the end`;
}

/** The seed to repeat a run with (YRKA_SEED), or a new one. */
export function chooseSeed(): number {
  return Number(process.env.YRKA_SEED ?? Date.now() % 1_000_000);
}
