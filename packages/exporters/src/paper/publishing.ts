import { maskedWords } from '../publishing/maskedDocument.ts';
import type { Block } from './page.ts';
import { plain } from './words.ts';

/** That a copy is the one to publish. */
export type PublishingFacts = {
  /** The civil date on which it was made, as in "2027-03-29". */
  readonly on: string;
};

/** What such a copy is called, in its head and above each page. */
export const publishingLabel = 'Publiceringsversion';

/** What is not in the copy, below all that is. */
export function publishingNote({ on }: PublishingFacts): readonly Block[] {
  const words = `${publishingLabel} ${on}. Underskrifter är borttagna, och ${maskedWords} står där uppgifter är borttagna. Bilagor följer inte med. Originalet finns hos kommunen.`;
  return [{ type: 'paragraph', words: plain(words) }];
}
