import { createHash } from 'node:crypto';
import { isElected } from '@yrka/policies';
import { schema } from '@yrka/schema';
import {
  type AssignmentRow,
  type DocumentRow,
  eraseDeleted,
  type LockRow,
  type MatterRow,
  type NewJournalEntry,
  type OriginRow,
  type OwnRows,
  type PersonRow,
  type Rows,
  type Seq,
  type Storage,
  StorageError,
} from '@yrka/storage';
import { inClientOrder, inspectUpdate, updateFromDocument } from '@yrka/ydoc';
import type { Node } from 'prosemirror-model';
import type { Attachments } from '../attachments/attachments.ts';
import { municipalityChain, record } from '../audit/record.ts';
import { contentClientId } from '../documents/creating.ts';
import { actorOf } from '../documents/access.ts';
import { canonicalText } from '../documents/lockedText.ts';
import { readVersion } from '../documents/reading.ts';
import { isInUse } from '../acts/registering.ts';
import { mediaTypeOf } from '../files/mediaType.ts';
import { type FileKeeper, type FileStore, keeperOf } from '../files/store.ts';
import { refuseUnfitArms } from '../organisation/arms.ts';
import { civilMoment } from '../organisation/civil.ts';
import { templateFromElsewhere } from '../organisation/template.ts';
import { Refusal } from '../refusal.ts';
import type { BundledThread, DocumentFacts } from './bundleForm.ts';
import { closedKeys, peopleNamed, personKeys } from './bundlePeople.ts';
import type { BundledDocument, OpenBundle } from './openBundle.ts';
import { type Places, placesFor } from './placing.ts';
import { Acquaintance, recognise } from './recognising.ts';
import { type SeqMap, versionsNamed } from './versionsElsewhere.ts';

/** What matters are taken in to. */
export type Installation = { readonly storage: Storage; readonly files: FileStore; readonly attachments: Pick<Attachments, 'dropFiles'> };

export type TakingIn = Installation & {
  readonly bundle: OpenBundle;
  /** Of the file itself, hexadecimal. */
  readonly sha256: string;
  /** Instead of the number that the matter had: one that nobody has here. */
  readonly diarienummer: string | null;
  /** Of those in the bundle who may be somebody here, the ids of those who are. */
  readonly same: ReadonlySet<string>;
  /** Of a body in the bundle, by id, which body it is here; whatever of them nobody has said so of is found, or added. */
  readonly bodies?: ReadonlyMap<string, string>;
  /** Who takes it in; null for a command. */
  readonly actorId: string | null;
  readonly at: Date;
  readonly signal?: AbortSignal | undefined;
  /** Asked when all but the rows is here, which takes its time. Throws where whoever takes it in may not any more. */
  readonly judge?: () => Promise<void>;
};

/** What did not come along as it was, for whoever took it in. */
export type Remark =
  /** The text came without the journal: it begins with what it says. */
  | { readonly code: 'withoutHistory'; readonly documentId: string }
  | { readonly code: 'attachmentMissing'; readonly documentId: string; readonly title: string }
  | { readonly code: 'meetingUnknown'; readonly date: string }
  | { readonly code: 'bodyAdded'; readonly name: string }
  /** A meeting is here, and others were present at it: what is recorded here stands. */
  | { readonly code: 'attendanceKept'; readonly date: string }
  /** Who answered for the matter may do nothing here. */
  | { readonly code: 'officerAway' };

/** What came along, by how many there are of each. */
export type Carried = {
  readonly documents: number;
  /** Of the documents, those with everything that was written in them. */
  readonly histories: number;
  readonly locks: number;
  readonly signatures: number;
  readonly attachments: number;
  readonly comments: number;
  /** People with access to one of the documents, beside what their roles give. */
  readonly access: number;
  readonly hasLog: boolean;
  /** Whether what is each person's own was in the file. */
  readonly hasOwn: boolean;
};

export type TakenIn = { readonly matterId: string; readonly carried: Carried; readonly remarks: readonly Remark[]; readonly people: number };

/** One at a time: two who take in the same at once would each take the other's beginnings for what a crash left. */
let turn: Promise<unknown> = Promise.resolve();

