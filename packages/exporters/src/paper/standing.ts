import { changesOf, deletionOf, insertionOf, isSuggestionMark } from '@yrka/schema';
import { Fragment, type Node } from 'prosemirror-model';
import type { LostInExport } from '../report.ts';
import type { PaperOptions } from './pageOf.ts';

/**
 * The document as it stands while nothing that is suggested has been accepted (`@yrka/schema`, SPEC.md, SUG3), for a format that shows no
 * suggestions: words that somebody suggests are no words of the document. The same document where there are none.
 */
export function standing(document: Node): Node {
  const children = document.children.flatMap((child) => (insertionOf(child) === null ? [unmarked(child.isText ? child : standing(child))] : []));
  const isSame = children.length === document.childCount && children.every((child, index) => child === document.child(index));
  return isSame ? document : document.copy(Fragment.fromArray(children));
}

/** What is suggested and said, of a format that shows neither. */
export function lostMarks(document: Node, options: PaperOptions): readonly LostInExport[] {
  const hasSuggestions = standing(document) !== document || hasChanges(document);
  return [...(hasSuggestions ? [{ code: 'notCarried', what: 'allSuggestions' } as const] : []), ...lostComments(options)];
}

/** What is said, of a format that shows what is suggested and has no place for more. */
export function lostComments({ marks }: PaperOptions): readonly LostInExport[] {
  return (marks?.comments.length ?? 0) > 0 ? [{ code: 'notCarried', what: 'comments' }] : [];
}

function unmarked(node: Node): Node {
  if (deletionOf(node) === null) return node;
  const attrs = node.attrs.deleted == null ? node.attrs : { ...node.attrs, deleted: null };
  const marks = node.marks.filter((mark) => !isSuggestionMark(mark));
  return node.isText ? node.mark(marks) : node.type.create(attrs, node.content, marks);
}

/** Whether something else is suggested of a block than that it come or go. */
function hasChanges(document: Node): boolean {
  let found = false;
  document.descendants((node) => {
    found ||= changesOf(node).length > 0;
    return !found && !node.isTextblock;
  });
  return found;
}
