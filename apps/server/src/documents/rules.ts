import type { MunicipalityRules, Rows } from '@yrka/storage';

/** What a municipality that has said nothing goes by, as most do. */
export const usualRules: MunicipalityRules = { attachmentsOnMotions: true, yearStartsAt: 'moved', reportsAreApproved: true, servingSubstitutesSign: false };

/** The municipality's rules; the usual ones before it is set up. */
export async function rulesOf(rows: Pick<Rows, 'organisation'>): Promise<MunicipalityRules> {
  return (await rows.organisation.municipality())?.rules ?? usualRules;
}
