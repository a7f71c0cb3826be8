import type { DocumentKind } from '@yrka/schema';
import { att, block, by, clauses, doc, fields, movers, p, person, quote, section, title, yrkande, yrkanden } from '@yrka/test-builders';
import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { checkMatter } from './checkMatter.ts';

const other = (...content: readonly Node[]) => ({ kind: 'motion' as DocumentKind, content: doc(title('Motion om vägar'), ...content) });
const here = (...content: readonly Node[]) => doc(title('Svar på motionen'), ...content);
const told = (document: Node, ...others: readonly ReturnType<typeof other>[]) =>
  checkMatter(document, others).map(({ code, params }) => [code, ...Object.values(params)].join(' '));

test('[MAT1] a name in another spelling than the other document has, or with another party, is told', () => {
  const motion = other(movers('Marit Sundqvist (S)', 'Eva Ek (L)'));
  expect(told(here(p('Marit Sundkvist (S) har väckt en motion.')), motion)).toEqual(['nameDiffersInMatter Marit Sundkvist Marit Sundqvist motion']);
  expect(told(here(p('Eva Ek (M) har väckt en motion.')), motion)).toEqual(['partyDiffersInMatter Eva Ek M L motion']);
  expect(told(here(p('Marit Sundqvists (S) motion, Eva Ek (L) och Rut Berg (C).')), motion)).toEqual([]);
  // Where both stand here, this document tells it itself.
  expect(told(here(p('Marit Sundqvist (S)'), p('Marit Sundkvist (S)')), motion)).toEqual([]);
  // Somebody picked from the register is mended there.
  const picked = here(yrkanden(yrkande('approval', 'motion', by(person('Marit Sundkvist', 'S', { personId: 'marit' })))));
  expect(checkMatter(picked, [motion])[0]).toMatchObject({ code: 'nameDiffersInMatter', fix: null });
  expect(checkMatter(here(p('Marit Sundkvists (S) motion')), [motion])[0]?.fix).toMatchObject({ text: 'Marit Sundqvists' });
});

test('[MAT2] the diarienummer is one, in one series', () => {
  const numbered = (diarienummer: string) => fields('head', { diarienummer });
  expect(told(here(numbered('KS 2026-00187')), other(numbered('Dnr KS 2026-00178')))).toEqual(['diarienummerDiffers KS 2026-00187 KS 2026-00178 motion']);
  for (const same of ['KS 2026-00187', 'GA-2026-00095', '']) expect(told(here(numbered('KS 2026-00187')), other(numbered(same))), same).toEqual([]);
  expect(told(here(), other(numbered('KS 2026-00187')))).toEqual([]);
});

test('[MAT3] one decision, and the day on which the motion came in, have one date', () => {
  const given = (own: string, theirs: string) => told(here(p(own)), other(p(theirs)));
  expect(given('KF 2031-02-10 § 12', 'Kommunfullmäktige den 11 februari 2031, § 12')).toHaveLength(1);
  expect(given('Motion om vägar, inkommen den 16 mars 2031', 'Motion om vägar, inkommen 2031-03-17')).toHaveLength(1);
  expect(given('Motion om vägar, inkommen den 16 mars 2031', 'Motion om vägar, inkommen 2031-03-16')).toEqual([]);
  expect(given('KF 2031-02-10 § 12', 'KF 2031-02-11 § 13')).toEqual([]);
});

test('[MAT3, MAT5] the matter’s own § has the date and the number of its head', () => {
  const item = (paragraphNumber: string, date = '2 mars 2031') => ({
    kind: 'minutesItem' as DocumentKind,
    content: doc(fields('head', { body: 'Kommunstyrelsen', date, paragraphNumber }), title('Svar på motionen')),
  });
  const given = (words: string, ...items: readonly ReturnType<typeof item>[]) => told(here(p(words)), ...items);
  expect(given('KS 2031-03-02 § 15', item('§ 14'))).toEqual(['paragraphDiffers KS 2031-03-02 § 15 Kommunstyrelsen 2031-03-02 § 14 minutesItem']);
  expect(given('KS 2031-03-12 § 14', item('§ 14'))).toEqual(['dateDiffersInMatter KS 2031-03-12 § 14 Kommunstyrelsen 2031-03-02 § 14 minutesItem']);
  // The same day, another body; the same body, another day; one of two.
  for (const words of ['KF 2031-03-02 § 15', 'KS 2031-02-02 § 9', 'KS 2031-03-02 § 14']) expect(given(words, item('14')), words).toEqual([]);
  expect(given('KS 2031-03-02 § 15', item('14'), item('15'))).toEqual([]);
  for (const unknown of [item(''), item('14', 'våren 2031')]) expect(given('KS 2031-03-02 § 15', unknown)).toEqual([]);
});

test('[MAT4] what is quoted is word for word', () => {
  const motion = other(clauses(att('kommunen inför vintercykling på alla huvudstråk före den första november 2031')));
  const [exact, drifted] = [
    'kommunen inför vintercykling på alla huvudstråk före den första november 2031',
    'kommunen inför vintercykling på alla huvudstråk före den femte november 2031',
  ];
  expect(told(here(section('matter', null, p(`Motionen yrkar att ”${drifted}”.`))), motion)).toEqual([
    'quotationDiffers kommunen inför vintercykling på alla motion',
  ]);
  expect(told(here(quote(`att ${drifted}.`)), motion)).toHaveLength(1);
  for (const words of [exact, 'huvudstråk före den första', 'kommunen inför vintercykling', 'nämnden bygger en ny simhall i Sandvik före nästa val'])
    expect(told(here(p(`Motionen yrkar att ”${words}”.`), quote(`${words}.`)), motion), words).toEqual([]);
});

test('[FIN2] a document without others, or with empty ones, gives nothing', () => {
  expect(checkMatter(here(p('Text')), [])).toEqual([]);
  expect(told(doc(), other(block('paragraph')))).toEqual([]);
});
