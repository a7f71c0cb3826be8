import { createHash } from 'node:crypto';
import type { z } from '@hono/zod-openapi';
import { lockedStages, stagesOf, writableStages } from '@yrka/policies';
import type { OwnRows } from '@yrka/storage';
import { Refusal } from '../refusal.ts';
import {
  anyManifestSchema,
  type BundledHistory,
  type BundledOrigin,
  type BundledPerson,
  bundlePaths,
  type BundledThread,
  commentsSchema,
  type DocumentFacts,
  documentFactsSchema,
  documentPaths,
  formVersion,
  historySchema,
  type JournalLine,
  journalLineSchema,
  type Manifest,
  manifestSchema,
  type MatterFacts,
  matterSchema,
  type MunicipalityFacts,
  municipalitySchema,
  originSchema,
  ownSchema,
  peopleSchema,
  versionOf,
} from './bundleForm.ts';
import { type OpenZip, type ZipSource, openZip } from './unzipping.ts';

/** A bundle whose files have all been held against their checksums, and whose facts have the form that they should. */
export type OpenBundle = {
  readonly manifest: Manifest;
  readonly matter: MatterFacts;
  readonly municipality: MunicipalityFacts;
  readonly people: readonly BundledPerson[];
  readonly documents: readonly BundledDocument[];
  /** What is each person's own; null where it did not come along. */
  readonly own: OwnRows | null;
  /** From the oldest. */
  readonly origins: readonly (BundledOrigin & { readonly logPath: string | null })[];
  /** Where the log is that came along; null where none did. */
  readonly logPath: string | null;
  /** The bytes of a file in it. */
  content(path: string): AsyncIterable<Uint8Array>;
  bytes(path: string): Promise<Uint8Array>;
  /** The entries of a journal, one by one, as they come out of the file. */
  journal(document: BundledDocument): AsyncGenerator<JournalLine, void, undefined>;
};

export type BundledDocument = {
  readonly facts: DocumentFacts;
  /** As it stands, as canonical bytes. */
  readonly textPath: string;
  /** The same with what is suggested in it; null where nothing is, or it did not come along. */
  readonly suggestedPath: string | null;
  readonly threads: readonly BundledThread[];
  readonly history: BundledHistory | null;
  readonly journalPath: string | null;
};

/** What may be in memory at once of one file; journals and attachments are never whole. */
export const mostFactsBytes = 64 * 1024 * 1024;
/** And of all of them together, until the matter is taken in. */
const mostKeptBytes = 2 * mostFactsBytes;
/** So much is parsed and held against its form in some tenths of a second, for which whoever writes here waits; the most that there may be takes two seconds. */
const factsBesideOthers = 8 * 1024 * 1024;

export type OpeningBounds = {
  readonly signal?: AbortSignal;
  /** What may be parsed in one go; more where nobody waits for it meanwhile. */
  readonly maxFactsBytes?: number;
  readonly maxKeptBytes?: number;
};

/**
 * Opens a bundle and looks through all of it, without storing anything: what is damaged, changed or no bundle is told before.
 *
 * @throws Refusal `fileDamaged`, `fileEncrypted`, `bundleUnsafe` (see `openZip`); `notABundle`; `bundleTooNew`, `bundleTooOld`;
 * `bundleChanged` where a file is not what the manifest says, `bundleIncomplete` where one is missing or not named; `bundleMalformed`;
 * `bundleTooHeavy` for a file that is more than may be parsed in one go
 */
export async function openBundle(
  source: ZipSource,
  { signal, maxFactsBytes = factsBesideOthers, maxKeptBytes = mostKeptBytes }: OpeningBounds = {},
): Promise<OpenBundle> {
  const zip = await openZip(source);
  const whole = wholeFiles(zip, maxFactsBytes, maxKeptBytes);
  const manifest = await manifestOf(zip, whole);
  await holdAgainst(zip, manifest, signal);
  const read = <Schema extends z.ZodType>(path: string, schema: Schema) => jsonIn(whole, path, schema);
  const has = (path: string) => (zip.sizes.has(path) ? path : null);

  const documents: BundledDocument[] = [];
  for (const { id, folder, text } of manifest.documents) {
    const facts = await read(`${folder}/${documentPaths.facts}`, documentFactsSchema);
    // Where it was made it could not be read either.
    if (text === null) throw new Refusal('bundleIncomplete');
    if (facts.row.id !== id || facts.row.matterId !== manifest.matterId) throw new Refusal('bundleMalformed');
    const comments = has(`${folder}/${documentPaths.comments}`);
    const history = has(`${folder}/${documentPaths.history}`);
    documents.push({
      facts,
      textPath: text,
      suggestedPath: has(`${folder}/${documentPaths.suggested}`),
      threads: comments === null ? [] : await read(comments, commentsSchema),
      history: history === null ? null : await read(history, historySchema),
      journalPath: has(`${folder}/${documentPaths.journal}`),
    });
  }
  const origins: OpenBundle['origins'][number][] = [];
  for (let order = 1; zip.sizes.has(bundlePaths.origin(order)); order++)
    origins.push({ ...(await read(bundlePaths.origin(order), originSchema)), logPath: has(bundlePaths.originLog(order)) });
  const bundle: OpenBundle = {
    manifest,
    matter: await read(bundlePaths.matter, matterSchema),
    municipality: await read(bundlePaths.municipality, municipalitySchema),
    people: await read(bundlePaths.people, peopleSchema),
    documents,
    own: zip.sizes.has(bundlePaths.own) ? await read(bundlePaths.own, ownSchema) : null,
    origins,
    logPath: has(bundlePaths.log),
    content: (path) => zip.content(path),
    bytes: whole,
    journal: (document) => journalIn(zip, document),
  };
  refuseForeign(bundle);
  return bundle;
}

