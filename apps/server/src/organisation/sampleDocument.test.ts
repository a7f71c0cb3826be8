import { toPlainText } from '@yrka/exporters';
import { bjorkvik, headFieldsOf, type MunicipalityTemplate, partsOf } from '@yrka/schema';
import { expect, it } from 'vitest';
import { sampleDocument, type SampleKind } from './sampleDocument.ts';

/** A template with all that a document can have, each part under its own name. */
const whole: MunicipalityTemplate = {
  ...bjorkvik,
  reportHead: headFieldsOf.officerReport,
  minutesHead: headFieldsOf.minutesItem,
  reportParts: partsOf.officerReport.map((part) => ({ part, heading: `Rubrik ${part}` })),
  minutesParts: partsOf.minutesItem.map((part) => ({ part, heading: `Rubrik ${part}` })),
};
const textOf = (kind: SampleKind, template = whole) => toPlainText(sampleDocument(kind, template), { kind, template });

it.each(['officerReport', 'minutesItem'] as const)('has words in every part that a %s can have', (kind) => {
  const text = textOf(kind);
  for (const part of partsOf[kind]) expect(text, part).toMatch(new RegExp(`Rubrik ${part}\\n+(?!Rubrik)\\S`, 'u'));
  // A head has facts that are filled in; whom it goes to and where is the municipality's to say.
  for (const block of sampleDocument(kind, whole).firstChild?.children ?? [])
    if (!['addressee', 'place'].includes(String(block.attrs.name))) expect(block.textContent, String(block.attrs.name)).not.toBe('');
});

it('begins clauses and points as the template says', () => {
  expect(textOf('motion')).toMatch(/^att tekniska nämnden/mu);
  expect(textOf('motion', { ...whole, clausesBeginWithAtt: false })).toContain('1. Tekniska nämnden');
  expect(textOf('officerReport')).toContain('att motionen anses besvarad.');
  expect(textOf('officerReport', { ...whole, decisionsBeginWithAtt: false })).toContain('Motionen anses besvarad.');
});
