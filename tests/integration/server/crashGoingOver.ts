import { setTimeout as after } from 'node:timers/promises';
import { roomParams } from '@yrka/protocol';
import { schemaVersion } from '@yrka/schema';
import { randomBelow } from '@yrka/ydoc/churnForTests';
import type { DocumentDetails } from '../../../apps/server/src/api.ts';
import { get, type Name, post, type Sessions, Work } from './crashEpoch.ts';
import { createMotion, RealClient, type Session, signIn, when } from './realClient.ts';
import { ServerProcess } from './serverProcess.ts';

export type GoingOverReport = {
  readonly seed: number;
  readonly kills: number;
  /** Epochs that had begun under people when the last kill was looked at, and kills before which one had not. */
  readonly epochs: number;
  readonly undecided: number;
  /** How long it took at last from a word until everybody had gone over to the next epoch. */
  readonly spanMs: number;
  /** Words that were told to be saved, or seen by another, before a kill; and how many those who stayed had typed in all. */
  readonly safe: number;
  readonly typed: number;
  /** Words that were written once more in the next epoch, and that were kept back because nobody could tell whether they had got through. */
  readonly rewritten: number;
  readonly offered: number;
  /** What was not as it should be after a restart, each with the kill that it followed. */
  readonly faults: readonly string[];
};

/**
 * Kills a server with SIGKILL at moments spread over the time in which it writes a document anew under people who stay
 * in it (WIRE28), idle or typing by turns. After each restart, before any of them returns, all that was safe is looked
 * for: each word once, what comments are about, every earlier version, and who wrote what.
 */
export async function crashWhileGoingOver({ kills, seed }: { readonly kills: number; readonly seed: number }): Promise<GoingOverReport> {
  const below = randomBelow(seed);
  const server = new ServerProcess({ YRKA_QUIET_DELAY_MS: `${quietMs}` });
  const faults: string[] = [];
  const company: Sitter[] = [];
  const counts = { typed: 0, rewritten: 0, offered: 0 };
  let [spanMs, undecided, epoch] = [0, 0, 1];
  try {
    await server.start();
    const sessions: Sessions = { anna: await signIn(server.origin, 'Anna Lind'), omar: await signIn(server.origin, 'Omar Said') };
    const motion = await createMotion(sessions.anna);
    await post(sessions.anna, `/api/documents/${motion}/acts/showWriters`, {});
    const work = new Work(sessions, motion, below);
    for (const name of ['anna', 'omar'] as const) company.push(new Sitter(name, sessions[name], motion, work, counts));
    const epochNow = async () => (await get<DocumentDetails>(sessions.anna, `/api/documents/${motion}`)).epoch;
    /** What a look says while the document goes over is of neither epoch. */
    const look = async (all = false): Promise<readonly string[]> => {
      for (;;) {
        const before = await epochNow();
        const found = await work.look(all);
        if (found.length === 0 || (await epochNow()) === before) return found;
      }
    };
    await Promise.all(company.map((sitter) => sitter.isIn(epoch)));
    // The first time it is let be, to know how long it takes.
    for (let kill = 0; kill <= kills && faults.length === 0; kill++) {
      const savedAt = await work.grow();
      const next = epoch + 1;
      /** A moment near that in which they would go over, so long after something was written. */
      const nearlyOver = (writtenAt: number, share: number) => after(Math.max(0, writtenAt + spanMs + (2 * share - 1) * aroundMs - performance.now()));
      if (kill === 0) {
        await Promise.all(company.map((sitter) => sitter.isIn(next)));
        spanMs = performance.now() - savedAt;
      } else {
        let writtenAt = savedAt;
        // Each word makes it wait anew; many are typed in the very moment in which it would have gone over.
        for (let turn = below(4); turn > 0; turn--) {
          await nearlyOver(writtenAt, below(1_000) / 1_000);
          company[below(company.length)]?.type();
          writtenAt = performance.now();
        }
        await nearlyOver(writtenAt, (kill - 1 + below(1_000) / 1_000) / kills);
        await server.kill();
        for (const sitter of company) sitter.page.provider.disconnect();
        await server.start();
        const isUndecided = (await epochNow()) === epoch;
        undecided += Number(isUndecided);
        // As fast or slow as the machine is now.
        spanMs += (isUndecided ? 1 : -1) * Math.max(20, 200 / kill);
        for (const fault of await look()) faults.push(`kill ${kill}: ${fault}`);
        if (faults.length > 0) break;
        for (const sitter of company) sitter.page.provider.connect();
        // What came to nothing is done as soon as it is quiet again.
        await Promise.all(company.map((sitter) => sitter.isIn(next)));
      }
      epoch = next;
      await Promise.all(company.map((sitter) => sitter.isSaved()));
      for (const fault of await look(kill === kills)) faults.push(`kill ${kill}, later: ${fault}`);
    }
    return { seed, kills, epochs: epoch - 1, undecided, spanMs, safe: work.safe.size, ...counts, faults };
  } finally {
    for (const sitter of company) sitter.page.destroy();
    await server.remove();
  }
}

