import { newBlockId, schema } from '@yrka/schema';
import { createMemoryStorage, type MemoryStorage, readHistory } from '@yrka/storage';
import { type Anchor, anchorWords, documentFromUpdates, findAnchors, Reader, readDocument, rootOf, seedClientId, updateFromDocument } from '@yrka/ydoc';
import { randomBelow } from '@yrka/ydoc/churnForTests';
import { expect } from 'vitest';
import * as Y from 'yjs';
import { anchorIn } from '../comments/anchorEpochs.ts';
import type { IntegratingThread } from './integratingThread.ts';
import { NoClock } from './noClockForTests.ts';
import { createRooms, type Rooms } from './rooms.ts';
import { motion } from './roomsForTests.ts';
import { HandClient, settle } from './socketPair.ts';
import { defaultLimits, type RoomPerson, type RoomsOptions } from './types.ts';
import { nobodyWatches } from './watch.ts';

const person = (id: string): RoomPerson => ({ id, name: id, role: 'member', party: null, isProtected: false });
export const [anna, omar] = [person('anna'), person('omar')];

/** Far smaller than the program's own, so that a test need not write for a year. */
export const small = { ...defaultLimits.epochs, fewestBytes: 4_096, quietMs: 0 };

/** Rooms over a store with a document that can be made to grow far beyond its text; time passes when a test says so. */
export class EpochsWorld {
  readonly storage = createMemoryStorage();
  readonly #thread: IntegratingThread;
  clock = new NoClock();
  rooms: Rooms;
  /** What was told of documents that were written anew, or could not be. */
  readonly watched: string[] = [];

  private constructor(thread: IntegratingThread) {
    this.#thread = thread;
    this.rooms = this.#open(small, this.storage);
  }

  static async begin(thread: IntegratingThread): Promise<EpochsWorld> {
    const world = new EpochsWorld(thread);
    await world.storage.journal.appendBatch([{ documentId: motion, update: seedUpdate(), personId: null, at: new Date(0) }]);
    return world;
  }

  /** Another server; what the earlier one was about to do is not done any more. */
  reopen(epochs = small, kept: Pick<MemoryStorage, 'journal' | 'snapshots' | 'rows'> = this.storage, project?: RoomsOptions['project']): void {
    this.clock = new NoClock();
    this.rooms = this.#open(epochs, kept, project);
  }

