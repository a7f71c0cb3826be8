import type { DocumentKind } from '@yrka/schema';
import type * as yrkaPolicies from '@yrka/policies';
import type { Actor, Audience, DocumentActName, DocumentFacts, DocumentRole, MatterActName, MatterFacts, Space, ThreadFacts } from '@yrka/policies';
import { documentActNames, matterActNames, publicStages } from '@yrka/policies';
import type { DocumentRow, GrantRow, MatterRow, MunicipalityRules, PersonRow, Rows, ShareRow, Storage } from '@yrka/storage';
import { rulesOf } from './rules.ts';
import { Refusal } from '../refusal.ts';
import type { Grant, Access as RoomAccess, RoomPerson } from '../rooms/index.ts';

/** The rules that decide; @yrka/policies, or a test's own. */
export type Policies = Pick<
  typeof yrkaPolicies,
  | 'audiencesOf'
  | 'importSpace'
  | 'isLate'
  | 'mayActOnDocument'
  | 'mayActOnMatter'
  | 'mayComment'
  | 'mayCreate'
  | 'mayRead'
  | 'mayReadAuditLog'
  | 'mayReadComments'
  | 'mayReadThread'
  | 'mayReadVersions'
  | 'mayReceivePaper'
  | 'maySuggest'
  | 'mayTakeIn'
  | 'mayTakeOut'
  | 'mayWrite'
  | 'readsAs'
>;

/** What somebody was given, what the municipality's rules are, and the motions that they signed. */
type AskedOf = { readonly grants: readonly GrantRow[]; readonly rules: MunicipalityRules; readonly signed: ReadonlySet<string> };

export type OpenDocument = {
  readonly row: DocumentRow;
  readonly matter: MatterRow;
  readonly mayWrite: boolean;
  readonly maySuggest: boolean;
  /** `shared`: its text is read as it was last shared for review, by `documents/reading.ts`, and `row` says no more than that. */
  readonly readsAs: 'live' | 'shared';
  /** What was shared with one who reads it so; null for all others. */
  readonly shared: ShareRow | null;
  /** What is said of it: whether the person reads that, and says something themselves. */
  readonly comments: 'none' | 'read' | 'write';
  /** The circles of those who read its comments that the person is of. */
  readonly circles: readonly Audience[];
  /** Whether the person reads a thread of it. */
  readonly readsThread: (thread: ThreadFacts) => boolean;
  /** Whether the person sees how it came to be, and not only what it is. */
  readonly readsVersions: boolean;
  /** What the person may do with it now. */
  readonly acts: readonly DocumentActName[];
};
export type OpenMatter = {
  readonly row: MatterRow;
  /** Those that the person may read; at least one. */
  readonly documents: readonly OpenDocument[];
  readonly mayCreate: readonly DocumentKind[];
  readonly acts: readonly MatterActName[];
  /** Whether the person may have the whole of it as one file. */
  readonly mayTakeOut: boolean;
  /** Whose audit log of it the person may read: the group's of its draft, the municipality's, or none. */
  readonly log: 'group' | 'municipality' | null;
};

/** The one way from a person to matters and documents: what one may not read does not come out. */
export class Access {
  private readonly storage: Pick<Storage, 'rows'>;
  readonly policies: Policies;

  constructor(storage: Pick<Storage, 'rows'>, policies: Policies) {
    this.storage = storage;
    this.policies = policies;
  }

  /**
   * A document as somebody has it at this moment, over the rows of a transaction: what was asked before that began may be
   * so no longer, and of one that was thrown away meanwhile nothing may be left behind. @throws as `document`
   */
  async documentNow(rows: Rows, { id: personId }: PersonRow, id: string): Promise<OpenDocument> {
    return new Access({ rows }, this.policies).document(await rows.person(personId), id);
  }

  /** @throws Refusal `notSignedIn`; `notFound` also for a document that the person may not read. */
  async document(person: PersonRow | null, id: string): Promise<OpenDocument> {
    if (person === null) throw new Refusal('notSignedIn');
    const row = await this.storage.rows.document(id);
    const matter = row === null ? null : await this.storage.rows.matter(row.matterId);
    if (row === null || matter === null) throw new Refusal('notFound');
    const [grants, rules] = await Promise.all([this.storage.rows.way.grants({ documentId: id, personId: person.id }), rulesOf(this.storage.rows)]);
    const [open = null] = await this.open(person, [row], matter, grants, rules);
    if (open === null) throw new Refusal('notFound');
    return open;
  }