/**
 * Takes a matter in from a bundle: texts first, then files, then all rows in one transaction with its entry in the log. What
 * fails on the way, or is stopped, is undone. A process that dies on the way leaves no row, and so nothing that anybody sees;
 * what it left of texts is cleared when the same matter is taken in again.
 *
 * @throws Refusal `matterIsHere`, `bundleIdsTaken`, `diarienummerInUse`; `lockBroken` for a locked text that is not the one that
 * was locked; `bundleContradicts` where journal, text and facts do not agree; StorageError `full`
 */
export function takeIn(asked: TakingIn): Promise<TakenIn> {
  const mine = turn.then(() => takeInNow(asked));
  turn = mine.catch(() => undefined); // told to whoever asked for it
  return mine;
}

/** What stands in the way of taking a matter in; null for nothing. */
export async function obstacleTo(
  rows: Rows,
  { matter, documents }: Pick<OpenBundle, 'matter' | 'documents'>,
): Promise<'matterIsHere' | 'bundleIdsTaken' | 'diarienummerInUse' | null> {
  if ((await rows.matter(matter.id)) !== null) return 'matterIsHere';
  for (const { facts } of documents) if ((await rows.document(facts.row.id)) !== null) return 'bundleIdsTaken';
  return matter.diarienummer !== null && (await isInUse(rows, matter.id, matter.diarienummer)) ? 'diarienummerInUse' : null;
}

async function takeInNow(asked: TakingIn): Promise<TakenIn> {
  const { storage, bundle, at, signal } = asked;
  const renumbered = asked.diarienummer === null ? bundle.matter : { ...bundle.matter, diarienummer: asked.diarienummer };
  const obstacle = await obstacleTo(storage.rows, { matter: renumbered, documents: bundle.documents });
  if (obstacle !== null) throw new Refusal(obstacle);
  // Late work was sent as any other words are, and is held against the same.
  if (bundle.own?.lateWork.some(({ update }) => !inspectUpdate(update).ok) === true) throw new Refusal('bundleContradicts');

  const acquaintance = new Acquaintance(storage.rows, await recognise(storage.rows, bundle.people), asked.same);
  for (const { id } of bundle.people) await acquaintance.meet(id);
  const places = await placesFor(storage.rows.organisation, bundle.municipality, civilMoment(at).date, asked.bodies);
  const undo: (() => Promise<void>)[] = [];
  try {
    const texts: TakenText[] = [];
    const named = await textsOf(bundle);
    const wanted = versionsNamed(bundle, named);
    for (const [index, document] of bundle.documents.entries()) {
      signal?.throwIfAborted();
      texts.push(await takeText(asked, document, named[index], wanted.get(document.facts.row.id) ?? new Set(), acquaintance, undo));
    }
    const logs = await takeFiles(asked, undo);
    // Before the transaction: within it nobody else is asked anything.
    const people = await peopleIn([bundle.matter, bundle.own, places.newSeats, places.newAttendance, ...bundle.documents], acquaintance);
    signal?.throwIfAborted();
    await asked.judge?.();
    await storage.rows
      .transaction(async (rows) => {
        // Somebody may have come first in another way, while files and texts came.
        const meanwhile = await obstacleTo(rows, { matter: renumbered, documents: bundle.documents });
        if (meanwhile !== null) throw new Refusal(meanwhile);
        await writeRows(rows, asked, { matter: renumbered, texts, logs, people, added: acquaintance.added, places });
      })
      .catch((error: unknown) => {
        throw isTaken(error) ? new Refusal('bundleIdsTaken', { cause: error }) : error;
      });
    // It is there: whatever goes wrong now, its rows have their texts and files.
    undo.length = 0;
    const officer = bundle.matter.responsibleOfficer === null ? null : await storage.rows.person(people.get(bundle.matter.responsibleOfficer) ?? '');
    const isOfficerAway = bundle.matter.responsibleOfficer !== null && officer?.isActive !== true;
    const remarks = [...remarksOf(bundle, texts, places), ...(isOfficerAway ? [{ code: 'officerAway' } as const] : [])];
    return { matterId: bundle.matter.id, people: acquaintance.added.length, carried: carriedIn(bundle, texts), remarks };
  } catch (error) {
    // What went wrong first is what is told; what cannot be undone now is nobody's, and cleared at the next attempt or start.
    for (const act of undo.toReversed()) await act().catch(() => undefined);
    throw error;
  }
}

