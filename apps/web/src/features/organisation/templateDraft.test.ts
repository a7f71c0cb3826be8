import { bjorkvik, headFieldsOf } from '@yrka/schema';
import { describe, expect, it } from 'vitest';
import { problemIn, rebased, type TemplateWords, withoutEmptyLines } from './templateDraft.ts';

const { id: _, version: __, municipality: ___, arms: ____, ...said } = bjorkvik;
const base: TemplateWords = {
  ...said,
  reportHead: [...said.reportHead],
  minutesHead: [...said.minutesHead],
  reportParts: [...said.reportParts],
  minutesParts: [...said.minutesParts],
  footer: [],
};
const headFields = { officerReport: [...headFieldsOf.officerReport], minutesItem: [...headFieldsOf.minutesItem] };
const withWords = (changed: Partial<TemplateWords>): TemplateWords => ({ ...base, ...changed });
const labels = bjorkvik.documentLabels;

describe('what two have made of the template at once', () => {
  it('has what one has changed oneself, and of the rest what the other made of it', () => {
    const mine = withWords({ place: 'Sandvik', accent: '#1f5c6b', documentLabels: { ...labels, motion: 'Förslag' } });
    const theirs = withWords({ place: 'Björknäs', leadIn: 'Vi yrkar', documentLabels: { ...labels, officerReport: 'Tjänsteutlåtande' } });
    expect(rebased(base, mine, theirs)).toEqual({
      ...theirs,
      place: 'Sandvik',
      accent: '#1f5c6b',
      documentLabels: { ...labels, motion: 'Förslag', officerReport: 'Tjänsteutlåtande' },
    });
    expect(rebased(base, base, theirs)).toEqual(theirs);
  });
});

describe('what cannot be saved', () => {
  it.each([
    [null, base],
    [null, withWords({ reportHead: [], accent: '#1f5c6b' })],
    [{ code: 'label', kind: 'motion' }, withWords({ documentLabels: { ...labels, motion: '' } })],
    [{ code: 'label', kind: null }, withWords({ documentLabels: { ...labels, writtenStatement: ' ' } })],
    [{ code: 'heading', kind: 'officerReport' }, withWords({ reportParts: [{ part: 'proposedDecision', heading: ' ' }] })],
    [{ code: 'heading', kind: 'minutesItem' }, withWords({ minutesParts: [] })],
    [{ code: 'head', kind: 'minutesItem' }, withWords({ minutesHead: ['date'] })],
    [{ code: 'head', kind: 'officerReport' }, withWords({ reportHead: ['yesMeans'] })],
    [{ code: 'accent', kind: null }, withWords({ accent: '#ffdd00' })],
    [{ code: 'accent', kind: null }, withWords({ accent: '#1f5' })],
  ] as const)('is told as %j', (problem, words) => expect(problemIn(words, { headFields })).toEqual(problem));

  it('is not a line of the foot without words, which is left out', () => {
    const footer = [
      { name: 'web', text: ' ' },
      { name: 'telephone', text: '0123' },
    ] satisfies TemplateWords['footer'];
    expect(problemIn(withWords({ footer }), { headFields })).toBeNull();
    expect(withoutEmptyLines(withWords({ footer })).footer).toEqual([{ name: 'telephone', text: '0123' }]);
  });
});
