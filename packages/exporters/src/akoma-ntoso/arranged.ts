import type { DocumentKind } from '@yrka/schema';
import { nested, type NestedItem, type NestedList } from '../paper/nesting.ts';
import type { ListItem } from '../paper/page.ts';
import { element, type Element, ofBlock } from './element.ts';
import type { Piece } from './writer.ts';

type Undivided = Extract<Piece, { type: 'heading' | 'part' }>;
type ItemPiece = Extract<Piece, { type: 'item' }>;

/** What has a heading and holds what follows. */
type Division = {
  readonly type: 'division';
  readonly name: string;
  readonly level: number;
  readonly heading: Element | null;
  readonly block: unknown;
  readonly within: Part[];
};
type Part = Element | Division;

/**
 * The pieces of a document with headings around what stands below them. Minutes are divided as debates are (`debateSection`,
 * `rollCall` for who was there, `resolutions` for what was decided), where blocks and divisions may stand side by side; everything
 * else as a hierarchy, where they may not.
 */
export function arranged(pieces: readonly Piece[], kind: DocumentKind): readonly Element[] {
  return dividedBy(pieces).map((part) => (isDivision(part) ? divisionOf(part, kind) : part));
}

const isDivision = (part: Part): part is Division => 'type' in part;

function dividedBy(pieces: readonly Piece[]): readonly Part[] {
  const parts: Part[] = [];
  const open: Division[] = [];
  const inside = () => open.at(-1)?.within ?? parts;
  for (const piece of gathered(pieces)) {
    if (!('type' in piece)) inside().push(piece);
    else if (piece.type === 'heading') {
      while ((open.at(-1)?.level ?? 0) >= piece.level) open.pop();
      const heading = element('heading', {}, ...piece.words);
      const division: Division = { type: 'division', name: 'heading', level: piece.level, heading, block: piece.node.attrs.id, within: [] };
      inside().push(division);
      open.push(division);
    } else {
      open.length = 0;
      const { node, heading } = piece;
      const name = String(node.attrs.part);
      const within = [...dividedBy(piece.pieces)];
      parts.push({ type: 'division', name, level: 0, heading: heading === '' ? null : element('heading', {}, heading), block: node.attrs.id, within });
    }
  }
  return parts;
}

function divisionOf({ name, heading, block, within }: Division, kind: DocumentKind): Element {
  const head = heading === null ? [] : [heading];
  const inner = within.map((part) => (isDivision(part) ? divisionOf(part, kind) : part));
  if (kind === 'minutesItem') return ofBlock(block, debateDivision(name, [...head, ...inner]));
  const body = within.some(isDivision) ? hierarchy(within, inner) : inner.length === 0 ? [] : [element('content', {}, ...inner)];
  return ofBlock(block, name === 'heading' ? element('section', {}, ...head, ...body) : element('hcontainer', { name }, ...head, ...body));
}

function debateDivision(name: string, children: readonly Element[]): Element {
  if (name === 'attendance') return element('rollCall', {}, ...children);
  if (name === 'decision' || name === 'proposalToAssembly') return element('resolutions', { class: name }, ...children);
  return element('debateSection', { name }, ...children);
}

/** What stands before the first division is its introduction; what stands between divisions has one around it. */
function hierarchy(within: readonly Part[], inner: readonly Element[]): readonly Element[] {
  const groups: { isBlocks: boolean; elements: Element[] }[] = [];
  for (const [index, part] of within.entries()) {
    const [isBlocks, written] = [!isDivision(part), inner[index] as Element]; // inner has one for each
    const last = groups.at(-1);
    if (isBlocks && last?.isBlocks === true) last.elements.push(written);
    else groups.push({ isBlocks, elements: [written] });
  }
  return groups.flatMap(({ isBlocks, elements }, index) => {
    if (!isBlocks) return elements;
    return [index === 0 ? element('intro', {}, ...elements) : element('hcontainer', { name: 'text' }, element('content', {}, ...elements))];
  });
}

/** The same where only blocks may stand. */
export function asBlocks(pieces: readonly Piece[]): readonly Element[] {
  return gathered(pieces).flatMap((piece): readonly Element[] => {
    if (!('type' in piece)) return [piece];
    if (piece.type === 'heading') return [ofBlock(piece.node.attrs.id, element('p', { class: `heading${piece.level}` }, ...piece.words))];
    const [heading, inner] = [piece.heading === '' ? [] : [element('heading', {}, piece.heading)], asBlocks(piece.pieces)];
    return [
      ofBlock(
        piece.node.attrs.id,
        element('blockContainer', { class: String(piece.node.attrs.part) }, ...heading, ...(inner.length === 0 ? [element('p')] : inner)),
      ),
    ];
  });
}

/** Items that follow each other are one list, and quotations one quotation. */
function gathered(pieces: readonly Piece[]): readonly (Element | Undivided)[] {
  const groups: Piece[][] = [];
  for (const piece of pieces) {
    const group = groups.at(-1);
    if (group !== undefined && group[0]?.type === piece.type && (piece.type === 'item' || piece.type === 'quotation')) group.push(piece);
    else groups.push([piece]);
  }
  return groups.flatMap((group): readonly (Element | Undivided)[] => {
    const first = group[0] as Piece; // a group is never empty
    if (first.type === 'heading' || first.type === 'part') return [first];
    if (first.type === 'block') return [first.element];
    if (first.type === 'quotation') {
      const paragraphs = group.flatMap((piece) => (piece.type === 'quotation' ? [piece.element] : []));
      return [element('blockContainer', { class: 'quotation' }, ...paragraphs)];
    }
    return listsOf(group.flatMap((piece) => (piece.type === 'item' ? [piece] : [])));
  });
}

function listsOf(items: readonly ItemPiece[]): readonly Element[] {
  const elements = new Map<ListItem, Element>();
  const asItems = items.map(({ mark, depth, element: paragraph }) => {
    const item: ListItem = { mark, depth, words: [] };
    elements.set(item, paragraph);
    return item;
  });
  const itemOf = ({ item, below }: NestedItem): Element =>
    element('item', {}, element('num', {}, item.mark === 'bullet' ? '–' : `${item.mark}.`), elements.get(item) ?? element('p'), ...below.map(listOf));
  const listOf = ({ isOrdered, items: its }: NestedList): Element => element('blockList', { class: isOrdered ? 'ordered' : 'bullet' }, ...its.map(itemOf));
  return nested(asItems).map(listOf);
}
