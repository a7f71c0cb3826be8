import {
  type AssignmentRole,
  type AssignmentRow,
  assignmentRoles,
  type BodyRow,
  type CivilDate,
  type PartyRow,
  type PersonRow,
  type TermRow,
} from '@yrka/storage';
import { newBlockId } from '@yrka/schema';
import { readDate, readEmail, readYesNo } from './cells.ts';
import { CellError, type Column, eachRow, folded, readTable, type RowProblem, type TableRow, writeTable } from './csv.ts';
import { bodiesByName, type BodiesByName, bodyNamed } from './meetingsCsv.ts';
import type { Plan, PlannedRow, RowNote } from './plan.ts';
import { isInForce, officesOf, overlap, rolesOf } from './register.ts';

type Name = 'name' | 'party' | 'email' | 'body' | 'role' | 'from' | 'to' | 'isProtected' | 'title';

const columns: readonly Column<Name>[] = [
  { name: 'name', header: 'Namn', others: ['Förtroendevald', 'Person', 'För- och efternamn'], isNeeded: true },
  { name: 'party', header: 'Parti', others: ['Partibeteckning'], isNeeded: true },
  { name: 'email', header: 'E-post', others: ['Epost', 'E-postadress', 'Mejl', 'Mail', 'E-mail', 'Email'], isNeeded: false },
  { name: 'body', header: 'Organ', others: ['Nämnd', 'Styrelse/nämnd', 'Instans'], isNeeded: true },
  { name: 'role', header: 'Uppdrag', others: ['Roll', 'Befattning', 'Funktion'], isNeeded: true },
  { name: 'from', header: 'Från', others: ['Fr.o.m.', 'From', 'Fr o m', 'Startdatum', 'Från och med'], isNeeded: false },
  { name: 'to', header: 'Till', others: ['T.o.m.', 'Tom', 'T o m', 'Slutdatum', 'Till och med'], isNeeded: false },
  { name: 'isProtected', header: 'Skyddade uppgifter', others: ['Skyddad', 'Skyddade personuppgifter', 'Skydd'], isNeeded: false },
  { name: 'title', header: 'Titel', others: ['Presenteras som'], isNeeded: false },
];
const header = Object.fromEntries(columns.map(({ name, header }) => [name, header])) as Record<Name, string>;

/** What the register is made of, as it is now. */
export type Register = {
  readonly people: readonly PersonRow[];
  readonly seats: readonly AssignmentRow[];
  readonly bodies: readonly BodyRow[];
  readonly parties: readonly PartyRow[];
  readonly terms: readonly TermRow[];
  readonly today: CivilDate;
};

/** A person with their seats, those that a file adds or changes. */
export type RegisterChange = { readonly person: PersonRow; readonly seats: readonly AssignmentRow[] };

export const roleWords: Readonly<Record<AssignmentRole, string>> = {
  member: 'Ledamot',
  substitute: 'Ersättare',
  chair: 'Ordförande',
  viceChair: 'Vice ordförande',
};

/** The elected of the register as a file: a row for each seat, and one for each who has none. Officials have no seats and are not in it. */
export function registerCsv({ people, seats, bodies }: Pick<Register, 'people' | 'seats' | 'bodies'>): string {
  const elected = people.filter((person) => person.isActive && officesOf(person).length === 0);
  return writeTable(
    columns,
    elected.flatMap((person) => {
      const own = seats.filter(({ personId }) => personId === person.id);
      return own.length === 0 ? [cellsOf(person, null, bodies)] : own.map((seat) => cellsOf(person, seat, bodies));
    }),
  );
}

/**
 * What a file of elected representatives would do to the register. Somebody is known by e-mail, else
 * by name and party; a seat by person, body and role. Read in again, they are changed and not
 * doubled; what the file does not name is left as it is.
 */