async function manifestOf(zip: OpenZip, whole: WholeFiles): Promise<Manifest> {
  if (!zip.sizes.has(bundlePaths.manifest)) throw new Refusal('notABundle');
  const bytes = await whole(bundlePaths.manifest);
  const any = anyManifestSchema.safeParse(parsedOrNull(bytes));
  const version = any.success ? versionOf(any.data.form) : null;
  if (version === null) throw new Refusal('notABundle');
  if (version > formVersion) throw new Refusal('bundleTooNew');
  if (version < formVersion) throw new Refusal('bundleTooOld');
  return checked(parsed(bytes), manifestSchema);
}

/** Every file is what the manifest says of it, and every file is named there. */
async function holdAgainst(zip: OpenZip, { files }: Manifest, signal: AbortSignal | undefined): Promise<void> {
  const named = new Set<string>([bundlePaths.manifest, bundlePaths.sums]);
  for (const { path, size, sha256 } of files) {
    signal?.throwIfAborted();
    if (named.has(path) || !zip.sizes.has(path)) throw new Refusal('bundleIncomplete');
    named.add(path);
    const hash = createHash('sha256');
    let count = 0;
    for await (const piece of zip.content(path)) {
      hash.update(piece);
      count += piece.length;
    }
    if (count !== size || hash.digest('hex') !== sha256) throw new Refusal('bundleChanged');
  }
  if ([...zip.sizes.keys()].some((path) => !named.has(path))) throw new Refusal('bundleIncomplete');
}

/** One matter's, and nothing that belongs to another. */
function refuseForeign(bundle: OpenBundle): void {
  const { matter, manifest, documents, own } = bundle;
  const isOfOneMatter =
    matter.id === manifest.matterId &&
    hasEachIdOnce(bundle) &&
    documents.every((document) => holdsTogether(document, bundle)) &&
    hasItsBodiesAndMeetings(bundle) &&
    (own === null || isOfDocuments(own, documents));
  if (!isOfOneMatter) throw new Refusal('bundleMalformed');
}

/** An id that is twice is one of two things. */
function hasEachIdOnce({ matter, documents, own }: OpenBundle): boolean {
  const ids = [
    ...documents.flatMap(({ facts: { row, locks, signatures, reportSteps, attachments, corrections, grants }, threads }) => [
      ...[row, ...locks, ...signatures, ...reportSteps, ...attachments, ...corrections, ...grants],
      ...threads.flatMap(({ comments }) => comments),
    ]),
    ...matter.referrals,
    ...matter.handlings,
    ...(own?.lateWork ?? []),
    ...(own?.rescues ?? []),
  ].map(({ id }) => id);
  return new Set(ids).size === ids.length;
}

/** All that is said of a document is of it, of its own locks and threads, and leads into no other matter. */
function holdsTogether({ facts, threads, history }: BundledDocument, { matter, documents }: OpenBundle): boolean {
  const { row, locks, signatures, reportSteps, attachments, verifications, corrections, masks, publicNotice, statement, grants } = facts;
  const ofDocument = [
    ...[...locks, ...signatures, ...reportSteps, ...attachments, ...verifications, ...corrections, ...grants, ...masks],
    ...[publicNotice, statement].filter((one) => one !== null),
    ...threads.map(({ thread }) => thread),
    ...(history === null ? [] : [...history.clients, ...history.named, ...history.restorations, ...history.shares, ...history.reviews, ...history.decisions]),
  ];
  const lockIds = new Set(locks.map(({ id }) => id));
  const ofLock = [...signatures, ...masks, ...verifications, ...verifications.flatMap(({ verifiers }) => verifiers)];
  const revised = documents.find((other) => other.facts.row.id === row.revisionOf)?.facts.row;
  return (
    ofDocument.every(({ documentId }) => documentId === row.id) &&
    ofLock.every(({ lockId }) => lockIds.has(lockId)) &&
    isAtItsStage(row, locks) &&
    threads.every(({ thread, comments }) => comments[0]?.id === thread.id && comments.every(({ threadId }) => threadId === thread.id)) &&
    (row.revisionOf === null || (revised !== undefined && revised.revision < row.revision)) &&
    (statement === null || statement.aboutMatterId === matter.id)
  );
}

