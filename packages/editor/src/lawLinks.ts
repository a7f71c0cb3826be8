import type { Node } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { type LawReference, lawReferences, lawsAddress } from '@yrka/formal-text';
import { type Place, textOf } from './structure.ts';

/** What ends a reference that is being typed: until then its last number may go on. */
const ending = /[\s.,;:!?)”"]$/u;
/** The longest reference that is looked for behind the caret. */
const reach = 160;

/**
 * [LAW3] The reference that ends just before the last character of a text, or at its end when
 * nothing more will be typed in it; null when there is none.
 */
export function lawJustWritten(before: string, isOver = false): LawReference | null {
  if (!isOver && !ending.test(before)) return null;
  const end = isOver ? before.length : before.length - 1;
  const skipped = Math.max(0, end - reach);
  const found = lawReferences(before.slice(skipped, end)).at(-1);
  return found !== undefined && found.to + skipped === end ? { href: found.href, from: found.from + skipped, to: end } : null;
}

/** What may be typed on behind a reference that is linked already: its number, its paragraph. */
const tail = /[ \u00a0]+(?:\([\d:]+\)|\p{Ll}+[ \u00a0]+st(?:ycket|\.))$/u;

/**
 * [LAW3] Links what one just wrote. False where no link may stand, where one leads elsewhere, and
 * where the shorter reference before what was typed on has been linked and taken back.
 */
export function linkLaw(tr: Transaction, block: Place, { from, to, href }: LawReference): boolean {
  const start = block.from + 1;
  const written = textOf(block.node).slice(from, to);
  const head = written.replace(tail, '').length;
  const isTypedOn = head < written.length && lawReferences(written.slice(0, head))[0]?.to === head;
  if (isTypedOn && linksIn(tr.doc, start + from, start + from + head).length === 0) return false;
  if (linksIn(tr.doc, start + from, start + to).some((address) => !address.startsWith(lawsAddress))) return false;
  return addLink(tr, block.node, { from: start + from, to: start + to, href });
}

/** [LAW4] Links the statutes named in what has just come into a document between two places; null when there are none. */
export function lawsLinked(state: EditorState, from: number, to: number): Transaction | null {
  const { tr } = state;
  state.doc.nodesBetween(from, to, (node, pos) => {
    if (!node.isTextblock) return true;
    for (const reference of lawReferences(textOf(node))) {
      const isNew = pos + 1 + reference.from >= from && pos + 1 + reference.to <= to;
      if (isNew && linksIn(state.doc, pos + 1 + reference.from, pos + 1 + reference.to).length === 0)
        addLink(tr, node, { from: pos + 1 + reference.from, to: pos + 1 + reference.to, href: reference.href });
    }
    return false;
  });
  return tr.docChanged ? tr : null;
}

function addLink(tr: Transaction, block: Node, { from, to, href }: LawReference): boolean {
  const { link } = tr.doc.type.schema.marks;
  if (link === undefined || !block.type.allowsMarkType(link)) return false;
  const steps = tr.steps.length;
  tr.addMark(from, to, link.create({ href }));
  return tr.steps.length > steps;
}

function linksIn(doc: Node, from: number, to: number): readonly string[] {
  const found: string[] = [];
  doc.nodesBetween(from, to, (node) => {
    for (const { type, attrs } of node.marks) if (type.name === 'link') found.push(String(attrs.href));
  });
  return found;
}
