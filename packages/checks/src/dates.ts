import { readDate, writeDate } from '@yrka/formal-text';
import type { Node } from 'prosemirror-model';
import { type Found, idOf, wholeOf } from './finding.ts';
import { sources } from './sources.ts';
import { all, textOf } from './text.ts';

const months = 'januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december';
const weekdays = ['söndag', 'måndag', 'tisdag', 'onsdag', 'torsdag', 'fredag', 'lördag'];
const written = new RegExp(String.raw`(?<![\d-])(?:\d{4}-\d{2}-\d{2}|\d{1,2}\s(?:${months})\s\d{4})(?![\d-])`, 'giu');

/** [DAT1, DAT2] Days that do not exist, and days of the week that are another. */
export function dates(doc: Node): Found[] {
  return all(doc, 'paragraph', 'decisionPoint', 'attClause', 'field', 'decisionBasis', 'title', 'tableCell').flatMap((block) => {
    const text = textOf(block);
    const blockId = idOf(block);
    return [...text.matchAll(written)].flatMap((match): Found[] => {
      const [words] = match;
      const place = { blockId, from: match.index, to: match.index + words.length };
      const date = readDate(words);
      // 2030-88-12 is a number of something; a year and a month that there are make it a date.
      if (date === null) return looksLikeDate(words) ? [{ code: 'impossibleDate', place, severity: 'warn', params: { words }, source: sources.calendar }] : [];
      const before = /(\p{L}+?)(?:en)?\s+(?:den\s+)?$/u.exec(text.slice(0, match.index));
      const named = weekdays.indexOf((before?.[1] ?? '').toLowerCase());
      const weekday = weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? '';
      if (before === null || named < 0 || weekdays[named] === weekday) return [];
      return [
        {
          code: 'wrongWeekday',
          place: { blockId, from: before.index, to: match.index + words.length },
          severity: 'warn',
          params: { words: text.slice(before.index, match.index + words.length), weekday },
          source: sources.calendar,
        },
      ];
    });
  });
}

