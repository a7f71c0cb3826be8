import { encodeAwareness, encodeUpdate } from '@yrka/protocol';
import { bjorkvik, newBlockId } from '@yrka/schema';
import { createMemoryStorage, StorageError } from '@yrka/storage';
import { document } from '@yrka/storage/rowsForTests';
import { inspectUpdate, Reader, readDocument, rootOf, seedDocument, writeDocument } from '@yrka/ydoc';
import * as encoding from 'lib0/encoding';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Fragment } from 'prosemirror-model';
import { afterAll } from 'vitest';
import * as Y from 'yjs';
import type { encodings } from './compressed.ts';
import { HandClock } from './handClockForTests.ts';
import { IntegratingThread } from './integratingThread.ts';
import { encodePresence } from './presence.ts';
import { createRooms, type Rooms } from './rooms.ts';
import { HandClient, settle } from './socketPair.ts';
import type { Access, LateWork, Projection, RoomLimits, RoomPerson } from './types.ts';

export const anna: RoomPerson = { id: 'anna', name: 'Anna Lind', role: 'member', party: 'L', isProtected: false };
export const omar: RoomPerson = { id: 'omar', name: 'Omar Said', role: 'member', party: 'L', isProtected: false };
export const motion = 'motion-1';

/** What the lists know of the motion, where a test has them. */
export const motionRow = { ...document(motion, 'm1'), createdBy: omar.id };

/** A thread for the rooms of all tests of a file, which are never closed. */
export function threadForAll(): IntegratingThread {
  const nobody = { info: () => {}, warn: () => {}, error: () => {} };
  const thread = new IntegratingThread(nobody);
  afterAll(() => thread.end());
  return thread;
}

/** Rooms over a store in memory that holds a motion, with surroundings that a test decides. */
export class RoomsWorld {
  readonly storage = createMemoryStorage();
  readonly clock = new HandClock('2026-11-23T08:00:00Z');
  /** What a person may do in a document. */
  access: (person: Pick<RoomPerson, 'id'>, documentId: string) => Access = () => 'write';
  projections: Projection[] = [];
  /** Documents that somebody reviews. */
  readonly shared = new Set<string>();
  /** What else is done with the projections. */
  keepProjections: (found: readonly Projection[]) => Promise<void> = async () => {};
  readonly logged: string[] = [];
  readonly late: LateWork[] = [];
  /** What asking for Omar's rights waits for. */
  isAsked: PromiseLike<void> = Promise.resolve();
  /** What keeping late work waits for. */
  lateIsKept: Promise<void> = Promise.resolve();
  thread: IntegratingThread;
  rooms: Rooms;

