import type { LostInExport } from '@yrka/exporters';
import { expect, test } from 'vitest';
import { reportAsHeader } from './exportReport.ts';

const read = (header: string) => JSON.parse(decodeURIComponent(header)) as readonly LostInExport[];

test('a report comes back as it was, whatever letters are in it', () => {
  const report: readonly LostInExport[] = [
    { code: 'charactersWithoutGlyph', characters: ['漢', '\u{10ffff}', '\ud800', '"', '\r\n'] },
    { code: 'linkWithoutAddress', href: 'https://åäö.example/%\r\nSet-Cookie: x=1' },
    { code: 'notCarried', what: 'arms' },
  ];
  expect(reportAsHeader(report)).toMatch(/^[\x21-\x7e]+$/u);
  expect(read(reportAsHeader(report))).toEqual(report);
  expect(read(reportAsHeader([]))).toEqual([]);
});

test('a report that has no room is told in part, with what is short', () => {
  const report: readonly LostInExport[] = [
    ...Array.from({ length: 500 }, (_, index): LostInExport => ({ code: 'linkWithoutAddress', href: `${index}${'漢'.repeat(5_000)}` })),
    { code: 'charactersWithoutGlyph', characters: Array.from({ length: 9_000 }, (_, index) => String.fromCodePoint(0x4e00 + index)) },
    { code: 'notCarried', what: 'comments' },
  ];
  const header = reportAsHeader(report);
  expect(header.length).toBeLessThanOrEqual(3_000);
  expect(read(header)).toContainEqual({ code: 'notCarried', what: 'comments' });
  expect(read(header)[0]).toMatchObject({ code: 'linkWithoutAddress' });
});
