import type { Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { ReplaceStep } from '@tiptap/pm/transform';

/** The smallest step that makes a transaction's document equal another; nothing when they are equal. */
export function replaceChanged(transaction: Transaction, document: Node): Transaction {
  const { doc } = transaction;
  const start = doc.content.findDiffStart(document.content);
  if (start === null) return transaction;
  const ends = doc.content.findDiffEnd(document.content);
  if (ends === null) return transaction;
  let { a: end, b: endInNew } = ends;
  // A letter typed among its likes: the two ends must not overlap.
  const overlap = start - Math.min(end, endInNew);
  if (overlap > 0) {
    end += overlap;
    endInNew += overlap;
  }
  const step = new ReplaceStep(start, end, document.slice(start, endInNew));
  const result = step.apply(doc);
  if (result.doc?.eq(document)) return transaction.step(step);
  return transaction.step(new ReplaceStep(0, doc.content.size, document.slice(0)));
}
