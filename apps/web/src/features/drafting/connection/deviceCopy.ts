import { type Unsent, unsentWords } from '@yrka/ydoc';
import { IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import { inBatches } from './inBatches.ts';
import { forgetLastWords, keepLastWords, readLastWords } from './lastWords.ts';

/** A copy that is no longer the document, under another name on this device. */
export type CopySetAside = {
  /** One's own words in it that a document, as the server has it, has not got; a block each. */
  wordsNotIn(ydoc: Y.Doc): Promise<readonly Unsent[]>;
  /** Throws it away. */
  forget(): Promise<void>;
};

/** What a document's copy on this device is called; each epoch has its own, since they cannot be merged. */
const deviceName = (personId: string, documentId: string, epoch: number) => `${devicePrefix(personId, documentId)}${epoch}`;
/** How the names of all copies of a document begin, or with null those of all documents. */
export const devicePrefix = (personId: string, documentId: string | null) => `yrka/${personId}/${documentId === null ? '' : `${documentId}/`}`;
/** How long the device may take to say that it has no copy; after that nobody waits for it. */
const deviceWaitMs = 300;

/**
 * What this device keeps of a document in one epoch: all that was written in it, and beside that what the server is known
 * to have and whose words are one's own, by which a later page tells what was never sent.
 */
export class DeviceCopy {
  private readonly ydoc: Y.Doc;
  private readonly name: string;
  private readonly device: IndexeddbPersistence | null;
  private keeps = false;
  /** Resolves when what the device has of the document is here. */
  readonly read: Promise<void>;
  /** Words that were written when this page, or the one before it, was left. */
  private hasLastWords = false;
  /** What the server is known to have, as a state vector, and under which client ids somebody wrote here: to tell one's unsent words from all others. */
  private storedVector: Uint8Array = new Uint8Array([0]);
  private readonly ownClients: Set<number>;

  /** @param opened called when what was kept of the document is in `ydoc`. */
  constructor(personId: string, documentId: string, epoch: number, ydoc: Y.Doc, opened: () => void) {
    this.ydoc = ydoc;
    this.name = deviceName(personId, documentId, epoch);
    this.ownClients = new Set([ydoc.clientID]);
    this.device = this.open();
    this.read = this.readDevice(opened);
  }

  /** Whether what is written here is kept: a private window refuses storage. */
  get isKept(): boolean {
    return this.keeps;
  }

  /** What the server is known to have, as a state vector. */
  get stored(): Uint8Array {
    return this.storedVector;
  }

  /** Whether the server is known to have anything. */
  get hasStored(): boolean {
    return this.storedVector.length > 1;
  }

  /** Whether a change was read off this device. */
  isFrom(origin: unknown): boolean {
    return origin === this.device;
  }

  /** Whether this device has nothing of the document. */
  async isMissing(): Promise<boolean> {
    const { device } = this;
    if (device === null) return true;
    const hasNothing = device.whenSynced.then(() => isEmpty(this.ydoc) && !this.hasLastWords);
    return Promise.race([
      device._db.then(
        () => hasNothing,
        () => true, // private windows
      ),
      new Promise<false>((resolve) => setTimeout(resolve, deviceWaitMs, false)),
    ]);
  }

  /** All that is here is with the server. */
  noteStored(): void {
    this.storedVector = Y.encodeStateVector(this.ydoc);
    if (this.keeps && this.device !== null) void keep(this.device, 'stored', this.storedVector);
  }

  /** One's own words that the server has not got, a block each; empty when it has them all. */
  unsentWords(): readonly Unsent[] {
    return unsentWords(this.ydoc, this.ownClients, this.storedVector);
  }

  /** The page is left: the device takes nothing more. */
  keepLastWords(): void {
    keepLastWords(this.name, Y.encodeStateAsUpdate(this.ydoc, this.storedVector));
    this.hasLastWords = true;
  }

  /** The server has them. */
  forgetLastWords(): void {
    if (this.hasLastWords) forgetLastWords(this.name);
    this.hasLastWords = false;
  }

  async forget(): Promise<void> {
    await this.device?.clearData().catch(() => {}); // a private window refuses storage, and has kept nothing
    forgetLastWords(this.name);
  }

  /** Puts a copy of it under another name. */
  async setAside(): Promise<CopySetAside> {
    const { ownClients, stored } = this;
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.ydoc));
    const aside = this.keeps ? new IndexeddbPersistence(`${this.name}-${Date.now()}`, doc) : null;
    if (aside !== null) {
      await aside.whenSynced;
      await Promise.all([keep(aside, 'stored', stored), keep(aside, 'clients', [...ownClients])]);
    }
    return {
      wordsNotIn: async (ydoc) => {
        const taken = Y.encodeStateVector(ydoc);
        if (aside !== null) await keep(aside, 'stored', taken);
        return unsentWords(doc, ownClients, taken);
      },
      forget: async () => {
        await aside?.clearData();
        doc.destroy();
      },
    };
  }

  private open(): IndexeddbPersistence | null {
    if (typeof indexedDB === 'undefined') return null;
    const device = new IndexeddbPersistence(this.name, this.ydoc);
    const store = (update: Uint8Array) => {
      if (!device._destroyed) device._storeUpdate(update, null);
    };
    this.ydoc.off('update', device._storeUpdate);
    inBatches(this.ydoc, device, store);
    return device;
  }

  private async readDevice(opened: () => void): Promise<void> {
    const { device } = this;
    if (device === null) return;
    try {
      await device._db;
    } catch {
      return; // Private windows refuse storage: then the words are only here, and the header says so when it matters.
    }
    await device.whenSynced;
    this.keeps = true;
    this.takeLastWords();
    const read = this.readKept(device);
    opened();
    await read;
  }

  /** What an earlier page wrote, and had not sent, is one's own as well. */
  private async readKept(device: IndexeddbPersistence): Promise<void> {
    const { stored, clients } = await keptState(device);
    if (stored !== null && !this.hasStored) this.storedVector = stored;
    for (const client of clients) this.ownClients.add(client);
    await keep(device, 'clients', [...this.ownClients]);
  }

  /** As if they were written now: they go into the copy, and to the server. */
  private takeLastWords(): void {
    const update = readLastWords(this.name);
    if (update === null) return;
    this.hasLastWords = true;
    Y.applyUpdate(this.ydoc, update, this);
  }
}

/** Whether there is nothing of a document in it. */
export function isEmpty(ydoc: Y.Doc): boolean {
  return Y.encodeStateVector(ydoc).length === 1;
}

/**
 * IndexedDB takes any value that can be cloned, where the types of y-indexeddb speak of a few. A device that is full takes none,
 * and the words neither: then this page alone knows what is unsent, and nothing else is to wait for it.
 */
const keep = (device: { set(key: string, value: unknown): Promise<unknown> }, key: 'stored' | 'clients', value: unknown) =>
  device.set(key, value).catch(() => undefined);

/** What earlier pages knew of a copy: what the server has of it (null: nothing that is known), and the client ids that were theirs. */
export async function keptState(device: IndexeddbPersistence): Promise<{ readonly stored: Uint8Array | null; readonly clients: readonly number[] }> {
  const [stored, clients]: unknown[] = await Promise.all([device.get('stored'), device.get('clients')]);
  return {
    stored: stored instanceof Uint8Array ? stored : null,
    clients: Array.isArray(clients) ? clients.filter((client): client is number => typeof client === 'number') : [],
  };
}
