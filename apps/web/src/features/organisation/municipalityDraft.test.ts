import { bjorkvik, headFieldsOf } from '@yrka/schema';
import { describe, expect, it } from 'vitest';
import { type MunicipalityDraft, problemIn, rebased } from './municipalityDraft.ts';

const {
  documentLabels,
  addressee,
  place,
  clausesBeginWithAtt,
  decisionsBeginWithAtt,
  leadIn,
  reportHead,
  minutesHead,
  minutesLevel,
  reportParts,
  minutesParts,
} = bjorkvik;
const base: MunicipalityDraft = {
  name: 'Björkviks kommun',
  kind: 'municipality',
  rules: { attachmentsOnMotions: true, yearStartsAt: 'moved', reportsAreApproved: true, servingSubstitutesSign: false },
  words: {
    ...{ documentLabels, addressee, place, clausesBeginWithAtt, decisionsBeginWithAtt, leadIn, minutesLevel },
    ...{ reportHead: [...reportHead], minutesHead: [...minutesHead], reportParts: [...reportParts], minutesParts: [...minutesParts] },
  },
};
const headFields = { officerReport: [...headFieldsOf.officerReport], minutesItem: [...headFieldsOf.minutesItem] };
const withWords = (changed: Partial<MunicipalityDraft['words']>): MunicipalityDraft => ({ ...base, words: { ...base.words, ...changed } });

describe('what two have changed at once', () => {
  it('has what one has changed oneself, and of the rest what the other made of it', () => {
    const mine = { ...withWords({ place: 'Sandvik', reportHead: ['date'] }), rules: { ...base.rules, attachmentsOnMotions: false } };
    const theirs = {
      ...withWords({ place: 'Björknäs', leadIn: 'Vi yrkar' }),
      name: 'Björknäs kommun',
      rules: { ...base.rules, yearStartsAt: 'received' as const },
    };
    expect(rebased(base, mine, theirs)).toEqual({
      ...withWords({ place: 'Sandvik', reportHead: ['date'], leadIn: 'Vi yrkar' }),
      name: 'Björknäs kommun',
      rules: { ...base.rules, attachmentsOnMotions: false, yearStartsAt: 'received' },
    });
  });

  it('is theirs where one has changed nothing', () => {
    const theirs = withWords({ place: 'Sandvik' });
    expect(rebased(base, base, theirs)).toEqual(theirs);
  });
});

describe('what cannot be saved', () => {
  it.each([
    [null, base],
    [null, withWords({ reportHead: [] })],
    ['missing', { ...base, name: ' ' }],
    ['missing', withWords({ documentLabels: { ...documentLabels, motion: '' } })],
    ['heading', withWords({ reportParts: [{ part: 'proposedDecision', heading: ' ' }] })],
    ['heading', withWords({ minutesParts: [] })],
    ['head', withWords({ minutesHead: ['date'] })],
    ['head', withWords({ reportHead: ['yesMeans'] })],
  ] as const)('is told as %s', (problem, draft) => expect(problemIn(draft, headFields)).toBe(problem));
});
