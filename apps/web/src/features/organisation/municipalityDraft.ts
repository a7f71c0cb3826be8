import type { MunicipalityChange, Organisation } from '@yrka/server/api';

/** What is saved of the municipality in one go. */
export type MunicipalityDraft = Omit<MunicipalityChange, 'version'>;

export const draftOf = ({ name, kind, rules }: Organisation['municipality']): MunicipalityDraft => ({ name, kind, rules });

export const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** What one has changed oneself, upon what somebody else made of the rest meanwhile. */
export function rebased(base: MunicipalityDraft, mine: MunicipalityDraft, theirs: MunicipalityDraft): MunicipalityDraft {
  const each = <Values extends object>(from: Values, own: Values, others: Values): Values => ({
    ...others,
    ...Object.fromEntries(Object.entries(own).filter(([name, value]) => !isSame(value, from[name as keyof Values]))),
  });
  return { ...each(base, mine, theirs), rules: each(base.rules, mine.rules, theirs.rules) };
}
