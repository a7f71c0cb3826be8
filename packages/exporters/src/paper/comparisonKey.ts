import type { Block, Change } from './page.ts';
import { writeReceived } from './received.ts';
import { plain } from './words.ts';

/** Of which moments the two versions are. */
export type ComparisonFacts = { readonly before: Date; readonly after: Date };

/** Whoever it was that changed something: a comparison tells not who. */
const author = 'Jämförelse';

/** What differs, as it is told where changes are told with author and time. */
export const differences = ({ after }: ComparisonFacts) => ({ changeOf: () => ({ author, at: after.toISOString() }), comments: [] });

/** What stands at the head of a comparison: of which two versions it is, and how one sees what came and what went. */
export function comparisonKey({ before, after }: ComparisonFacts): Block {
  const change: Change = { id: 'key', author, at: null };
  return {
    type: 'facts',
    facts: [
      { label: 'Jämförelse från', words: plain(writeReceived(before)) },
      { label: 'till', words: plain(writeReceived(after)) },
      {
        label: 'Ändringarna',
        words: [{ text: 'tillagt är understruket', inserted: change }, { break: true }, { text: 'borttaget är överstruket', deleted: change }],
      },
    ],
  };
}