/** A document's text as it is stored here. */
type TakenText = {
  readonly document: BundledDocument;
  readonly content: Node;
  readonly seqs: SeqMap;
  readonly locks: readonly LockRow[];
  readonly hasHistory: boolean;
};

/** What each document says, in their order. Read once, and held against what else the bundle says of it. */
async function textsOf(bundle: OpenBundle): Promise<readonly Node[]> {
  const texts: Node[] = [];
  for (const { textPath, facts } of bundle.documents) {
    const bytes = await bundle.bytes(textPath);
    const inForce = facts.locks.find(({ liftedAt }) => liftedAt === null);
    if (inForce !== undefined && hashOf(bytes) !== inForce.sha256) throw new Refusal('lockBroken');
    texts.push(contentOf(bytes, 'bundleContradicts'));
  }
  return texts;
}

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** The document that canonical bytes are of: they must be the very bytes that it would be locked with. */
function contentOf(bytes: Uint8Array, otherwise: 'bundleContradicts' | 'lockBroken'): Node {
  let content: Node;
  try {
    const written: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    content = schema.nodeFromJSON((written as { readonly content?: unknown } | null)?.content);
    content.check();
  } catch (cause) {
    throw new Refusal(otherwise, { cause });
  }
  if (canonicalText(content).sha256 !== hashOf(bytes)) throw new Refusal(otherwise);
  return content;
}

/** Puts a document's words into the journal: as they were written where that came along, else as they stand. */
async function takeText(
  asked: TakingIn,
  document: BundledDocument,
  content: Node | undefined,
  wanted: ReadonlySet<Seq>,
  acquaintance: Acquaintance,
  undo: (() => Promise<void>)[],
): Promise<TakenText> {
  const { storage, bundle, at, signal } = asked;
  const { id } = document.facts.row;
  if (content === undefined) throw new Refusal('bundleMalformed');
  // Where the process ends before the row comes, the next start erases it.
  await storage.rows.beginDocument(id);
  // Without a row it is nobody's: an attempt that was cut short left it.
  if ((await storage.journal.lastSeq(id)) > 0) await storage.journal.erase(id);
  undo.push(() => eraseDeleted(storage, id));
  const seqs: SeqMap = { here: new Map(), first: 0, last: 0 };
  let batch: { readonly there: Seq; readonly entry: NewJournalEntry }[] = [];
  let batchBytes = 0;
  const flush = async () => {
    signal?.throwIfAborted();
    const stored = await storage.journal.appendBatch(batch.map(({ entry }) => entry));
    for (const [index, { there }] of batch.entries()) {
      const here = stored[index] ?? 0;
      if (seqs.first === 0) seqs.first = here;
      seqs.last = here;
      if (wanted.has(there)) seqs.here.set(there, here);
    }
    batch = [];
    batchBytes = 0;
  };
  for await (const line of bundle.journal(document)) {
    const given = new Uint8Array(Buffer.from(line.update, 'base64'));
    // What the server itself wrote may be larger than what it takes in; it is held against the text below.
    const update = line.personId === null ? given : fitUpdate(given);
    const personId = line.personId === null ? null : await acquaintance.meet(line.personId);
    batch.push({ there: line.seq, entry: { documentId: id, update, personId, at: line.at, ...(line.epoch !== undefined && { epoch: line.epoch }) } });
    batchBytes += update.length;
    if (batch.length >= batchEntries || batchBytes >= maxBatchBytes) await flush();
  }
  if (batch.length > 0) await flush();
  const hasHistory = seqs.last > 0;
  if (!hasHistory) {
    const whole = document.suggestedPath === null ? content : contentOf(await bundle.bytes(document.suggestedPath), 'bundleContradicts');
    batch = [{ there: document.facts.version, entry: { documentId: id, update: updateFromDocument(whole, contentClientId), personId: null, at } }];
    await flush();
    for (const there of wanted) if (there === document.facts.version) seqs.here.set(there, seqs.last);
  }
  const locks = await locksOf(asked, document, seqs, hasHistory);
  await holdText(storage, document, content, seqs, locks, hasHistory);
  return { document, content, seqs, locks, hasHistory };
}

