import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importText } from '@yrka/importers';
import { bjorkvik, type MunicipalityTemplate, templateById } from '@yrka/schema';
import type { Reading } from '@yrka/server/api';
import { expect, test } from 'vitest';
import { passagesOf } from './sources.ts';
import { countsOf } from './understood.ts';

function read(text: string) {
  const { document, kind, templateId, lines, diarienummer, report } = importText(text);
  const template: MunicipalityTemplate = (templateId === null ? null : templateById(templateId)) ?? bjorkvik;
  const reading: Reading = {
    kind,
    kinds: [kind],
    template,
    templates: [],
    document: document.toJSON(),
    original: 'noPlace',
    diarienummer,
    lines: [...lines],
    understood: [...report.understood],
    unplaced: [...report.unplaced],
    furniture: [...report.furniture],
    coverage: report.coverage,
  };
  return { document, reading, passages: passagesOf(document, reading) };
}

const decision = `§ 12 Svar på motion om bänkar i Ängsparken

Beslut
Motionen avslås.

Sammanfattning
Anna Lind (L) har väckt en motion om bänkar
i Ängs-
parken.

2 (4)

Yrkanden
Åsa Öberg (S) yrkar avslag på motionen.
Ärla Åkesson (L) yrkar bifall till motionen.

Beslutet ska skickas till
Tekniska nämnden
Motionären
`;

test('each line of the original is shown with the block that it became', () => {
  const { passages } = read(decision);
  const told = passages.map(({ lines, name, sort }) => `${lines.map(({ line }) => line).join(',')} ${sort === 'placed' ? name : sort}`);
  expect(told).toEqual(
    expect.arrayContaining([
      '3 heading',
      '4 decisionPoint',
      '6 heading',
      '7,8,9 summary',
      '11 furniture',
      '13 heading',
      '14 yrkande',
      '15 yrkande',
      '17 heading',
      '18 recipient',
      '19 recipient',
    ]),
  );
});

test('yrkanden and recipients are counted, and what there is none of is not told', () => {
  expect(countsOf(read(decision).document)).toEqual([
    { block: 'decisionPoint', count: 1 },
    { block: 'yrkande', count: 2 },
    { block: 'recipient', count: 2 },
  ]);
});

const examples = join(import.meta.dirname, '../../../../../../shared/examples');
test('in the real documents nearly every line that has a word leads to its block, and every line is shown once', () => {
  let [all, found] = [0, 0];
  for (const file of globSync('*.txt', { cwd: examples })) {
    const { reading, passages } = read(readFileSync(join(examples, file), 'utf8'));
    expect(passages.flatMap(({ lines }) => lines)).toEqual(reading.lines);
    for (const { lines, position, sort } of passages) {
      if (sort === 'furniture') continue;
      all += lines.length;
      if (position !== null) found += lines.length;
    }
  }
  console.log(`${found} of ${all} lines lead to a block`);
  expect(all === 0 || found / all > 0.9).toBe(true);
});
