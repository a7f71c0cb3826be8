import { isSafeHref, schema, type TextPart, textParts } from '@yrka/schema';
import { Fragment, type Mark, type Node } from 'prosemirror-model';

/** Stands where words have been taken away, whatever they were and however long. */
export const maskedWords = '[maskerat]';

/** Words to take away: of which text (`textParts`), from and to which place in it. */
export type Mask = { readonly part: string; readonly from: number; readonly to: number };

type Range = Pick<Mask, 'from' | 'to'>;

/**
 * The document without the words under the masks: they are in no text and no attribute of what is returned, and the same
 * word stands for each run of them. Masks with nothing but space between them are one, so that nobody counts words.
 *
 * A link goes where its words or its address have something to hide: its address is kept only where `mayShow` has nothing
 * against it. Who a masked person is in the register and their party, what was suggested, and digests of sentences go too.
 */
export function maskedDocument(document: Node, masks: readonly Mask[], mayShow: (address: string) => boolean = () => true): Node {
  const parts = textParts(document);
  const rangesOf = new Map(
    parts.map((part) => [
      part,
      merged(
        part.text,
        masks.filter((mask) => mask.part === part.id),
      ),
    ]),
  );
  const hidden = hiddenAddresses(parts, rangesOf);
  const find = (at: number, kind: TextPart['kind']) => parts.find((part) => part.at === at && part.kind === kind);
  const rangesAt = (at: number, kind: TextPart['kind']) => rangesOf.get(find(at, kind) as TextPart) ?? [];
  const showsLink = (mark: Mark) => mark.type.name !== 'link' || (isShown(mark.attrs.href) && !hidden.has(mark.attrs.href as string));
  const isShown = (href: unknown) => isSafeHref(href) && /^https?:/iu.test(href) && mayShow(decoded(href));

  const rebuilt = (node: Node, at: number): Node => {
    if (node.isText) return node.mark(node.marks.filter((mark) => !suggestionMarks.has(mark.type.name) && showsLink(mark)));
    const isText = node.isTextblock || node.type.name === 'footnote';
    const ranges = isText ? rangesAt(at, 'words') : [];
    const attrs = maskedAttributes(node, ranges.length > 0, node.type.name === 'section' ? rangesAt(at, 'heading') : []);
    const children = isText ? inline(node, at, ranges) : blocks(node, at);
    return node.type.create(
      attrs,
      Fragment.from(children),
      node.marks.filter((mark) => !suggestionMarks.has(mark.type.name)),
    );
  };
  // Positions within a document begin at 0, within any other node one behind where it stands.
  const inside = (node: Node, at: number) => (node === document ? 0 : at + 1);
  const blocks = (node: Node, at: number): Node[] => {
    const made: Node[] = [];
    node.forEach((child, offset) => {
      made.push(rebuilt(child, inside(node, at) + offset));
    });
    return made;
  };
  const inline = (node: Node, at: number, ranges: readonly Range[]): Node[] => {
    const made: Node[] = [];
    const said = new Set<Range>();
    const say = (range: Range) => {
      if (!said.has(range)) made.push(schema.text(maskedWords));
      said.add(range);
    };
    node.forEach((child, offset) => {
      const end = offset + child.nodeSize;
      const over = ranges.filter(({ from, to }) => from < end && offset < to);
      if (!child.isText) {
        if (over[0] === undefined) made.push(rebuilt(child, at + 1 + offset));
        else for (const range of over) say(range);
        return;
      }
      let from = offset;
      for (const range of over) {
        if (range.from > from) made.push(rebuilt(child.cut(from - offset, range.from - offset), 0));
        say(range);
        from = Math.max(from, range.to);
      }
      if (from < end) made.push(rebuilt(from === offset ? child : child.cut(from - offset), 0));
    });
    return made;
  };
  return rebuilt(document, -1);
}

/** The same of a text that stands beside the document, as an attachment's title. */
export function maskedText(text: string, masks: readonly Range[]): string {
  let shown = '';
  let from = 0;
  for (const range of merged(text, masks)) {
    shown += `${text.slice(from, range.from)}${maskedWords}`;
    from = range.to;
  }
  return shown + text.slice(from);
}

const suggestionMarks: ReadonlySet<string> = new Set(['insertion', 'deletion']);

function maskedAttributes(node: Node, isMasked: boolean, heading: readonly Range[]): Record<string, unknown> {
  const attrs: Record<string, unknown> = { ...node.attrs };
  for (const name of ['inserted', 'deleted', 'suggested', 'writtenOver']) if (name in attrs) attrs[name] = null;
  // In a small assembly the party tells who it was.
  if (isMasked) for (const name of ['personId', 'party']) if (name in attrs) attrs[name] = null;
  if (typeof attrs.heading === 'string' && heading.length > 0) attrs.heading = maskedText(attrs.heading, heading);
  return attrs;
}

/** In order, and one where nothing but space is between two. */
function merged(text: string, ranges: readonly Range[]): readonly Range[] {
  const joined: { from: number; to: number }[] = [];
  for (const { from, to } of ranges.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last !== undefined && (from <= last.to || text.slice(last.to, from).trim() === '')) last.to = Math.max(last.to, to);
    else if (to > from) joined.push({ from, to });
  }
  return joined;
}

/** The addresses of links with a masked word, and those that have one in them. */
function hiddenAddresses(parts: readonly TextPart[], rangesOf: ReadonlyMap<TextPart, readonly Range[]>): ReadonlySet<string> {
  const all = new Set<string>();
  const hidden = new Set<string>();
  const words = parts
    .flatMap((part) => (rangesOf.get(part) ?? []).map(({ from, to }) => letters(part.text.slice(from, to))))
    .filter(({ length }) => length > 2);
  for (const part of parts) {
    if (part.kind !== 'words') continue;
    const ranges = rangesOf.get(part) ?? [];
    part.node.forEach((child, offset) => {
      const href: unknown = child.marks.find((mark) => mark.type.name === 'link')?.attrs.href;
      if (typeof href !== 'string') return;
      all.add(href);
      if (ranges.some(({ from, to }) => from < offset + child.nodeSize && offset < to)) hidden.add(href);
    });
  }
  for (const href of all) if (words.some((word) => letters(decoded(href)).includes(word))) hidden.add(href);
  return hidden;
}

/** Letters and figures alone, so that "070-123 45 67" is found in "tel=0701234567". */
const letters = (words: string) => words.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

function decoded(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href; // a % that is one
  }
}
