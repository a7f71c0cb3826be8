import type { FileChild } from 'docx';
import type { ListItem } from '../paper/page.ts';
import { type Numbering, type Writer, wordsIn } from './words.ts';

/** A list as Word counts it: the number that each depth has come to. */
type Counted = { readonly numbering: Numbering; readonly reached: readonly number[] };

/** Word counts by itself. Where it would not come to the number of the paper, a list of its own begins. */
export function listOf(items: readonly ListItem[], writer: Writer): readonly FileChild[] {
  let counted: Counted | null = null;
  return items.map(({ mark, words, depth }) => {
    let numbering: Numbering;
    if (mark === 'bullet') numbering = writer.numbering('bullets');
    else {
      if (counted === null || nextAt(counted, depth) !== mark) counted = { numbering: writer.numbering('list', { depth, number: mark }), reached: [] };
      // What stands deeper begins anew after this one.
      counted = { ...counted, reached: [...Array.from({ length: depth }, (_, outer) => counted?.reached[outer] ?? 0), mark] };
      numbering = counted.numbering;
    }
    return wordsIn({ style: 'ListItem', numbering: { ...numbering, level: depth } }, words, writer);
  });
}

/** The number that Word gives the next item at this depth; null where programs do not agree, since a depth was passed over. */
function nextAt({ reached }: Counted, depth: number): number | null {
  const last = reached[depth] ?? 0;
  if (last > 0) return last + 1;
  return depth === reached.length ? 1 : null;
}