export function planRegister(text: string, register: Register): Plan<RegisterChange> {
  const table = readTable(text, columns);
  const named = bodiesByName(register.bodies);
  const read = eachRow(table.rows, (row) => ({ line: row.line, said: readSeat(row, named, register) }));
  const { known, problems } = recognise(read.good, register);
  const people = new Map<string, PersonRow>();
  const seats = new Map<string, AssignmentRow[]>();
  const notes: RowNote[] = [];
  const taken = new Map<string, number>();
  const before = new Map<string, unknown>();
  const seatsThere = Map.groupBy(register.seats, ({ personId }) => personId);

  const planned = eachRow(known, ({ line, said, person: found, id }) => {
    const person = withSaid(people.get(id) ?? found, id, said);
    const own = seatsThere.get(id) ?? [];
    const seat = said.body === null ? null : seatOf(said, id, said.body, own, seats.get(id) ?? [], register);
    const key = `${id} ${seat?.bodyId ?? ''} ${seat?.role ?? ''} ${seat?.from ?? ''}`;
    const earlier = taken.get(key) ?? (seat === null ? undefined : taken.get(seat.id));
    if (earlier !== undefined) throw new CellError('sameAsLine', null, String(earlier));
    const others = [...own.filter((other) => !(seats.get(id) ?? []).some((changed) => changed.id === other.id)), ...(seats.get(id) ?? [])];
    if (seat !== null && others.some((other) => overlap(seat, other))) throw new CellError('overlaps', header.from, said.cells.from || null);

    taken.set(key, line);
    if (seat !== null) taken.set(seat.id, line);
    people.set(id, person);
    seats.set(id, [...(seats.get(id) ?? []), ...(seat === null ? [] : [seat])]);
    before.set(id, [found, own]);
    if (said.cells.email !== '' && person.isProtected) notes.push({ line, code: 'emailLeftOut' });
    if (found !== null && !found.isActive) notes.push({ line, code: 'comesBack' });
    const knownSeat = own.find((other) => other.id === seat?.id) ?? null;
    const isSame = found !== null && sameRow(person, found) && (seat === null || (knownSeat !== null && sameRow(seat, knownSeat)));
    const change: PlannedRow['change'] = isSame ? 'same' : found === null || (seat !== null && knownSeat === null) ? 'added' : 'changed';
    return { line, change, cells: Object.values(cellsOf(person, seat, register.bodies)), id };
  });

  const changing = [...new Set(planned.good.filter(({ change }) => change !== 'same').map(({ id }) => id))];
  return {
    columns: columns.map((column) => column.header),
    missing: table.missing,
    ignored: table.ignored,
    problems: [...table.problems, ...read.problems, ...problems, ...planned.problems].sort((a, b) => a.line - b.line),
    notes,
    good: planned.good.map(({ line, change, cells }) => ({ line, change, cells })),
    write: changing.map((id) => {
      const person = people.get(id) as PersonRow; // each good row has put its own
      const changed = seats.get(id) ?? [];
      const all = [...(seatsThere.get(id) ?? []).filter((seat) => !changed.some((other) => other.id === seat.id)), ...changed];
      return { person: { ...person, roles: rolesOf([], all, register.bodies, register.today) }, seats: changed };
    }),
    before: changing.map((id) => before.get(id)),
  };
}

type Said = {
  readonly name: string;
  readonly party: string | null;
  readonly email: string | null;
  /** null: not said. */
  readonly isProtected: boolean | null;
  readonly title: string | null;
  readonly body: BodyRow | null;
  readonly role: AssignmentRole;
  readonly from: CivilDate | null;
  readonly to: CivilDate | null;
  readonly cells: TableRow<Name>['cells'];
};
type ReadRow = { readonly line: number; readonly said: Said };