/** As a client's own would be taken in. There was a time when another order of its clients was. */
function fitUpdate(given: Uint8Array): Uint8Array {
  if (inspectUpdate(given).ok) return given;
  const ordered = inClientOrder(given);
  if (ordered === null || !inspectUpdate(ordered).ok) throw new Refusal('bundleContradicts');
  return ordered;
}

const batchEntries = 500;
const maxBatchBytes = 4 * 1024 * 1024;

/** The locks with their bytes, each of which must be what it was locked with. */
async function locksOf({ bundle }: TakingIn, { facts }: BundledDocument, seqs: SeqMap, hasHistory: boolean): Promise<readonly LockRow[]> {
  const locks: LockRow[] = [];
  for (const { path, seq, ...lock } of facts.locks) {
    const bytes = await bundle.bytes(path);
    if (hashOf(bytes) !== lock.sha256) throw new Refusal('lockBroken');
    contentOf(bytes, 'lockBroken');
    const inForce = lock.liftedAt === null ? seqs.last : seqs.first - 1;
    // Of a wording that was cleared away, or whose journal did not come, nothing is left to point at: it lies before all there is.
    locks.push({ ...lock, bytes, seq: (hasHistory ? seqs.here.get(seq) : null) ?? inForce });
  }
  return locks;
}

/** What the journal gives is the text that the bundle says, now and wherever it was locked. */
async function holdText(
  storage: Storage,
  { facts }: BundledDocument,
  content: Node,
  seqs: SeqMap,
  locks: readonly LockRow[],
  hasHistory: boolean,
): Promise<void> {
  const { id } = facts.row;
  const inForce = locks.find(({ liftedAt }) => liftedAt === null);
  const said = new Map<Seq, string>();
  if (hasHistory) for (const lock of locks) if (lock.seq >= seqs.first) said.set(lock.seq, lock.sha256);
  if (inForce === undefined) said.set(seqs.last, canonicalText(content).sha256);
  for (const [seq, sha256] of said) {
    const stored = await readVersion(storage, id, seq).catch((error: unknown) => {
      throw error instanceof Refusal ? error : new Refusal('bundleContradicts', { cause: error });
    });
    if (canonicalText(stored.content).sha256 !== sha256) throw new Refusal(inForce === undefined ? 'bundleContradicts' : 'lockBroken');
  }
}

/** The files that rows will name: attachments, the arms of templates, and logs. Files first, so that a row always has its file. */
async function takeFiles({ bundle, storage, files, attachments, signal }: TakingIn, undo: (() => Promise<void>)[]): Promise<readonly (string | null)[]> {
  const keep = async (keeper: FileKeeper, path: string, expected: string | null, isFit: (received: Received) => Promise<boolean>): Promise<string> => {
    signal?.throwIfAborted();
    const received = await files.receive(keeper, bundle.content(path), Number.MAX_SAFE_INTEGER);
    try {
      if ((expected !== null && received.sha256 !== expected) || !(await isFit(received))) throw new Refusal('bundleContradicts');
      const there = await files.open(keeper, received.sha256);
      await there?.content.cancel();
      // A log that another matter came with stays; arms may have been put up meanwhile, and are a picture like any other.
      if (there === null && keeper === 'origins') undo.push(() => files.remove(keeper, received.sha256));
      if (keeper === 'municipality') await storage.rows.way.unsettleFile({ keeper, sha256: received.sha256 });
      await received.keep();
      return received.sha256;
    } finally {
      await received.discard();
    }
  };
  for (const { facts } of bundle.documents) {
    const row = documentRow(facts);
    undo.push(() => attachments.dropFiles(row, facts.attachments));
    for (const { path, sha256, size, mediaType } of facts.attachments)
      if (path !== null)
        await keep(keeperOf(row), path, sha256, async (received) => received.size === size && (await mediaTypeOf(received.read, received.size)) === mediaType);
  }
  for (const { path, sha256 } of bundle.municipality.arms)
    await keep('arms', path, sha256, async (received) => {
      await refuseUnfitArms(received);
      return true;
    });
  const logs: (string | null)[] = [];
  for (const path of [...bundle.origins.map(({ logPath }) => logPath), bundle.logPath])
    logs.push(path === null ? null : await keep('origins', path, null, async () => true));
  return logs;
}

