import { addressesIn } from './addresses.ts';
import type { PersonalDetail } from './detail.ts';
import { mailAddressesIn } from './mailAddresses.ts';
import { personalNumbersIn } from './personalNumbers.ts';
import { type Evened, evened } from './evened.ts';
import { signaturesIn } from './signatures.ts';
import { telephoneNumbersIn } from './telephoneNumbers.ts';

/** Earlier ones are believed where two say something of the same letters. */
const finders: readonly ((evened: string) => readonly PersonalDetail[])[] = [mailAddressesIn, personalNumbersIn, telephoneNumbersIn, addressesIn, signaturesIn];

/**
 * [PER1]–[PER6] What in a text may be somebody's own: personnummer and samordningsnummer, e-mail addresses, telephone
 * numbers, postal addresses, traces of signing. In the order of the text, none over another; [] when there is nothing. A
 * person decides of each: names are not looked for, and what is found may well stand in public.
 *
 *     personalDetailsIn('Ring 070-123 45 67.') // [{ kind: 'telephone', certainty: 'certain', from: 5, to: 18 }]
 */
export function personalDetailsIn(text: string): readonly PersonalDetail[] {
  const even: Evened = evened(text);
  const found: PersonalDetail[] = [];
  for (const find of finders) for (const one of find(even.text)) if (!found.some(({ from, to }) => from < one.to && one.from < to)) found.push(one);
  return found.toSorted((a, b) => a.from - b.from).map((one) => ({ ...one, from: even.at(one.from), to: even.at(one.to - 1) + 1 }));
}
