import { readFileSync } from 'node:fs';
import { toPlainText } from '@yrka/exporters';
import { peopleOf } from '@yrka/formal-text';
import { bjorkvik, isBlockId, templateById } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import { type ImportedDocument, importText } from './index.ts';
import { lettersOf, withoutLines, wordsOf } from './wordsForTests.ts';

const fixture = (name: string) => readFileSync(new URL(`../../../tests/fixtures/text/${name}`, import.meta.url), 'utf8');
const exported = ({ document, kind, templateId }: ImportedDocument) => toPlainText(document, { kind, template: templateById(templateId ?? '') ?? bjorkvik });

/** The nodes of a name in order. */
function all(document: Node, name: string): Node[] {
  const found: Node[] = [];
  document.descendants((node) => {
    if (node.type.name === name) found.push(node);
    return true;
  });
  return found;
}
const textsOf = (document: Node, name: string) => all(document, name).map((node) => node.textContent);
const partsOf = (document: Node) => all(document, 'section').map((node) => node.attrs.part as string);
const part = (document: Node, name: string) => all(document, 'section').find((node) => node.attrs.part === name) as Node;
const names = (node: Node | undefined, role: string) => (node === undefined ? [] : peopleOf(node, role).map(({ name, party }) => `${name} (${party ?? ''})`));

describe('a motion', () => {
  const motion = importText(fixture('motion-lyktor.txt'));

  test('is told from its head and its clauses', () => {
    expect([motion.kind, motion.templateId, motion.diarienummer]).toEqual(['motion', null, null]);
  });

  test('has its title, its movers and those who agree', () => {
    expect(textsOf(motion.document, 'title')).toEqual(['Motion om lyktor längs Sågverksstigen']);
    expect(motion.movers).toEqual([
      { name: 'Anna Lind', party: 'L' },
      { name: 'Omar Said', party: 'L' },
    ]);
    expect(names(motion.document, 'signatories')).toEqual(['Anna Lind (L)', 'Omar Said (L)']);
    expect(all(motion.document, 'person').at(-1)?.attrs).toMatchObject({ party: 'L', role: 'substitute' });
  });

  test('[CLA1] has its clauses without the word att, which stood before each', () => {
    expect(all(motion.document, 'attClause').map((node) => [node.attrs.att, node.textContent])).toEqual([
      [true, 'uppdra till tekniska nämnden att sätta upp lyktor längs Sågverksstigen före nästa vinter,'],
      [true, 'uppdra till tekniska nämnden att redovisa kostnaden i delårsrapporten, samt'],
      [true, 'samråda med Västra skolans elevråd.'],
    ]);
  });

  test('joins wrapped lines, keeps a heading and a numbered list', () => {
    expect(all(motion.document, 'paragraph').map((node) => [node.attrs.level, node.attrs.list, node.textContent.slice(0, 32)])).toEqual([
      [0, null, 'MOTION'],
      [1, null, 'Bakgrund'],
      [0, null, 'Sågverksstigen är den väg som de'],
      [0, null, 'Vi menar att kommunen bör göra t'],
      [0, 'ordered', 'Mäta ljuset på hela sträckan.'],
      [0, 'ordered', 'Ta reda på vad nya lyktor kostar'],
      [0, null, 'Med hänvisning till ovanstående '],
    ]);
  });

  test('has place and date', () => {
    expect(textsOf(motion.document, 'field')).toEqual(['Till kommunfullmäktige i Björkviks kommun', 'Björkvik', 'den 2 mars 2026']);
  });

  test('has nothing without a place', () => {
    expect(motion.report.unplaced).toEqual([]);
    expect(motion.report.understood).toEqual(['text', 'fields', 'title', 'movers', 'clauses', 'signatories', 'supporters']);
  });
});

