import type { PersonalDetail } from './detail.ts';

/** Between name and domain, also as it is written for those who look for addresses not to see it. */
const sign = /@| ?[([] ?(?:at|snabel-?a) ?[)\]] ?/giu;
const name = /[\p{L}\p{N}][\p{L}\p{N}._%+'-]{0,63}$/u;
const domain = /^(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}(?![\p{L}\p{N}])/u;

/** Mailboxes of an office, which are nobody's own. */
const offices =
  /^(?:info|kontakt|kommun\p{L}*|region\p{L}*|stadsledningskontor\p{L}*|registrator|diari\p{L}*|kansli\p{L}*|kund\p{L}*|kontaktcenter|service\p{L}*|medborgar\p{L}*|\p{L}*namnd\p{L}*|\p{L}*nämnd\p{L}*|\p{L}*forvaltning\p{L}*|\p{L}*förvaltning\p{L}*|post|mail|e-?post|press|arkiv\p{L}*|support|no-?reply|dataskydd\p{L}*|dso)$/iu;

/** [PER3] E-mail addresses. Those of an office are only possible. */
export function mailAddressesIn(text: string): readonly PersonalDetail[] {
  return [...text.matchAll(sign)].flatMap((match): PersonalDetail[] => {
    const end = match.index + match[0].length;
    const before = name.exec(text.slice(Math.max(0, match.index - 64), match.index))?.[0];
    const after = domain.exec(text.slice(end, end + 600))?.[0];
    if (before === undefined || after === undefined) return [];
    const certainty = offices.test(before) ? 'possible' : match[0] === '@' ? 'certain' : 'likely';
    return [{ kind: 'email', certainty, from: match.index - before.length, to: end + after.length }];
  });
}