/** It stands where its kind can stand, locked once or not at all as it is there. What came in before there were locks has none. */
function isAtItsStage({ kind, stage, space }: DocumentFacts['row'], locks: DocumentFacts['locks']): boolean {
  const inForce = locks.filter(({ liftedAt }) => liftedAt === null).length;
  const isOfStage = inForce === 0 ? writableStages.has(stage) || stage === 'received' : inForce === 1 && lockedStages.has(stage);
  return isOfStage && stagesOf[kind].includes(stage) && (space === 'published') === (stage === 'published');
}

/** Every body and meeting that is named comes along. */
function hasItsBodiesAndMeetings({ matter, municipality: { bodies, meetings, seats, attendance } }: OpenBundle): boolean {
  const bodyIds = new Set(bodies.map(({ id }) => id));
  const meetingIds = new Set(meetings.map(({ id }) => id));
  return (
    [...matter.referrals, ...matter.handlings].every(({ matterId, bodyId }) => matterId === matter.id && bodyIds.has(bodyId)) &&
    [...meetings, ...seats].every(({ bodyId }) => bodyIds.has(bodyId)) &&
    attendance.every(({ meetingId }) => meetingIds.has(meetingId))
  );
}

function isOfDocuments({ seen, lateWork, rescues, commentsRead }: NonNullable<OpenBundle['own']>, documents: readonly BundledDocument[]): boolean {
  const documentIds = new Set(documents.map(({ facts }) => facts.row.id));
  const threadIds = new Set(documents.flatMap(({ threads }) => threads.map(({ thread }) => thread.id)));
  return (
    [...seen, ...lateWork, ...rescues].every(({ documentId }) => documentIds.has(documentId)) && commentsRead.every(({ threadId }) => threadIds.has(threadId))
  );
}

async function jsonIn<Schema extends z.ZodType>(whole: WholeFiles, path: string, schema: Schema): Promise<z.infer<Schema>> {
  return checked(parsed(await whole(path)), schema);
}

function checked<Schema extends z.ZodType>(value: unknown, schema: Schema): z.infer<Schema> {
  const { success, data, error } = schema.safeParse(value);
  if (!success) throw new Refusal('bundleMalformed', { cause: error });
  return data;
}

function parsed(bytes: Uint8Array): unknown {
  const value = parsedOrNull(bytes);
  if (value === null) throw new Refusal('bundleMalformed');
  return value;
}

function parsedOrNull(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    // What it was meant to be nobody can tell; whoever asks says what that means.
    return null;
  }
}

type WholeFiles = (path: string) => Promise<Uint8Array>;

/** Reads files whole, as many as there is room for in memory: each may be of a size that one might be, and all of them together not. */
function wholeFiles(zip: OpenZip, maxFactsBytes: number, maxKeptBytes: number): WholeFiles {
  const read = new Set<string>();
  let bytes = 0;
  return async (path) => {
    const size = zip.sizes.get(path) ?? 0;
    if (!read.has(path)) bytes += size;
    read.add(path);
    if (size > mostFactsBytes || bytes > maxKeptBytes) throw new Refusal('bundleUnsafe');
    if (size > maxFactsBytes) throw new Refusal('bundleTooHeavy');
    const pieces: Uint8Array[] = [];
    for await (const piece of zip.content(path)) pieces.push(piece);
    return Buffer.concat(pieces);
  };
}

/** One line is one entry, which no room takes in that is larger than its document may be. */
const maxLineBytes = 100 * 1024 * 1024;

async function* journalIn(zip: OpenZip, { journalPath }: BundledDocument): AsyncGenerator<JournalLine, void, undefined> {
  if (journalPath === null) return;
  let last = 0;
  for await (const line of linesIn(zip.content(journalPath))) {
    if (line.length === 0) continue;
    const entry = checked(parsed(line), journalLineSchema);
    if (entry.seq <= last) throw new Refusal('bundleMalformed');
    last = entry.seq;
    yield entry;
  }
}

/** Line by line, as long as none grows without end. */
async function* linesIn(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  let open: Uint8Array[] = [];
  let length = 0;
  for await (const piece of content) {
    let from = 0;
    for (let end = piece.indexOf(10); end >= 0; end = piece.indexOf(10, from)) {
      yield Buffer.concat([...open, piece.subarray(from, end)]);
      [open, length, from] = [[], 0, end + 1];
    }
    open.push(piece.subarray(from));
    length += piece.length - from;
    if (length > maxLineBytes) throw new Refusal('bundleUnsafe');
  }
  yield Buffer.concat(open);
}
