import { ExporterError, toFile, toPdf, toPlainText } from '@yrka/exporters';
import type { DocumentKind } from '@yrka/schema';
import { auditLine, type DocumentRow, type PersonRow } from '@yrka/storage';
import { municipalityChain } from '../audit/record.ts';
import { threadsFor } from '../comments/comments.ts';
import type { ServerContext } from '../context.ts';
import { actorOf, type OpenDocument, type OpenMatter } from '../documents/access.ts';
import { canonicalText } from '../documents/lockedText.ts';
import { type Version, versionsOf } from '../documents/versions.ts';
import { gathered } from '../papers/paper.ts';
import { Refusal } from '../refusal.ts';
import { type BundleEntry, type BundleFile, zipped } from './zipping.ts';

/** What goes along beside the documents and their attachments. */
export type BundleChoice = {
  readonly comments: boolean;
  readonly versions: boolean;
  readonly log: boolean;
  /** Everything that was ever written in the documents, with what was taken away again. */
  readonly journal: boolean;
};

export type BundleAsked = {
  readonly server: ServerContext;
  readonly person: PersonRow;
  readonly matter: OpenMatter;
  readonly choice: BundleChoice;
  readonly at: Date;
  readonly signal: AbortSignal;
};

/** What could not be put in, and why: a code of the server's, or of what sets pages. */
type Missing = { readonly path: string; readonly code: string };

const bundleForm = 'yrka-bundle/1';

/**
 * A matter as one archive: each document in every format with its canonical text and its attachments, what was chosen beside it,
 * `manifest.json` and `SHA256SUMS`. It holds what the person reads and nothing of a party's space, whoever they are.
 */
