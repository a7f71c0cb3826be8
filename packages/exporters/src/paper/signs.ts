import type { Node } from 'prosemirror-model';
import type { Block, Run, Sign, Suggested, Words } from './page.ts';
import { suggestedOf, type WordsContext } from './words.ts';

/**
 * The blocks that stand for a node, with a sign at their first words that says which node it is, and on all their words
 * what is suggested of it. What a node within it says of itself stands.
 */
export function signed(
  node: Node,
  blocks: readonly Block[],
  { hasSigns, ...context }: Pick<WordsContext, 'changeOf' | 'lose'> & { readonly hasSigns: boolean },
): readonly Block[] {
  const suggested = suggestedOf(node, context);
  const isSuggested = suggested.inserted !== undefined || suggested.deleted !== undefined;
  if (isSuggested && blocks.some(({ type }) => !holdsWords(type))) context.lose({ code: 'notCarried', what: 'names' });
  const id: unknown = hasSigns && node.isBlock ? node.attrs.id : null;
  let isNamed = false;
  return blocks.map((block) =>
    mapWords(block, (words) => {
      const marked = isSuggested ? [{ sign: { whole: suggested } }, ...words.map((run) => withSuggested(run, suggested))] : words;
      // What is suggested of a block within is that block's, also where it has no name in this place.
      const isSigned = words.some((run) => 'sign' in run && ('block' in run.sign || 'whole' in run.sign));
      if (typeof id !== 'string' || isNamed || isSigned) return marked;
      isNamed = true;
      return [{ sign: { block: id } }, ...marked];
    }),
  );
}

const withSuggested = (run: Run, suggested: Suggested): Run => ('sign' in run ? run : { ...suggested, ...run });

const holdsWords = (type: Block['type']) => type !== 'people' && type !== 'names' && type !== 'signatures' && type !== 'signatureLines';

/** The block with its words changed, wherever it has them. */
function mapWords(block: Block, change: (words: Words) => Words): Block {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
    case 'addressee':
    case 'paragraphNumber':
    case 'byline':
      return { ...block, words: change(block.words) };
    case 'quotation':
      return { ...block, paragraphs: block.paragraphs.map(change) };
    case 'list':
      return { ...block, items: block.items.map((item) => ({ ...item, words: change(item.words) })) };
    case 'clauses':
      return { ...block, items: block.items.map((item) => ({ ...item, words: change(item.words) })) };
    case 'lines':
      return { ...block, items: block.items.map(change) };
    case 'facts':
      return { ...block, facts: block.facts.map((fact) => ({ ...fact, words: change(fact.words) })) };
    case 'table':
      return { ...block, header: block.header.map((row) => row.map(changeCell(change))), rows: block.rows.map((row) => row.map(changeCell(change))) };
    case 'people':
    case 'names':
    case 'signatures':
    case 'signatureLines':
    case 'code':
    case 'particulars':
      return block;
  }
}

/** An empty cell stays so. */
const changeCell = (change: (words: Words) => Words) => (words: Words) => (words.length === 0 ? words : change(words));

/** The first sign of a kind among some words; null for none. */
export function blockSign(words: Words): string | null {
  const sign = words.map(signOf).find((one) => one !== null && 'block' in one);
  return sign != null && 'block' in sign ? sign.block : null;
}

/** What is suggested of the whole block that these words are. */
export function wholeSign(words: Words): Suggested {
  const sign = words.map(signOf).find((one) => one !== null && 'whole' in one);
  return sign != null && 'whole' in sign ? sign.whole : {};
}

const signOf = (run: Run): Sign | null => ('sign' in run ? run.sign : null);

/** The words as they are seen, without signs. */
export const withoutSigns = (words: Words): readonly Exclude<Run, { readonly sign: Sign }>[] => words.flatMap((run) => ('sign' in run ? [] : [run]));
