import { type Suggestion, suggestionsIn } from '@yrka/ydoc';
import type { Node } from 'prosemirror-model';
import type { NewSuggestionDecisions } from '../api.ts';
import type { ServerContext } from '../context.ts';
import { Refusal } from '../refusal.ts';
import { readSuggestedFor } from './reading.ts';

type Decided = NewSuggestionDecisions['suggestions'][number];

/** As much as is kept of the words of one. */
const longestQuote = 300;

/**
 * Decisions are told to whoever suggested, with what they were about in the words that the author had before
 * them. Who reads what was shared is quoted as they read it: what was written since within words that they would
 * strike, or in a block that they would move, is not theirs yet. What is not in what they read is quoted not at all.
 */
export async function quotedAsRead(server: ServerContext, documentId: string, decided: readonly Decided[]): Promise<readonly Decided[]> {
  const makers = [...new Set(decided.map(({ suggestedBy }) => suggestedBy))];
  const read = new Map(await Promise.all(makers.map(async (id) => [id, await sharedWith(server, documentId, id)] as const)));
  return decided.map((one) => {
    const shared = read.get(one.suggestedBy);
    return shared === undefined || shared === 'live' ? one : { ...one, quoted: quoteIn(shared, one) };
  });
}

/** What somebody reads of a document where that is what was shared; null where they read nothing of it now, or nobody can say what. */
async function sharedWith({ storage, access }: ServerContext, documentId: string, personId: string): Promise<Node | 'live' | null> {
  const person = await storage.rows.person(personId);
  if (person === null) return null;
  try {
    const document = await access.document(person, documentId);
    return document.shared === null ? 'live' : await readSuggestedFor(storage, document);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function quoteIn(shared: Node | null, { suggestionId, suggestedBy }: Decided): Decided['quoted'] {
  const found = shared === null ? undefined : suggestionsIn(shared).find(({ id, by }) => id === suggestionId && by === suggestedBy);
  if (shared === null || found === undefined) return { removed: '', added: '', what: '' };
  const { removed, added } = found;
  return { removed: short(removed), added: short(added), what: removed + added === '' ? short(placeOf(shared, found)) : '' };
}

/** The words where it would change something else than words. */
const placeOf = (shared: Node, { from, to }: Suggestion) => shared.textBetween(from, to, ' ').trim();

const short = (words: string) => words.slice(0, longestQuote).toWellFormed();
