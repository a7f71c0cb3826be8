import { schema } from '@yrka/schema';
import * as Y from 'yjs';
import { readDocument, Reader } from './read.ts';
import { epochClientId } from './rebase.ts';
import { rootOf } from './tree.ts';
import { writeDocument } from './write.ts';

/**
 * Writes into a document's next epoch what a copy of the former one says more, or less. The copy must have had all of that
 * epoch: then both said the same when the next one began, and what differs was done in the copy since. Returns false, and writes
 * nothing, where somebody has written in the next one already: what of the difference is theirs, nobody could tell.
 */
export function carryOver(copy: Y.Doc, next: Y.Doc, epoch: number): boolean {
  if (!isAsItBegan(next, epoch)) return false;
  const reader = new Reader(rootOf(next), schema);
  reader.read();
  writeDocument(reader, readDocument(copy));
  return true;
}

function isAsItBegan(ydoc: Y.Doc, epoch: number): boolean {
  const [client, ...others] = Y.decodeStateVector(Y.encodeStateVector(ydoc)).keys();
  return client === epochClientId(epoch) && others.length === 0 && Y.createDeleteSetFromStructStore(ydoc.store).clients.size === 0;
}
