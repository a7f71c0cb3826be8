import { schema } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import * as Y from 'yjs';
import { newDoc } from './newDoc.ts';
import { Reader } from './read.ts';
import { rootOf } from './tree.ts';
import { writeDocument } from './write.ts';

/**
 * An update that changes a document, with the fewest changes; null when what is wanted is what it says. Throws what
 * `change` throws, and Yjs for updates that are none.
 *
 * @param updates all that the document is made of.
 * @param change what it is to say, of what it says with all that is suggested.
 * @param clientId the Yjs client id of the letters that come.
 */
export function changingUpdate(updates: readonly Uint8Array[], change: (now: Node) => Node, clientId: number): Uint8Array | null {
  const doc = newDoc();
  try {
    // Without what Yjs tidies after an update of others: the others' copies have not tidied here (proof.ts).
    doc.transact((transaction) => {
      for (const update of updates) Y.applyUpdate(doc, update);
      transaction.local = true;
    });
    doc.clientID = clientId;
    const reader = new Reader(rootOf(doc), schema);
    const now = reader.read();
    const wanted = change(now);
    if (wanted.eq(now)) return null;
    const made: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => made.push(update));
    writeDocument(reader, wanted);
    return made.length === 0 ? null : Y.mergeUpdates(made);
  } finally {
    doc.destroy();
  }
}
