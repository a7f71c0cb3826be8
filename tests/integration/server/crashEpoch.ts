import { setTimeout as after } from 'node:timers/promises';
import { newBlockId, schema } from '@yrka/schema';
import { type Anchor, anchorWords, findAnchors, Reader, rootOf } from '@yrka/ydoc';
import { randomBelow } from '@yrka/ydoc/churnForTests';
import * as Y from 'yjs';
import type { CommentList, DocumentDetails, Writers } from '../../../apps/server/src/api.ts';
import { createMotion, RealClient, type Session, signIn } from './realClient.ts';
import { ServerProcess } from './serverProcess.ts';

export type EpochCrashReport = {
  readonly seed: number;
  readonly kills: number;
  /** Epochs that had begun when the last kill was looked at, and kills before which one had not. */
  readonly epochs: number;
  readonly undecided: number;
  /** How long it took, undisturbed, from the last who left until the document was written anew. */
  readonly spanMs: number;
  /** Words that were told to be saved, or seen by another, before a kill. */
  readonly safe: number;
  readonly visits: number;
  /** What was not as it should be after a restart, each with the kill that it followed. */
  readonly faults: readonly string[];
};

/**
 * Kills a server with SIGKILL at moments spread over the time in which it writes a document anew that has outgrown
 * its text (WIRE28), now and then with people who come back at that moment. After each restart all that
 * was safe is looked for: each word once, what comments are about, every earlier version, and who wrote what.
 */
export async function crashWhileRewritten({ kills, seed }: { readonly kills: number; readonly seed: number }): Promise<EpochCrashReport> {
  const below = randomBelow(seed);
  const server = new ServerProcess({ YRKA_UNLOAD_DELAY_MS: '0' });
  const faults: string[] = [];
  let [spanMs, undecided, visits] = [0, 0, 0];
  try {
    await server.start();
    const sessions: Sessions = { anna: await signIn(server.origin, 'Anna Lind'), omar: await signIn(server.origin, 'Omar Said') };
    const motion = await createMotion(sessions.anna);
    await post(sessions.anna, `/api/documents/${motion}/acts/showWriters`, {});
    const work = new Work(sessions, motion, below);
    const epochNow = async () => (await get<DocumentDetails>(sessions.anna, `/api/documents/${motion}`)).epoch;
    const epochAfter = async (epoch: number): Promise<number> => {
      for (let now = epoch; ; now = await epochNow()) {
        if (now > epoch) return now;
        await after(5); // asked without end, it would have time for nothing else
      }
    };
    let epochs = 1;
    // The first time it is let be, to know how long it takes.
    for (let kill = 0; kill <= kills && faults.length === 0; kill++) {
      await work.grow();
      const left = performance.now();
      if (kill === 0) {
        epochs = await epochAfter(epochs);
        spanMs = performance.now() - left;
      } else {
        const moment = ((kill - 1 + below(1_000) / 1_000) / kills) * spanMs * 1.2;
        const comes = below(2) === 0 ? (moment * below(1_000)) / 1_000 : null;
        const visit = comes === null ? null : work.visit(comes);
        visits += visit === null ? 0 : 1;
        await after(moment);
        await server.kill();
        await visit?.end();
        await server.start();
        const isUndecided = (await epochNow()) === epochs;
        for (const fault of await work.look()) faults.push(`kill ${kill}: ${fault}`);
        if (isUndecided) undecided++;
        // What came to nothing is done when the document is put away again.
        if (isUndecided) epochs = await epochAfter(epochs);
        else epochs++;
      }
      for (const fault of await work.look(kill === kills)) faults.push(`kill ${kill}, later: ${fault}`);
    }
    return { seed, kills, epochs, undecided, spanMs, safe: work.safe.size, visits, faults };
  } finally {
    await server.remove();
  }
}

export type Sessions = Readonly<Record<'anna' | 'omar', Session>>;
export type Name = keyof Sessions;
const names = ['anna', 'omar'] as const;
const shownNames = { anna: 'Anna Lind', omar: 'Omar Said' } as const satisfies Record<Name, string>;

