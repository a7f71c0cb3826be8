import type { Seq, Storage } from '@yrka/storage';
import { randomInt } from 'node:crypto';
import { Refusal } from '../refusal.ts';
import type { RoomPerson, Rooms, Submission } from '../rooms/index.ts';
import type { OpenDocument } from './access.ts';
import { versionHere } from '../bundles/versionsElsewhere.ts';
import { lockedContent } from './lockedText.ts';
import { gatherMoments } from './moments.ts';
import { type DocumentVersion, readFor, readVersion } from './reading.ts';

/** A version as it is listed. */
export type Version = {
  readonly seq: Seq;
  /** When the writing that led to it began and ended; the same for what is no burst of writing. */
  readonly from: Date;
  readonly at: Date;
  readonly name: string | null;
  /** The text was locked as it stood then; `lifted` where it was opened again. */
  readonly lock: 'inForce' | 'lifted' | null;
  /** It is an older version that was made to stand again. */
  readonly restored: { readonly seq: Seq; readonly at: Date } | null;
  /** The text as somebody left it who restored an older version. */
  readonly isBeforeRestoration: boolean;
};

/** `next`: before which the list goes on; null at its end. */
export type VersionPage = { readonly now: Seq; readonly versions: readonly Version[]; readonly next: Seq | null };

const pageSize = 50;

/** As many versions of a document may have a name. */
export const mostNames = 500;

/**
 * The versions of a document, newest first: the moments of its writing, and among them those that somebody named, that were
 * locked, or restored. Never who wrote in them: whoever reads who wrote what, reads it passage by passage.
 */
export async function versionsOf(
  storage: Pick<Storage, 'journal' | 'rows'>,
  documentId: string,
  { before, only, isOnlyRead = false }: { readonly before?: Seq | undefined; readonly only?: 'marked' | undefined; readonly isOnlyRead?: boolean },
): Promise<VersionPage> {
  const { journal, rows } = storage;
  // Beside a server that runs nothing is written: those are listed that it has derived.
  if (!isOnlyRead) await gatherMoments(storage, documentId);
  const [now, moments, marks] = await Promise.all([
    journal.lastSeq(documentId),
    only === 'marked' ? [] : rows.versions.moments(documentId, { limit: pageSize + 1, ...(before !== undefined && { before }) }),
    marksOf(storage, documentId),
  ]);
  const page = moments.slice(0, pageSize);
  const next = moments.length > pageSize ? (page.at(-1)?.seq ?? null) : null;
  const found = new Map<Seq, Version>();
  for (const { seq, from, at } of page) found.set(seq, { ...unmarked, seq, from, at });
  for (const mark of marks) {
    if ((before !== undefined && mark.seq >= before) || (next !== null && mark.seq < next)) continue;
    const there = found.get(mark.seq);
    found.set(mark.seq, there === undefined ? mark : { ...mark, from: there.from, at: there.at });
  }
  return { now, next, versions: [...found.values()].sort((a, b) => b.seq - a.seq) };
}

const unmarked = { name: null, lock: null, restored: null, isBeforeRestoration: false } as const;

/** What is said of versions, by their sequence. */
async function marksOf({ journal, rows }: Pick<Storage, 'journal' | 'rows'>, documentId: string): Promise<readonly Version[]> {
  const [named, locks, restorations, [first]] = await Promise.all([
    rows.versions.named(documentId),
    rows.way.locks(documentId),
    rows.versions.restorations(documentId),
    journal.times(documentId, 0, 1),
  ]);
  const marks = new Map<Seq, Version>();
  const mark = (seq: Seq, at: Date, said: Partial<Version>) => marks.set(seq, { ...unmarked, seq, from: at, at, ...marks.get(seq), ...said });
  for (const { before, seq, version, versionAt, at } of restorations) {
    mark(before, at, { isBeforeRestoration: true });
    if (seq !== null) mark(seq, at, { restored: { seq: version, at: versionAt } });
  }
  // A wording that was locked, opened and since cleared away is told no more.
  for (const { seq, at, liftedAt } of locks)
    if (liftedAt === null || seq >= (first?.seq ?? Infinity)) mark(seq, at, { lock: liftedAt === null ? 'inForce' : 'lifted' });
  const times = await timesOf(rows, documentId, named);
  for (const { seq, name, at } of named) mark(seq, times.get(seq) ?? at, { name });
  return [...marks.values()];
}

/** When versions had come to stand, where that is another time than the one they were named at. */
async function timesOf(rows: Storage['rows'], documentId: string, named: readonly { readonly seq: Seq }[]): Promise<ReadonlyMap<Seq, Date>> {
  const times = new Map<Seq, Date>();
  for (const { seq } of named) {
    const [moment] = await rows.versions.moments(documentId, { before: seq + 1, limit: 1 });
    if (moment?.seq === seq) times.set(seq, moment.at);
  }
  return times;
}