function looksLikeDate(words: string): boolean {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(words);
  if (iso === null) return true;
  const [year, month, day] = iso.slice(1).map(Number) as [number, number, number];
  return year >= 1900 && year <= 2199 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/** A decision of a body, as a reference names it: "KF 2024-06-10 § 88". `key` is the same for one and the same paragraph. */
export type DecisionReference = { readonly key: string; readonly name: string; readonly date: string; readonly from: number; readonly to: number };

const bodies = 'kommunfullmäktiges?|kommunstyrelsens?|regionfullmäktiges?|regionstyrelsens?|kf|ks|rf|rs|ksau|[\\p{L}-]+nämndens?|[\\p{L}-]+utskottets?';
const reference = new RegExp(
  String.raw`(?<!\p{L})(${bodies})\s+(?:(?:beslut|protokoll),?\s+)?(?:den\s+)?(\d{4}-\d{2}-\d{2}|\d{1,2}\s(?:${months})\s\d{4}),?\s*§\s?(\d+)`,
  'giu',
);

/** The decisions that a text refers to with body, date and paragraph. */
export function decisionReferences(text: string): readonly DecisionReference[] {
  return [...text.matchAll(reference)].flatMap((match) => {
    const date = readDate(match[2] ?? '');
    if (date === null) return [];
    const body = bodyOf(match[1] ?? '');
    // The § runs per body and year.
    return [
      { key: `${body} ${date.slice(0, 4)} ${match[3]}`, name: match[0].replace(/\s+/gu, ' '), date, from: match.index, to: match.index + match[0].length },
    ];
  });
}

/** The paragraph that a § is by its own head, as others would refer to it; null where body, day or number is not told. */
export function ownReference(doc: Node): DecisionReference | null {
  const told = (name: string) => {
    const field = all(doc, 'field').find(({ attrs }) => attrs.name === name);
    return field === undefined ? '' : textOf(field).trim();
  };
  const [date, number] = [readDate(told('date')), /\d+/u.exec(told('paragraphNumber'))?.[0]];
  if (date === null || number === undefined) return null;
  return decisionReferences(`${told('body')} ${date} § ${number}`)[0] ?? null;
}

const received = new RegExp(
  String.raw`(?<!\p{L})motion(?:en)?(?!\p{L})[^.;\ufffc]{0,90}?(?:inkommen|inkom|inlämnad|daterad)\s(?:den\s)?(\d{4}-\d{2}-\d{2}|\d{1,2}\s(?:${months})\s\d{4})`,
  'giu',
);

/** The day on which the motion came in, as a list of papers tells it: "Motion om vägar, inkommen den 16 mars 2026". */
export function receivedDates(text: string): readonly DecisionReference[] {
  return [...text.matchAll(received)].flatMap((match) => {
    const date = readDate(match[1] ?? '');
    const key = /daterad/iu.test(match[0]) ? 'motion daterad' : 'motion inkommen';
    return date === null ? [] : [{ key, name: match[0].replace(/\s+/gu, ' '), date, from: match.index, to: match.index + match[0].length }];
  });
}

function bodyOf(words: string): string {
  const body = words.toLocaleLowerCase('sv');
  const short = { kf: 'kommunfullmäktige', ks: 'kommunstyrelsen', rf: 'regionfullmäktige', rs: 'regionstyrelsen' }[body];
  return short ?? body.replace(/s$/u, '');
}

/**
 * [DAT4, DAT5] The day of the meeting: the head says it, and nothing that was decided or came in
 * before it is told with a later one. Until attendance is recorded the head may have the day on which
 * somebody began to write. Without the meeting its own day is gone by.
 */
export function meetingDates(doc: Node, meetingDate: string | null, isHeld: boolean): Found[] {
  const head = all(doc, 'fieldList')
    .filter(({ attrs }) => attrs.kind === 'head')
    .flatMap((list) => all(list, 'field'))
    .find((field) => field.attrs.name === 'date' && readDate(textOf(field).trim()) !== null);
  const told = head === undefined ? null : readDate(textOf(head).trim());
  const day =
    [meetingDate, told]
      .filter((one) => one !== null)
      .toSorted()
      .at(-1) ?? null;
  const found: Found[] = [];
  if (isHeld && head !== undefined && meetingDate !== null && told !== meetingDate) {
    const params = { words: textOf(head).trim(), other: writeDate(meetingDate) ?? meetingDate };
    found.push({ code: 'dateNotOfMeeting', place: wholeOf(head), severity: 'warn', params, source: sources.meetingDay });
  }
  if (day === null) return found;
  for (const block of all(doc, 'paragraph', 'decisionPoint', 'decisionBasis', 'field')) {
    const text = textOf(block);
    for (const { name, date, from, to } of [...decisionReferences(text), ...receivedDates(text)]) {
      if (date <= day) continue;
      const place = { blockId: idOf(block), from, to };
      found.push({ code: 'dateAfterMeeting', place, severity: 'warn', params: { words: name, other: writeDate(day) ?? day }, source: sources.meetingDay });
    }
  }
  return found;
}

/** [DAT3] One and the same paragraph of a body with two dates. */
export function decisionDates(doc: Node): Found[] {
  const first = new Map<string, DecisionReference>();
  return all(doc, 'paragraph', 'decisionPoint', 'decisionBasis', 'field').flatMap((block) =>
    decisionReferences(textOf(block)).flatMap((one): Found[] => {
      const before = first.get(one.key);
      if (before === undefined) first.set(one.key, one);
      if (before === undefined || before.date === one.date) return [];
      const place = { blockId: idOf(block), from: one.from, to: one.to };
      return [{ code: 'decisionWithTwoDates', place, severity: 'inform', params: { first: before.name, second: one.name }, source: sources.basis }];
    }),
  );
}