type Received = Awaited<ReturnType<FileStore['receive']>>;

const documentRow = ({ row }: DocumentFacts): DocumentRow => row;

/** All that is known before the transaction. */
type Written = {
  readonly matter: OpenBundle['matter'];
  readonly texts: readonly TakenText[];
  readonly logs: readonly (string | null)[];
  readonly people: ReadonlyMap<string, string>;
  readonly added: readonly PersonRow[];
  readonly places: Places;
};

async function writeRows(rows: Rows, asked: TakingIn, { matter, texts, logs, people, added, places }: Written): Promise<void> {
  const { bundle, at, actorId, sha256 } = asked;
  const here = <Value>(value: Value) => placed(value, people, places);
  await rows.putPeople(added);
  await rows.organisation.putBodies(places.newBodies);
  await rows.organisation.putMeetings(places.newMeetings);
  const somebody = (id: string) => people.get(id) ?? id;
  await putSeats(
    rows,
    places.newSeats.map((seat) => ({ ...seat, personId: somebody(seat.personId) })),
  );
  await rows.organisation.putAttendance(
    places.newAttendance.map((row) => ({ ...row, personId: somebody(row.personId), inPlaceOf: row.inPlaceOf === null ? null : somebody(row.inPlaceOf) })),
  );
  for (const template of bundle.municipality.templates) {
    const kept = templateFromElsewhere(template);
    if (kept === null) throw new Refusal('bundleContradicts');
    await rows.organisation.keepTemplate(kept);
  }

  const { referrals, handlings, ...row } = here(matter);
  await rows.insertMatter(
    row satisfies MatterRow,
    texts.map(({ document }) => here(document.facts.row)),
  );
  for (const text of texts) await writeDocument(rows, text, here);
  if (bundle.own !== null) await rows.own.insert(matter.id, ownHere(bundle.own, texts, here));
  await rows.way.insertFormer({ referrals, handlings });
  for (const [index, origin] of originsOf(asked, texts, logs).entries()) await rows.origins.insert({ ...origin, matterId: matter.id, order: index + 1 });
  const log = logs.at(-1) ?? null;
  await record(rows, {
    chain: municipalityChain,
    at,
    actorId,
    act: 'importMatter',
    subject: { kind: 'matter', id: matter.id },
    details: { sha256, form: bundle.manifest.form, documents: texts.length, log, ...(matter.diarienummer !== null && { diarienummer: matter.diarienummer }) },
  });
}

/**
 * Who sat in bodies that came along. Whoever has a seat has the roles that their seats give, day by day: one who is elected here
 * without a seat, as somebody from before there were seats is, would be so no more the day after.
 */
async function putSeats(rows: Rows, seats: readonly AssignmentRow[]): Promise<void> {
  const seated = new Set((await rows.organisation.assignments()).map(({ personId }) => personId));
  const kept: AssignmentRow[] = [];
  for (const seat of seats) {
    const person = await rows.person(seat.personId);
    if (person === null || seated.has(person.id) || !isElected(actorOf(person))) kept.push(seat);
  }
  await rows.organisation.putAssignments(kept);
}

