import { canonicalText } from '../../../apps/server/src/documents/lockedText.ts';
import { type Browser, startTestServer, type TestServer } from '../../../apps/server/src/appForTests.ts';
import { contentClientId } from '../../../apps/server/src/documents/creating.ts';
import { shareForTests } from '../../../apps/server/src/documents/sharedForTests.ts';
import { pdf } from '../../../apps/server/src/files/filesForTests.ts';
import {
  type Actor,
  type DocumentFacts,
  type DocumentRole,
  documentRoles,
  type DocumentStage,
  lockedStages,
  type MatterStage,
  type RegisterRole,
} from '@yrka/policies';
import { bjorkvik, type DocumentKind, newBlockId } from '@yrka/schema';
import type { AttachmentRow, DocumentRow, LockRow, MatterRow, PersonRow, SignatureRow } from '@yrka/storage';
import { att, block, clauses, decisions, doc, p, people, person as named, section, title } from '@yrka/test-builders';
import { updateFromDocument } from '@yrka/ydoc';

/** The moment at which the server's clock stands still. */
export const now = new Date('2026-11-23T08:00:00.000Z');

const person = (id: string, party: string | null, ...roles: readonly RegisterRole[]): PersonRow => ({
  id,
  name: `Person ${id}`,
  party,
  roles,
  title: null,
  email: null,
  isProtected: false,
  isActive: true,
});

/** One of every role, and those in whom roles meet. The drafts are of the group L, of `owner` or of `formerOwner`. */
export const everyone: readonly PersonRow[] = [
  person('memberL', 'L', 'member'),
  person('substituteL', 'L', 'substitute'),
  person('electedL', 'L', 'electedRepresentative'),
  person('memberS', 'S', 'member'),
  { ...person('substituteS', 'S', 'substitute'), email: 'substitute@example.org' },
  person('electedS', 'S', 'electedRepresentative'),
  person('memberOfNone', null, 'member'),
  person('owner', null, 'member'),
  // Began a draft when elected, and works for the municipality now.
  person('formerOwner', null, 'officer'),
  person('officer', null, 'officer'),
  // No party gives an officer its drafts: only sitting for it does.
  person('officerOfL', 'L', 'officer'),
  person('approver', null, 'approver'),
  person('secretary', null, 'secretary'),
  person('registrar', null, 'registrar'),
  person('reviewer', null, 'reviewer'),
  person('administrator', null, 'administrator'),
  // As in a small municipality.
  person('everyPost', null, 'secretary', 'registrar', 'administrator'),
  person('memberWithPost', 'L', 'member', 'reviewer'),
  person('guest', null, 'guest'),
  { ...person('inactive', 'L', 'member'), isActive: false },
];

/** As whom the guest signs who was let in at the address of a substitute. */
export const signerOf = (personId: string) => (personId === 'guest' ? 'substituteS' : personId);

/** Those whom the table does not try: they see what is to be seen, have signed before, or are given something. */
export const witnesses = {
  L: person('witnessL', 'L', 'member'),
  municipality: person('witness', null, 'secretary', 'officer'),
  given: person('given', 'M', 'member'),
} as const;

/** Where a document can stand: each kind in each of its stages, in the spaces that it can reach. */
export type Standing = {
  readonly name: string;
  readonly kind: DocumentKind;
  readonly space: DocumentRow['space'];
  readonly party: string | null;
  readonly createdBy: string;
  readonly stage: DocumentStage;
};

const standing = (kind: DocumentKind, space: DocumentRow['space'], stage: DocumentStage, createdBy: string, party: string | null = null): Standing => ({
  name: `${stage} ${kind} of ${space === 'party' ? (party ?? createdBy) : `the ${space}`}`,
  kind,
  space,
  stage,
  createdBy,
  party,
});

const reportStages = ['working', 'approval', 'approved', 'finalised'] as const;
const itemStages = ['working', 'sentForVerification', 'verified', 'announced'] as const;
export const standings: readonly Standing[] = [
  ...(['draft', 'signing', 'filed'] as const).flatMap((stage) => [
    standing('motion', 'party', stage, witnesses.L.id, 'L'),
    standing('motion', 'party', stage, 'owner'),
  ]),
  standing('motion', 'party', 'draft', 'formerOwner'),
  ...(['draft', 'filed'] as const).flatMap((stage) => [
    standing('writtenStatement', 'party', stage, witnesses.L.id, 'L'),
    standing('writtenStatement', 'party', stage, 'owner'),
  ]),
  standing('writtenStatement', 'municipality', 'received', 'system'),
  standing('motion', 'municipality', 'received', 'system'),
  ...reportStages.map((stage) => standing('officerReport', 'municipality', stage, witnesses.municipality.id)),
  ...itemStages.map((stage) => standing('minutesItem', 'municipality', stage, witnesses.municipality.id)),
  ...(['motion', 'officerReport', 'minutesItem', 'writtenStatement'] as const).map((kind) => standing(kind, 'published', 'published', 'system')),
];