describe('minutes', () => {
  const minutes = importText(fixture('beslut-lyktor.txt'));
  const { document } = minutes;

  test('have § and diarienummer as typed, and a title of two lines', () => {
    expect(minutes.kind).toBe('minutesItem');
    expect(textsOf(document, 'field').slice(0, 2)).toEqual(['§ 84', 'Dnr KS 2026/112']);
    expect(minutes.diarienummer).toBe('KS 2026/112');
    expect(textsOf(document, 'title')).toEqual(['Svar på motion av Anna Lind (L) och Omar Said (L) om lyktor längs Sågverksstigen']);
    expect(minutes.movers.map(({ name }) => name)).toEqual(['Anna Lind', 'Omar Said']);
  });

  test('have their parts in the order of the paper', () => {
    expect(partsOf(document)).toEqual([
      'decision',
      'proposalToAssembly',
      'summary',
      'decisionBasis',
      'conflictOfInterest',
      'deliberation',
      'yrkanden',
      'beslutsgang',
      'vote',
      'reservations',
      'separateStatements',
      'recipients',
    ]);
  });

  test('have decision points with and without att, and what they decide', () => {
    expect(all(document, 'decisionPoint').map((node) => [node.attrs.att, node.attrs.outcome, node.textContent])).toEqual([
      [true, null, 'uppdra till tekniska nämnden att mäta ljuset längs Sågverksstigen.'],
      [false, 'approved', 'Motionens första att-sats bifalls.'],
      [false, 'answered', 'Motionens andra och tredje att-satser anses besvarade.'],
    ]);
  });

  test('have speakers, and those with a conflict of interest', () => {
    expect(names(all(document, 'deliberation')[0], 'speakers')).toEqual(['Anna Lind (L)', 'Kim Ståhl (C)', 'Maj Hed (S)']);
    expect(names(all(document, 'conflictOfInterest')[0], 'by')).toEqual(['Per Roos (C)']);
  });

  test('have yrkanden with who, what, towards what and in what rank', () => {
    expect(all(document, 'yrkande').map((node) => [names(node, 'by').length, node.attrs.kind, node.attrs.target, node.attrs.rank])).toEqual([
      [2, 'approval', 'motion', null],
      [1, 'referralBack', 'matter', 'first'],
      [1, 'approval', 'proposedDecision', null],
    ]);
  });

  test('[PAR5] have the vote with its meanings, its names and its counts', () => {
    const vote = all(document, 'vote')[0] as Node;
    expect(vote.attrs).toMatchObject({ yes: 2, no: 1, abstain: 1, absent: null });
    expect(textsOf(vote, 'field')).toEqual(['förvaltningens förslag', 'Anna Linds (L) yrkande']);
    expect(all(vote, 'castVote').map((node) => [node.textContent, node.attrs.party, node.attrs.answer])).toEqual([
      ['Maj Hed', 'S', 'yes'],
      ['Rut Sax', 'BD', 'yes'],
      ['Anna Lind', 'L', 'no'],
      ['Kim Ståhl', 'C', 'abstain'],
    ]);
  });

  test('have reservations that know the yrkande they speak for, and a statement', () => {
    const own = all(document, 'yrkande')[0]?.attrs.id;
    expect(isBlockId(own)).toBe(true);
    expect(all(document, 'reservation').map((node) => [node.attrs.form, node.attrs.inFavourOf])).toEqual([
      ['oral', own],
      ['written', null],
    ]);
    expect(names(all(document, 'separateStatement')[0], 'by')).toEqual(['Rut Sax (BD)']);
  });

  test('keep what is not understood where it stood, and tell of it', () => {
    expect(minutes.report.unplaced.map(({ text }) => text)).toEqual(['Något helt annat skrevs också här.']);
    expect(part(document, 'yrkanden').lastChild?.textContent).toBe('Något helt annat skrevs också här.');
  });

  test('[FUR1] leave out what the pages bear, and list it', () => {
    expect(minutes.report.furniture.map(({ text }) => text)).toEqual(['Kommunstyrelsen Protokoll nr 6', 'Sammanträdesdatum: 2026-06-08', '4 (17)']);
    expect(document.textContent).not.toContain('Protokoll nr 6');
  });
});

describe('a report', () => {
  const report = importText(fixture('skrivelse-lyktor.txt'));
  const { document } = report;

  test('has its head and its title', () => {
    expect(report.kind).toBe('officerReport');
    expect(all(document, 'field').map((node) => [node.attrs.name, node.textContent])).toEqual([
      ['department', 'Tekniska kontoret'],
      ['date', '2026-05-04'],
      ['responsibleOfficer', 'Rakel Dal'],
      ['diarienummer', 'KS 2026/112'],
      ['addressee', 'Till kommunstyrelsen'],
    ]);
    expect(textsOf(document, 'title')).toEqual(['Svar på motion om lyktor längs Sågverksstigen']);
  });

  test('keeps a heading of its own where the template has another, and leaves the template its own', () => {
    expect(report.templateId).toBe('bjorkvik');
    expect(all(document, 'section').map((node) => [node.attrs.part, node.attrs.heading])).toEqual([
      ['proposedDecision', null],
      ['summary', null],
      ['assessment', null],
      ['consequences', null],
      ['decisionBasis', 'Underlag för beslut'],
      ['recipients', null],
    ]);
  });

  test('has its proposal, its underlag, its recipients and its signatures', () => {
    expect(all(document, 'decisionPoint').map((node) => [node.attrs.att, node.attrs.outcome])).toEqual([
      [true, 'approved'],
      [true, 'answered'],
    ]);
    expect(textsOf(document, 'decisionBasis')).toEqual(['Motion, inkommen 2026-03-02', 'Ljusmätning den 12 april 2026']);
    expect(textsOf(document, 'recipient')).toEqual(['Tekniska nämnden']);
    expect(names(document, 'signatories')).toEqual(['Rakel Dal ()', 'Sten Rör ()']);
    expect(part(document, 'assessment').firstChild?.attrs.level).toBe(1);
  });
});

