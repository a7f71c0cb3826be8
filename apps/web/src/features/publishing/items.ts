import type { TextPart } from '@yrka/schema';
import type { NewMaskDecisions, Publishing } from '@yrka/server/api';

export type MaskDecision = NewMaskDecisions['decisions'][number];
/** Some words of one of the texts. */
export type Place = Pick<MaskDecision, 'part' | 'from' | 'to'>;

/** Some words of which it is to be said, or was said, that they are masked or stand. */
export type Item = Place & {
  readonly key: string;
  /** Why it was found; `chosen` for words that somebody chose. */
  readonly kind: Publishing['findings'][number]['kind'] | 'chosen';
  readonly certainty: Publishing['findings'][number]['certainty'] | null;
  readonly verdict: 'mask' | 'leave' | null;
  readonly reason: string;
  /** The words, and some of what stands before and after them. */
  readonly before: string;
  readonly words: string;
  readonly after: string;
};

/** A text that can be masked in: of the document, or beside it on the paper. */
export type Text = Pick<TextPart, 'id' | 'text'>;

/** As many as one request has room for, also with a long reason; what is more stays to be decided. */
export const mostAtOnce = 100;

/** How much of the text one needs to see what the words are, in UTF-16 units. */
const contextLength = 60;

/** What was found and what was said, in the order of the text. What stands within words that are masked as a whole is not told by itself. */
export function itemsOf({ findings, decisions }: Pick<Publishing, 'findings' | 'decisions'>, texts: readonly Text[]): readonly Item[] {
  const order = new Map(texts.map(({ id }, index) => [id, index]));
  const textOf = (part: string) => texts[order.get(part) ?? -1]?.text ?? '';
  const isSame = (one: Place, other: Place) => one.part === other.part && one.from === other.from && one.to === other.to;
  const isWithin = (inner: Place, outer: Place) => inner.part === outer.part && outer.from <= inner.from && inner.to <= outer.to && !isSame(inner, outer);
  const masks = decisions.filter(({ verdict }) => verdict === 'mask');
  const found = findings
    .filter((finding) => !masks.some((mask) => isWithin(finding, mask)))
    .map((finding) => ({ ...finding, said: decisions.find((decision) => isSame(decision, finding)) }));
  const chosen = decisions
    .filter((decision) => order.has(decision.part) && !findings.some((finding) => isSame(finding, decision)))
    .map((said) => ({ part: said.part, from: said.from, to: said.to, kind: 'chosen' as const, certainty: null, said }));
  return [...found, ...chosen]
    .map(({ part, from, to, kind, certainty, said }): Item => {
      const text = textOf(part);
      return {
        key: `${part} ${from} ${to}`,
        part,
        from,
        to,
        kind,
        certainty,
        verdict: said?.verdict ?? null,
        reason: said?.reason ?? '',
        before: shown(from > contextLength ? `…${text.slice(from - contextLength, from).replace(/^\S*\s/u, '')}` : text.slice(0, from)),
        words: shown(text.slice(from, to)),
        after: shown(to + contextLength < text.length ? `${text.slice(to, to + contextLength).replace(/\s\S*$/u, '')} …` : text.slice(to)),
      };
    })
    .toSorted((a, b) => (order.get(a.part) ?? 0) - (order.get(b.part) ?? 0) || a.from - b.from || a.to - b.to);
}

/** Where some words stand, in any case of letters and however many spaces are between them; [] when they stand nowhere. */
export function placesOf(words: string, texts: readonly Text[]): readonly Place[] {
  const pieces = words.trim().split(/\s+/u);
  if (pieces[0] === '') return [];
  const sought = new RegExp(pieces.map((piece) => piece.replace(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`)).join(String.raw`[\s\ufffc]+`), 'giu');
  return texts.flatMap(({ id: part, text }) => [...text.matchAll(sought)].map(({ index, 0: found }) => ({ part, from: index, to: index + found.length })));
}

/** Which words of which texts lie between two positions of the document, without space at the ends. */
export function placesBetween(from: number, to: number, parts: readonly TextPart[]): readonly Place[] {
  return parts.flatMap(({ id: part, kind, at, text }) => {
    const start = at + 1;
    const [begin, end] = [Math.max(from, start) - start, Math.min(to, start + text.length) - start];
    const words = kind === 'words' && end > begin ? text.slice(begin, end) : '';
    const space = (side: RegExp) => side.exec(words)?.[0].length ?? 0;
    if (words.replace(/[\s\ufffc]/gu, '') === '') return [];
    return [{ part, from: begin + space(/^[\s\ufffc]+/u), to: end - space(/[\s\ufffc]+$/u) }];
  });
}

const shown = (text: string) => text.replace(/\ufffc+/gu, ' ');
