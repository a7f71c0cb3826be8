import type { Node } from 'prosemirror-model';
import { type Found, idOf } from './finding.ts';
import { sources } from './sources.ts';
import { countWords, sentencesOf, textOf } from './text.ts';

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
function isOwnWords(block: Node): boolean {
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
