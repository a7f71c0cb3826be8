import { expect, test } from 'vitest';
import { laws } from './laws.ts';
import { lawReferences } from './lawReferences.ts';

const read = (text: string) => lawReferences(text).map(({ from, to, href }) => [text.slice(from, to), href.replace('https://lagen.nu/', '')]);

test.each([
  ['kommunallagen 5 kap. 35 §', '2017:725#K5P35'],
  ['Kommunallagen 5 kap. 35 §', '2017:725#K5P35'],
  ['KL 5 kap. 35 §', '2017:725#K5P35'],
  ['KL 5:35', '2017:725#K5P35'],
  ['kommunallagen (2017:725) 5 kap. 35 §', '2017:725#K5P35'],
  ['kommunallagen, 5 kap. 35 §', '2017:725#K5P35'],
  ['kommunallagen 5 kap. § 35', '2017:725#K5P35'],
  ['kommunallagen 5 kap 35 §', '2017:725#K5P35'],
  ['5 kap. 35 § kommunallagen (2017:725)', '2017:725#K5P35'],
  ['5 kap. 35 § kommunallagen', '2017:725#K5P35'],
  ['5 kap. 35 § i kommunallagen', '2017:725#K5P35'],
  ['5\u00a0kap. 35\u00a0§ KL', '2017:725#K5P35'],
  ['5 kap. 35 och 36 §§ kommunallagen', '2017:725#K5P35'],
  ['5 kap. 59–64 §§ KL', '2017:725#K5P59'],
  ['5 kap. 35 § första stycket kommunallagen', '2017:725#K5P35S1'],
  ['kommunallagen 5 kap. 35 § andra stycket', '2017:725#K5P35S2'],
  ['5 kap. kommunallagen', '2017:725#K5'],
  ['6 kap. 26 a § kommunallagen', '2017:725#K6P26a'],
  ['2 kap. 4 § tryckfrihetsförordningen (1949:105)', '1949:105#K2P4'],
  ['förvaltningslagen 5 §', '2017:900#P5'],
  ['5 § förvaltningslagen (2017:900)', '2017:900#P5'],
  ['21 kap. 1 § OSL', '2009:400#K21P1'],
  ['10 kap. 2 § offentlighets- och sekretesslagen', '2009:400#K10P2'],
  ['plan- och bygglagen 4 kap. 2 §', '2010:900#K4P2'],
  ['socialtjänstlagen 2 kap. 1 §', '2025:400#K2P1'],
  ['2 kap. 1 § socialtjänstlagen (2001:453)', '2001:453#K2P1'],
  ['10 kap. 32 § skollagen', '2010:800#K10P32'],
  ['9 § lagen om stöd och service till vissa funktionshindrade', '1993:387#P9'],
  ['10 § lagen (2018:1937)', '2018:1937#P10'],
  ['3 kap. 2 § trafikförordningen (1998:1276)', '1998:1276#K3P2'],
])('[LAW1, LAW2] "%s" leads to %s', (text, address) => {
  expect(read(`Enligt ${text}, ska motionen beredas.`)).toEqual([[text, address]]);
  expect(read(text)).toEqual([[text, address]]);
});

test.each([
  'kommunallagen',
  'kommunallagen (2017:725)',
  'KL',
  // The chapter is missing, or stands somewhere else.
  '35 § kommunallagen',
  'kommunallagen 35 §',
  'KS § 47',
  'SKL 5:35',
  'kl. 5:35',
  'kl 5 kap. 35 §',
  'Dnr KL/5:35',
  'kommunallagen. 5 kap. 35 § gäller',
  'förvaltningslagens anda, § 5 i protokollet',
  'Antaget 5:35',
])('[LAW1] "%s" leads nowhere', (text) => {
  expect(read(text)).toEqual([]);
});

test('[LAW1] several in one text are found in order, each once', () => {
  expect(read('Se KL 5 kap. 35 § och 4 § förvaltningslagen, jämför 2 kap. 1 § TF.').map(([words]) => words)).toEqual([
    'KL 5 kap. 35 §',
    '4 § förvaltningslagen',
    '2 kap. 1 § TF',
  ]);
});

test('[LAW2] each statute has one number, one name and one abbreviation', () => {
  for (const values of [laws.map(({ sfs }) => sfs), laws.map(({ name }) => name), laws.flatMap(({ short }) => short ?? [])]) {
    expect(new Set(values).size).toBe(values.length);
  }
});
