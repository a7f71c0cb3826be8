import { newBlockId } from '@yrka/schema';
import type { BodyRow, MeetingRow } from '@yrka/storage';
import { readDate, readTime } from './cells.ts';
import { CellError, type Column, eachRow, folded, readTable, type TableRow, writeTable } from './csv.ts';
import type { Plan } from './plan.ts';

type Name = 'body' | 'date' | 'time' | 'deadlineDate' | 'deadlineTime' | 'noticeDate' | 'status';

const columns: readonly Column<Name>[] = [
  { name: 'body', header: 'Organ', others: ['Nämnd', 'Sammanträde', 'Styrelse/nämnd', 'Instans'], isNeeded: true },
  { name: 'date', header: 'Datum', others: ['Dag', 'Sammanträdesdatum', 'Sammanträdesdag', 'Mötesdatum'], isNeeded: true },
  { name: 'time', header: 'Tid', others: ['Klockslag', 'Kl', 'Kl.', 'Starttid'], isNeeded: false },
  { name: 'deadlineDate', header: 'Manusstopp', others: ['Sista dag', 'Sista dag för handlingar', 'Stoppdatum', 'Inlämning'], isNeeded: false },
  { name: 'deadlineTime', header: 'Manusstopp kl.', others: ['Manusstopp tid', 'Manusstopp (tid)', 'Manusstopp kl', 'Sista tid'], isNeeded: false },
  { name: 'noticeDate', header: 'Kallelse', others: ['Kallelsedatum', 'Utskick', 'Kallelse ut'], isNeeded: false },
  { name: 'status', header: 'Status', others: ['Inställt', 'Inställd'], isNeeded: false },
];
const header = Object.fromEntries(columns.map(({ name, header }) => [name, header])) as Record<Name, string>;

/**
 * What a file of meetings would do to those that are there. A meeting is known by body and day (and
 * hour, where a body meets twice a day): read in again, it is changed and not doubled. Cells that
 * the file has no column for keep what they have.
 */
export function planMeetings(text: string, bodies: readonly BodyRow[], there: readonly MeetingRow[]): Plan<MeetingRow> {
  const table = readTable(text, columns);
  const named = bodiesByName(bodies);
  const read = eachRow(table.rows, (row) => ({ line: row.line, said: readMeeting(row, named) }));
  const onDay = Map.groupBy(read.good, ({ said }) => dayOf(said));
  const thereOnDay = Map.groupBy(there, dayOf);
  const lines = new Map<string, number>();
  const planned = eachRow(read.good, ({ line, said }) => {
    const sameDay = thereOnDay.get(dayOf(said)) ?? [];
    // One meeting that day, there and in the file: then it is that one, whatever hour it is at.
    const isAlone = sameDay.length === 1 && onDay.get(dayOf(said))?.length === 1;
    const known = sameDay.find(({ time }) => time === said.time) ?? (isAlone ? sameDay[0] : undefined);
    const key = `${dayOf(said)} ${said.time ?? ''}`;
    const earlier = lines.get(key);
    if (earlier !== undefined) throw new CellError('sameAsLine', null, String(earlier));
    lines.set(key, line);
    const row: MeetingRow = {
      ...said,
      id: known?.id ?? newBlockId(),
      // What the file has no column for stays as it is.
      ...(known !== undefined && Object.fromEntries(kept.filter(([, column]) => !table.present.has(column)).map(([field]) => [field, known[field]]))),
    };
    return { line, row, known, change: changeOf(known, row) };
  });
  const changing = planned.good.filter(({ change }) => change !== 'same');
  return {
    columns: columns.map((column) => column.header),
    missing: table.missing,
    ignored: table.ignored,
    problems: [...table.problems, ...read.problems, ...planned.problems].sort((a, b) => a.line - b.line),
    notes: [],
    good: planned.good.map(({ row, change, line }) => ({ line, change, cells: Object.values(cellsOf(row, bodies)) })),
    write: changing.map(({ row }) => row),
    before: changing.map(({ known }) => known ?? null),
  };
}

const dayOf = ({ bodyId, date }: Pick<MeetingRow, 'bodyId' | 'date'>) => `${bodyId} ${date}`;

