import { schema } from '@yrka/schema';
import * as Y from 'yjs';
import { newDoc } from './newDoc.ts';
import { Reader } from './read.ts';
import { rejectAll } from './suggestions.ts';
import { rootOf } from './tree.ts';
import { writeDocument } from './write.ts';

/** One of the server's own: what is written under it is the same whenever it is made, and is stored nowhere. */
const recordClientId = 3;

/**
 * A document of one update as it stands, of the same Yjs history: without what is suggested in it, and without the
 * words of what was removed. For those who may read what came of a text, and not how it came to be.
 */
export function withoutSuggestions(update: Uint8Array): Uint8Array {
  const ydoc = newDoc();
  try {
    Y.applyUpdate(ydoc, update);
    ydoc.clientID = recordClientId;
    const reader = new Reader(rootOf(ydoc), schema);
    const document = reader.read();
    const standing = rejectAll(document);
    if (standing !== document) ydoc.transact(() => writeDocument(reader, standing));
    return Y.encodeStateAsUpdate(ydoc);
  } finally {
    ydoc.destroy();
  }
}