/** Whom something may be given to: one of the group, others who are elected, those who work for the municipality, a guest, one who has left. */
const mayBeGiven: ReadonlySet<string> = new Set(['memberL', 'memberS', 'substituteS', 'officer', 'registrar', 'guest', 'inactive']);

/** What somebody may have been given to a document beside what their roles give; null for nothing. What is, or was, a draft is given, and items of the minutes to their verifiers. */
export function grantsOf(at: Standing, somebody: PersonRow | null): readonly (DocumentRole | null)[] {
  if (at.space === 'published' || somebody === null || !mayBeGiven.has(somebody.id)) return [null];
  return at.kind === 'motion' || (at.kind === 'writtenStatement' && at.space === 'party')
    ? [null, ...documentRoles]
    : at.kind === 'minutesItem'
      ? [null, 'verifier']
      : [null, 'reviewer'];
}

/** The words that every document has, and by which one sees that it was read. */
export const words = 'Gröngölingens gång';

/** The block of an item of the minutes that is corrected. */
export const itemBlockId = 'itemBlock111';

const contents: Readonly<Record<DocumentKind, ReturnType<typeof doc>>> = {
  motion: doc(title(words), p(`${words} i parken.`), clauses(att('anlägga en damm.'), att('sätta upp en bänk.'))),
  officerReport: doc(title(words), section('summary', null, p(words)), decisions('Motionen anses besvarad.')),
  writtenStatement: doc(title(words), people('by', named('Person witnessL')), p(words), clauses(att('anlägga en damm.'))),
  minutesItem: doc(title(words), block('paragraph', { id: itemBlockId }, words)),
};
const updates = Object.fromEntries(Object.entries(contents).map(([kind, content]) => [kind, updateFromDocument(content, contentClientId)])) as Readonly<
  Record<DocumentKind, Uint8Array>
>;

/** A document that stands somewhere, with what belongs to it there. */
export type Placed = {
  readonly row: DocumentRow;
  readonly matter: MatterRow;
  readonly lock: LockRow | null;
  readonly update: Uint8Array;
  readonly attachment: AttachmentRow | null;
  readonly scan: AttachmentRow | null;
  /** How many entries each chain of the audit log had when the document was put there. */
  readonly recordedBefore: ReadonlyMap<string, number>;
};

/** What is asked of a document beside where it stands. */
export type Wishes = {
  readonly grants?: readonly { readonly personId: string; readonly role: DocumentRole }[];
  /** Who has signed, beside the witness. */
  readonly signedBy?: readonly string[];
  /** Who alone verifies an item of the minutes, instead of the witness. */
  readonly verifiedBy?: string;
  readonly isAttached?: boolean;
  readonly isScanned?: boolean;
  readonly invitation?: boolean;
  readonly matterStage?: MatterStage;
  readonly referral?: boolean;
};

/** A server without the demonstration, in which documents are put where a test wants them and taken away again. */
export class World {
  readonly server: TestServer;
  readonly #browsers = new Map<string, Browser>();
  /** The one attached file, as it is kept in each keeping: it is written once, and each document has a row of its own that names it. */
  readonly #files = new Map<string, AttachmentRow>();
  /** Of each statement in a party's space the matter that it is about, also when it has been thrown away. */
  readonly #about = new Map<string, string>();
  #number = 0;

  private constructor(server: TestServer) {
    this.server = server;
  }

  static async open({ filesDirectory, people = [] }: { readonly filesDirectory: string; readonly people?: readonly PersonRow[] }): Promise<World> {
    const server = await startTestServer({ demonstration: false, filesDirectory, people: [...everyone, ...Object.values(witnesses), ...people] });
    server.setTime(now);
    const { organisation } = server.storage.rows;
    const body = { parentId: null, isActive: true };
    await organisation.putBodies([
      { ...body, id: 'kf', name: 'Kommunfullmäktige', shortName: 'KF', kind: 'assembly' },
      { ...body, id: 'bun', name: 'Barn- och utbildningsnämnden', shortName: 'BUN', kind: 'committee' },
      { ...body, id: 'tn', name: 'Tekniska nämnden', shortName: 'TN', kind: 'committee' },
    ]);
    const meeting = { time: null, deadlineDate: null, deadlineTime: null, noticeDate: null, isCancelled: false };
    await organisation.putMeetings([
      { ...meeting, id: 'kf-1', bodyId: 'kf', date: '2026-12-15' },
      { ...meeting, id: 'bun-1', bodyId: 'bun', date: '2026-12-08' },
    ]);
    return new World(server);
  }

