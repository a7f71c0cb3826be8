import { type Unsent, unsentWords } from '@yrka/ydoc';
import { IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import { devicePrefix, keptState } from './deviceCopy.ts';
import { forgetLastWords, readLastWords } from './lastWords.ts';

/** What a person has left of a document on this device that cannot go to the server any more. */
export type LeftBehind = {
  /** Whether they came too late for the document, or are no suggestion that it could take. */
  readonly why: 'unsent' | 'notASuggestion';
  /** Their own words that the server has not got, a block each; empty where what was not taken had none. */
  readonly words: readonly Unsent[];
  /** Throws the copies away. */
  forget(): Promise<void>;
};

/**
 * Reads the copies of one document, or of all of this person's, without a server. Null when there is none; one
 * without unsent words is thrown away at once.
 */
export async function readLeftBehind(personId: string, documentId: string | null): Promise<LeftBehind | null> {
  return readCopies(await copiesOf(personId, documentId));
}

/** The same of all copies of a document but that of one epoch: of those before it, and of those that a backup which was put back has undone. */
export async function readOtherEpochs(personId: string, documentId: string, epoch: number): Promise<LeftBehind | null> {
  const { length } = devicePrefix(personId, documentId);
  return readCopies((await copiesOf(personId, documentId)).filter((name) => name.slice(length) !== `${epoch}`));
}

async function readCopies(names: readonly string[]): Promise<LeftBehind | null> {
  const devices = names.map((name) => new IndexeddbPersistence(name, new Y.Doc()));
  const forget = async () => {
    for (const device of devices) {
      await device.clearData();
      forgetLastWords(device.name);
      device.doc.destroy();
    }
  };
  const words: Unsent[] = [];
  for (const device of devices) {
    await device.whenSynced;
    const last = readLastWords(device.name);
    if (last !== null) Y.applyUpdate(device.doc, last);
    const { stored, clients } = await keptState(device);
    words.push(...unsentWords(device.doc, new Set(clients), stored ?? new Uint8Array([0])));
  }
  if (words.length > 0) return { why: 'unsent', words, forget };
  await forget();
  return null;
}

/** To open one that is not there would make it. */
async function copiesOf(personId: string, documentId: string | null): Promise<readonly string[]> {
  const wanted = devicePrefix(personId, documentId);
  try {
    return (await indexedDB.databases()).map(({ name }) => name ?? '').filter((name) => name.startsWith(wanted));
  } catch {
    return []; // private windows keep nothing
  }
}
