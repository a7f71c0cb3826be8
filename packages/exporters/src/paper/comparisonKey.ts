import type { Block, Change } from './page.ts';
import { writeReceived, writeToSecond } from './received.ts';
import { plain } from './words.ts';

export type ComparisonFacts = { readonly before: VersionFacts; readonly after: VersionFacts };

/** Which version it is: when it stood so, and what somebody called it; null for one without a name. */
export type VersionFacts = { readonly at: Date; readonly name: string | null };

/** Whoever it was that changed something: a comparison tells not who. */
const author = 'Jämförelse';

/** What differs, as it is told where changes are told with author and time. */
export const differences = ({ after }: ComparisonFacts) => ({ changeOf: () => ({ author, at: after.at.toISOString() }), comments: [] });

/** What stands at the head of a comparison: of which two versions it is, and how one sees what came and what went. */
export function comparisonKey({ before, after }: ComparisonFacts): Block {
  const change: Change = { id: 'key', author, at: null };
  const write = writeReceived(before.at) === writeReceived(after.at) ? writeToSecond : writeReceived;
  const which = ({ at, name }: VersionFacts) => plain(name === null ? write(at) : `${name}\n${write(at)}`);
  return {
    type: 'facts',
    facts: [
      { label: 'Jämförelse från', words: which(before) },
      { label: 'till', words: which(after) },
      {
        label: 'Ändringarna',
        words: [{ text: 'tillagt är understruket', inserted: change }, { break: true }, { text: 'borttaget är överstruket', deleted: change }],
      },
    ],
  };
}