  /** Whether reports must be approved is the municipality's own rule. */
  async approves(reportsAreApproved: boolean): Promise<void> {
    await this.server.storage.rows.organisation.putMunicipality({
      name: 'Provkommunen',
      kind: 'municipality',
      templateId: bjorkvik.id,
      rules: { attachmentsOnMotions: true, yearStartsAt: 'moved', reportsAreApproved, servingSubstitutesSign: false },
      templateChanges: {},
      arms: null,
      setUpAt: now,
    });
  }

  /** In which the person is signed in; nobody for null. Also one who has left keeps their cookie. */
  async browser(personId: string | null): Promise<Browser> {
    const known = this.#browsers.get(personId ?? '');
    const browser = known ?? (personId === null ? await this.server.browser() : await this.server.signedIn(personId));
    this.#browsers.set(personId ?? '', browser);
    return browser;
  }

  async place(at: Standing, wishes: Wishes = {}): Promise<Placed> {
    const filed = at.stage === 'filed' ? await this.#put({ ...receivedStanding, kind: at.kind }, { signedBy: [] }) : null;
    return this.#put(at, wishes, filed?.row.id ?? null);
  }

  /** Takes a document away, with its matter, whatever has become of it, and what it was filed as. */
  async remove({ row }: Pick<Placed, 'row'>): Promise<void> {
    const { storage, rooms } = this.server;
    const { rows } = storage;
    const filedAs = (await rows.document(row.id))?.filedAs ?? row.filedAs;
    for (const { id } of await rows.documents(row.matterId)) {
      await rooms.forget(id);
      await rows.deleteDocument(id);
      await storage.journal.erase(id);
    }
    await rows.deleteMatter(row.matterId);
    // What a statement is about goes with it, and what it became there.
    const aboutId = this.#about.get(row.id);
    const [about] = aboutId === undefined ? [] : await rows.documents(aboutId);
    if (about !== undefined) await this.remove({ row: about });
    const received = filedAs === null ? null : await rows.document(filedAs);
    if (received !== null) await this.remove({ row: received });
  }