async function writeDocument(rows: Rows, { document, seqs, locks, hasHistory }: TakenText, here: <Value>(value: Value) => Value): Promise<void> {
  const { facts, threads, history } = document;
  const { id } = facts.row;
  await rows.way.insertFormer({
    locks: locks.map(here),
    signatures: facts.signatures.map(here),
    grants: facts.grants.map(here),
    attachments: facts.attachments.map(({ path: _, ...attachment }) => here(attachment)),
  });
  for (const { sha256 } of facts.attachments) await rows.way.settleFile({ keeper: keeperOf(facts.row), sha256 });
  for (const step of facts.reportSteps) await rows.way.insertReportStep(here(step));
  const meetingId = here({ meetingId: facts.meetingId }).meetingId;
  if (meetingId !== null) await rows.way.putMeetingOf(id, meetingId);
  for (const { verifiers, ...verification } of facts.verifications) await rows.minutes.insertVerification(here(verification), verifiers.map(here));
  if (facts.publicNotice !== null) await rows.minutes.insertPublicNotice(here(facts.publicNotice));
  await rows.maskDecisions.put(facts.masks.map(here));
  for (const correction of facts.corrections) await rows.minutes.insertCorrection(here(correction));
  if (facts.statement !== null) await rows.minutes.insertStatement(here(facts.statement));
  for (const { thread, comments } of threads) {
    const [first, ...replies] = comments.map(here);
    if (first === undefined) continue;
    await rows.comments.insertThread({ ...here(thread), anchor: hasHistory ? thread.anchor : unlettered(thread.anchor) }, first);
    for (const reply of replies) await rows.comments.insertReply(reply);
  }
  if (!facts.runsAreKept) await rows.runs.end(id);
  if (history === null || !hasHistory) return;
  if (facts.writersAreShown) await rows.runs.show(id, true);
  for (const { personId, at } of history.writers.map(here)) await rows.way.putWriter(id, personId, at);
  const seqHere = (there: Seq) => seqs.here.get(there) ?? null;
  await rows.claimClients(history.clients.map(here));
  for (const version of history.named) {
    const seq = seqHere(version.seq);
    if (seq !== null) await rows.versions.name({ ...here(version), seq });
  }
  for (const restoration of history.restorations) {
    const [version, before, seq] = [seqHere(restoration.version), seqHere(restoration.before), restoration.seq === null ? null : seqHere(restoration.seq)];
    if (version !== null && before !== null) await rows.versions.insertRestoration({ ...here(restoration), version, before, seq });
  }
  for (const share of history.shares) {
    const seq = seqHere(share.seq);
    if (seq !== null) await rows.reviews.insertShare({ ...here(share), seq });
  }
  for (const review of history.reviews) await rows.reviews.putReview({ ...here(review), doneSeq: review.doneSeq === null ? null : seqHere(review.doneSeq) });
  await rows.sharedEntries.add(
    id,
    history.sharedEntries.flatMap((there) => seqHere(there) ?? []),
  );
  for (const decision of history.decisions) await rows.suggestionDecisions.put(here(decision));
}

/** What is each person's own, as far as what it points at came along: letters and late work belong to a journal. */
function ownHere(own: OwnRows, texts: readonly TakenText[], here: <Value>(value: Value) => Value): OwnRows {
  const written = new Map(texts.filter(({ hasHistory }) => hasHistory).map(({ document, seqs }) => [document.facts.row.id, seqs]));
  const isWritten = ({ documentId }: { readonly documentId: string }) => written.has(documentId);
  const { mutes, commentsRead, seen, lateWork, rescues } = here(own);
  return {
    mutes,
    commentsRead,
    lateWork: lateWork.filter(isWritten),
    rescues: rescues.filter(isWritten),
    seen: seen.flatMap((row) => {
      const seq = written.get(row.documentId)?.here.get(row.seq);
      return seq === undefined ? [] : [{ ...row, seq }];
    }),
  };
}

/** A text that is written anew has other letters: an anchor is found by its words. */
function unlettered(anchor: BundledThread['thread']['anchor']): object | null {
  if (anchor === null) return null;
  const { next: _, ...rest } = anchor;
  return { ...rest, letters: null };
}

/** Where the matter has been, the last place at the end, with what each version of its texts was called there. */
function originsOf(
  { bundle, at, actorId, sha256 }: TakingIn,
  texts: readonly TakenText[],
  logs: readonly (string | null)[],
): readonly Omit<OriginRow, 'matterId' | 'order'>[] {
  const known = new Map(texts.map(({ document, seqs }) => [document.facts.row.id, seqs.here]));
  const former = bundle.origins.map(({ logPath: _, versions, ...origin }, index) => ({
    ...origin,
    log: logs[index] ?? null,
    versions: Object.fromEntries(
      Object.entries(versions).map(([id, pairs]) => [
        id,
        pairs.flatMap(([there, then]): (readonly [Seq, Seq])[] => {
          const here = known.get(id)?.get(then);
          return here === undefined ? [] : [[there, here]];
        }),
      ]),
    ),
  }));
  const { manifest, matter } = bundle;
  return [
    ...former,
    {
      at,
      by: actorId,
      sha256,
      form: manifest.form,
      madeAt: manifest.madeAt,
      municipality: manifest.madeBy.municipality,
      diarienummer: matter.diarienummer,
      log: logs.at(-1) ?? null,
      versions: Object.fromEntries([...known].map(([id, here]) => [id, [...here]])),
    },
  ];
}