function readSeat({ cells }: TableRow<Name>, bodies: BodiesByName, { parties }: Pick<Register, 'parties'>): Said {
  if (cells.name === '') throw new CellError('missing', header.name);
  if (cells.name.length > 100) throw new CellError('tooLong', header.name, `${cells.name.slice(0, 40)}…`);
  const from = readDate(cells.from, header.from);
  const to = readDate(cells.to, header.to);
  if (from !== null && to !== null && to < from) throw new CellError('endsBeforeItBegins', header.to, cells.to);
  if (cells.body === '' && cells.role !== '') throw new CellError('seatWithoutBody', header.body);
  if (cells.body !== '' && cells.role === '') throw new CellError('missing', header.role);
  return {
    name: cells.name.replace(/\s+/g, ' ').normalize('NFC'),
    party: partyNamed(cells.party, parties),
    email: readEmail(cells.email, header.email),
    isProtected: cells.isProtected === '' ? null : readYesNo(cells.isProtected, header.isProtected),
    title: cells.title === '' ? null : cells.title,
    body: cells.body === '' ? null : bodyNamed(cells.body, bodies, header.body),
    role: cells.role === '' ? 'member' : roleNamed(cells.role),
    from,
    to,
    cells,
  };
}

function partyNamed(text: string, parties: readonly PartyRow[]): string | null {
  const words = folded(text);
  // One who sits for no party (politisk vilde).
  if (['', '-', 'vilde', 'politisk vilde', 'utan parti', 'partilös'].includes(words)) return null;
  const found = parties.find(({ code, name }) => folded(code) === words || folded(name) === words);
  if (found === undefined) throw new CellError('unknownParty', header.party, text);
  return found.code;
}

function roleNamed(text: string): AssignmentRole {
  const words = folded(text);
  const known = assignmentRoles.find((role) => folded(roleWords[role]) === words);
  if (known !== undefined) return known;
  if (/^(\d|första|förste|andre|andra|tredje)(:[ea])? ?(vice )ordförande$/.test(words)) return 'viceChair';
  if (words === 'ordf' || words === 'ordf.') return 'chair';
  if (words === 'v ordf' || words === 'v. ordf.' || words === 'vice ordf.') return 'viceChair';
  if (words === 'ers' || words === 'ers.') return 'substitute';
  if (words === 'led' || words === 'led.') return 'member';
  throw new CellError('unknownRole', header.role, text);
}

type Recognised = ReadRow & { readonly id: string; readonly person: PersonRow | null };

/**
 * Whose row each is. The rows of one person are found first, within the file, and then the person in
 * the register: who has an address is known by it, and two of the same name in the same party are told
 * apart by nothing else.
 */