  async #put(at: Standing, wishes: Wishes, filedAs: string | null = null): Promise<Placed> {
    const { storage } = this.server;
    const { rows } = storage;
    const { grants = [], signedBy = [], matterStage = matterStageOf(at), invitation = false, referral = false } = wishes;
    const number = ++this.#number;
    const matter: MatterRow = {
      id: newBlockId(),
      title: words,
      diarienummer: matterStage === 'drafting' || matterStage === 'received' ? null : `KS ${number}`,
      label: null,
      createdAt: now,
      stage: matterStage,
      receivedAt: at.space === 'municipality' ? now : null,
      movedAt: null,
      announcedAt: null,
      decidedAt: null,
      closedAt: null,
      responsibleOfficer: null,
    };
    const row: DocumentRow = {
      id: newBlockId(),
      matterId: matter.id,
      kind: at.kind,
      templateId: bjorkvik.id,
      createdBy: at.createdBy === 'system' ? null : at.createdBy,
      createdAt: now,
      space: at.space,
      party: at.party,
      stage: at.stage,
      revision: 1,
      revisionOf: null,
      filedAs,
      title: words,
      movers: [],
      updatedAt: now,
    };
    const update = updates[at.kind];
    const [seq = 0] = await storage.journal.appendBatch([{ documentId: row.id, update, personId: null, at: now }]);
    await rows.insertMatter(matter, [row]);
    if (at.kind === 'writtenStatement') {
      const receivedAt = at.space === 'municipality' ? now : null;
      const aboutMatterId = at.space === 'municipality' ? matter.id : (await this.#put(receivedStanding, { signedBy: [] })).matter.id;
      if (aboutMatterId !== matter.id) this.#about.set(row.id, aboutMatterId);
      await rows.minutes.insertStatement({ documentId: row.id, kind: 'yrkande', aboutMatterId, meetingId: null, receivedAt });
    }
    const lock: LockRow | null = lockedStages.has(at.stage)
      ? { id: newBlockId(), documentId: row.id, seq, ...canonicalText(contents[at.kind]), at: now, by: null, liftedAt: null }
      : null;
    if (lock !== null) {
      await rows.way.insertLock(lock);
      if (at.kind === 'minutesItem') await this.#verify(lock, at, wishes);
      if (at.kind === 'motion') for (const id of [witnesses.L.id, ...signedBy]) await rows.way.insertSignature(signature(lock, id));
    }
    for (const { personId, role } of grants)
      await rows.way.insertGrant({ id: newBlockId(), documentId: row.id, personId, role, by: witnesses.L.id, at: now, endedAt: null });
    const reviewers = grants.filter(({ role }) => role === 'reviewer');
    if (reviewers.length > 0) await shareForTests(storage, row.id, ...reviewers.map(({ personId }) => personId));
    const invited = {
      documentId: row.id,
      codeHash: null,
      codeExpiresAt: null,
      isCodeMailed: false,
      attempts: 0,
      name: words,
      by: at.createdBy,
      at: now,
      expiresAt: new Date(now.getTime() + 86_400_000),
      endedAt: null,
    } as const;
    if (invitation)
      await rows.way.insertInvitation({ ...invited, id: invitationOf(row), role: 'reader', tokenHash: row.id, email: null, personId: null, usedAt: null });
    if (grants.some(({ personId, role }) => personId === 'guest' && role === 'invitedSubstitute')) {
      const [id, tokenHash] = [newBlockId(), newBlockId()];
      await rows.way.insertInvitation({ ...invited, id, role: 'invitedWriter', tokenHash, email: 'substitute@example.org', personId: 'guest', usedAt: now });
    }
    if (referral) {
      const asked = { id: referralOf(matter), matterId: matter.id, bodyId: 'tn', by: witnesses.municipality.id, sentAt: now, dueDate: '2027-01-15' };
      await rows.way.insertReferral({ ...asked, answeredAt: null, answer: '' });
    }
    const attachment = wishes.isAttached === true ? { ...(await this.#fileWith(at)), id: newBlockId(), documentId: row.id } : null;
    const scan = wishes.isScanned === true ? ({ ...(await this.#fileWith(at)), id: newBlockId(), documentId: row.id, kind: 'scan' } as const) : null;
    await rows.way.putAttachments([attachment, scan].filter((file) => file !== null));
    const chains = await rows.audit.chains();
    const recordedBefore = new Map(await Promise.all(chains.map(async (chain) => [chain, (await rows.audit.head(chain))?.number ?? 0] as const)));
    return { row, matter, lock, update, attachment, scan, recordedBefore };
  }

  async #verify({ id: lockId, documentId }: LockRow, { stage }: Standing, { verifiedBy = witnesses.L.id }: Wishes): Promise<void> {
    const { minutes } = this.server.storage.rows;
    const verifiedAt = stage === 'sentForVerification' ? null : now;
    const unreturned = { returnedAt: null, returnedBy: null, reason: '' };
    const verifier = { lockId, personId: verifiedBy, role: 'chair', order: 0, name: words, party: null, verifiedAt, recordedBy: null, note: '' } as const;
    await minutes.insertVerification({ lockId, documentId, isImmediate: false, by: witnesses.municipality.id, at: now, verifiedAt, ...unreturned }, [verifier]);
    const dates = { announcedOn: '2026-11-23', appealUntil: '2026-12-14', takeDownFrom: '2026-12-15' };
    if (stage === 'announced') await minutes.insertPublicNotice({ documentId, ...dates, keptAt: 'Kansliet', by: witnesses.municipality.id, at: now });
  }

  async #fileWith(at: Standing): Promise<AttachmentRow> {
    const keeping = `${at.space} ${at.party ?? at.createdBy}`;
    const known = this.#files.get(keeping);
    if (known !== undefined) return known;
    const { row } = await this.#put(at, {});
    const added = await this.server.attachments.add(row, at.createdBy, { fileName: `${words}.pdf`, kind: 'attachment', content: once(pdf()) });
    this.#files.set(keeping, added);
    return added;
  }
}

export const receivedStanding = standing('motion', 'municipality', 'received', 'system');

/** The ids that a placed document's invitation and its matter's referral have. */
export const invitationOf = ({ id }: Pick<DocumentRow, 'id'>) => `invitation-${id}`;
export const referralOf = ({ id }: Pick<MatterRow, 'id'>) => `referral-${id}`;

function matterStageOf({ space, kind }: Standing): MatterStage {
  if (space === 'party') return 'drafting';
  if (space === 'published') return 'published';
  return kind === 'motion' ? 'received' : 'inPreparation';
}

function signature({ id, documentId }: LockRow, personId: string): SignatureRow {
  return { id: newBlockId(), lockId: id, documentId, personId, name: `Person ${personId}`, party: null, kind: 'signs', at: now, endedAt: null };
}

/** The facts about a standing, put together from the table alone: the server's own way to them is what is tried. */
export function factsOf({ kind, space, party, createdBy, stage }: Standing, given: readonly DocumentRole[], isApproved: boolean): DocumentFacts {
  return {
    kind,
    stage,
    given: new Set(given),
    isApproved,
    substitutesSign: false,
    space: space === 'party' ? { kind: space, party, ownerId: createdBy } : { kind: space },
  };
}

/** As the policies know them: null for who is not signed in, and for who has left. */
export function asActor(somebody: PersonRow | null): Actor | null {
  if (somebody === null || !somebody.isActive) return null;
  const { id, roles, party } = somebody;
  return { id, roles: new Set(roles), party };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
