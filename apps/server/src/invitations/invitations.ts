import { type DocumentRole, documentActs, isElected, worksForMunicipality } from '@yrka/policies';
import { newBlockId } from '@yrka/schema';
import { type DocumentRow, type InvitationRow, invitedGuestId, type PersonRow, type Rows } from '@yrka/storage';
import type { AuditAct, AuditDetails } from '../audit/acts.ts';
import { chainOf, record } from '../audit/record.ts';
import type { ServerContext } from '../context.ts';
import { actorOf } from '../documents/access.ts';
import { shareToShow } from '../documents/reading.ts';
import { tell } from '../notices/tell.ts';
import { Refusal } from '../refusal.ts';
import { civilMoment } from '../organisation/civil.ts';
import { codeMail, invitationMail, reviewInvitationMail } from './mails.ts';
import { codeHash, isSame, newCode, newToken, tokenHash } from './secrets.ts';
import { takeAway } from './takingAway.ts';

/** How long an unused link is good for. Who has come in by it comes back by it for as long as the access lasts. */
export const linkDays = 14;
export const codeMinutes = 10;
/** Wrong codes before another must be made. */
export const maxAttempts = 5;
/** Codes that whoever has the link can have mailed in a day: with five tries each, a guess is right once in 40,000 days. */
export const maxMailedCodesADay = 5;

/** What may be given by a link: never what lets one sign. */
export type InvitedRole = Extract<DocumentRole, 'invitedWriter' | 'reviewer' | 'reader'>;
/** What may be given to somebody of the register. */
export type GivenRole = Extract<DocumentRole, 'author' | 'reader'>;

export type Sharing = {
  /** Those who have the draft as members of the group; they are not given access, and it is not taken from them here. */
  readonly group: readonly PersonRow[];
  readonly given: readonly { readonly person: PersonRow; readonly role: DocumentRole; readonly at: Date }[];
  /** Links that nobody has come in by, and that are not ended. */
  readonly open: readonly InvitationRow[];
};

type NewInvitation = { readonly name: string; readonly email: string | null; readonly role: InvitedRole; readonly isAcknowledged: boolean };

/** Writers from outside: how somebody is let in to one draft, and how it ends. The policy is asked before, in the routes. */
export class Invitations {
  private readonly server: Pick<ServerContext, 'storage' | 'rooms' | 'access' | 'mailer' | 'now' | 'sessionKey'>;
  /** When codes were mailed, by invitation. In memory: a restart forgives a day's five. */
  private readonly mailed = new Map<string, readonly number[]>();

  constructor(server: Invitations['server']) {
    this.server = server;
  }

  async sharing(document: DocumentRow): Promise<Sharing> {
    const { rows } = this.server.storage;
    const [people, grants, invitations] = await Promise.all([rows.people(), rows.way.grants({ documentId: document.id }), rows.way.invitations(document.id)]);
    const byId = new Map(people.map((person) => [person.id, person]));
    return {
      group: people.filter((person) => isOfGroup(person, document)),
      given: grants.flatMap(({ personId, role, at }) => {
        const person = byId.get(personId);
        return person === undefined ? [] : [{ person, role, at }];
      }),
      open: invitations.filter(({ personId, endedAt }) => personId === null && endedAt === null),
    };
  }

  /**
   * Gives somebody of the register access at once: another party's elected as co-mover, or anyone to read.
   *
   * @throws Refusal `notFound` for nobody of the register, `conflict` when they have it already,
   * `noRight` for a mover who is not elected, `mayBecomePublic` until that has been said of somebody who works for the municipality
   */
  async giveAccess(
    document: DocumentRow,
    by: PersonRow,
    { personId, role, isAcknowledged }: { personId: string; role: GivenRole; isAcknowledged: boolean },
  ): Promise<void> {
    const { storage, rooms, now } = this.server;
    const at = now();
    await storage.rows.transaction(async (rows) => {
      await this.requireMayInvite(rows, document, by);
      const person = await rows.person(personId);
      if (person === null || !person.isActive || person.roles.includes('guest')) throw new Refusal('notFound');
      if (role === 'author' && !isElected(actorOf(person))) throw new Refusal('noRight');
      const there = await rows.way.grants({ documentId: document.id, personId });
      if (isOfGroup(person, document) || there.length > 0) throw new Refusal('conflict');
      const isMunicipality = worksForMunicipality(actorOf(person));
      if (isMunicipality && !isAcknowledged) throw new Refusal('mayBecomePublic');
      await rows.way.insertGrant({ id: newBlockId(), documentId: document.id, personId, role, by: by.id, at, endedAt: null });
      await this.record(rows, document, by.id, isMunicipality ? 'giveAccessToMunicipality' : 'giveAccess', { person: personId, role });
      await tell(rows, { kind: 'accessGiven', to: [personId], matterId: document.matterId, documentId: document.id, actorId: by.id, at });
    });
    await rooms.rightsChanged(document.id);
  }

