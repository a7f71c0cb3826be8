import { type MunicipalityTemplate, type SectionPart, sectionHeading } from '@yrka/schema';
import type { Reading } from '@yrka/server/api';
import type { Node } from '@tiptap/pm/model';

/** What a block of the document is, as the reader calls it. */
export type BlockName =
  | 'title'
  | 'heading'
  | 'head'
  | 'name'
  | 'attClause'
  | 'yrkande'
  | 'decisionPoint'
  | 'deliberation'
  | 'acclamation'
  | 'vote'
  | 'reservation'
  | 'separateStatement'
  | 'minutesNote'
  | 'conflictOfInterest'
  | 'notParticipating'
  | 'recipient'
  | 'attachment'
  | 'decisionBasis'
  | 'table'
  | SectionPart
  | 'text';

/** A block of the document with words of its own; `position` is where it stands in it, or the event that it is part of. */
export type Block = { readonly position: number; readonly name: BlockName; readonly words: string };

/**
 * Lines of the original that stand together and became one block. `position` is null where they
 * became none: what belongs to the pages, and what could not be found again.
 */
export type Passage = {
  readonly lines: Reading['lines'];
  readonly sort: 'placed' | 'unplaced' | 'furniture';
  readonly position: number | null;
  readonly name: BlockName | null;
};

/** The original as passages, in the order of the file, each with the block that it became. */
export function passagesOf(document: Node, { kind, template, lines, unplaced, furniture }: Reading): readonly Passage[] {
  const pages = new Set(furniture.map(({ line }) => line));
  const loose = new Set(unplaced.map(({ line }) => line));
  const blockOf = blocksByLine(
    blocksOf(document, template, kind),
    lines.filter(({ line }) => !pages.has(line)),
  );
  const passages: Passage[] = [];
  for (const line of lines) {
    const sort = pages.has(line.line) ? 'furniture' : loose.has(line.line) ? 'unplaced' : 'placed';
    const block = blockOf.get(line.line) ?? null;
    const last = passages.at(-1);
    if (last !== undefined && last.sort === sort && last.position === (block?.position ?? null) && (block !== null || sort === 'furniture')) {
      passages[passages.length - 1] = { ...last, lines: [...last.lines, line] };
    } else passages.push({ lines: [line], sort, position: block?.position ?? null, name: block?.name ?? null });
  }
  return passages;
}

/** Names that were read out of a sentence which stands beside them, and what a vote's sides mean: their words are that sentence's. */
const isReadFromSentence = (node: Node, parents: readonly Node[]) =>
  (node.type.name === 'person' && ['by', 'speakers', 'movers'].includes(String(parents.at(-1)?.attrs.role)) && parents.length > 2) ||
  (node.type.name === 'field' && parents.some(({ type }) => type.name === 'vote'));

/** Every block with words, headings of parts too, in the order of the document. */
export function blocksOf(document: Node, template: MunicipalityTemplate, kind: Reading['kind']): readonly Block[] {
  const blocks: Block[] = [];
  const walk = (parent: Node, at: number, parents: readonly Node[], event: number | null) => {
    parent.forEach((node, offset) => {
      const position = at + offset;
      if (node.type.name === 'section') {
        const { part, heading } = node.attrs as { part: string; heading: string | null };
        const words = sectionHeading(template, kind, { part, heading });
        if (words !== '') blocks.push({ position, name: 'heading', words });
      }
      if (!node.isTextblock) walk(node, position + 1, [...parents, node], event ?? (eventBlocks.has(node.type.name) ? position : null));
      else if (node.content.size > 0 && !isReadFromSentence(node, parents))
        blocks.push({ position: event ?? position, name: nameOf(node, parents), words: node.textBetween(0, node.content.size, ' ', ' ') });
    });
  };
  walk(document, 0, [document], null);
  return blocks;
}

const ownNames: ReadonlySet<string> = new Set(['title', 'attClause', 'decisionPoint', 'recipient', 'attachment', 'decisionBasis']);
/** What happened at the meeting: shown as one, in its sentence. */
const eventBlocks: ReadonlySet<string> = new Set([
  'yrkande',
  'deliberation',
  'acclamation',
  'vote',
  'reservation',
  'separateStatement',
  'minutesNote',
  'conflictOfInterest',
  'notParticipating',
]);

function nameOf(node: Node, parents: readonly Node[]): BlockName {
  const { name } = node.type;
  if (ownNames.has(name)) return name as BlockName;
  const event = parents.findLast(({ type }) => eventBlocks.has(type.name));
  if (event !== undefined) return event.type.name as BlockName;
  if (name === 'field') return 'head';
  if (name === 'person') return 'name';
  if (name === 'castVote') return 'vote';
  if (name === 'tableCell') return 'table';
  if (name === 'paragraph' && (node.attrs.level as number) > 0) return 'heading';
  const section = parents.findLast(({ type }) => type.name === 'section');
  const part = section?.attrs.part as SectionPart | undefined;
  return part === undefined || part === 'other' ? 'text' : part;
}

/**
 * Which block each line became. The importer moves and loses no word, so a block's letters are found
 * again in those of the original, one after the other; hyphens, numbers of points and the word *att*
 * before them are passed over.
 */
function blocksByLine(blocks: readonly Block[], lines: Reading['lines']): ReadonlyMap<number, Block> {
  const starts: number[] = [];
  const parts: string[] = [];
  let length = 0;
  for (const { text } of lines) {
    const letters = lettersOf(text);
    starts.push(length);
    parts.push(letters);
    length += letters.length;
  }
  const all = parts.join('');
  const found = new Map<number, Block>();
  let from = 0;
  for (const block of blocks) {
    const letters = lettersOf(block.words);
    if (letters === '') continue;
    const ahead = all.indexOf(letters, from);
    // A short word far ahead is more likely another: "Ja" stands in many sentences.
    const isNear = ahead >= 0 && (letters.length > 12 || ahead - from < 400);
    const at = isNear ? ahead : letters.length > 12 ? all.indexOf(letters) : -1;
    if (at < 0) continue;
    const end = at + letters.length;
    for (let index = lineAt(starts, at); index < lines.length && (starts[index] ?? length) < end; index++) {
      const line = lines[index];
      // Where a line became several blocks, as a heading with what runs in below it, the first stands for it.
      if (line !== undefined && parts[index] !== '' && !found.has(line.line)) found.set(line.line, block);
    }
    if (at >= from) from = end;
  }
  return found;
}

const lettersOf = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** The last line that begins at or before a letter. */
function lineAt(starts: readonly number[], at: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
