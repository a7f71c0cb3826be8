import type { EarlierDecisionWords } from '@yrka/editor';
import type { MatterDetails } from '@yrka/server/api';

export type EarlierDecision = {
  readonly body: string;
  readonly bodyName: string /** As in 2024-06-10. */;
  readonly date: string;
  readonly paragraphNumber: string;
};

/** What a body came to in a matter, by day, that can be named: where the § is known. */
export function decisionsOf({ handlings }: Pick<MatterDetails, 'handlings'>): readonly EarlierDecision[] {
  return handlings
    .flatMap(({ body, bodyName, handledOn, paragraphNumber }) =>
      handledOn === null || paragraphNumber === null ? [] : [{ body, bodyName, date: handledOn, paragraphNumber }],
    )
    .toSorted((one, other) => (one.date < other.date ? -1 : 1));
}

/** "KF 2024-06-10 § 88", and the same with the body's full name. The § may be typed with or without its sign. */
export function wordsOf({ body, bodyName, date, paragraphNumber }: EarlierDecision): EarlierDecisionWords {
  const number = paragraphNumber.trim().replace(/^§+\s*/u, '');
  const rest = `${date} §\u00a0${number}`;
  return { short: `${body === '' ? bodyName : body} ${rest}`, full: `${bodyName === '' ? body : bodyName} ${rest}` };
}
