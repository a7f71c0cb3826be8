import type { PersonalDetail } from './detail.ts';

const street = String.raw`(?:c\/o [\p{L} .'-]{2,40}[ ,\ufffc]{1,3})?(?:Box|\p{Lu}[\p{L}'.-]{1,40}(?: \p{L}[\p{L}'.-]{0,30}){0,3}) \d{1,5}(?: ?[A-Z](?!\p{L}))?(?:,? (?:lgh|tr|läg|nb)\.? ?\d{0,4}(?: tr)?)?`;
const town = String.raw`(?:SE-|S-)?[1-9]\d{2} ?\d{2} {1,2}\p{Lu}[\p{L}-]{1,30}`;
const whole = new RegExp(String.raw`(?<![\p{L}\p{N}])${street}[ ,\ufffc]{1,4}${town}`, 'gu');
const told = new RegExp(String.raw`(?<!\p{L})(?:bosatt|boende|bor|adress(?:en)?(?: är)?)[:]? (?:på |vid |i )?(?<street>${street})`, 'dgu');

/** [PER4] Postal addresses: street and number with the town, or said to be where somebody lives. A street alone is a place like others. */
export function addressesIn(text: string): readonly PersonalDetail[] {
  const found = [...text.matchAll(whole)].map((match): PersonalDetail => {
    return { kind: 'postalAddress', certainty: match[0].startsWith('Box') ? 'possible' : 'likely', from: match.index, to: match.index + match[0].length };
  });
  for (const match of text.matchAll(told)) {
    const [from, to] = match.indices?.groups?.street ?? [0, 0];
    if (to > from && !found.some((one) => one.from < to && from < one.to)) found.push({ kind: 'postalAddress', certainty: 'likely', from, to });
  }
  return found;
}
