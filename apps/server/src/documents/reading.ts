import { documentFromUpdates, rejectAll } from '@yrka/ydoc';
import { type Epoch, firstEpoch, readHistory, type Storage, updatesOf } from '@yrka/storage';
import type { Node } from 'prosemirror-model';
import type { Clauses } from '../api.ts';
import { Refusal } from '../refusal.ts';

export type DocumentVersion = {
  readonly version: number;
  /** The text as it stands: what is suggested and not accepted is no part of it (packages/schema SPEC.md, SUG3). */
  readonly content: Node;
  /** The same with what is suggested. */
  readonly suggested: Node;
};

/**
 * A document as it stood after the journal entry `version`; the newest without one. What has been
 * seen has been stored, so the journal knows everything that any room does.
 *
 * @throws Refusal `notFound` when the document had nothing in it yet.
 */
export async function readVersion(storage: Storage, documentId: string, version?: number): Promise<DocumentVersion> {
  const history = await readHistory(storage, documentId, version);
  if (history.seq === 0) throw new Refusal('notFound');
  const suggested = documentFromUpdates(updatesOf(history));
  return { version: history.seq, content: rejectAll(suggested), suggested };
}

/** The epoch that a document is in now. */
export async function epochOf(journal: Pick<Storage['journal'], 'bases'>, documentId: string): Promise<Epoch> {
  return (await journal.bases(documentId)).at(-1)?.epoch ?? firstEpoch;
}

/** The clauses of a motion, in order, for those who answer them. */
export function clausesOf(content: Node): Clauses['clauses'] {
  const clauses: Clauses['clauses'] = [];
  content.descendants((node) => {
    if (node.type.name === 'attClause' && typeof node.attrs.id === 'string')
      clauses.push({ id: node.attrs.id, att: node.attrs.att === true, text: ownText(node) });
    return !node.isTextblock;
  });
  return clauses;
}

/** The text of a line without that of its footnotes. */
function ownText(line: Node): string {
  let text = '';
  line.forEach((child) => {
    if (child.isText) text += child.text ?? '';
    else if (child.type.name === 'hardBreak') text += ' ';
  });
  return text.trim();
}