test.each(['motion-lyktor.txt', 'beslut-lyktor.txt', 'skrivelse-lyktor.txt'])('every word of %s comes back in order', (name) => {
  const text = fixture(name);
  const read = importText(text);
  expect(lettersOf(exported(read))).toBe(lettersOf(withoutLines(text, read.report.furniture)));
});

test('a text of nothing known is a motion with all its words', () => {
  const text = 'Hej!\n\nDet här är bara en anteckning.\n- en punkt\n- en till\n\n3) något';
  const read = importText(text);
  expect(read.kind).toBe('motion');
  expect(wordsOf(exported(read))).toEqual(wordsOf(text));
});

test("clauses and points whose numbers are not the list's own keep them", () => {
  const text = 'Motion om lyktor\n\nVi yrkar\n\n3. Nämnden får i uppdrag att mäta.\n5. Nämnden återkommer.';
  const read = importText(text, { kind: 'motion' });
  expect(textsOf(read.document, 'attClause')).toEqual(['3. Nämnden får i uppdrag att mäta.', '5. Nämnden återkommer.']);
  expect(wordsOf(exported(read))).toEqual(wordsOf(text));
});

test("numbers before clauses with att are the list's own, and are derived when shown", () => {
  const read = importText('Motion om lyktor\n\nVi yrkar\n\n1. att mäta ljuset\n2. att återkomma.', { kind: 'motion' });
  expect(all(read.document, 'attClause').map((node) => [node.attrs.att, node.textContent])).toEqual([
    [true, 'mäta ljuset'],
    [true, 'återkomma.'],
  ]);
});

test('[CLA1, CLA2] a clause that had no att gets none', () => {
  const read = importText('Motion om lyktor\n\nFörslag till beslut i kommunfullmäktige: Nämnden får i uppdrag att mäta.\n\nAnna Lind (L)', { kind: 'motion' });
  expect(all(read.document, 'attClause').map((node) => [node.attrs.att, node.textContent])).toEqual([[false, 'Nämnden får i uppdrag att mäta.']]);
});

test('ids come from where they are asked for, and none is given twice', () => {
  let count = 0;
  const { document } = importText(fixture('beslut-lyktor.txt'), { newId: () => `id${++count}` });
  const ids: unknown[] = [];
  document.descendants((node) => {
    if (node.attrs.id !== undefined) ids.push(node.attrs.id);
  });
  expect(new Set(ids).size).toBe(ids.length);
});

test('[FIL1] a text of more lines than may be read is refused before it is read, at once and whatever it holds', () => {
  expect(importText('Motion om lyktor\n\natt mäta ljuset\n', { maxLines: 2 }).lines).toHaveLength(2);
  expect(() => importText('Motion om lyktor\n\natt mäta ljuset\n', { maxLines: 1 })).toThrow(expect.objectContaining({ code: 'tooLarge' }));
});

test.each([
  ['motion', 'Motion om lyktor', (number: number) => `Stycke ${number} handlar om lyktor vid vägar och stigar.\n\n`],
  ['motion', 'Motion om lyktor', (number: number) => `rad ${number} som går vidare utan att sluta\n`],
  [
    'minutesItem',
    '§ 1    Dnr KS-2030-1',
    (number: number) => `§ ${number}    Dnr KS-2030-${number}\n\nBeslut\n\nNämnden lägger ärendet till handlingarna.\n\n`,
  ],
] as const)('[FIL1] a %s of as many lines as may be read is read before anybody gives it up', (kind, head, linesAt) => {
  const text = `${head}\n\n${Array.from({ length: kind === 'motion' ? 18_000 : 6_000 }, (_, index) => linesAt(index)).join('')}`;
  expect(importText(text, { kind }).document.textContent).toContain(kind === 'motion' ? '17999' : '5999');
});

test('[FIL1] a line of many letters is as many lines as it would take on paper', () => {
  const text = `Motion om lyktor\n\n${'lykta '.repeat(200)}\n`;
  expect(importText(text, { maxLines: 13 }).lines).toHaveLength(2);
  expect(() => importText(text, { maxLines: 12 })).toThrow(expect.objectContaining({ code: 'tooLarge' }));
});