/** The fields that a file may be silent about, by the column that has them. An hour without a column may stand beside its day. */
const kept = [
  ['time', 'time'],
  ['deadlineDate', 'deadlineDate'],
  ['deadlineTime', 'deadlineDate'],
  ['noticeDate', 'noticeDate'],
  ['isCancelled', 'status'],
] as const satisfies readonly (readonly [keyof MeetingRow, Name])[];

/** All meetings as a file, oldest first. */
export function meetingsCsv(meetings: readonly MeetingRow[], bodies: readonly BodyRow[]): string {
  return writeTable(
    columns,
    meetings.map((meeting) => cellsOf(meeting, bodies)),
  );
}

const cancelled = 'Inställt';

function cellsOf(meeting: MeetingRow, bodies: readonly BodyRow[]): Record<Name, string> {
  return {
    body: bodies.find(({ id }) => id === meeting.bodyId)?.shortName ?? '',
    date: meeting.date,
    time: meeting.time ?? '',
    deadlineDate: meeting.deadlineDate ?? '',
    deadlineTime: meeting.deadlineTime ?? '',
    noticeDate: meeting.noticeDate ?? '',
    status: meeting.isCancelled ? cancelled : '',
  };
}

function readMeeting({ cells }: TableRow<Name>, bodies: BodiesByName): Omit<MeetingRow, 'id'> {
  const body = bodyNamed(cells.body, bodies, header.body);
  const date = readDate(cells.date, header.date);
  if (date === null) throw new CellError('missing', header.date);
  // "2027-01-16 12.00" in one cell.
  const [, day = cells.deadlineDate, hour = ''] = /^(.*?\S)[T ](?:kl\.? ?)?(\d{1,2}[.:]\d{2}(?:[.:]00)?)$/.exec(cells.deadlineDate) ?? [];
  const deadlineDate = readDate(day, header.deadlineDate);
  const isMidnight = /^00?[.:]00/.test(hour); // which a spreadsheet adds to a day
  const deadlineTime = readTime(cells.deadlineTime || (isMidnight ? '' : hour), header.deadlineTime);
  const noticeDate = readDate(cells.noticeDate, header.noticeDate);
  if (deadlineDate === null && deadlineTime !== null) throw new CellError('timeWithoutDate', header.deadlineTime, cells.deadlineTime);
  if (deadlineDate !== null && deadlineDate > date) throw new CellError('deadlineAfterMeeting', header.deadlineDate, cells.deadlineDate);
  if (noticeDate !== null && noticeDate > date) throw new CellError('noticeAfterMeeting', header.noticeDate, cells.noticeDate);
  return {
    bodyId: body.id,
    date,
    time: readTime(cells.time, header.time),
    deadlineDate,
    deadlineTime,
    noticeDate,
    isCancelled: readCancelled(cells.status),
  };
}

const changeOf = (known: MeetingRow | undefined, row: MeetingRow) =>
  known === undefined
    ? ('added' as const)
    : (Object.keys(row) as (keyof MeetingRow)[]).every((key) => row[key] === known[key])
      ? ('same' as const)
      : ('changed' as const);

function readCancelled(text: string): boolean {
  const words = folded(text);
  if (['', '-', 'nej', 'planerat', 'planerad', 'ja, planerat', '0', 'falskt', 'false'].includes(words)) return false;
  if (['inställt', 'inställd', 'utgår', 'ja', 'x', '1', 'sant', 'true'].includes(words)) return true;
  throw new CellError('wrongYesNo', header.status, text);
}

export type BodiesByName = ReadonlyMap<string, BodyRow>;

/** By what people say, or by its whole name where no other is called that. */
export function bodiesByName(bodies: readonly BodyRow[]): BodiesByName {
  // What is put later takes the place of what was put before: of several the first stands.
  const lastFirst = bodies.toReversed();
  return new Map([...lastFirst.map((body) => [folded(body.name), body] as const), ...lastFirst.map((body) => [folded(body.shortName), body] as const)]);
}

/** @throws CellError */
export function bodyNamed(text: string, bodies: BodiesByName, column: string): BodyRow {
  if (text === '') throw new CellError('missing', column);
  const found = bodies.get(folded(text));
  if (found === undefined) throw new CellError('unknownBody', column, text);
  return found;
}
