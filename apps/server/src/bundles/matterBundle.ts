import { ExporterError, type PaperOptions, toFile, toPdf, toPlainText } from '@yrka/exporters';
import { type DocumentKind, templateById } from '@yrka/schema';
import {
  type AssignmentRow,
  auditLine,
  type BodyRow,
  type CommentThread,
  type DocumentRow,
  type MatterRow,
  type MeetingRow,
  type OriginRow,
  type OwnRows,
  type ShareRow,
  type Storage,
} from '@yrka/storage';
import type { Node } from 'prosemirror-model';
import { municipalityChain } from '../audit/record.ts';
import { canonicalText } from '../documents/lockedText.ts';
import { readVersion } from '../documents/reading.ts';
import { type Version, versionsOf } from '../documents/versions.ts';
import { type FileStore, keeperOf } from '../files/store.ts';
import { gathered } from '../papers/paper.ts';
import { Refusal } from '../refusal.ts';
import { bundleForm, bundlePaths, documentPaths } from './bundleForm.ts';
import { peopleNamed } from './bundlePeople.ts';
import { municipalityName } from './placing.ts';
import { type BundleEntry, type BundleFile, zipped } from './zipping.ts';

/** What goes along beside the documents and their attachments. */
export type BundleChoice = {
  readonly comments: boolean;
  readonly versions: boolean;
  readonly log: boolean;
  /** Everything that was ever written in the documents, with what was taken away again. */
  readonly journal: boolean;
};

/** A document as whoever takes the matter out sees it. */
export type SeenDocument = {
  readonly row: DocumentRow;
  /** The version that they read with whom it was shared for review; null for all others. */
  readonly shared: ShareRow | null;
  readonly matter: MatterRow;
  /** Whether they read what is said of it. */
  readonly hasComments: boolean;
  /** Whether they see how it came to be. */
  readonly readsVersions: boolean;
};

/** What somebody sees of a matter; `sights.ts` says it of a person, and of the program itself. */
export type BundleSight = {
  readonly matter: MatterRow;
  readonly documents: readonly SeenDocument[];
  readonly motionBeside: (row: DocumentRow) => Promise<DocumentRow | null>;
  readonly threads: (row: DocumentRow) => Promise<readonly CommentThread[]>;
  /** What is each person's own, for the one who has all of the installation's data; null for everybody else. */
  readonly own: OwnRows | null;
  readonly hasLog: boolean;
};

export type BundleAsked = {
  /** `isOnlyRead`: nothing that is derived may be kept, as where a server runs beside. */
  readonly kept: { readonly storage: Storage; readonly files: FileStore; readonly isOnlyRead?: boolean };
  readonly sight: BundleSight;
  readonly choice: BundleChoice;
  readonly at: Date;
  readonly signal: AbortSignal;
};

/** What could not be put in, and why: a code of the server's, or of what sets pages. */
export type Missing = { readonly path: string; readonly code: string };

/**
 * A matter as one archive: each document in every format with its canonical text, what is known of it and its attachments, what
 * was chosen beside it, `manifest.json` and `SHA256SUMS` (docs/bundle.md). It holds what is seen and nothing of a party's
 * space, whoever sees that.
 */
export function matterBundle(asked: BundleAsked): ReadableStream<Uint8Array> {
  const { kept, sight, at, choice } = asked;
  const told: Told = { described: [], missing: [], people: new Set(), meetings: new Set(), templates: new Set() };
  let municipality = '';
  async function* files(): AsyncGenerator<BundleFile> {
    const documents = bundledDocuments(sight);
    for (const [index, document] of documents.entries()) yield* documentFiles(asked, document, folderOf(index, document.row.kind), told);
    if (sight.own !== null && choice.comments && choice.journal) {
      note(told, sight.own);
      const lateWork = sight.own.lateWork.map((late) => ({ ...late, update: Buffer.from(late.update).toString('base64') }));
      yield { path: bundlePaths.own, content: jsonOf({ ...sight.own, lateWork }) };
    }
    if (choice.log && sight.hasLog) yield { path: bundlePaths.log, content: logLines(asked, documents, told.people) };
    const matter = await matterFacts(asked, told);
    yield { path: bundlePaths.matter, content: jsonOf(matter) };
    const facts = await municipalityFacts(kept, matter, told);
    note(told, facts);
    municipality = facts.name;
    yield* armsFiles(kept, facts.arms, told.missing);
    yield { path: bundlePaths.municipality, content: jsonOf(facts) };
    yield* originFiles(kept, await kept.storage.rows.origins.of(sight.matter.id), told);
    yield { path: bundlePaths.people, content: jsonOf(await peopleOf(kept, told.people)) };
  }
  const end = (entries: readonly BundleEntry[]): readonly BundleFile[] => {
    const manifest = {
      form: bundleForm,
      madeAt: at.toISOString(),
      madeBy: { municipality },
      matterId: sight.matter.id,
      holds: choice,
      documents: told.described,
      missing: told.missing,
      files: entries,
    };
    const written = { path: bundlePaths.manifest, content: jsonOf(manifest) };
    return [written, { path: bundlePaths.sums, content: new TextEncoder().encode(entries.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join('')) }];
  };
  return zipped(files(), end);
}