  /**
   * Makes a link for one person, and mails it where there is an address and mail. Returns the token,
   * which is told this once and not stored.
   *
   * @throws Refusal `mayBecomePublic` until that has been said of an address of somebody who works for the municipality;
   * `mayNotReview` when such a one would be asked to review, `conflict` when nothing was shared for that
   */
  async invite(
    document: DocumentRow,
    by: PersonRow,
    given: NewInvitation,
    origin: string,
  ): Promise<{ readonly invitation: InvitationRow; readonly token: string }> {
    const { storage, mailer, now } = this.server;
    const at = now();
    const token = newToken();
    const invitation: InvitationRow = {
      id: newBlockId(),
      documentId: document.id,
      role: given.role,
      tokenHash: tokenHash(token),
      codeHash: null,
      codeExpiresAt: null,
      isCodeMailed: false,
      attempts: 0,
      email: given.email,
      name: given.name,
      by: by.id,
      at,
      expiresAt: new Date(at.getTime() + linkDays * 86_400_000),
      personId: null,
      usedAt: null,
      endedAt: null,
    };
    const shared = await shareToShow(storage, document.id);
    await storage.rows.transaction(async (rows) => {
      await this.requireMayInvite(rows, document, by);
      const known = given.email === null ? null : await rows.personByEmail(given.email);
      const isMunicipality = known !== null && worksForMunicipality(actorOf(known));
      if (isMunicipality && given.role === 'reviewer') throw new Refusal('mayNotReview');
      if (given.role === 'reviewer' && shared === null) throw new Refusal('conflict');
      if (isMunicipality && !given.isAcknowledged) throw new Refusal('mayBecomePublic');
      await rows.way.insertInvitation(invitation);
      await this.record(rows, document, by.id, 'inviteWriter', { invitation: invitation.id, role: given.role, worksForMunicipality: isMunicipality });
    });
    if (given.email !== null) {
      const link = `${origin}/inbjudan/${token}`;
      const mail =
        given.role === 'reviewer'
          ? reviewInvitationMail(given.email, by.name, link, { validUntil: invitation.expiresAt, dueOn: shared?.dueOn ?? null, today: civilMoment(at).date })
          : invitationMail(given.email, by.name, link, invitation.expiresAt);
      mailer.sendMail(mail);
    }
    return { invitation, token };
  }

  /**
   * A code for the inviter to hand over, told this once.
   *
   * @throws Refusal `notFound`, `invitationEnded`, `invitationExpired`; `conflict` when somebody has come in at an address, who is mailed theirs
   */
  async showCode(document: DocumentRow, by: PersonRow, invitationId: string): Promise<{ readonly code: string; readonly expiresAt: Date }> {
    return this.server.storage.rows.transaction(async (rows) => {
      const invitation = await rows.way.invitation(invitationId);
      if (invitation === null || invitation.documentId !== document.id) throw new Refusal('notFound');
      await this.requireUsable(rows, invitation);
      // Else whoever invited could come in as the guest, and support in their name.
      if (invitation.personId !== null && invitation.email !== null) throw new Refusal('conflict');
      await this.record(rows, document, by.id, 'showInvitationCode', { invitation: invitationId });
      return this.makeCode(rows, invitation, false);
    });
  }

  /** What a link leads to, before a code: who invites, and nothing else. @throws Refusal `invitationUnknown`, `invitationEnded`, `invitationExpired` */
  async open(token: string): Promise<{ readonly inviter: string; readonly isMailed: boolean; readonly isUsed: boolean }> {
    const { storage, mailer } = this.server;
    const invitation = await this.byToken(storage.rows, token);
    await this.requireUsable(storage.rows, invitation);
    const inviter = await storage.rows.person(invitation.by);
    return { inviter: inviter?.name ?? '', isMailed: invitation.email !== null && mailer.isOn, isUsed: invitation.personId !== null };
  }