  /**
   * What the person of a connection may do, for the rooms. `late` is for one who writes here and
   * comes after the lock: what they send is kept for them alone. Who was asked to review is shown what was
   * last shared, and nothing later. Who reads a public record, and not how it came to be, is shown it as it stands: in
   * the document's own bytes is every word that was taken out again. A person who has left the register may nothing.
   */
  async inRoom(personId: string, documentId: string): Promise<RoomAccess | Grant> {
    const person = await this.storage.rows.person(personId);
    if (person === null || !person.isActive) return this.hidden(personId, documentId);
    try {
      const { row, mayWrite, maySuggest, shared, readsVersions } = await this.document(person, documentId);
      if (mayWrite) return 'write';
      if (!readsVersions && publicStages.has(row.stage))
        return { access: 'read', share: { id: 'record', seq: (await this.storage.rows.way.lock(documentId))?.seq ?? 0, isRecord: true } };
      if (shared !== null) return { access: maySuggest ? 'suggest' : 'read', share: { id: shared.id, seq: shared.seq } };
      const [grants, rules] = await Promise.all([this.storage.rows.way.grants({ documentId, personId }), rulesOf(this.storage.rows)]);
      return this.policies.isLate(actorOf(person), factsOf(row, grants, rules)) ? 'late' : 'read';
    } catch (error) {
      if (error instanceof Refusal) return this.hidden(personId, documentId);
      throw error;
    }
  }

  /** Whether a document was shared with somebody who reviews it still, or may come in by a link to do so. */
  async isShared(documentId: string): Promise<boolean> {
    const { way, reviews } = this.storage.rows;
    if ((await reviews.newestShares([documentId])).length === 0) return false;
    const [grants, invitations] = await Promise.all([way.grants({ documentId }), way.invitations(documentId)]);
    return grants.some(({ role }) => role === 'reviewer') || invitations.some(({ role, endedAt }) => role === 'reviewer' && endedAt === null);
  }

