import type { MunicipalityChange, Organisation } from '@yrka/server/api';

/** What is saved of the municipality in one go. */
export type MunicipalityDraft = Omit<MunicipalityChange, 'version'>;

export const draftOf = ({ name, kind, rules, words }: Organisation['municipality']): MunicipalityDraft => ({ name, kind, rules, words });

export const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** What one has changed oneself, upon what somebody else made of the rest meanwhile. */
export function rebased(base: MunicipalityDraft, mine: MunicipalityDraft, theirs: MunicipalityDraft): MunicipalityDraft {
  const each = <Values extends object>(from: Values, own: Values, others: Values): Values => ({
    ...others,
    ...Object.fromEntries(Object.entries(own).filter(([name, value]) => !isSame(value, from[name as keyof Values]))),
  });
  return { ...each(base, mine, theirs), rules: each(base.rules, mine.rules, theirs.rules), words: each(base.words, mine.words, theirs.words) };
}

/** Why it cannot be saved; null when it can. */
export function problemIn({ name, words }: MunicipalityDraft, headFields: Organisation['municipality']['headFields']): 'missing' | 'heading' | 'head' | null {
  if (name.trim() === '' || Object.values(words.documentLabels).some((text) => text.trim() === '')) return 'missing';
  const hasHeading = (parts: typeof words.reportParts, needed: string) => parts.some(({ part, heading }) => part === needed && heading.trim() !== '');
  if (!hasHeading(words.reportParts, 'proposedDecision') || !hasHeading(words.minutesParts, 'decision')) return 'heading';
  const fits =
    words.minutesHead.includes('paragraphNumber') &&
    words.reportHead.every((field) => headFields.officerReport.includes(field)) &&
    words.minutesHead.every((field) => headFields.minutesItem.includes(field));
  return fits ? null : 'head';
}
