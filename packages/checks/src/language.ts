import type { Node } from 'prosemirror-model';
import { type Found, idOf } from './finding.ts';
import { sources } from './sources.ts';
import { isOneSlip } from './names.ts';
import { all, countWords, sentencesOf, textOf } from './text.ts';

/** More than this many words in a sentence, and a reader has to begin again. */
const maxWords = 40;

/** A word that authorities are advised against: what to write instead, and whether it stands in its place as it is. */
type Avoided = { readonly word: RegExp; readonly plain: string; readonly isSame: boolean };

const same = (word: string, plain: string): Avoided => ({ word: whole(word), plain, isSame: true });
const like = (word: string, plain: string): Avoided => ({ word: whole(word), plain, isSame: false });
const whole = (word: string) => new RegExp(`(?<![\\p{L}\\p{N}-])(?:${word})(?![\\p{L}\\p{N}-])`, 'giu');

const avoided: readonly Avoided[] = [
  same('skall', 'ska'),
  same('ej', 'inte'),
  same('icke', 'inte'),
  same('tillse', 'se till'),
  same('tillser', 'ser till'),
  same('erfordras', 'behövs'),
  same('erfordra', 'behöva'),
  same('erfordrar', 'behöver'),
  same('jämlikt', 'enligt'),
  same('emedan', 'eftersom'),
  same('enär', 'eftersom'),
  same('därest', 'om'),
  same('såvida', 'om'),
  same('i\\s+enlighet\\s+med', 'enligt'),
  same('i\\s+syfte\\s+att', 'för att'),
  same('föreligger', 'finns'),
  same('föreligga', 'finnas'),
  same('erhålla', 'få'),
  same('erhåller', 'får'),
  same('förevarande', 'det här'),
  like('erforderlig[at]?', 'som behövs'),
  like('förefintlig[at]?', 'som finns'),
  like('medelst', 'med, genom'),
  like('ifrågavarande', 'den här, det här'),
  like('ombesörj(?:a|er|as|s)', 'ordna, sköta'),
  like('företa(?:s|r|ga|ger|gas|ges)?', 'göra'),
  like('beträffande', 'om, i fråga om'),
  like('(?:här|där)vidlag', 'då, i det fallet'),
  like('åtnjut(?:a|er)', 'ha, få'),
  like('anhängiggör(?:a|s|as)?', 'ta upp, väcka'),
];

/** [LAN1, LAN2] What a text block's own words give, whatever document it stands in. Kept for as long as the block is unchanged. */
export function languageOf(block: Node): readonly Found[] {
  let found = known.get(block);
  if (found === undefined) {
    found = isOwnWords(block) ? [...wordsToAvoid(block), ...longSentences(block)] : [];
    known.set(block, found);
  }
  return found;
}

const known = new WeakMap<Node, readonly Found[]>();

/** Headings are not sentences, quotations are another's words. */
export function isOwnWords(block: Node): boolean {
  const { name } = block.type;
  return name === 'attClause' || name === 'decisionPoint' || (name === 'paragraph' && block.attrs.quote !== true && !((block.attrs.level as number) > 0));
}

function wordsToAvoid(block: Node): Found[] {
  const text = textOf(block);
  const blockId = idOf(block);
  return avoided.flatMap(({ word, plain, isSame }) =>
    [...text.matchAll(word)]
      .filter((match) => !isQuoted(text, match.index))
      .map((match): Found => {
        const place = { blockId, from: match.index, to: match.index + match[0].length };
        const instead = /^\p{Lu}/u.test(match[0]) ? `${plain.charAt(0).toUpperCase()}${plain.slice(1)}` : plain;
        return {
          code: 'wordToAvoid',
          place,
          severity: 'inform',
          params: { word: match[0], plain },
          source: sources.plainWords,
          ...(isSame && blockId !== null && { fix: { kind: 'replaceText', blockId, from: place.from, to: place.to, text: instead } as const }),
        };
      }),
  );
}

/** Between ” and ”, or " and ". */
function isQuoted(text: string, at: number): boolean {
  return (text.slice(0, at).match(/[”"]/gu)?.length ?? 0) % 2 === 1;
}

function longSentences(block: Node): Found[] {
  return sentencesOf(textOf(block)).flatMap((sentence): Found[] => {
    const words = countWords(sentence.text);
    if (words <= maxWords) return [];
    const place = { blockId: idOf(block), from: sentence.from, to: sentence.to };
    return [{ code: 'longSentence', place, severity: 'inform', params: { words, begins: beginning(sentence.text) }, source: sources.plainSentences }];
  });
}

/** The first words, to know it by. */
const beginning = (sentence: string) => sentence.replaceAll('\ufffc', ' ').split(/\s+/u).slice(0, 4).join(' ');

/** So long that a letter more or less is no other word. */
const minCompared = 10;

/**
 * [LAN3] A long word that stands once with a letter more, less or other in its middle than where it
 * stands twice or more: told with the usual spelling. Beginning and end must agree, so that an
 * inflection is no slip.
 */
export function spelledTwoWays(doc: Node): Found[] {
  const places = new Map<string, { readonly block: Node; readonly from: number; readonly written: string }[]>();
  for (const block of all(doc, 'paragraph', 'attClause', 'decisionPoint', 'title'))
    for (const match of textOf(block).matchAll(/(?<![\p{L}-])\p{L}{10,}(?![\p{L}-])/gu)) {
      const word = match[0].toLocaleLowerCase('sv');
      const found = places.get(word) ?? [];
      places.set(word, [...found, { block, from: match.index, written: match[0] }]);
    }
  const usual = [...places].filter(([, found]) => found.length >= 2).map(([word]) => word);
  return [...places].flatMap(([word, [only, ...more]]): Found[] => {
    const other = only === undefined || more.length > 0 ? undefined : usual.find((one) => isSlipInMiddle(word, one));
    if (only === undefined || other === undefined) return [];
    const place = { blockId: idOf(only.block), from: only.from, to: only.from + only.written.length };
    const text = /^\p{Lu}/u.test(only.written) ? `${other.charAt(0).toUpperCase()}${other.slice(1)}` : other;
    return [
      {
        code: 'wordSpelledTwoWays',
        place,
        severity: 'inform',
        params: { word: only.written, other },
        source: sources.ownSpelling,
        ...(place.blockId !== null && { fix: { kind: 'replaceText', blockId: place.blockId, from: place.from, to: place.to, text } as const }),
      },
    ];
  });
}

const isSlipInMiddle = (one: string, other: string) =>
  Math.min(one.length, other.length) >= minCompared && one.slice(0, 3) === other.slice(0, 3) && one.slice(-3) === other.slice(-3) && isOneSlip(one, other);