const quietMs = 600;
/** How long before and after the moment in which everybody has gone over there are words and kills. */
const aroundMs = 150;

/** Somebody who never leaves, and goes over to each epoch as our page does; and sees what the others write. */
class Sitter {
  page: RealClient;
  epoch = 1;
  readonly #name: Name;
  readonly #session: Session;
  readonly #documentId: string;
  readonly #work: Work;
  readonly #counts: { typed: number; rewritten: number; offered: number };
  /** What was typed and not told to be saved; and what waits until the next epoch is here. */
  readonly #unsent: string[] = [];
  readonly #waiting: string[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(name: Name, session: Session, documentId: string, work: Work, counts: { typed: number; rewritten: number; offered: number }) {
    this.#name = name;
    this.#session = session;
    this.#documentId = documentId;
    this.#work = work;
    this.#counts = counts;
    this.page = this.#open();
  }

  type(): void {
    const word = this.#work.newWord(this.#name);
    this.#counts.typed++;
    if (this.page.provider.synced) this.#write(word);
    else this.#waiting.push(word);
  }

  /** Resolves when the document has come in an epoch. */
  isIn(epoch: number): Promise<void> {
    return when(
      () => this.epoch >= epoch && this.page.provider.synced,
      (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
    );
  }

  isSaved(): Promise<void> {
    return this.page.saved();
  }

  #open(): RealClient {
    const page = new RealClient(this.#session, this.#documentId, { params: roomParams(schemaVersion, ['ack', 'notice'], null, this.epoch) });
    page.meter.subscribe(() => {
      if (page !== this.page || page.meter.read().state !== 'saved') return;
      this.#work.isSafe(this.#unsent.splice(0));
    });
    page.meter.onNotice((notice) => {
      if (page === this.page && notice.type === 'epoch') this.#goOver(notice.epoch, page.provider.synced);
    });
    page.doc.on('update', () => this.#work.isSeenBy(this.#name, page.text));
    page.provider.on('sync', (isSynced: boolean) => {
      if (!isSynced || page !== this.page) return;
      for (const word of this.#waiting.splice(0)) {
        // What had got through before is there.
        if (!page.text.includes(`>${word}<`)) this.#write(word);
      }
      for (const listener of this.#listeners) listener();
    });
    return page;
  }

  /** @param hasAll whether this copy had all of its epoch: then what is not in the next one never got through. */
  #goOver(epoch: number, hasAll: boolean): void {
    const left = this.page;
    const words = this.#unsent.splice(0);
    if (hasAll) {
      this.#waiting.unshift(...words);
      this.#counts.rewritten += words.length;
    } else this.#counts.offered += words.length;
    this.epoch = epoch;
    this.page = this.#open();
    // Its socket is in the midst of telling of this.
    queueMicrotask(() => left.destroy());
  }

  #write(word: string): void {
    this.#unsent.push(this.#work.write(this.#name, this.page, word));
  }
}

/** What a report says in one line. */
export function describeGoingOverReport(report: GoingOverReport): string {
  const { seed, kills, epochs, undecided, spanMs, safe, typed, rewritten, offered, faults } = report;
  return `going over: seed ${seed}, ${kills} kills within ${aroundMs} ms of ${Math.round(spanMs)} ms; ${epochs} epochs begun under people, ${undecided} kills before one; ${safe} words seen or saved, ${typed} of them or more typed by who stayed, ${rewritten} written once more, ${offered} kept back; ${faults.length} faults`;
}
