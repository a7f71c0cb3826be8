import type { BodyRow, MeetingRow } from '@yrka/storage';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysAfter } from './civil.ts';
import { meetingsCsv, planMeetings } from './meetingsCsv.ts';
import { digestOf } from './plan.ts';

const body = (id: string, shortName: string, name: string): BodyRow => ({ id, name, shortName, kind: 'committee', parentId: null, isActive: true });
const bodies = [body('kf', 'KF', 'Kommunfullmäktige'), body('ks', 'KS', 'Kommunstyrelsen'), body('tn', 'TN', 'Tekniska nämnden')];
const board: MeetingRow = {
  id: 'm1',
  bodyId: 'ks',
  date: '2027-03-25',
  time: '09.00',
  deadlineDate: '2027-03-11',
  deadlineTime: null,
  noticeDate: null,
  isCancelled: false,
};

const headers = 'Organ;Datum;Tid;Manusstopp;Manusstopp kl.;Kallelse;Status\n';
const plan = (text: string, there: readonly MeetingRow[] = []) => planMeetings(text, bodies, there);
/** "14 wrongDate Datum: 30 februari" */
const problems = (text: string, there?: readonly MeetingRow[]) =>
  plan(text, there).problems.map(
    ({ line, code, column, value }) => `${line} ${code}${column === null ? '' : ` ${column}`}${value === null ? '' : `: ${value}`}`,
  );
const rows = (text: string, there?: readonly MeetingRow[]) => plan(text, there).good.map(({ change, cells }) => `${change} ${cells.join('|')}`);