/** Those that are the municipality's, in the order in which they were begun. */
export const bundledDocuments = <Bundled extends { readonly row: Pick<DocumentRow, 'space' | 'createdAt'> }>(matter: {
  readonly documents: readonly Bundled[];
}): readonly Bundled[] =>
  matter.documents.filter(({ row }) => row.space !== 'party').sort((one, other) => one.row.createdAt.getTime() - other.row.createdAt.getTime());

const names: Readonly<Record<DocumentKind, string>> = {
  motion: 'motion',
  officerReport: 'tjansteskrivelse',
  minutesItem: 'protokollsparagraf',
  writtenStatement: 'inlaga',
};
const folderOf = (index: number, kind: DocumentKind) => `dokument/${String(index + 1).padStart(2, '0')}-${names[kind]}`;

/** What the files say that have been made, for those that are made after them. */
type Told = {
  readonly described: object[];
  readonly missing: Missing[];
  readonly people: Set<string>;
  readonly meetings: Set<string>;
  readonly templates: Set<string>;
};

async function* documentFiles(asked: BundleAsked, document: SeenDocument, folder: string, told: Told): AsyncGenerator<BundleFile> {
  const { kept, sight, choice } = asked;
  const { row } = document;
  const stem = `${folder}/${names[row.kind]}`;
  const text = await textOf(asked, document, stem, told.missing);
  const locks = await kept.storage.rows.way.locks(row.id);
  // What was locked and opened again is a part of how the text came to be.
  const keptLocks = locks
    .filter(({ liftedAt }) => liftedAt === null || choice.journal)
    .map((lock, index) => ({ ...lock, path: `${folder}/${documentPaths.lock(index + 1)}` }));
  const facts = await documentFacts(asked, document, folder, { version: text?.version ?? 0, locks: keptLocks });
  told.described.push(describedBy(facts, folder, text === null ? null : `${stem}.json`));
  if (text !== null) yield* textFiles(asked, text, stem, told.missing);
  for (const { id, path } of facts.locks) {
    const bytes = await kept.storage.rows.way.lockedBytes(id);
    if (bytes === null) told.missing.push({ path, code: 'notFound' });
    else yield { path, content: bytes };
  }
  for (const { path, sha256 } of facts.attachments) {
    const file = path === null ? null : await kept.files.open(keeperOf(row), sha256);
    if (path !== null && file !== null) yield { path, content: file.content, isPacked: true };
  }
  for (const { path, order, fileName } of facts.attachments)
    if (path === null) told.missing.push({ path: attachmentPath(folder, { order, fileName }), code: 'fileMissing' });
  note(told, facts);
  yield { path: `${folder}/${documentPaths.facts}`, content: jsonOf(facts) };
  if (choice.comments && document.hasComments) {
    const threads = await sight.threads(row);
    note(told, threads);
    yield { path: `${folder}/${documentPaths.comments}`, content: jsonOf(threads) };
    if (text !== null && document.shared === null) yield* suggestedFile(kept.storage, row, text.content, folder);
  }
  // How a text came to be is read by those who prepared it; of what was shared, what was shared is all there is.
  if (document.shared !== null || !document.readsVersions) return;
  if (choice.versions) yield { path: `${folder}/${documentPaths.versions}`, content: jsonOf(await allVersions(kept, row.id)) };
  if (!choice.journal) return;
  const history = await historyOf(kept.storage, row.id);
  note(told, history);
  yield { path: `${folder}/${documentPaths.history}`, content: jsonOf(history) };
  yield { path: `${folder}/${documentPaths.journal}`, content: journalLines(kept.storage, row.id, told.people) };
}

