import type { CommentList } from '@yrka/server/api';

/** One who may be mentioned. */
type Named = Pick<CommentList['people'][number], 'id' | 'name'>;

/** Whom a text mentions: "@" and the name of one who reads the comments. */
export function mentionsIn(text: string, people: readonly Named[]): string[] {
  return people.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id);
}

/** Those of the readers for whom a thread is: its circle, and who began it. */
export function peopleFor(
  { audience, comments }: Pick<CommentList['threads'][number], 'audience' | 'comments'>,
  people: CommentList['people'],
): CommentList['people'] {
  return people.filter(({ id, circles }) => circles.includes(audience) || comments[0]?.author.id === id);
}

/** Longer names than anybody's are no names. */
const longestName = 60;
/** As many as one looks through. */
const offered = 5;

/** Who may be meant by the "@" and the letters before the caret; nobody where there are none, or a whole name stands there. */
export function mentionable(text: string, caret: number, people: readonly Named[]): { readonly from: number; readonly people: readonly Named[] } {
  const before = text.slice(Math.max(0, caret - longestName), caret);
  const begun = /(?<![\p{L}\d])@([\p{L}\p{M}' -]*)$/u.exec(before);
  if (begun === null) return { from: caret, people: [] };
  const query = (begun[1] ?? '').toLocaleLowerCase('sv');
  const begins = ({ name }: Named) => {
    const whole = name.toLocaleLowerCase('sv');
    return whole !== query && (whole.startsWith(query) || whole.split(/[ -]/u).some((word) => query !== '' && word.startsWith(query)));
  };
  return { from: caret - before.length + begun.index, people: people.filter(begins).slice(0, offered) };
}

/** The words that a thread is about, as one shows them; null for the whole document. */
export function shownQuote({ anchor }: Pick<CommentList['threads'][number], 'anchor'>): string | null {
  return anchor === null ? null : short(anchor.quote.replaceAll('\ufffc', ' '));
}

/** How much of a passage is said; the text itself has the rest. */
const longest = 90;

/** In one line, and not too long a one. */
export function short(words: string): string {
  const whole = words.replace(/\s+/gu, ' ').trim();
  return whole.length <= longest ? whole : `${whole.slice(0, longest).toWellFormed().trimEnd()}…`;
}