  /** Whether somebody reads a thread of a document; false for one who has left the register. */
  async readsThread(personId: string, documentId: string, thread: ThreadFacts): Promise<boolean> {
    const person = await this.storage.rows.person(personId);
    if (person === null || !person.isActive) return false;
    try {
      return (await this.document(person, documentId)).readsThread(thread);
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
  }

  /** Since when somebody has read no more of a document than what was shared for review; null for all others. */
  async readsSharedSince(personId: string, documentId: string): Promise<Date | null> {
    const person = await this.storage.rows.person(personId);
    if (person === null) return null;
    try {
      if ((await this.document(person, documentId)).readsAs !== 'shared') return null;
      const grants = await this.storage.rows.way.grants({ documentId, personId });
      return grants.find(({ role }) => role === 'reviewer')?.at ?? null;
    } catch (error) {
      if (error instanceof Refusal) return null;
      throw error;
    }
  }

  /** Whoever was here before knows that there is a document, and is told that it is no longer theirs to read; nobody else is told of it. */
  private async hidden(personId: string, documentId: string): Promise<'none' | 'unknown'> {
    const { rows } = this.storage;
    const [clients, invitations] = await Promise.all([rows.clients(documentId), rows.way.invitations(documentId)]);
    const wasHere = [...clients, ...invitations].some((known) => known.personId === personId);
    return wasHere && (await rows.document(documentId)) !== null ? 'none' : 'unknown';
  }

  /** @throws Refusal `notFound` for a matter of which the person may read nothing. */
  async matter(person: PersonRow, id: string): Promise<OpenMatter> {
    const row = await this.storage.rows.matter(id);
    if (row === null) throw new Refusal('notFound');
    const { rows } = this.storage;
    const [documents, around] = await Promise.all([rows.documents(id), this.askedOf(person)]);
    const matter = await this.openMatter(person, row, documents, around);
    if (matter === null) throw new Refusal('notFound');
    return matter;
  }

  /** Those of which the person may read something, newest first. */
  async matters(person: PersonRow): Promise<readonly OpenMatter[]> {
    const { rows } = this.storage;
    const [matters, documents, around] = await Promise.all([rows.matters(), rows.documents(), this.askedOf(person)]);
    const byMatter = Map.groupBy(documents, ({ matterId }) => matterId);
    const opened = await Promise.all(matters.map((row) => this.openMatter(person, row, byMatter.get(row.id) ?? [], around)));
    return opened.filter((matter) => matter !== null);
  }

  /** The motion that a document of the same matter answers; null when there is none, the person may not read it, or it is the document itself. */
  async motionBeside(person: PersonRow, { id, matterId }: DocumentRow): Promise<DocumentRow | null> {
    const { documents } = await this.matter(person, matterId);
    return documents.find(({ row }) => row.kind === 'motion' && row.id !== id)?.row ?? null;
  }

  /** The group's own draft that a received motion was filed from; null for whoever may not read that. */
  async draftOf(person: PersonRow, { documents }: OpenMatter): Promise<DocumentRow | null> {
    const motion = documents.find(({ row }) => row.kind === 'motion' && row.stage === 'received');
    if (motion === undefined) return null;
    const draft = await this.storage.rows.filedFrom(motion.row.id);
    if (draft === null) return null;
    try {
      return (await this.document(person, draft.id)).row;
    } catch (error) {
      if (error instanceof Refusal) return null;
      throw error;
    }
  }

  private async openMatter(person: PersonRow, row: MatterRow, all: readonly DocumentRow[], { grants, rules, signed }: AskedOf): Promise<OpenMatter | null> {
    const documents = await this.open(person, all, row, grants, rules);
    if (documents.length === 0) return null;
    const actor = actorOf(person);
    const facts: MatterFacts = { space: matterSpace(row), stage: row.stage, isMover: isMover(person, row, documents, signed) };
    const kinds: readonly DocumentKind[] = ['officerReport', 'minutesItem', 'writtenStatement'];
    return {
      row,
      documents,
      mayCreate: kinds.filter((kind) => this.policies.mayCreate(actor, kind, { kind: 'matter', ...facts })),
      mayTakeOut: this.policies.mayTakeOut(actor, facts.space) && documents.some((document) => document.row.space !== 'party'),
      acts: matterActNames.filter((act) => this.policies.mayActOnMatter(actor, act, facts)),
      log: documents.some((document) => document.row.space === 'party' && this.policies.mayReadAuditLog(actor, spaceOf(document.row)))
        ? 'group'
        : facts.space !== 'party' && this.policies.mayReadAuditLog(actor, { kind: facts.space })
          ? 'municipality'
          : null,
    };
  }

  /** What is asked of a person once, for however many matters. */
  private async askedOf({ id, roles }: PersonRow): Promise<AskedOf> {
    const { rows } = this.storage;
    const [grants, rules, signatures] = await Promise.all([
      rows.way.grants({ personId: id }),
      rulesOf(rows),
      roles.includes('member') ? rows.way.signedBy(id) : [],
    ]);
    return { grants, rules, signed: new Set(signatures.filter(({ kind }) => kind === 'signs').map(({ documentId }) => documentId)) };
  }

  /** Those that the person may read. What was not shared yet is not there for one who reads what is shared. */
  private async open(
    person: PersonRow,
    documents: readonly DocumentRow[],
    matter: MatterRow,
    grants: readonly GrantRow[],
    rules: MunicipalityRules,
  ): Promise<readonly OpenDocument[]> {
    const { policies } = this;
    const actor = actorOf(person);
    const read = documents.flatMap((row) => {
      const facts = factsOf(row, grants, rules);
      const as = this.policies.readsAs(actor, facts);
      return as === null ? [] : [{ row, facts, as }];
    });
    const asShared = read.filter(({ as }) => as === 'shared').map(({ row }) => row.id);
    const shares = asShared.length === 0 ? [] : await this.storage.rows.reviews.newestShares(asShared);
    return read.flatMap(({ row, facts, as }): OpenDocument[] => {
      const shared = as === 'live' ? null : (shares.find(({ documentId }) => documentId === row.id) ?? null);
      if (as === 'shared' && shared === null) return [];
      let acts: readonly DocumentActName[] | null = null;
      return [
        {
          row: shared === null ? row : { ...row, title: shared.title, movers: shared.movers, updatedAt: shared.at },
          matter,
          mayWrite: policies.mayWrite(actor, facts),
          maySuggest: policies.maySuggest(actor, facts),
          readsAs: as,
          shared,
          // What a connection does not ask for is not worked out for it.
          get comments() {
            return policies.mayComment(actor, facts) ? 'write' : policies.mayReadComments(actor, facts) ? 'read' : 'none';
          },
          get circles() {
            return policies.audiencesOf(actor, facts);
          },
          readsThread: (thread: ThreadFacts) => policies.mayReadThread(actor, facts, thread),
          readsVersions: shared !== null || policies.mayReadVersions(actor, facts),
          get acts() {
            acts ??= documentActNames.filter((act) => policies.mayActOnDocument(actor, act, facts));
            return acts;
          },
        },
      ];
    });
  }
}

export function actorOf({ id, roles, party, isActive }: PersonRow): Actor {
  return { id, roles: new Set(isActive ? roles : []), party };
}

/** How a person is shown in a room. */
export function roomPerson({ id, name, roles, party, isProtected }: PersonRow): RoomPerson {
  return { id, name, role: roles[0] ?? 'guest', party, isProtected };
}

/** `grants`: those in force of the person who asks, of this document or of more. */
export function factsOf(row: DocumentRow, grants: readonly GrantRow[], { reportsAreApproved, servingSubstitutesSign }: MunicipalityRules): DocumentFacts {
  const given = new Set<DocumentRole>(grants.filter(({ documentId }) => documentId === row.id).map(({ role }) => role));
  return { kind: row.kind, space: spaceOf(row), stage: row.stage, given, isApproved: reportsAreApproved, substitutesSign: servingSubstitutesSign };
}

export function spaceOf({ space, party, createdBy }: DocumentRow): Space {
  return space === 'party' ? { kind: space, party, ownerId: createdBy ?? '' } : { kind: space };
}

/** Whether one of the elected signed a motion that is under way. */
function isMover({ roles }: PersonRow, { stage }: MatterRow, documents: readonly OpenDocument[], signed: ReadonlySet<string>): boolean {
  const motion = documents.find(({ row }) => row.kind === 'motion');
  return motion !== undefined && stage !== 'drafting' && roles.includes('member') && signed.has(motion.row.id);
}

/** A matter is the party's while its motion is a draft there, else the municipality's. */
function matterSpace({ stage }: MatterRow): Space['kind'] {
  return stage === 'drafting' ? 'party' : stage === 'published' ? 'published' : 'municipality';
}
