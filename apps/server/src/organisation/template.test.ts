import { bjorkvik } from '@yrka/schema';
import { createMemoryStorage, type MunicipalityRow } from '@yrka/storage';
import { seedDocument } from '@yrka/ydoc';
import { describe, expect, it } from 'vitest';
import { changesFrom, municipalityTemplate, newTemplateWordsSchema, templateFor, templateOf, templateWordsSchema, wordsOf } from './template.ts';

const own: MunicipalityRow = {
  name: 'Björkviks kommun',
  kind: 'municipality',
  templateId: 'bjorkvik',
  rules: { attachmentsOnMotions: true, yearStartsAt: 'moved', reportsAreApproved: true, servingSubstitutesSign: false },
  templateChanges: {},
  arms: null,
  setUpAt: new Date('2026-11-25T08:00:00Z'),
};

describe("the municipality's template", () => {
  it('is what the program brings, where nothing is said otherwise', async () => {
    const { rows } = createMemoryStorage();
    expect(await municipalityTemplate(rows)).toBe(bjorkvik);
    await rows.organisation.putMunicipality(own);
    expect(await municipalityTemplate(rows)).toBe(bjorkvik);
    // Said, and the same.
    expect(templateFor({ ...own, templateChanges: wordsOf(bjorkvik) })).toBe(bjorkvik);
  });

  it('speaks of the municipality that has it, and of a region as a region', () => {
    expect(templateFor({ ...own, name: 'Borås kommun' })).toMatchObject({
      municipality: 'Borås kommun',
      addressee: 'Till kommunfullmäktige i Borås kommun',
      place: '',
      leadIn: 'Med hänvisning till ovanstående föreslår vi att kommunfullmäktige beslutar',
    });
    const region = templateFor({ ...own, name: 'Region Sandvik', kind: 'region' });
    expect(region).toMatchObject({
      addressee: 'Till regionfullmäktige i Region Sandvik',
      leadIn: expect.stringContaining('att regionfullmäktige beslutar') as string,
    });
    expect(region.minutesParts.map(({ heading }) => heading)).toEqual(
      expect.arrayContaining(['Regionstyrelsens beslut', 'Regionstyrelsens förslag till regionfullmäktige']),
    );
    expect(JSON.stringify(region)).not.toMatch(/kommun/i);
  });

  it('is kept when a document begins from it, and a later change is another one', async () => {
    const { rows } = createMemoryStorage();
    await rows.organisation.putMunicipality({ ...own, templateChanges: { decisionsBeginWithAtt: false } });
    const first = await municipalityTemplate(rows);
    expect(first).toEqual({ ...bjorkvik, id: first.id, decisionsBeginWithAtt: false });
    expect(first.id).toMatch(/^bjorkvik-[0-9a-f]{16}$/);
    await rows.organisation.putMunicipality({ ...own, templateChanges: { leadIn: 'Vi yrkar' } });
    const second = await municipalityTemplate(rows);
    expect(second.id).not.toBe(first.id);
    expect(await templateOf(rows, first.id)).toEqual(first);
    expect(await templateOf(rows, second.id)).toEqual(second);
    expect(await templateOf(rows, 'huddinge')).toMatchObject({ municipality: 'Huddinge kommun' });
    // The first words again: the first template again, and the same bytes to begin from.
    await rows.organisation.putMunicipality({ ...own, templateChanges: { decisionsBeginWithAtt: false } });
    const again = await municipalityTemplate(rows);
    expect(again).toEqual(first);
    expect(seedDocument('motion', again)).toEqual(seedDocument('motion', first));
    expect(seedDocument('motion', second)).not.toEqual(seedDocument('motion', first));
  });

  it('is another with arms, and without them again what it was; one kept before there were any has none', async () => {
    const { rows } = createMemoryStorage();
    const arms = 'a'.repeat(64);
    expect(templateFor({ ...own, arms })).toEqual({ ...bjorkvik, id: expect.stringMatching(/^bjorkvik-[0-9a-f]{16}$/) as string, arms });
    const worded = { ...own, templateChanges: { leadIn: 'Vi yrkar' } };
    const before = templateFor(worded);
    expect(templateFor({ ...worded, arms }).id).not.toBe(before.id);
    const { arms: _, ...old } = before;
    await rows.organisation.keepTemplate({ id: before.id, template: old });
    expect(await templateOf(rows, before.id)).toEqual(before);
    // As it was called before there were any.
    expect(before.id).toBe('bjorkvik-e0713a4e69841734');
  });

  it('is another when its paper looks otherwise; one kept before that could be said looks as it did', async () => {
    const { rows } = createMemoryStorage();
    const changes = { accent: '#1f5c6b', footer: [{ name: 'telephone', text: '0123-45 60 00' }] };
    const looks = templateFor({ ...own, templateChanges: changes });
    expect(looks).toEqual({ ...bjorkvik, ...changes, id: expect.stringMatching(/^bjorkvik-[0-9a-f]{16}$/) as string });
    expect(seedDocument('motion', looks)).not.toEqual(seedDocument('motion', bjorkvik));
    // Said, and as it was.
    const worded = { ...own, templateChanges: { leadIn: 'Vi yrkar' } };
    expect(
      templateFor({
        ...worded,
        templateChanges: { ...worded.templateChanges, accent: null, headRule: false, footer: [], lineNumbers: false, pdfStandard: 'a-2a' },
      }).id,
    ).toBe('bjorkvik-e0713a4e69841734');
    const { accent: _, headRule: __, footer: ___, lineNumbers: ____, pdfStandard: _____, ...old } = templateFor(worded);
    await rows.organisation.keepTemplate({ id: old.id, template: old });
    expect(await templateOf(rows, old.id)).toEqual(templateFor(worded));
  });

  it('stores only what is said otherwise', () => {
    expect(changesFrom(own, wordsOf(bjorkvik))).toEqual({});
    expect(changesFrom(own, { ...wordsOf(bjorkvik), place: 'Sandvik' })).toEqual({ place: 'Sandvik' });
    const borås = { ...own, name: 'Borås kommun' };
    expect(changesFrom(borås, { ...wordsOf(templateFor(borås)), place: 'Borås' })).toEqual({ place: 'Borås' });
  });

  it.each([
    ['a part twice', { reportParts: [...bjorkvik.reportParts, { part: 'summary', heading: 'Mer' }] }],
    ['a part of another kind of document', { reportParts: [...bjorkvik.reportParts, { part: 'vote', heading: 'Omröstning' }] }],
    ['no proposed decision in a report', { reportParts: bjorkvik.reportParts.filter(({ part }) => part !== 'proposedDecision') }],
    ['no decision in minutes', { minutesParts: bjorkvik.minutesParts.filter(({ part }) => part !== 'decision') }],
    ['no name for a kind of document', { documentLabels: { ...bjorkvik.documentLabels, motion: ' ' } }],
    ['a field in a head that it does not have', { reportHead: ['yesMeans'] }],
    ['a field twice', { reportHead: ['date', 'date'] }],
    ['a § without its number', { minutesHead: ['body', 'date'] }],
    ['a colour that cannot be read on white', { accent: '#9fd3e0' }],
    ['a colour that is code', { accent: '#000000;}' }],
    ['a line of the foot twice', { footer: [1, 2].map(() => ({ name: 'web', text: 'bjorkvik.example' })) }],
    ['a line of the foot without words', { footer: [{ name: 'web', text: ' ' }] }],
    ['a standard that there is not', { pdfStandard: 'x-4' }],
    ['a heading without an end', { minutesParts: bjorkvik.minutesParts.map((part) => ({ ...part, heading: 'x'.repeat(101) })) }],
  ])('refuses %s', (_, changes) => {
    expect(newTemplateWordsSchema.safeParse({ ...wordsOf(bjorkvik), ...changes }).success).toBe(false);
    expect(newTemplateWordsSchema.safeParse(wordsOf(bjorkvik)).success).toBe(true);
  });

  it('reads heads from before there were rules for them', () => {
    expect(templateWordsSchema.safeParse({ ...wordsOf(bjorkvik), minutesHead: ['target', 'target'] }).success).toBe(true);
  });
});
