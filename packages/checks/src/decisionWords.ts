import type { Node } from 'prosemirror-model';
import { type Found, idOf } from './finding.ts';
import { sources } from './sources.ts';
import { textOf } from './text.ts';

/** [REP4, REP5, DEC2] A point says what is decided, in words that stand by themselves, and decides one thing. */
export function decisionWords(points: readonly Node[]): Found[] {
  return points.flatMap((point): Found[] => {
    const text = textOf(point);
    const blockId = idOf(point);
    const found: Found[] = [];
    for (const match of text.matchAll(elsewhere)) {
      const place = { blockId, from: match.index, to: match.index + match[0].length };
      found.push({ code: 'wordsNotWrittenOut', place, severity: 'warn', params: { words: match[0] }, source: sources.handbook });
    }
    const contradiction = contradictions.map((pattern) => pattern.exec(text)).find((match) => match !== null);
    if (contradiction != null) {
      const place = { blockId, from: contradiction.index, to: contradiction.index + contradiction[0].length };
      found.push({ code: 'contradictoryOutcome', place, severity: 'warn', params: { words: contradiction[0] }, source: sources.yesOrNo });
    }
    return found;
  });
}

const elsewhere =
  /(?<!\p{L})(?:enligt|i\s+enlighet\s+med|med\s+hänvisning\s+till)\s+(?:(?:föreliggande|ovanstående|nedanstående|framlagt|föreslaget|detta|ovan\s+angivet)\s+förslag|ovan(?!\p{L}))|(?<!\p{L})föreliggande\s+förslag/giu;

const settled = '(?:avslå(?:s|r)?|bifall(?:s|es|er)?|bifalla)';
const answered = String.raw`(?:anses?|är|anse)\s+(?:(?:som|vara|därmed|härmed|motionen)\s+)*(?:besvarad|behandlad)`;
const and = String.raw`,?\s+(?:och|samt)\s+(?:(?:därmed|härmed|motionen|den)\s+)?`;
const contradictions = [
  new RegExp(String.raw`(?<!\p{L})${settled}(?:\s+motionen)?${and}${answered}`, 'iu'),
  new RegExp(String.raw`(?<!\p{L})${answered}${and}${settled}(?!\p{L})`, 'iu'),
];