  readonly #log = (details: unknown, message: string) => {
    this.logged.push(message, JSON.stringify(details));
  };
  readonly #logger = { info: this.#log, warn: this.#log, error: this.#log };

  private constructor(thread: IntegratingThread) {
    this.thread = thread;
    this.rooms = this.#open({}, inspectUpdate);
  }

  static async begin(thread: IntegratingThread): Promise<RoomsWorld> {
    const world = new RoomsWorld(thread);
    await world.add(motion);
    return world;
  }

  /** Puts a new motion into the store. */
  async add(documentId: string): Promise<void> {
    await this.storage.journal.appendBatch([{ documentId, update: seedDocument('motion', bjorkvik), personId: null, at: new Date(0) }]);
  }

  /** Other rooms over the same store, as after a restart. */
  reopen(limits: Partial<RoomLimits> = {}, inspect = inspectUpdate): void {
    this.rooms = this.#open(limits, inspect);
  }

  #open(limits: Partial<RoomLimits>, inspect: typeof inspectUpdate): Rooms {
    return createRooms({
      storage: this.storage,
      clock: this.clock,
      limits,
      inspect,
      thread: this.thread,
      logger: this.#logger,
      authorise: async (person, documentId) => {
        // Others are not kept waiting by the one whose rights are looked up.
        if (person.id === omar.id) await this.isAsked;
        return this.access(person, documentId);
      },
      isShared: async (documentId) => this.shared.has(documentId),
      project: async (found) => {
        this.projections.push(...found);
        await this.keepProjections(found);
      },
      keepLate: async (work) => {
        await this.lateIsKept;
        this.late.push(work);
      },
    });
  }

  join(person: RoomPerson): HandClient {
    return new HandClient(this.rooms, motion, person);
  }

  /** Pages of two people in turn. */
  joinAll(count: number): [HandClient, HandClient, ...HandClient[]] {
    return [this.join(anna), this.join(omar), ...Array.from({ length: count - 2 }, (_, index) => this.join(index % 2 === 0 ? anna : omar))];
  }

  /** A page of Anna's in the motion, and one of Omar's in another. */
  async joinTwoDocuments(): Promise<[HandClient, HandClient]> {
    const other = 'motion-2';
    await this.add(other);
    const clients: [HandClient, HandClient] = [this.join(anna), new HandClient(this.rooms, other, omar)];
    await settle(this.rooms, ...clients);
    return clients;
  }

  /** Words that Anna has sent and that cannot be stored. */
  async typeOnFullDisk(): Promise<{ readonly a: HandClient; readonly words: Uint8Array }> {
    const a = this.join(anna);
    await settle(this.rooms, a);
    this.storage.failAppends(new StorageError('full', 'no room'));
    type(a, 'ett');
    const words = Y.encodeStateAsUpdate(a.doc);
    a.flush();
    return { a, words };
  }

  /** A paragraph of Anna's that Omar has taken away, and a page that goes on writing in it since it does not know of that. */
  async writtenAfterRemoval() {
    const [a, b] = [this.join(anna), this.join(omar)];
    await settle(this.rooms, a, b);
    const element = paragraph('gräs');
    element.setAttribute('id', 'Gr4sBl0ck123');
    rootOf(a.doc).push([element]);
    await settle(this.rooms, a, b);
    const unknowing = new Y.Doc();
    unknowing.clientID = 4_242;
    Y.applyUpdate(unknowing, Y.encodeStateAsUpdate(a.doc));
    const updates: Uint8Array[] = [];
    unknowing.on('update', (update: Uint8Array) => updates.push(update));
    const text = (rootOf(unknowing).get(rootOf(unknowing).length - 1) as Y.XmlElement).get(0) as Y.XmlText;
    rootOf(b.doc).delete(rootOf(b.doc).length - 1);
    await settle(this.rooms, b);
    const write = (words: string): readonly Uint8Array[] => {
      text.insert(text.length, words);
      const told = updates.splice(0);
      for (const update of told) if (a.closedWith === null) a.write(encodeUpdate(update));
      return told;
    };
    return { a, b, removed: { write } };
  }

  async wholeFor(person: RoomPerson, encoding: (typeof encodings)[number]) {
    const whole = await this.rooms.whole(motion, person, encoding);
    if (whole === null) throw new Error('There is nothing that this person may read');
    return whole;
  }

  newThread(...script: [URL?]): IntegratingThread {
    return new IntegratingThread(this.#logger, ...script);
  }

  /** The store takes nothing of one document, whatever else is in the batch, until the returned is called. */
  refuseAppends(documentId: string): () => void {
    const { appendBatch } = this.storage.journal;
    this.storage.journal.appendBatch = async (entries) => {
      if (entries.some((entry) => entry.documentId === documentId)) throw new StorageError('failed', 'SQLITE_CONSTRAINT');
      return appendBatch.call(this.storage.journal, entries);
    };
    return () => {
      this.storage.journal.appendBatch = appendBatch;
    };
  }

  /** Appends wait until they are let go. */
  holdAppends(): { begun(): Promise<void>; release(): void } {
    const { appendBatch } = this.storage.journal;
    const gate = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    this.storage.journal.appendBatch = async (entries) => {
      begun.resolve();
      await gate.promise;
      return appendBatch.call(this.storage.journal, entries);
    };
    return { begun: () => begun.promise, release: () => gate.resolve() };
  }
}

export function type(client: HandClient, words: string): void {
  rootOf(client.doc).push([paragraph(words)]);
}

export function paragraph(words: string): Y.XmlElement {
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(words)]);
  return element;
}

/** The same document with a paragraph more, written elsewhere. */
export function withWords(doc: Y.Doc, words: string): Y.Doc {
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  rootOf(other).push([paragraph(words)]);
  return other;
}

export function lastText(client: HandClient): Y.XmlText {
  const element = rootOf(client.doc).get(rootOf(client.doc).length - 1) as Y.XmlElement;
  return element.get(0) as Y.XmlText;
}

/** What somebody else's replica has that nobody has seen. */
export function updateOf(change: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  change(doc);
  return Y.encodeStateAsUpdate(doc);
}

export function wordsOf(client: HandClient): string {
  return rootOf(client.doc).toString();
}

/** Splits the last text of a document in two paragraphs, as Enter does. */
export function splitLast(ydoc: Y.Doc, at: number): void {
  const document = readDocument(ydoc);
  const last = document.child(document.childCount - 1);
  const halves = [last.cut(0, at), last.type.create({ ...last.attrs, id: newBlockId() }, last.content.cut(at))];
  const reader = new Reader(rootOf(ydoc), document.type.schema);
  reader.read();
  writeDocument(reader, document.copy(document.content.cut(0, document.content.size - last.nodeSize).append(Fragment.from(halves))));
}

export function presence(client: number, clockOfClient: number, state: Readonly<Record<string, unknown>> | null): Uint8Array {
  return encodeAwareness(encodePresence([{ client, clock: clockOfClient, state }]));
}

/** An awareness message of one client whose state is this JSON, as it stands. */
export function presenceOf(client: number, state: string): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const number of [1, client, 1]) encoding.writeVarUint(encoder, number);
  encoding.writeVarString(encoder, state);
  return encodeAwareness(encoding.toUint8Array(encoder));
}

export const plainOf = { br: brotliDecompressSync, gzip: gunzipSync, identity: (bytes: Uint8Array) => bytes };

/** Lets the event loop go round a few times. */
export async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** Looks now and then until something is so: another thread makes it so. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 1));
}