/** A document that several write in, and what must be found of that. */
export class Work {
  /** By word that somebody was told to be saved, or has seen of another: who wrote it and in which block. */
  readonly safe = new Map<string, { readonly by: Name; readonly blockId: string }>();
  /** The same of all words, with the block in which each was written last. */
  readonly #written = new Map<string, { readonly by: Name; readonly blockId: string }>();
  #words = 0;
  readonly #sessions: Sessions;
  readonly #documentId: string;
  readonly #below: (limit: number) => number;
  readonly #versions: { readonly seq: number; readonly content: string }[] = [];
  readonly #comments = new Map<string, string>();

  constructor(sessions: Sessions, documentId: string, below: (limit: number) => number) {
    this.#sessions = sessions;
    this.#documentId = documentId;
    this.#below = below;
  }

  /** Both write, one says something of it, and one reworks a text until the document is far larger than it. They are not there afterwards. Returns when the last of it was saved, as of `performance.now()`. */
  async grow(): Promise<number> {
    const pages = names.map((name) => ({ name, page: new RealClient(this.#sessions[name], this.#documentId) }));
    await Promise.all(pages.map(({ page }) => page.synced()));
    for (const { name, page } of pages) {
      const words = Array.from({ length: 4 }, () => this.write(name, page));
      await page.saved();
      this.isSafe(words);
    }
    const [{ page }] = pages as [(typeof pages)[number]];
    await this.#comment(page);
    page.doc.transact(() => rework(page.doc, this.#below));
    await page.saved();
    const savedAt = performance.now();
    const { seq } = await get<DocumentDetails>(this.#sessions.anna, this.#path(''));
    this.#versions.push({ seq, content: await this.#contentAt(seq) });
    for (const one of pages) one.page.destroy();
    return savedAt;
  }

  newWord(name: Name): string {
    return `${name}${this.#words++}z`;
  }

  /** Writes a word in a paragraph of its own. */
  write(name: Name, page: RealClient, word = this.newWord(name)): string {
    const block = paragraph(word);
    rootOf(page.doc).insert(1 + this.#below(rootOf(page.doc).length), [block]);
    this.#written.set(word, { by: name, blockId: block.getAttribute('id') ?? '' });
    return word;
  }

  isSafe(words: Iterable<string>): void {
    for (const word of words) {
      const written = this.#written.get(word);
      if (written !== undefined) this.safe.set(word, written);
    }
  }

  /** What somebody is shown; their own words say nothing. */
  isSeenBy(name: Name, text: string): void {
    this.isSafe([...this.#written].flatMap(([word, { by }]) => (by !== name && !this.safe.has(word) && text.includes(`>${word}<`) ? [word] : [])));
  }

  /** Two come after a while, one of whom writes for as long as the server lives. */
  visit(afterMs: number): { end(): Promise<void> } {
    const stop = new AbortController();
    const visiting = this.#visit(afterMs, stop.signal);
    return {
      end: async () => {
        stop.abort();
        await visiting;
      },
    };
  }

  async #visit(afterMs: number, stop: AbortSignal): Promise<void> {
    await after(afterMs);
    const [writer, witness] = [new RealClient(this.#sessions.omar, this.#documentId), new RealClient(this.#sessions.anna, this.#documentId)];
    const typed: string[] = [];
    writer.meter.subscribe(() => {
      if (writer.meter.read().state === 'saved') this.isSafe(typed);
    });
    witness.doc.on('update', () => this.isSeenBy('anna', witness.text));
    while (!stop.aborted) {
      if (writer.provider.synced) typed.push(this.write('omar', writer));
      await after(3);
    }
    for (const page of [writer, witness]) page.destroy();
  }

  /** Says something of words, in which others are written afterwards: only by their letters are they found again. */
  async #comment(page: RealClient): Promise<void> {
    const words = `omdiskuterat ställe ${this.#comments.size}`;
    const block = paragraph(words);
    rootOf(page.doc).push([block]);
    const reader = new Reader(rootOf(page.doc), schema);
    const document = reader.read();
    const at = positionOf(document, words);
    const [id, anchor] = [newBlockId(), anchorWords(reader, document, at, at + words.length)];
    await page.saved();
    await post(this.#sessions.anna, this.#path('/comments'), { id, anchor, text: 'Varför?' });
    (block.get(0) as Y.XmlText).insert(4, '(mer)');
    this.#comments.set(id, `${words.slice(0, 4)}(mer)${words.slice(4)}`);
  }

  /** What is not as it should be. @param all whether of every word it is asked who wrote it, and not only of the newest */
  async look(all = false): Promise<readonly string[]> {
    const faults: string[] = [];
    const page = new RealClient(this.#sessions.omar, this.#documentId);
    await page.synced();
    const { text } = page;
    const found: readonly string[] = text.match(/\b(?:anna|omar)\d+z\b/g) ?? [];
    for (const word of this.safe.keys()) if (!found.includes(word)) faults.push(`${word} is lost`);
    for (const [index, word] of found.entries()) if (found.indexOf(word) !== index) faults.push(`${word} is there twice`);
    faults.push(...(await this.#lookAtComments(page)));
    for (const { seq, content } of this.#versions) if ((await this.#contentAt(seq)) !== content) faults.push(`version ${seq} reads otherwise`);
    for (const [word, { by, blockId }] of [...this.safe].slice(all ? 0 : -6)) {
      const { pieces } = await get<Writers>(this.#sessions.anna, this.#path(`/blocks/${blockId}/writers`));
      const told = pieces.map((piece) => `${piece.text} ${piece.wrote?.person?.name}`).join();
      if (told !== `${word} ${shownNames[by]}`) faults.push(`${word} is said to be “${told}”`);
    }
    page.destroy();
    return faults;
  }

  async #lookAtComments(page: RealClient): Promise<readonly string[]> {
    const reader = new Reader(rootOf(page.doc), schema);
    const document = reader.read();
    const { threads } = await get<CommentList>(this.#sessions.anna, this.#path('/comments'));
    const faults: string[] = [];
    for (const [id, words] of this.#comments) {
      const anchor: Anchor | null = threads.find((thread) => thread.id === id)?.anchor ?? null;
      const [passages] = anchor === null ? [null] : findAnchors(reader, document, [anchor]);
      const [passage] = passages ?? [];
      const block = document.children.find(({ attrs }) => attrs['id'] === passage?.blockId);
      const at = passage === undefined ? null : (block?.textBetween(passage.from, passage.to) ?? null);
      if (at !== words) faults.push(`the comment on “${words}” is found at “${at}”`);
    }
    return faults;
  }

  async #contentAt(seq: number): Promise<string> {
    const { content } = await get<{ readonly content: unknown }>(this.#sessions.anna, this.#path(`/content?version=${seq}`));
    return JSON.stringify(content);
  }

  #path(rest: string): string {
    return `/api/documents/${this.#documentId}${rest}`;
  }
}

function paragraph(words: string): Y.XmlElement {
  const element = new Y.XmlElement('paragraph');
  element.setAttribute('id', newBlockId());
  element.insert(0, [new Y.XmlText(words)]);
  return element;
}

function positionOf(document: ReturnType<Reader['read']>, words: string): number {
  let at = -1;
  document.descendants((node, position) => {
    if (node.isTextblock && node.textContent === words) at = position + 1;
    return at < 0;
  });
  return at;
}

/** One letter in, one out, each apart from the others, until the document is so large that it is to be written anew. */
function rework(doc: Y.Doc, below: (limit: number) => number): void {
  const block = paragraph('y'.repeat(40));
  rootOf(doc).push([block]);
  const text = block.get(0) as Y.XmlText;
  for (let edit = 0; edit < reworkings; edit++) {
    text.insert(below(text.length + 1), 'y');
    text.delete(below(text.length), 1);
  }
}

/** Some 20 bytes are left of each. */
const reworkings = 6_000;

export async function get<Answer>({ origin, cookie }: Session, path: string): Promise<Answer> {
  const answer = await fetch(`${origin}${path}`, { headers: { Cookie: cookie } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Answer;
}

export async function post({ origin, cookie }: Session, path: string, body: unknown): Promise<void> {
  const headers = { 'Content-Type': 'application/json', Origin: origin, Cookie: cookie };
  const answer = await fetch(`${origin}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
}

/** What a report says in one line. */
export function describeEpochReport({ seed, kills, epochs, undecided, spanMs, safe, visits, faults }: EpochCrashReport): string {
  return `epochs: seed ${seed}, ${kills} kills within ${Math.round(spanMs * 1.2)} ms of leaving, ${visits} with visitors; ${epochs - 1} epochs begun, ${undecided} kills before one; ${safe} words seen or saved; ${faults.length} faults`;
}
