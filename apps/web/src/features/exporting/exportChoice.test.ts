import { bjorkvik } from '@yrka/schema';
import { expect, it } from 'vitest';
import { firstChoice, wishesOf } from './exportChoice.ts';

const document = (template = bjorkvik) => ({ kind: 'officerReport', stage: 'working', template }) as const;
const numbered = { ...bjorkvik, lineNumbers: true, pdfStandard: 'ua-1' } as const;

it('begins as the template of the document says, and tells the server what is chosen otherwise', () => {
  expect(wishesOf(firstChoice(bjorkvik), document())).toEqual({ pages: {}, file: { standard: 'a-2a' } });
  const choice = firstChoice(numbered);
  expect(wishesOf(choice, document(numbered))).toEqual({ pages: { lineNumbers: '1' }, file: { standard: 'ua-1', lineNumbers: '1' } });
  const without = { ...choice, extras: new Set<never>() };
  expect(wishesOf(without, document(numbered)).pages).toEqual({ lineNumbers: '0' });
  // What is suggested is on the pages of a file that has it, and of no other.
  const withMarks = { ...firstChoice(bjorkvik), extras: new Set(['marks'] as const) };
  expect(wishesOf({ ...withMarks, format: 'docx' }, document())).toEqual({ pages: { marks: '1' }, file: { marks: '1' } });
  expect(wishesOf(withMarks, document()).pages).toEqual({});
  // A format that has no numbers is asked for none.
  expect(wishesOf({ ...choice, format: 'html' }, document(numbered))).toEqual({ pages: {}, file: {} });
});