function recognise(rows: readonly ReadRow[], { people }: Register): { readonly known: readonly Recognised[]; readonly problems: readonly RowProblem[] } {
  const nameOf = ({ name, party }: Pick<PersonRow, 'name' | 'party'>) => `${folded(name)} ${party ?? '-'}`;
  // A protected person's address is nothing to know them by: it is not kept.
  const addressOf = ({ email, isProtected }: Said) => (isProtected === true ? null : email);
  const addresses = Map.groupBy(rows, ({ said }) => nameOf(said));
  const namesakes = Map.groupBy(people, nameOf);
  const byAddress = Map.groupBy(people, ({ email }) => email);
  const keyOf = ({ said }: ReadRow) => {
    const address = addressOf(said);
    if (address !== null) return address;
    const others = new Set((addresses.get(nameOf(said)) ?? []).map((row) => addressOf(row.said)).filter((other) => other !== null));
    if (others.size > 1) throw new CellError('severalPeople', header.name, said.name);
    // The address stands in one of somebody's rows; unless the register knows another of that name who has none.
    const hasNamesake = (namesakes.get(nameOf(said)) ?? []).some((person) => person.isActive && person.email === null);
    return (hasNamesake ? undefined : [...others][0]) ?? nameOf(said);
  };
  const keyed = eachRow(rows, (row) => ({ ...row, key: keyOf(row) }));

  const claimed = new Map<string, string>();
  const byKey = new Map<string, PersonRow | null>();
  const groups = Map.groupBy(keyed.good, ({ key }) => key);
  const claim = (key: string, person: PersonRow) => {
    byKey.set(key, person);
    claimed.set(person.id, key);
  };
  for (const [key, [first]] of groups) {
    const address = first === undefined ? null : addressOf(first.said);
    const same = address === null ? [] : (byAddress.get(address) ?? []);
    const person = same.find(({ isActive }) => isActive) ?? same[0];
    if (person !== undefined) claim(key, person);
  }
  const several = new Set<string>();
  const named = Map.groupBy(groups.values(), ([first]) => (first === undefined ? '' : nameOf(first.said)));
  for (const [key, [first]] of groups) {
    if (first === undefined || byKey.has(key)) continue;
    const free = (namesakes.get(nameOf(first.said)) ?? []).filter(({ id }) => !claimed.has(id));
    const active = free.filter(({ isActive }) => isActive);
    const candidates = active.length > 0 ? active : free;
    // Two in the file of this name: an address that the register does not know is another person's.
    const isAlone = named.get(nameOf(first.said))?.length === 1;
    const person = candidates.length === 1 && (isAlone || candidates[0]?.email === null) ? candidates[0] : undefined;
    if (person !== undefined) claim(key, person);
    else if (candidates.length > 1) several.add(key);
  }

  const ids = new Map([...groups.keys()].map((key) => [key, byKey.get(key)?.id ?? newBlockId()] as const));
  const known = eachRow(keyed.good, ({ key, ...row }) => {
    const person = byKey.get(key) ?? null;
    const first = groups.get(key)?.[0]?.said;
    if (first !== undefined && folded(first.name) !== folded(row.said.name)) throw new CellError('addressOfAnother', header.email, row.said.email);
    if (several.has(key)) throw new CellError('severalPeople', header.name, row.said.name);
    if (person !== null && officesOf(person).length > 0) throw new CellError('isOfficial', header.name, row.said.name);
    return { ...row, person, id: ids.get(key) ?? '' };
  });
  return { known: known.good, problems: [...keyed.problems, ...known.problems] };
}

/** The person as the row has them. An empty cell takes nothing away, least of all somebody's protection. */
function withSaid(person: PersonRow | null, id: string, said: Said): PersonRow {
  const isProtected = said.isProtected ?? person?.isProtected ?? false;
  return {
    id,
    name: said.name,
    party: said.party,
    roles: person?.roles ?? ['guest'],
    title: said.title ?? person?.title ?? null,
    email: isProtected ? null : (said.email ?? person?.email ?? null),
    isProtected,
    isActive: true,
  };
}

/** The seat of a row: one that is there, by its first day or as the only one of its kind, or a new one. */
function seatOf(
  said: Said,
  personId: string,
  body: BodyRow,
  own: readonly AssignmentRow[],
  inFile: readonly AssignmentRow[],
  { terms, today }: Register,
): AssignmentRow {
  const same = own.filter((seat) => seat.bodyId === body.id && seat.role === said.role && !inFile.some(({ id }) => id === seat.id));
  const known = same.find(({ from }) => from === said.from) ?? (same.length === 1 ? same[0] : undefined);
  const from = said.from ?? known?.from ?? terms.find((term) => isInForce(term, today))?.from;
  if (from === undefined) throw new CellError('missing', header.from);
  const to = said.to ?? known?.to ?? null;
  if (to !== null && to < from) throw new CellError('endsBeforeItBegins', header.to, said.cells.to);
  return { id: known?.id ?? newBlockId(), personId, bodyId: body.id, role: said.role, from, to };
}

function cellsOf(person: PersonRow, seat: AssignmentRow | null, bodies: readonly BodyRow[]): Record<Name, string> {
  return {
    name: person.name,
    party: person.party ?? '',
    email: person.email ?? '',
    body: bodies.find(({ id }) => id === seat?.bodyId)?.shortName ?? '',
    role: seat === null ? '' : roleWords[seat.role],
    from: seat?.from ?? '',
    to: seat?.to ?? '',
    isProtected: person.isProtected ? 'Ja' : '',
    title: person.title ?? '',
  };
}

const sameRow = <Row extends object>(one: Row, other: Row) => JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