  /** @throws Refusal `mailIsOff` where the inviter hands the code over, `codesSpent` after a day's five; as `open` */
  async mailCode(token: string): Promise<void> {
    const { storage, mailer, now } = this.server;
    const mail = await storage.rows.transaction(async (rows) => {
      const invitation = await this.byToken(rows, token);
      await this.requireUsable(rows, invitation);
      if (invitation.email === null || !mailer.isOn) throw new Refusal('mailIsOff');
      const at = now().getTime();
      // As of a clock that is right again.
      const lately = (this.mailed.get(invitation.id) ?? []).filter((then) => then > at - 86_400_000 && then <= at);
      if (lately.length >= maxMailedCodesADay) throw new Refusal('codesSpent');
      this.mailed.set(invitation.id, [...lately, at]);
      return codeMail(invitation.email, (await this.makeCode(rows, invitation, true)).code, codeMinutes);
    });
    mailer.sendMail(mail);
  }

  /**
   * Lets in whoever has link and code: the first time as a new guest with access to that one document,
   * then as the same. Tries are counted one at a time, so that many at once are no way around.
   *
   * @throws Refusal `codeWrong`, `codeExpired`, `codeSpent` after five wrong ones; as `open`
   */
  async enter(token: string, code: string): Promise<{ readonly person: PersonRow; readonly documentId: string }> {
    const { storage, sessionKey, now, rooms } = this.server;
    const at = now();
    const entered = await storage.rows.transaction(async (rows) => {
      const invitation = await this.byToken(rows, token);
      await this.requireUsable(rows, invitation);
      const { id, documentId } = invitation;
      if (invitation.codeHash === null || invitation.codeExpiresAt === null || invitation.codeExpiresAt <= at) throw new Refusal('codeExpired');
      if (invitation.attempts >= maxAttempts) throw new Refusal('codeSpent');
      if (!isSame(codeHash(sessionKey, id, code), invitation.codeHash)) {
        await rows.way.changeInvitation(id, { attempts: invitation.attempts + 1 });
        // Returned, not thrown: the count is a part of what must stay.
        return invitation.attempts + 1 >= maxAttempts ? 'codeSpent' : 'codeWrong';
      }
      const person = invitation.personId === null ? await this.admit(rows, invitation, at) : await rows.person(invitation.personId);
      if (person === null) throw new Refusal('invitationEnded');
      await rows.way.changeInvitation(id, { codeHash: null, codeExpiresAt: null, attempts: 0, personId: person.id, usedAt: invitation.usedAt ?? at });
      return { person, documentId };
    });
    if (typeof entered === 'string') throw new Refusal(entered);
    await rooms.rightsChanged(entered.documentId);
    return entered;
  }

  /** Takes back a link, and what came of it. @throws Refusal `notFound`, `conflict` when it is ended already */
  async end(document: DocumentRow, by: PersonRow, invitationId: string): Promise<void> {
    const { storage, rooms, now } = this.server;
    await storage.rows.transaction(async (rows) => {
      const invitation = await rows.way.invitation(invitationId);
      if (invitation === null || invitation.documentId !== document.id) throw new Refusal('notFound');
      if (invitation.endedAt !== null) throw new Refusal('conflict');
      if (invitation.personId === null) await rows.way.changeInvitation(invitationId, { endedAt: now(), codeHash: null });
      else await takeAway(rows, document, invitation.personId, now());
      await this.record(rows, document, by.id, 'endInvitation', { invitation: invitationId });
    });
    await rooms.rightsChanged(document.id);
  }

  /** Ends what somebody was given to the document, at once and wherever they have it open. @throws Refusal `notFound` when they have nothing */
  async endAccess(document: DocumentRow, by: PersonRow, personId: string): Promise<void> {
    const { storage, rooms, now } = this.server;
    await storage.rows.transaction(async (rows) => {
      if (!(await takeAway(rows, document, personId, now()))) throw new Refusal('notFound');
      await this.record(rows, document, by.id, 'endAccess', { person: personId });
    });
    await rooms.rightsChanged(document.id);
  }