  #open(epochs: typeof small, storage: RoomsOptions['storage'], project?: RoomsOptions['project']): Rooms {
    return createRooms({
      storage,
      clock: this.clock,
      limits: { epochs },
      thread: this.#thread,
      logger: { info: () => undefined, warn: () => undefined, error: (...told: unknown[]) => this.watched.push(`error ${String(told[1])}`) },
      authorise: async () => 'write',
      ...(project && { project }),
      watch: { ...nobodyWatches, rebased: () => this.watched.push('rebased'), notRebased: (reason) => this.watched.push(reason) },
    });
  }

  async join(who: RoomPerson, doc = new Y.Doc(), epoch: number | null = null): Promise<HandClient> {
    const client = new HandClient(this.rooms, motion, who, { doc, epoch });
    await settle(this.rooms, client);
    return client;
  }

  /** A third person writes and takes away in two of its texts, and leaves. Returns how the document reads then. */
  async grow(chance = 1, edits = 4_000): Promise<unknown> {
    const client = await this.join(person('eva'));
    const blocks = rootOf(client.doc).toArray();
    const below = randomBelow(chance);
    client.doc.transact(() => {
      for (const block of blocks)
        if (block instanceof Y.XmlElement && reworked.includes(block.getAttribute('id') ?? '')) churnText(block.get(0) as Y.XmlText, edits / 2, below);
    });
    await settle(this.rooms, client);
    client.disconnect();
    return readDocument(client.doc).toJSON();
  }

  /** What somebody's browser has of the document now. */
  async copy(): Promise<Y.Doc> {
    const client = await this.join(anna);
    client.disconnect();
    return client.doc;
  }

  /** Nobody has been here for long. */
  async putAway(): Promise<void> {
    await this.rooms.idle();
    this.clock.runAll();
    await this.rooms.idle();
    expect(this.rooms.size.rooms).toBe(0);
  }

  /** Says something of words that stand in the first text; then they are written in. Returns the comment's id. */
  async comment(words: string, change: (text: Y.XmlText) => void = () => undefined): Promise<string> {
    const client = await this.join(anna);
    const reader = new Reader(rootOf(client.doc), schema);
    const document = reader.read();
    const at = 1 + document.child(0).textContent.indexOf(words);
    const anchor = anchorWords(reader, document, at, at + words.length);
    const id = newBlockId();
    const said = { id, threadId: id, personId: 'anna', text: 'Varför?', wording: null, at: new Date(0), editedAt: null, removedAt: null, mentions: [] };
    const open = { audience: 'readers', assignedTo: null, resolvedAt: null, resolvedBy: null, outcome: null, outcomeReason: '' };
    await this.storage.rows.comments.insertThread({ ...open, id, documentId: motion, anchor, createdAt: new Date(0) }, said);
    client.doc.transact(() => change((rootOf(client.doc).get(0) as Y.XmlElement).get(0) as Y.XmlText));
    await settle(this.rooms, client);
    client.disconnect();
    return id;
  }

  /** The words that a comment is found at. */
  async found(id: string, doc: Y.Doc): Promise<string | null> {
    const { epoch } = await readHistory(this.storage, motion);
    const stored = (await this.storage.rows.comments.thread(id))?.thread.anchor;
    if (stored === null || stored === undefined) throw new Error('There is no such comment');
    const anchor: Anchor = anchorIn(epoch, stored);
    const reader = new Reader(rootOf(doc), schema);
    const document = reader.read();
    const [passages] = findAnchors(reader, document, [anchor]);
    const [passage] = passages ?? [];
    const block = document.children.find(({ attrs }) => attrs.id === passage?.blockId);
    return passage === undefined || block === undefined ? null : block.textBetween(passage.from, passage.to);
  }

  /** A server that looks for comments, or says where they are, only when it is let. */
  holdComments(at: 'threads' | 'putAnchors'): Readonly<Record<'held' | 'begun', PromiseWithResolvers<void>>> {
    const [held, begun] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const { comments } = this.storage.rows;
    const hold = async () => {
      begun.resolve();
      await held.promise;
    };
    const holding: Partial<typeof comments> =
      at === 'threads'
        ? { threads: (id) => hold().then(() => comments.threads(id)) }
        : { putAnchors: (anchors) => hold().then(() => comments.putAnchors(anchors)) };
    this.reopen(small, { ...this.storage, rows: withOther(this.storage.rows, { comments: withOther(comments, holding) }) });
    return { held, begun };
  }

  /** Appends wait until they are let go. */
  holdAppends(): { readonly begun: Promise<void>; release(): void } {
    const begun = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    const { journal } = this.storage;
    const append = journal.appendBatch.bind(journal);
    journal.appendBatch = async (entries) => {
      begun.resolve();
      await held.promise;
      return append(entries);
    };
    return { begun: begun.promise, release: held.resolve };
  }
}

/** The blocks in which the document is made to grow. */
const reworked = ['reworkedHere', 'reworkedToo'];

function seedUpdate(): Uint8Array {
  const blocks = ['first', ...reworked].map((id) => schema.nodes.paragraph.create({ id }, schema.text('begin with these')));
  return updateFromDocument(schema.nodes.doc.create(null, blocks), seedClientId);
}

/** One letter in, one out, each of them apart from the others. */
function churnText(text: Y.XmlText, edits: number, below: (limit: number) => number): void {
  for (let edit = 0; edit < edits; edit++) {
    text.insert(below(text.length + 1), 'x');
    if (text.length > 40) {
      const at = text.toString().indexOf('x', below(20));
      if (at >= 0) text.delete(at, 1);
    }
  }
}

export function type(client: HandClient, words: string): void {
  rootOf(client.doc).push([paragraph(words)]);
}

export function paragraph(words: string): Y.XmlElement {
  const element = new Y.XmlElement('paragraph');
  element.setAttribute('id', newBlockId());
  element.insert(0, [new Y.XmlText(words)]);
  return element;
}

export const documentOf = (updates: readonly Uint8Array[]): unknown => documentFromUpdates(updates).toJSON();
export const wordsIn = (content: unknown): string => schema.nodeFromJSON(content).textContent;

/** The same, but for some of its methods and parts. */
export function withOther<Whole extends object>(whole: Whole, other: Partial<Whole>): Whole {
  return new Proxy(whole, {
    get: (target, name) => {
      if (name in other) return Reflect.get(other, name) as unknown;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