const attachmentPath = (folder: string, { order, fileName }: { readonly order: number; readonly fileName: string }) => `${folder}/bilagor/${order}-${fileName}`;

/** Remembers whom and which meetings some rows name. */
function note({ people, meetings, templates }: Told, rows: unknown): void {
  for (const id of peopleNamed(rows)) people.add(id);
  JSON.stringify(rows, (name, value: unknown) => {
    if (name === 'meetingId' && typeof value === 'string') meetings.add(value);
    if (name === 'templateId' && typeof value === 'string') templates.add(value);
    return value;
  });
}

type KeptLock = Awaited<ReturnType<Storage['rows']['way']['locks']>>[number] & { readonly path: string };

/** What is known of a document beside its words: as it is stored, but for the files, which have a path in the bundle. */
async function documentFacts(
  { kept: { storage, files }, choice, sight }: BundleAsked,
  { row, shared }: SeenDocument,
  folder: string,
  { version, locks }: { readonly version: number; readonly locks: readonly KeptLock[] },
) {
  const { way, minutes, runs } = storage.rows;
  const [signatures, reportSteps, meetingId, attachments, verifications, publicNotice, corrections, statement, progress, grants, writersAreShown] =
    await Promise.all([
      way.everySignature(row.id),
      way.reportSteps(row.id),
      way.meetingOf(row.id),
      way.attachments(row.id),
      minutes.verifications(row.id),
      minutes.publicNotice(row.id),
      minutes.corrections(row.id),
      minutes.statement(row.id),
      runs.progress(row.id),
      way.everyGrant(row.id),
      runs.areShown(row.id),
    ]);
  const isBeside = bundledDocuments(sight).some((other) => other.row.id === row.revisionOf);
  const under = new Set(locks.map(({ id }) => id));
  const isThere = async (sha256: string) => {
    const file = await files.open(keeperOf(row), sha256);
    await file?.content.cancel();
    return file !== null;
  };
  return {
    // Of what was shared for review the row says what was shared; nobody in the municipality is told which draft it was.
    row: { ...row, party: null, filedAs: null, revisionOf: isBeside ? row.revisionOf : null },
    version,
    locks,
    signatures: signatures.filter(({ lockId }) => under.has(lockId)),
    reportSteps: shared === null ? reportSteps : [],
    meetingId,
    attachments: await Promise.all(
      attachments.map(async (attachment) => ({ ...attachment, path: (await isThere(attachment.sha256)) ? attachmentPath(folder, attachment) : null })),
    ),
    verifications: verifications.filter(({ lockId, returnedAt }) => under.has(lockId) && (returnedAt === null || choice.journal)),
    publicNotice,
    corrections,
    statement,
    masks: (await Promise.all(locks.map(({ id }) => storage.rows.maskDecisions.of(id)))).flat(),
    grants: shared === null ? grants : [],
    writersAreShown: shared === null && writersAreShown,
    runsAreKept: progress !== null,
  };
}

type DocumentFacts = Awaited<ReturnType<typeof documentFacts>>;

/** A document as the manifest tells of it. `text`: its canonical bytes; null where it could not be read. */
function describedBy({ row, locks, signatures }: DocumentFacts, folder: string, text: string | null): object {
  const lock = locks.find(({ liftedAt }) => liftedAt === null);
  const { id, kind, title, stage, revision, revisionOf, createdAt } = row;
  return {
    id,
    folder,
    text,
    kind,
    title,
    stage,
    revision,
    revisionOf,
    createdAt,
    lock: lock === undefined ? null : { version: lock.seq, at: lock.at, sha256: lock.sha256 },
    signatures: signatures.filter(({ endedAt }) => endedAt === null).map(({ name, party, kind: as, at }) => ({ name, party, kind: as, at })),
  };
}

/** A text as it is printed, and by which version it is known. */
export type PrintedText = {
  readonly content: Node;
  readonly version: number;
  readonly options: PaperOptions & { readonly createdAt: Date };
  readonly documentId: string;
};

