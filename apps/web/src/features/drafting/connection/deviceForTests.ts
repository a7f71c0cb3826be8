import * as Y from 'yjs';

/** What a browser keeps under each name: in place of y-indexeddb, where there is no IndexedDB. */
const kept = new Map<string, { readonly update: Uint8Array; readonly values: Map<string, unknown> }>();

/** Whether it has no room for anything more. */
export const disk = { isFull: false };

/** Puts a copy on the device, as an earlier page left it, with what it kept beside it. */
export function leaveCopy(name: string, ydoc: Y.Doc, values: Readonly<Record<string, unknown>>): void {
  kept.set(name, { update: Y.encodeStateAsUpdate(ydoc), values: new Map(Object.entries(values)) });
}

/** As much of the one of y-indexeddb as a connection uses; reads what was left, and keeps what is set. */
export class IndexeddbPersistence {
  readonly name: string;
  readonly doc: Y.Doc;
  readonly _db = Promise.resolve();
  readonly whenSynced: Promise<this>;
  _destroyed = false;

  constructor(name: string, doc: Y.Doc) {
    this.name = name;
    this.doc = doc;
    this.whenSynced = this._db.then(() => {
      const copy = kept.get(name);
      if (copy !== undefined) Y.applyUpdate(doc, copy.update, this);
      return this;
    });
  }

  readonly _storeUpdate = (): void => {};

  async get(key: string): Promise<unknown> {
    return kept.get(this.name)?.values.get(key);
  }

  async set(key: string, value: unknown): Promise<void> {
    if (disk.isFull) throw new DOMException('No room', 'QuotaExceededError');
    kept.get(this.name)?.values.set(key, value);
  }

  async clearData(): Promise<void> {
    kept.delete(this.name);
  }
}
