import type { MemoryStorage, Seq } from '@yrka/storage';

type Row = Readonly<Record<string, unknown>>;
/** Rows as they are stored, by table. */
export type Tables = ReadonlyMap<string, readonly Row[]>;

/** Every table of the rows' database, but those that SQLite makes for itself, and for a search. */
export async function tableNames({ accounts: { db } }: MemoryStorage): Promise<readonly string[]> {
  const tables = await db.introspection.getTables();
  return tables.map(({ name }) => name).filter((name) => !name.startsWith('words_'));
}

/** All rows of all tables, with a journal's sequences as the places that they have in it. */
export async function everyRow(storage: MemoryStorage): Promise<Tables> {
  const places = new Map<string, ReadonlyMap<Seq, string>>();
  for (const { id } of await storage.rows.documents())
    places.set(id, new Map((await storage.journal.times(id, 0, 100_000)).map(({ seq }, index) => [seq, `entry ${index + 1}`])));
  const tables = new Map<string, readonly Row[]>();
  for (const name of await tableNames(storage)) {
    // Any table, by its name: the type knows those by which rows are read.
    const rows = (await storage.accounts.db
      .selectFrom(name as 'matter')
      .selectAll()
      .execute()) as readonly Row[];
    tables.set(
      name,
      rows.map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([column, value]) => [
            column,
            sequences.has(`${name}.${column}`) ? (places.get(String(row['documentId']))?.get(Number(value)) ?? value) : value,
          ]),
        ),
      ),
    );
  }
  return tables;
}

const sequences: ReadonlySet<string> = new Set([
  'lock.seq',
  'share.seq',
  'review.doneSeq',
  'namedVersion.seq',
  'restoration.seq',
  'restoration.before',
  'restoration.version',
  'sharedEntry.seq',
  'seen.seq',
]);

/** What is not as it was, by intent (docs/bundle.md): such columns are not compared. */
const others: Readonly<Record<string, readonly string[]>> = {
  // Known by name alone.
  person: ['roles', 'title', 'email', 'isActive'],
  body: ['isActive'],
  assignment: ['to'],
  runProgress: ['upTo'],
  // Each place's own.
  origin: ['versions'],
  // Its id is made of what it holds.
  template: ['template'],
  // Nobody's outside the group.
  document: ['filedAs'],
};

/**
 * What is in one installation of a matter and not in the other, table by table: `[]` where all of these tables are alike. What
 * the first has of other matters is passed over, and of the organisation's tables what the second needs is there.
 */
export function differences(there: Tables, here: Tables, names: readonly string[], matterId: string): readonly string[] {
  const documents = new Set(
    (there.get('document') ?? []).filter((row) => row['matterId'] === matterId && row['space'] !== 'party').map((row) => String(row['id'])),
  );
  const idsIn = (table: string) => new Set((there.get(table) ?? []).filter((row) => documents.has(String(row['documentId']))).map((row) => String(row['id'])));
  const [threads, locks] = [idsIn('commentThread'), idsIn('lock')];
  const isOf = (table: string, row: Row): boolean =>
    table === 'matter'
      ? row['id'] === matterId
      : table === 'document'
        ? documents.has(String(row['id']))
        : 'documentId' in row
          ? documents.has(String(row['documentId']))
          : 'matterId' in row
            ? row['matterId'] === matterId
            : 'threadId' in row
              ? threads.has(String(row['threadId']))
              : locks.has(String(row['lockId']));
  return names.flatMap((table) => {
    const comparable = (row: Row) => JSON.stringify(Object.entries(row).filter(([column]) => !(others[table] ?? []).includes(column)));
    const isShared = sharedTables.has(table);
    const before = new Set((there.get(table) ?? []).filter((row) => isShared || isOf(table, row)).map(comparable));
    // The last place is where it came from now.
    const after = new Set((here.get(table) ?? []).filter((row) => table !== 'origin' || Number(row['order']) < (here.get(table) ?? []).length).map(comparable));
    const kept = table === 'runProgress' ? new Set([...before].filter((row) => !row.includes('"isShown",0'))) : before;
    return [
      ...(isShared ? [] : [...kept].filter((row) => !after.has(row)).map((row) => `${table}: lost ${row}`)),
      ...[...after].filter((row) => !before.has(row)).map((row) => `${table}: came ${row}`),
    ];
  });
}

/** Of which a matter brings what it points at, and no more. */
const sharedTables: ReadonlySet<string> = new Set(['person', 'body', 'meeting', 'assignment', 'attendance', 'template']);