async function textOf({ kept, sight }: BundleAsked, { row, shared, matter }: SeenDocument, stem: string, missing: Missing[]): Promise<PrintedText | null> {
  try {
    return { ...(await gathered(kept, { row, shared, matter, motion: await sight.motionBeside(row) })), documentId: row.id };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    missing.push({ path: stem, code: error.code });
    return null;
  }
}

const formats = ['docx', 'odt', 'html', 'markdown', 'akn'] as const;
const endings = { docx: 'docx', odt: 'odt', html: 'html', markdown: 'md', akn: 'akn.xml' } as const;

/** The text in every format. One that cannot be made is told of, and the others stand. */
export async function* textFiles(
  { signal }: Pick<BundleAsked, 'signal'>,
  { content, version, options, documentId }: PrintedText,
  stem: string,
  missing: Missing[],
): AsyncGenerator<BundleFile> {
  const made = async (ending: string, make: () => Promise<Uint8Array> | Uint8Array): Promise<BundleFile | null> => {
    signal.throwIfAborted();
    try {
      return { path: `${stem}.${ending}`, content: await make(), isPacked: ['pdf', 'docx', 'odt'].includes(ending) };
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof ExporterError)) throw error;
      missing.push({ path: `${stem}.${ending}`, code: error.code });
      return null;
    }
  };
  const source = { documentId, version };
  const all = [
    await made('json', () => canonicalText(content).bytes),
    await made('pdf', async () => (await toPdf(content, { ...options, standard: 'a-3a', signal })).bytes),
    await made('txt', () => new TextEncoder().encode(toPlainText(content, options))),
  ];
  for (const file of all) if (file !== null) yield file;
  for (const format of formats) {
    const file = await made(endings[format], async () => (await toFile(format, content, { ...options, source, signal })).bytes);
    if (file !== null) yield file;
  }
}

/** The text with what is suggested in it and nobody has decided; nothing where that is the text itself. */
async function* suggestedFile(storage: Storage, { id }: DocumentRow, content: Node, folder: string): AsyncGenerator<BundleFile> {
  const { bytes, sha256 } = canonicalText((await readVersion(storage, id)).suggested);
  if (sha256 !== canonicalText(content).sha256) yield { path: `${folder}/${documentPaths.suggested}`, content: bytes };
}

async function allVersions({ storage, isOnlyRead = false }: BundleAsked['kept'], documentId: string): Promise<readonly Version[]> {
  const all: Version[] = [];
  for (let before: number | undefined; ; ) {
    const { versions, next } = await versionsOf(storage, documentId, { before, isOnlyRead });
    all.push(...versions);
    if (next === null) return all;
    before = next;
  }
}

/** What the journal alone does not say of how a text came to be. */
async function historyOf({ rows }: Storage, documentId: string) {
  const [clients, named, restorations, shares, reviews, sharedEntries, decisions, writers] = await Promise.all([
    rows.clients(documentId),
    rows.versions.named(documentId),
    rows.versions.restorations(documentId),
    rows.reviews.shares(documentId),
    rows.reviews.reviews({ documentId }),
    rows.sharedEntries.after(documentId, 0),
    rows.suggestionDecisions.of(documentId),
    rows.way.writers(documentId),
  ]);
  return { clients, named, restorations, shares, reviews, sharedEntries, decisions, writers };
}

/** As many entries of a journal, or of the log, are in memory at a time. */
const pageEntries = 500;

async function* journalLines({ journal }: Storage, documentId: string, people: Set<string>): AsyncGenerator<Uint8Array> {
  for (let after = 0; ; ) {
    const times = await journal.times(documentId, after, pageEntries);
    const last = times.at(-1);
    if (last === undefined) return;
    const entries = await journal.readDocumentUpdates(documentId, { after, upTo: last.seq });
    for (const { personId } of entries) if (personId !== null) people.add(personId);
    yield linesOf(
      entries.map(({ seq, at, personId, epoch, update }) =>
        JSON.stringify({ seq, at: at.toISOString(), personId, epoch, update: Buffer.from(update).toString('base64') }),
      ),
    );
    after = last.seq;
  }
}

