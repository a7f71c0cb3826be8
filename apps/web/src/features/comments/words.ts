import type { CommentList } from '@yrka/server/api';

/** Whom a text mentions: "@" and the name of one who reads the comments. */
export function mentionsIn(text: string, { people }: Pick<CommentList, 'people'>): string[] {
  return people.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id);
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