export function matterBundle(asked: BundleAsked): ReadableStream<Uint8Array> {
  const { matter, at, choice } = asked;
  const described: object[] = [];
  const missing: Missing[] = [];
  const people = new Set<string>();
  async function* files(): AsyncGenerator<BundleFile> {
    const documents = bundledDocuments(matter);
    for (const [index, document] of documents.entries())
      yield* documentFiles(asked, document, folderOf(index, document.row.kind), { described, missing, people });
    if (choice.log && mayHaveLog(asked)) yield { path: 'handelselogg.jsonl', content: logLines(asked, documents, people) };
    yield { path: 'arende.json', content: jsonOf(await matterFacts(asked, people)) };
    yield { path: 'personer.json', content: jsonOf(await peopleOf(asked, people)) };
  }
  const end = (entries: readonly BundleEntry[]): readonly BundleFile[] => {
    const manifest = { form: bundleForm, madeAt: at.toISOString(), matterId: matter.row.id, holds: choice, documents: described, missing, files: entries };
    const written = { path: 'manifest.json', content: jsonOf(manifest) };
    return [written, { path: 'SHA256SUMS', content: new TextEncoder().encode(entries.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join('')) }];
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

type Told = { readonly described: object[]; readonly missing: Missing[]; readonly people: Set<string> };

async function* documentFiles(asked: BundleAsked, document: OpenDocument, folder: string, { described, missing, people }: Told): AsyncGenerator<BundleFile> {
  const { server, person, choice } = asked;
  const { row } = document;
  const [lock, signatures] = await Promise.all([server.storage.rows.way.lock(row.id), server.storage.rows.way.signatures(row.id)]);
  described.push({
    id: row.id,
    folder,
    kind: row.kind,
    title: row.title,
    stage: row.stage,
    revision: row.revision,
    revisionOf: row.revisionOf,
    createdAt: row.createdAt.toISOString(),
    lock: lock === null ? null : { version: lock.seq, at: lock.at.toISOString(), sha256: lock.sha256 },
    signatures: signatures.map(({ name, party, kind, at }) => ({ name, party, kind, at: at.toISOString() })),
  });
  yield* textFiles(asked, document, `${folder}/${names[row.kind]}`, missing);
  for (const attachment of await server.attachments.list(row.id)) {
    const path = `${folder}/bilagor/${attachment.order}-${attachment.fileName}`;
    const file = await server.attachments.open(row, attachment);
    if (file === null) missing.push({ path, code: 'fileMissing' });
    else yield { path, content: file.content, isPacked: true };
  }
  if (choice.comments && document.comments !== 'none') {
    const threads = await threadsFor({ server, person, document });
    for (const { thread, comments } of threads) {
      for (const id of [thread.assignedTo, thread.resolvedBy]) if (id !== null) people.add(id);
      for (const { personId, mentions } of comments) for (const id of [personId, ...mentions]) people.add(id);
    }
    yield { path: `${folder}/kommentarer.json`, content: jsonOf(threads) };
  }
  // How a text came to be is read by those who prepared it; of what was shared, what was shared is all there is.
  if (document.shared !== null || !document.readsVersions) return;
  if (choice.versions) yield { path: `${folder}/versioner.json`, content: jsonOf(await allVersions(server, row.id)) };
  if (choice.journal) yield { path: `${folder}/journal.jsonl`, content: journalLines(server, row.id, people) };
}

const formats = ['docx', 'odt', 'html', 'markdown', 'akn'] as const;
const endings = { docx: 'docx', odt: 'odt', html: 'html', markdown: 'md', akn: 'akn.xml' } as const;

/** The text in every format. One that cannot be made is told of, and the others stand. */
async function* textFiles(
  { server, person, signal }: BundleAsked,
  { row, shared, matter }: OpenDocument,
  stem: string,
  missing: Missing[],
): AsyncGenerator<BundleFile> {
  const { storage, files, access } = server;
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
  let text: Awaited<ReturnType<typeof gathered>>;
  try {
    text = await gathered({ storage, files }, { row, shared, matter, motion: await access.motionBeside(person, row) });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    missing.push({ path: stem, code: error.code });
    return;
  }
  const { content, options, version } = text;
  const source = { documentId: row.id, version };
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

async function allVersions({ storage }: ServerContext, documentId: string): Promise<readonly Version[]> {
  const all: Version[] = [];
  for (let before: number | undefined; ; ) {
    const { versions, next } = await versionsOf(storage, documentId, before === undefined ? {} : { before });
    all.push(...versions);
    if (next === null) return all;
    before = next;
  }
}

/** As many entries of a journal, or of the log, are in memory at a time. */
const pageEntries = 500;

async function* journalLines({ storage }: ServerContext, documentId: string, people: Set<string>): AsyncGenerator<Uint8Array> {
  for (let after = 0; ; ) {
    const times = await storage.journal.times(documentId, after, pageEntries);
    const last = times.at(-1);
    if (last === undefined) return;
    const entries = await storage.journal.readDocumentUpdates(documentId, { after, upTo: last.seq });
    for (const { personId } of entries) if (personId !== null) people.add(personId);
    yield linesOf(
      entries.map(({ seq, at, personId, epoch, update }) =>
        JSON.stringify({ seq, at: at.toISOString(), personId, epoch, update: Buffer.from(update).toString('base64') }),
      ),
    );
    after = last.seq;
  }
}

const mayHaveLog = ({ server, person }: BundleAsked) => server.access.policies.mayReadAuditLog(actorOf(person), { kind: 'municipality' });

/** What the municipality's log has of the matter, as `/api/audit/export` writes it. */
async function* logLines({ server, matter }: BundleAsked, documents: readonly OpenDocument[], people: Set<string>): AsyncGenerator<Uint8Array> {
  const ids = [matter.row.id, ...documents.map(({ row }) => row.id)];
  for (let after = 0; ; ) {
    const entries = await server.storage.rows.audit.read(municipalityChain, { after, limit: pageEntries, ids });
    if (entries.length === 0) return;
    for (const { actorId } of entries) if (actorId !== null) people.add(actorId);
    yield linesOf(entries.map(auditLine));
    after = entries.at(-1)?.number ?? after;
  }
}

async function matterFacts({ server, matter }: BundleAsked, people: Set<string>): Promise<object> {
  const { way } = server.storage.rows;
  const [referrals, handlings] = await Promise.all([way.referrals(matter.row.id), way.handlings(matter.row.id)]);
  if (matter.row.responsibleOfficer !== null) people.add(matter.row.responsibleOfficer);
  return { ...matter.row, referrals, handlings };
}

/** Who the ids are of. Nobody whose personal data are protected, or who was erased, has a name here. */
async function peopleOf({ server }: BundleAsked, ids: ReadonlySet<string>): Promise<object> {
  const rows = await Promise.all([...ids].sort().map((id) => server.storage.rows.person(id)));
  return rows.flatMap((row) => (row === null || row.isProtected ? [] : [{ id: row.id, name: row.name, party: row.party }]));
}

const jsonOf = (value: object) => new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
const linesOf = (lines: readonly string[]) => new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