describe('meetings from a file', () => {
  it.each([
    ['semicolons', 'Organ;Datum;Tid\nKS;2027-03-25;09.00\n'],
    ['commas', 'Organ,Datum,Tid\nKS,2027-03-25,09:00\n'],
    ['tabs', 'Organ\tDatum\tTid\nKS\t2027-03-25\t9.00\n'],
    ["Excel's own first line", '\u{feff}sep=;\r\nOrgan;Datum;Tid\r\nKS;2027-03-25;09:00:00\r\n'],
    ['quotation marks', '"Organ";"Datum";"Tid"\n"Kommunstyrelsen";"2027-03-25";"kl. 9"\n'],
    ['other headers, in another order', 'Klockslag;Sammanträdesdatum;Nämnd\n09.00;2027-03-25;kommunstyrelsen\n'],
    ['a comma within semicolons', 'Organ;Datum;Tid;Lokal, våning\nKS;2027-03-25;09.00;A, 2\n'],
  ])('reads %s', (_, text) => {
    expect(rows(text)).toEqual(['added KS|2027-03-25|09.00||||']);
  });

  it.each([
    '2027-03-25',
    '20270325',
    '2027/3/25',
    '2027-03-25 00:00',
    '2027-03-25 00:00:00',
    '25.3.2027',
    '25/3/2027',
    '25/3 2027',
    '25 mars 2027',
    'Torsdag 25 mars 2027',
    '46471',
  ])('reads the day %s', (day) => {
    expect(rows(`${headers}KS;${day}`)).toEqual(['added KS|2027-03-25|||||']);
  });

  it.each([
    ['12', '12.00'],
    ['9.05', '09.05'],
    ['kl. 12:30', '12.30'],
    ['12:30:00', '12.30'],
    ['0,5', '12.00'],
    ['0,354166666666667', '08.30'],
  ])('reads the time %s', (time, expected) => {
    expect(rows(`${headers}KS;2027-03-25;${time}`)).toEqual([`added KS|2027-03-25|${expected}||||`]);
  });

  it('reads the last day and its hour, in one cell or two', () => {
    const expected = ['added KF|2027-01-26|18.00|2027-01-16|12.00||'];
    expect(rows(`${headers}KF;2027-01-26;18.00;2027-01-16;12.00`)).toEqual(expected);
    expect(rows(`${headers}KF;2027-01-26;18.00;2027-01-16 12:00`)).toEqual(expected);
    expect(rows(`${headers}KF;2027-01-26;18.00;16 januari 2027 kl. 12.00`)).toEqual(expected);
  });

  it('names each row that it cannot take, and keeps the others', () => {
    const text = `${headers}${[
      'KS;2027-03-25',
      'Byggnadsnämnden;2027-03-25',
      'KS;2027-02-29',
      'KS;3/11/2027',
      'KS;2027-03-26;25.00',
      'KS;2027-03-27;;2027-04-01',
      'KS;2027-03-28;;;12.00',
      ';2027-03-29',
      'KS;',
      'kommunstyrelsen;25 mars 2027',
      'KS;2027-03-30;;;;2027-03-31',
      'KS;2027-04-01;;;;;kanske',
      '',
      'KS;2027-04-02;;;;;;och mer',
      'KF;2027-03-30',
    ].join('\n')}\n`;
    expect(problems(text)).toEqual([
      '3 unknownBody Organ: Byggnadsnämnden',
      '4 wrongDate Datum: 2027-02-29',
      '5 ambiguousDate Datum: 3/11/2027',
      '6 wrongTime Tid: 25.00',
      '7 deadlineAfterMeeting Manusstopp: 2027-04-01',
      '8 timeWithoutDate Manusstopp kl.: 12.00',
      '9 missing Organ',
      '10 missing Datum',
      '11 sameAsLine: 2',
      '12 noticeAfterMeeting Kallelse: 2027-03-31',
      '13 wrongYesNo Status: kanske',
      '15 tooManyCells',
    ]);
    expect(rows(text)).toEqual(['added KS|2027-03-25|||||', 'added KF|2027-03-30|||||']);
  });

  it('names the row whose quotation mark never ends', () => {
    expect(problems(`${headers}KS;2027-03-25\nKF;"2027-03-30;18.00\nKS;2027-04-22\n`)).toEqual(['3 wrongQuotes']);
    expect(problems(`${headers}KS;${'å'.repeat(300)}\n`)[0]).toMatch(/^2 tooLong Datum: å{40}…$/);
  });

  it('says which columns it misses and which it does not read', () => {
    const { missing, ignored, good } = plan('Nämnd;Ort\nKS;Björkvik\n');
    expect({ missing, ignored, good }).toEqual({ missing: ['Datum'], ignored: ['Ort'], good: [] });
  });

  it('changes a meeting that is there, and leaves alone what the file is silent about', () => {
    expect(rows('Organ;Datum;Tid\nKS;2027-03-25;13.00\n', [board])).toEqual(['changed KS|2027-03-25|13.00|2027-03-11|||']);
    expect(rows('Organ;Datum\nKS;2027-03-25\n', [board])).toEqual(['same KS|2027-03-25|09.00|2027-03-11|||']);
    expect(rows('Organ;Datum;Status\nKS;2027-03-25;Inställt\n', [board])).toEqual(['changed KS|2027-03-25|09.00|2027-03-11|||Inställt']);
    expect(plan('Organ;Datum;Tid\nKS;2027-03-25;13.00\n', [board]).write[0]?.id).toBe('m1');
  });

  it('keeps two meetings of a day apart by their hours', () => {
    const text = 'Organ;Datum;Tid\nKS;2027-03-25;09.00\nKS;2027-03-25;13.00\n';
    expect(rows(text, [board])).toEqual(['same KS|2027-03-25|09.00|2027-03-11|||', 'added KS|2027-03-25|13.00||||']);
  });

  it('has another digest when what would be changed has changed meanwhile', () => {
    const text = 'Organ;Datum;Tid\nKS;2027-03-25;13.00\n';
    expect(digestOf(plan(text, [board]))).toBe(digestOf(plan(text, [board])));
    expect(digestOf(plan(text, [{ ...board, time: '10.00' }]))).not.toBe(digestOf(plan(text, [board])));
    expect(digestOf(plan(text, []))).not.toBe(digestOf(plan(text, [board])));
  });

  it('gives back what was written: read in again it changes nothing, and in an empty calendar it makes the same', () => {
    const day = fc.integer({ min: 0, max: 900 }).map((days) => daysAfter('2026-11-25', days));
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map((parts) => parts.map((n) => String(n).padStart(2, '0')).join('.'));
    const meeting = fc
      .record({
        id: fc.uuid(),
        bodyId: fc.constantFrom('kf', 'ks', 'tn'),
        date: day,
        time: fc.option(time),
        deadline: fc.option(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.option(time))),
        notice: fc.option(fc.integer({ min: 0, max: 60 })),
        isCancelled: fc.boolean(),
      })
      .map(
        ({ deadline, notice, ...rest }): MeetingRow => ({
          ...rest,
          deadlineDate: deadline === null ? null : daysAfter(rest.date, -deadline[0]),
          deadlineTime: deadline?.[1] ?? null,
          noticeDate: notice === null ? null : daysAfter(rest.date, -notice),
        }),
      );
    const calendar = fc.uniqueArray(meeting, { selector: ({ bodyId, date, time }) => `${bodyId} ${date} ${time}`, maxLength: 20 });
    fc.assert(
      fc.property(calendar, (meetings) => {
        const text = meetingsCsv(meetings, bodies);
        const again = plan(text, meetings);
        expect(again.problems).toEqual([]);
        expect(again.good.map(({ change }) => change)).toEqual(meetings.map(() => 'same'));
        const anew = plan(text);
        const withoutId = ({ id: _, ...rest }: MeetingRow) => rest;
        expect(anew.write.map(withoutId)).toEqual(meetings.map(withoutId));
      }),
    );
  });
});

it('is planned in a second or two, however many meetings there are', () => {
  const days = Array.from({ length: 20_000 }, (_, nth) => `KF;${daysAfter('2027-01-01', nth)};09.00\n`).join('');
  const { write } = plan(`Organ;Datum;Tid\n${days}`);
  expect(rows(`Organ;Datum;Tid\n${days}`, write).filter((row) => row.startsWith('same'))).toHaveLength(20_000);
}, 10_000);