/** A version's text, and when it stood. */
export type OldText = Pick<DocumentVersion, 'version' | 'content' | 'contentJson'> & { readonly at: Date };

/**
 * A document as it stood after the journal entry `version`, which must be one of its own; a locked text as its lock has it.
 * For one who reads it live: who reads what was shared asks `readFor`.
 *
 * @throws Refusal `notFound` where the document has no such entry; `noRight` for an older one to whoever may not see how it came to be.
 */
export async function textAt(storage: Storage, document: Pick<OpenDocument, 'row' | 'readsVersions'>, version: Seq): Promise<OldText> {
  const [time] = await storage.journal.times(document.row.id, version - 1, 1);
  // A text that came from another installation names versions by what they were called there.
  return ownTextAt(storage, document, time?.seq === version ? version : ((await versionHere(storage.rows, document.row, version)) ?? version));
}

async function ownTextAt(storage: Storage, { row, readsVersions }: Pick<OpenDocument, 'row' | 'readsVersions'>, version: Seq): Promise<OldText> {
  const lock = await storage.rows.way.lock(row.id);
  if (lock?.seq === version) {
    const content = lockedContent(lock);
    return { version, at: lock.at, content, contentJson: JSON.stringify(content.toJSON()) };
  }
  // What came of it is read by more than may see what it was on the way there.
  if (!readsVersions && version !== (await storage.journal.lastSeq(row.id))) throw new Refusal('noRight');
  const [time] = await storage.journal.times(row.id, version - 1, 1);
  if (time?.seq !== version) throw new Refusal('notFound');
  const text = await readVersion(storage, row.id, version);
  return { version, at: time.at, content: text.content, contentJson: text.contentJson };
}

/** The newest text that somebody has open, or an earlier one for whoever sees how it came to be. @throws as `textAt` and `readFor` do */
export const textFor = (storage: Storage, open: OpenDocument, version?: Seq): Promise<DocumentVersion | OldText> =>
  version === undefined || open.shared !== null ? readFor(storage, open, version) : textAt(storage, open, version);

/** The versions that were shared for review, newest first: all that there is for one who reads what is shared. */
export async function sharedVersions({ rows }: Pick<Storage, 'rows'>, documentId: string): Promise<VersionPage> {
  const shares = await rows.reviews.shares(documentId);
  const found = new Map(shares.map(({ seq, at }) => [seq, { ...unmarked, seq, from: at, at }]));
  const versions = [...found.values()].sort((one, other) => other.seq - one.seq);
  return { now: versions[0]?.seq ?? 0, versions, next: null };
}

export type Restoring = {
  readonly version: Seq;
  readonly person: RoomPerson;
  readonly at: Date;
  readonly refuse: (code: Submission) => Refusal;
  /** Whether the person is signed in when it has been made. */
  readonly isStillIn: () => Promise<boolean>;
};
export type Restored = { readonly seq: Seq; readonly before: Seq; readonly isSame: boolean };

/**
 * Makes an older version stand again, as a change by somebody. Everything after it stays in the journal, and can itself be
 * restored; so it is taken back, too.
 *
 * @throws Refusal `notFound` for no version of this document; what a room refuses, through `refuse`.
 */
export async function restoreVersion(
  server: { readonly storage: Storage; readonly rooms: Pick<Rooms, 'restore'> },
  document: Pick<OpenDocument, 'row' | 'readsVersions'>,
  { version, person, at, refuse, isStillIn }: Restoring,
): Promise<Restored> {
  const { journal, rows } = server.storage;
  const documentId = document.row.id;
  const then = await textAt(server.storage, document, version);
  const clientId = await unusedClientId(rows, documentId);
  // Before its letters come, so that whoever asks whose they are is told where they come from.
  await rows.versions.insertRestoration({
    documentId,
    clientId,
    version,
    versionAt: then.at,
    before: await journal.lastSeq(documentId),
    seq: null,
    by: person.id,
    at,
  });
  try {
    const outcome = await server.rooms.restore(documentId, person, { content: then.content.toJSON(), clientId, isStillIn });
    if (outcome.type === 'refused') throw refuse(outcome.code);
    const seq = outcome.type === 'restored' ? outcome.seq : null;
    await rows.versions.endRestoration(documentId, clientId, seq);
    const now = await journal.lastSeq(documentId);
    return outcome.type === 'isSame' ? { seq: now, before: now, isSame: true } : { seq: outcome.seq ?? now, before: outcome.before, isSame: false };
  } catch (error) {
    await rows.versions.endRestoration(documentId, clientId, null);
    throw error;
  }
}

/** As Yjs chooses them: of four thousand million. `from` and `before`: of others that mean something. */
export async function unusedClientId(rows: Storage['rows'], documentId: string, from = 2 ** 16, before = 2 ** 32): Promise<number> {
  const used = new Set((await rows.clients(documentId)).map(({ clientId }) => clientId));
  for (;;) {
    const clientId = randomInt(from, before);
    if (!used.has(clientId)) return clientId;
  }
}