/** Everybody whom rows name, each met. */
async function peopleIn(values: readonly unknown[], acquaintance: Acquaintance): Promise<ReadonlyMap<string, string>> {
  const ids = peopleNamed(values);
  for (const id of ids) await acquaintance.meet(id);
  return new Map([...ids].map((id) => [id, acquaintance.idOf(id)]));
}

/** A row with people, bodies and meetings by their ids here. A meeting that is not here is none. */
function placed<Value>(value: Value, people: ReadonlyMap<string, string>, { bodies, meetings }: Places): Value {
  const change = (key: string, inner: unknown): unknown => {
    if (closedKeys.has(key) || inner === null || inner instanceof Date || inner instanceof Uint8Array) return inner;
    if (key === 'bodyId' && typeof inner === 'string') return bodies.get(inner) ?? inner;
    if (key === 'meetingId' && typeof inner === 'string') return meetings.get(inner) ?? null;
    if (personKeys.has(key) && typeof inner === 'string') return people.get(inner) ?? inner;
    if (Array.isArray(inner)) return inner.map((one: unknown) => change(key, one));
    if (typeof inner !== 'object') return inner;
    return Object.fromEntries(Object.entries(inner).map(([name, one]) => [name, change(name, one)]));
  };
  // The same members, with strings for strings; only a meeting may become null, where each row has room for that.
  return change('', value) as Value;
}

function remarksOf(bundle: OpenBundle, texts: readonly TakenText[], places: Places): readonly Remark[] {
  return [
    ...texts.flatMap(({ document, hasHistory }): Remark[] => (hasHistory ? [] : [{ code: 'withoutHistory', documentId: document.facts.row.id }])),
    ...bundle.documents.flatMap(({ facts }) =>
      facts.attachments.flatMap(({ path, title }): Remark[] => (path === null ? [{ code: 'attachmentMissing', documentId: facts.row.id, title }] : [])),
    ),
    ...bundle.municipality.meetings.flatMap(({ id, date }): Remark[] => (places.meetings.has(id) ? [] : [{ code: 'meetingUnknown', date }])),
    ...places.newBodies.map(({ name }): Remark => ({ code: 'bodyAdded', name })),
    ...places.otherAttendance.map((date): Remark => ({ code: 'attendanceKept', date })),
  ];
}

function carriedIn({ documents, logPath, own }: OpenBundle, texts: readonly TakenText[]): Carried {
  const count = (of: (document: BundledDocument) => readonly unknown[]) => documents.reduce((sum, document) => sum + of(document).length, 0);
  return {
    documents: documents.length,
    histories: texts.filter(({ hasHistory }) => hasHistory).length,
    locks: count(({ facts }) => facts.locks.filter(({ liftedAt }) => liftedAt === null)),
    signatures: count(({ facts }) => facts.signatures.filter(({ endedAt }) => endedAt === null)),
    attachments: count(({ facts }) => facts.attachments.filter(({ path }) => path !== null)),
    comments: count(({ threads }) => threads.flatMap(({ comments }) => comments)),
    access: new Set(documents.flatMap(({ facts }) => facts.grants.flatMap(({ personId, endedAt }) => (endedAt === null ? [personId] : [])))).size,
    hasLog: logPath !== null,
    hasOwn: own !== null,
  };
}

/** Something has an id already that only this could have. */
function isTaken(error: unknown): boolean {
  if (!(error instanceof StorageError)) return false;
  const { cause } = error;
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' && cause.code.startsWith('SQLITE_CONSTRAINT');
}
