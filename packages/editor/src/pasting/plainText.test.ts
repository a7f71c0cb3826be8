import { expect, test } from 'vitest';
import { readPlainText } from './plainText.ts';

const read = (text: string) => readPlainText(text).map(({ list, lines }) => `${list ?? 'p'}: ${lines.join(' / ')}`);

test('[PAS4] a blank line ends a paragraph', () => {
  expect(read('Ett.\n\nTvå.\r\n\r\n\r\nTre.\n')).toEqual(['p: Ett.', 'p: Två.', 'p: Tre.']);
});
test('[PAS4] without blank lines each line is a paragraph', () => {
  expect(read('Ett.\nTvå.')).toEqual(['p: Ett.', 'p: Två.']);
});
test('[PAS4] short lines between blank ones stay lines', () => {
  expect(read('Anna Lind\nStorgatan 1\n\nHej.')).toEqual(['p: Anna Lind / Storgatan 1', 'p: Hej.']);
});
test('[PAS4] a word broken in a narrow column is mended, and a hyphen that stands for the next word stays', () => {
  expect(read('Kommunens trafik-\nplan gäller.\n\nVi vill ha cykel-\noch gångvägar.')).toEqual([
    'p: Kommunens trafikplan gäller.',
    'p: Vi vill ha cykel- / och gångvägar.',
  ]);
});
test('[PAS4] in a text that a margin broke no paragraph begins in the middle of a sentence', () => {
  expect(read('Planen säger att barn ska kunna cykla till sko-\nlan utan att korsa\nen väg.\nNästa stycke.')).toEqual([
    'p: Planen säger att barn ska kunna cykla till skolan utan att korsa en väg.',
    'p: Nästa stycke.',
  ]);
});
test('[PAS4] lines that a PDF broke are joined and broken words mended', () => {
  expect(
    read(
      [
        'Kommunstyrelsen beslutade den 12 mars 2025 att uppdra åt tekniska nämn-',
        'den att utreda förutsättningarna för trygga cykel- och gångvägar till kom-',
        'munens skolor. Uppdraget ska redovisas senast vid årets slut och omfatta',
        'samtliga grundskolor.',
        '',
        'Nästa stycke.',
        '12',
      ].join('\n'),
    ),
  ).toEqual([
    'p: Kommunstyrelsen beslutade den 12 mars 2025 att uppdra åt tekniska nämnden att utreda förutsättningarna för trygga cykel- och gångvägar till kommunens skolor. Uppdraget ska redovisas senast vid årets slut och omfatta samtliga grundskolor.',
    'p: Nästa stycke.',
    'p: 12',
  ]);
});
test('[PAS4] a hyphen that belongs to the word stays', () => {
  const lines = [
    'Här står det en ganska lång rad om vägarna för gång-, cykel-',
    'och biltrafik i kommunen, som en marginal har brutit mitt i,',
    'vilket ska lagas.',
  ];
  expect(read(lines.join('\n'))).toEqual([
    'p: Här står det en ganska lång rad om vägarna för gång-, cykel- och biltrafik i kommunen, som en marginal har brutit mitt i, vilket ska lagas.',
  ]);
});
test('[PAS4] points and clauses begin anew, and lose only their marks', () => {
  expect(read('Jag yrkar\n• att bygga\n• att riva\n1. ett\n2) två\n- tre')).toEqual([
    'p: Jag yrkar',
    'bullet: att bygga',
    'bullet: att riva',
    'ordered: ett',
    'ordered: två',
    'bullet: tre',
  ]);
  expect(read('att bygga\natt riva')).toEqual(['p: att bygga', 'p: att riva']);
});
test('[PAS4] a date or a number at the start of a line is no point', () => {
  expect(read('2025. Året då\n-5 grader')).toEqual(['p: 2025. Året då', 'p: -5 grader']);
});
test('every word is kept, in order', () => {
  const text = 'Sida 1 av 2\n\nEn rad som är ganska lång och som bryts av marginalen i en\nPDF, och fortsätter.\n\n§ 47 Övrigt\n• x';
  const words = (value: string) => value.replace(/[•]/g, '').split(/\s+/).filter(Boolean);
  expect(
    words(
      readPlainText(text)
        .flatMap(({ lines }) => lines)
        .join(' '),
    ),
  ).toEqual(words(text));
});
