import { expect, it } from 'vitest';
import { type MunicipalityDraft, rebased } from './municipalityDraft.ts';

const base: MunicipalityDraft = {
  name: 'Björkviks kommun',
  kind: 'municipality',
  rules: { attachmentsOnMotions: true, yearStartsAt: 'moved', reportsAreApproved: true, servingSubstitutesSign: false },
};

it('is what one has changed oneself, and of the rest what the other made of it', () => {
  const mine = { ...base, rules: { ...base.rules, attachmentsOnMotions: false } };
  const theirs = { ...base, name: 'Björknäs kommun', rules: { ...base.rules, yearStartsAt: 'received' as const } };
  expect(rebased(base, mine, theirs)).toEqual({ ...theirs, rules: { ...theirs.rules, attachmentsOnMotions: false } });
  expect(rebased(base, base, theirs)).toEqual(theirs);
});