/** What the municipality's log has of the matter, as `/api/audit/export` writes it. */
async function* logLines({ kept: { storage }, sight }: BundleAsked, documents: readonly SeenDocument[], people: Set<string>): AsyncGenerator<Uint8Array> {
  const ids = [sight.matter.id, ...documents.map(({ row }) => row.id)];
  for (let after = 0; ; ) {
    const entries = await storage.rows.audit.read(municipalityChain, { after, limit: pageEntries, ids });
    if (entries.length === 0) return;
    for (const { actorId } of entries) if (actorId !== null) people.add(actorId);
    yield linesOf(entries.map(auditLine));
    after = entries.at(-1)?.number ?? after;
  }
}

async function matterFacts({ kept: { storage }, sight: { matter } }: BundleAsked, told: Told) {
  const { way } = storage.rows;
  const [referrals, handlings] = await Promise.all([way.referrals(matter.id), way.handlings(matter.id)]);
  const facts = { ...matter, referrals, handlings };
  note(told, facts);
  return facts;
}

/** What the rows of the matter point at in the municipality: the bodies and meetings of its way, the templates of its documents. */
async function municipalityFacts(
  { storage: { rows } }: BundleAsked['kept'],
  { referrals, handlings }: Awaited<ReturnType<typeof matterFacts>>,
  { meetings: meetingIds, templates: templateIds }: Told,
) {
  const [name, bodies, calendar] = await Promise.all([municipalityName(rows), rows.organisation.bodies(), rows.organisation.meetings()]);
  const meetings: readonly MeetingRow[] = calendar.filter(({ id }) => meetingIds.has(id));
  const attendance = (await Promise.all(meetings.map(({ id }) => rows.organisation.attendance(id)))).flat();
  // Up to the last of those days: who sat then is what the meetings need, and who sits now is nobody's elsewhere.
  const seats = new Map<string, AssignmentRow>();
  for (const { bodyId, date } of meetings)
    for (const seat of await rows.organisation.assignments({ bodyId, on: date })) seats.set(seat.id, { ...seat, to: date });
  const ids = new Set([...referrals, ...handlings, ...meetings].map(({ bodyId }) => bodyId));
  for (const { id, parentId } of bodies) if (ids.has(id) && parentId !== null) ids.add(parentId);
  const named: readonly BodyRow[] = bodies.filter(({ id }) => ids.has(id));
  const templates = (await Promise.all([...templateIds].filter((id) => templateById(id) === null).map((id) => rows.organisation.template(id)))).filter(
    (template) => template !== null,
  );
  const arms = [...new Set(templates.flatMap(({ template }) => (typeof template.arms === 'string' ? [template.arms] : [])))];
  return {
    name,
    bodies: named,
    meetings,
    seats: [...seats.values()],
    attendance,
    templates,
    arms: arms.map((sha256) => ({ sha256, path: `vapen/${sha256}` })),
  };
}

/** The pictures that stand at the heads of documents. */
async function* armsFiles(
  { files }: BundleAsked['kept'],
  arms: readonly { readonly sha256: string; readonly path: string }[],
  missing: Missing[],
): AsyncGenerator<BundleFile> {
  for (const { sha256, path } of arms) {
    const file = await files.open('arms', sha256);
    if (file === null) missing.push({ path, code: 'fileMissing' });
    else yield { path, content: file.content, isPacked: true };
  }
}

/** Where the matter has been before, and what the logs there had of it: kept as it came, for it can be joined to no other. */
async function* originFiles({ files }: BundleAsked['kept'], origins: readonly OriginRow[], told: Told): AsyncGenerator<BundleFile> {
  for (const { matterId: _, order, ...origin } of origins) {
    note(told, origin);
    yield { path: bundlePaths.origin(order), content: jsonOf(origin) };
    const log = origin.log === null ? null : await files.open('origins', origin.log);
    if (log !== null) yield { path: bundlePaths.originLog(order), content: log.content };
    else if (origin.log !== null) told.missing.push({ path: bundlePaths.originLog(order), code: 'fileMissing' });
  }
}

/** Who the ids are of. Nobody whose personal data are protected, or who was erased, has a name here. */
async function peopleOf({ storage }: BundleAsked['kept'], ids: ReadonlySet<string>): Promise<object> {
  const rows = await Promise.all([...ids].sort().map((id) => storage.rows.person(id)));
  return rows.flatMap((row) => (row === null || row.isProtected || row.name === '' ? [] : [{ id: row.id, name: row.name, party: row.party }]));
}

const jsonOf = (value: object) => new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
const linesOf = (lines: readonly string[]) => new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