  /** Somebody whom the register does not know becomes a guest. The address stays with the invitation: it is a way in to this document, not an account. */
  private async admit(rows: Rows, invitation: InvitationRow, at: Date): Promise<PersonRow> {
    const { documentId, by, id } = invitation;
    const addressed = invitation.isCodeMailed && invitation.role === 'invitedWriter' ? await addressee(rows, invitation) : null;
    const known = addressed !== null && isOnlySubstitute(addressed) ? addressed : null;
    const role = known === null ? invitation.role : 'invitedSubstitute';
    const document = await rows.document(documentId);
    if (document === null) throw new Refusal('invitationEnded');
    const person: PersonRow = {
      id: invitedGuestId(newBlockId()),
      name: known?.name ?? invitation.name,
      party: null,
      roles: ['guest'],
      title: null,
      email: null,
      isProtected: false,
      isActive: true,
    };
    await rows.putPeople([person]);
    await rows.way.insertGrant({ id: newBlockId(), documentId, personId: person.id, role, by, at, endedAt: null });
    if (role === 'reviewer') {
      const [shared] = await rows.reviews.newestShares([documentId]);
      const unanswered = { remindedAt: null, verdict: null, words: '', doneAt: null, doneSeq: null } as const;
      await rows.reviews.putReview({ documentId, personId: person.id, askedBy: by, askedAt: at, dueOn: shared?.dueOn ?? null, ...unanswered });
    }
    await this.record(rows, document, person.id, 'useInvitation', { invitation: id, role });
    await tell(rows, { kind: 'invitationUsed', to: [by], matterId: document.matterId, documentId, actorId: person.id, at });
    return person;
  }

  private async makeCode(rows: Rows, { id }: InvitationRow, isCodeMailed: boolean): Promise<{ readonly code: string; readonly expiresAt: Date }> {
    const { sessionKey, now } = this.server;
    const code = newCode();
    const expiresAt = new Date(now().getTime() + codeMinutes * 60_000);
    await rows.way.changeInvitation(id, { codeHash: codeHash(sessionKey, id, code), codeExpiresAt: expiresAt, isCodeMailed, attempts: 0 });
    return { code, expiresAt };
  }

  private async byToken(rows: Rows, token: string): Promise<InvitationRow> {
    const invitation = await rows.way.invitationByToken(tokenHash(token));
    if (invitation === null) throw new Refusal('invitationUnknown');
    return invitation;
  }

  /**
   * A link that was used is good for as long as its guest has access. One that was not, for its days,
   * while the draft is one and while whoever invited could still do so.
   */
  private async requireUsable(rows: Rows, invitation: InvitationRow): Promise<void> {
    const { documentId, personId, endedAt, expiresAt, by } = invitation;
    if (endedAt !== null) throw new Refusal('invitationEnded');
    const document = await rows.document(documentId);
    if (document === null) throw new Refusal('invitationEnded');
    if (personId !== null) return;
    if (expiresAt <= this.server.now()) throw new Refusal('invitationExpired');
    const inviter = await rows.person(by);
    const stages: readonly DocumentRow['stage'][] = documentActs.inviteWriter.from;
    if (!stages.includes(document.stage) || inviter === null || !(await this.stillAuthor(rows, inviter, document))) throw new Refusal('invitationEnded');
  }

  /** It may have been filed or thrown away, or closed to them, since the policy was asked. @throws Refusal `notFound`, `noRight` */
  private async requireMayInvite(rows: Rows, { id }: DocumentRow, by: PersonRow): Promise<void> {
    if (!(await this.server.access.documentNow(rows, by, id)).acts.includes('inviteWriter')) throw new Refusal('noRight');
  }

  private async stillAuthor(rows: Rows, inviter: PersonRow, document: DocumentRow): Promise<boolean> {
    if (!isElected(actorOf(inviter))) return false;
    const grants = await rows.way.grants({ documentId: document.id, personId: inviter.id });
    return isOfGroup(inviter, document) || grants.some(({ role }) => role === 'author');
  }

  private record(rows: Rows, document: DocumentRow, actorId: string, act: AuditAct, details: AuditDetails): Promise<void> {
    return record(rows, { chain: chainOf(document), at: this.server.now(), actorId, act, subject: { kind: 'document', id: document.id }, details });
  }
}

/** Whose address in the register an invitation was made for; null for none, and for one of nobody or of several. */
export async function addressee(rows: Rows, { email }: Pick<InvitationRow, 'email'>): Promise<PersonRow | null> {
  return email === null ? null : rows.personByEmail(email);
}

/** Whether somebody is a substitute, no member, and works not for the municipality: who supports and does not sign. */
export function isOnlySubstitute(person: PersonRow): boolean {
  return person.roles.includes('substitute') && !person.roles.includes('member') && !worksForMunicipality(actorOf(person));
}

/** Whether somebody has a draft because it is their group's, or their own who have none. */
function isOfGroup(person: PersonRow, { party, createdBy }: DocumentRow): boolean {
  return isElected(actorOf(person)) && (party === null ? person.id === createdBy : person.party === party);
}
