import { pdf } from '../../../apps/server/src/files/filesForTests.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  audiencesOf,
  type DocumentFacts,
  type DocumentRole,
  documentActNames,
  documentRoles,
  isLate,
  type MatterFacts,
  type matterActNames,
  matterActs,
  type MatterStage,
  matterStages,
  mayActOnDocument,
  mayActOnMatter,
  mayComment,
  mayCreate,
  mayOrganise,
  mayRead,
  mayReadAuditLog,
  mayReadComments,
  mayReadVersions,
  mayTakeIn,
  mayTakeOut,
  readsAs,
  mayWrite,
  stageAfter,
} from '@yrka/policies';
import { newBlockId } from '@yrka/schema';
import type { PersonRow } from '@yrka/storage';
import { rootOf } from '@yrka/ydoc';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { type Browser, refusalOf } from '../../../apps/server/src/appForTests.ts';
import { seeded } from '../convergence/random.ts';
import { type Door, documentDoors, matterDoors } from './doors.ts';
import { asActor, everyone, factsOf, grantsOf, type Placed, receivedStanding, type Standing, standings, witnesses, World, words } from './world.ts';

// All of it in one process, on a machine with two slow cores and others at work.
vi.setConfig({ testTimeout: 600_000 });

/**
 * What is allowed is always tried. Of what is refused, and of readings, which all go one way, one in so many is tried,
 * others with each seed: YRKA_SHARE=1 tries them all. A failing run prints its seed; YRKA_SEED runs it again.
 */
const share = Number(process.env.YRKA_SHARE ?? 20);
const seed = Number(process.env.YRKA_SEED ?? Date.now() % 2 ** 31);
const random = seeded(seed);
const isTried = () => random.below(share) === 0;
/** To place a document costs more than to ask for it: of those that are only read, so many are placed, and of each more is asked. */
const isPlaced = () => random.below(Math.min(share, 8)) === 0;

let directory: string;
let world: World;
/** What was tried, by kind of trial. */
const tried = new Map<string, number>();
/** What came out otherwise than the policies say: all of it is told at once. */
let wrong: string[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'yrka-rights-'));
  world = await World.open({ filesDirectory: directory });
});

afterEach(() => {
  const found = wrong;
  wrong = [];
  expect(found).toEqual([]);
});

afterAll(async () => {
  const all = [...tried].map(([what, count]) => `${count} ${what}`).join(', ');
  console.log(
    `Rights: ${[...tried.values()].reduce((sum, count) => sum + count, 0)} combinations tried against the policies, one in ${share} of what is refused or read, seed ${seed}: ${all}`,
  );
  await world.server.rooms.close();
  await rm(directory, { recursive: true, force: true });
});

const people: readonly (PersonRow | null)[] = [...everyone, null];
describe('every role, stage and act, over HTTP', () => {
  it.each([true, false])('does with documents exactly what the policies say, when reports are approved: %s', async (isApproved) => {
    await world.approves(isApproved);
    // The rule says something of reports alone.
    for (const at of standings.filter(({ kind }) => isApproved || kind === 'officerReport')) {
      for (const role of [null, ...documentRoles]) await tryDocumentActs(at, role, isApproved);
    }
  });

  it('reads of documents exactly what the policies say', async () => {
    await world.approves(true);
    for (const at of standings) {
      for (const somebody of people) for (const role of grantsOf(at, somebody)) if (isPlaced()) await tryReading(at, somebody, role);
    }
  });

  it('does with matters exactly what the policies say', async () => {
    await world.approves(true);
    for (const stage of matterStages) {
      await tryMatterActs(stage, people, false);
      // Who has signed: those alone who may sign, and one who lost that right.
      for (const somebody of everyone) if (somebody.roles.includes('member') || somebody.id === 'officer') await tryMatterActs(stage, [somebody], true);
    }
  });

  it('takes whole matters out exactly where the policies say', async () => {
    for (const stage of matterStages) await tryTakingOut(stage);
  });

  it('takes whole matters in exactly where the policies say', async () => {
    for (const somebody of people) await tryTakingIn(somebody);
  });

  it('begins documents and matters exactly where the policies say', async () => {
    for (const stage of matterStages) {
      const shut = await world.place(motionIn(stage), { matterStage: stage });
      for (const somebody of people) await tryBeginning(stage, somebody, shut);
      await world.remove(shut);
    }
  });

  it('reads and records attendance exactly as the policies say', async () => {
    for (const somebody of people) await tryAttendance(somebody);
  });
});

/** Who takes part in a meeting, and which meeting a § is of. */
async function tryAttendance(somebody: PersonRow | null): Promise<void> {
  const actor = asActor(somebody);
  const browser = await world.browser(somebody?.id ?? null);
  const { rows } = world.server.storage;
  const path = '/api/meetings/kf-1/attendance';
  const part = { personId: witnesses.L.id, presence: 'absent', inPlaceOf: null, fromItem: null, untilItem: null };
  await rows.organisation.putAssignments([{ id: 'seat', personId: witnesses.L.id, bodyId: 'kf', role: 'member', from: '2026-10-15', to: null }]);
  count('attendance');
  const read = await browser.send('GET', path);
  check(`${somebody?.id} reads attendance`, read.ok ? 'read' : await refusalOf(read), mayOrganise(actor, 'readAttendance') ? 'read' : refusal(somebody, true));
  count('attendance');
  const put = await browser.send('PUT', path, { people: [part] });
  const may = mayOrganise(actor, 'recordAttendance');
  check(`${somebody?.id} records attendance`, put.ok ? 'done' : await refusalOf(put), may ? 'done' : refusal(somebody, true));
  check(`${somebody?.id} changed attendance`, (await rows.organisation.attendance('kf-1')).length, may ? 1 : 0);
  await rows.organisation.deleteMeeting('kf-1');
  await rows.organisation.putMeetings([
    { id: 'kf-1', bodyId: 'kf', date: '2026-12-15', time: null, deadlineDate: null, deadlineTime: null, noticeDate: null, isCancelled: false },
  ]);
  for (const at of standings.filter(({ kind }) => kind === 'minutesItem')) {
    count('attendance');
    const placed = await world.place(at);
    const facts = factsOf(at, [], true);
    const chosen = await browser.send('PUT', `/api/documents/${placed.row.id}/meeting`, { meetingId: 'kf-1' });
    const expected = mayWrite(actor, facts) ? 'done' : refusal(somebody, mayRead(actor, facts));
    check(`${somebody?.id} says which meeting ${at.name} is of`, chosen.ok ? 'done' : await refusalOf(chosen), expected);
    check(`${somebody?.id} changed the meeting of ${at.name}`, await rows.way.meetingOf(placed.row.id), mayWrite(actor, facts) ? 'kf-1' : null);
    await world.remove(placed);
  }
}

/** By everybody with this role, and with a role by nobody else. What is refused is tried on one document, which all of them have it to. */
async function tryDocumentActs(at: Standing, role: DocumentRole | null, isApproved: boolean): Promise<void> {
  const those = people.filter((somebody) => grantsOf(at, somebody).includes(role));
  if (those.length === 0) return;
  const grants = role === null ? [] : those.flatMap((somebody) => (somebody === null ? [] : [{ personId: somebody.id, role }]));
  const facts = factsOf(at, role === null ? [] : [role], isApproved);
  const shut = await world.place(at, { grants, isAttached: true, isScanned: true, invitation: true });
  const before = await everythingOf(shut);
  for (const somebody of those) {
    const actor = asActor(somebody);
    const browser = await world.browser(somebody?.id ?? null);
    const own = grants.filter(({ personId }) => personId === somebody?.id);
    const allowed = documentActNames.filter((act) => mayActOnDocument(actor, act, facts));
    for (const door of documentDoors) {
      if (!allowed.includes(door.act) && !isTried()) continue;
      count('acts on documents');
      const who = `${somebody?.id ?? 'nobody'}${role === null ? '' : ` (${role})`} ${door.name} ${at.name}`;
      if (!allowed.includes(door.act)) check(who, await refusalOf(await door.knock(browser, shut)), refusal(somebody, mayRead(actor, facts)));
      else await tryAllowed(door, at, somebody, own, who, browser);
    }
  }
  check(`what was refused to those with ${role ?? 'no role'} changed ${at.name}`, await everythingOf(shut), before);
  await world.remove(shut);
}

/** A document of its own for each act that is allowed: what one did is not in the way of the next. */
async function tryAllowed(
  door: (typeof documentDoors)[number],
  at: Standing,
  somebody: PersonRow | null,
  given: readonly { readonly personId: string; readonly role: DocumentRole }[],
  who: string,
  browser: Browser,
): Promise<void> {
  const needs = door.needs?.(somebody?.id ?? '') ?? {};
  const open = await world.place(at, { ...needs, grants: [...given, ...(needs.grants ?? [])] });
  const answer = await door.knock(browser, open);
  check(who, answer.ok ? answer.status : await refusalOf(answer), door.done);
  const { rows } = world.server.storage;
  const after = await rows.document(open.row.id);
  check(`${who}: stage`, after?.stage ?? 'none', door.act === 'discardDraft' ? 'none' : stageAfter(door.act, at.stage));
  if (door.act === 'revise') {
    const later = (await rows.documents(open.matter.id)).find(({ revisionOf }) => revisionOf === open.row.id);
    check(`${who}: revision`, later?.stage, 'working');
  }
  await world.remove({ row: after ?? open.row });
}

async function tryReading(at: Standing, somebody: PersonRow | null, role: DocumentRole | null): Promise<void> {
  const given = somebody !== null && role !== null ? [{ personId: somebody.id, role }] : [];
  const facts = factsOf(at, role === null ? [] : [role], true);
  const actor = asActor(somebody);
  const isReader = mayRead(actor, facts);
  const browser = await world.browser(somebody?.id ?? null);
  const placed = await world.place(at, { grants: given, isAttached: true });
  const { row, matter } = placed;
  const of = `/api/documents/${row.id}`;
  const has = (there: boolean) => (isReader && !there ? '404 notFound' : null);
  // Null where it is read by whoever may read the document; what stands there else is what one of those is told.
  const routes: readonly (readonly [path: string, told: string | null])[] = [
    [of, null],
    [`${of}/content`, null],
    [`${of}/clauses`, null],
    [`${of}/text`, null],
    [`${of}/state`, null],
    [`${of}/lock`, null],
    [`${of}/late`, null],
    [`${of}/filing`, null],
    [`${of}/attachments`, null],
    [`${of}/attachments/${placed.attachment?.id ?? ''}`, null],
    [`${of}/rescues`, null],
    [`${of}/suggestions`, null],
    [`${of}/suggestions/decisions`, isReader && !mayReadComments(actor, facts) ? '403 noRight' : null],
    [`${of}/comments`, isReader && !mayReadComments(actor, facts) ? '403 noRight' : null],
    [`${of}/review`, isReader && role !== 'reviewer' && !audiencesOf(actor, facts).includes('writers') ? '403 noRight' : null],
    [`${of}/versions`, readsAs(actor, facts) === 'live' && !mayReadVersions(actor, facts) ? '403 noRight' : null],
    [`${of}/docx`, null],
    [`${of}/docx?marks=1`, null],
    [`${of}/copies/html`, null],
    [`${of}/pages?count=1&marks=1`, null],
    [`${of}/changes`, null],
    [`${of}/meeting`, has(at.kind === 'minutesItem')],
    [`${of}/report`, has(at.kind === 'officerReport')],
    [`${of}/verification`, has(at.kind === 'minutesItem')],
    [`${of}/notice/pdf`, has(at.stage === 'announced')],
    [`${of}/statements`, has(at.kind === 'minutesItem')],
    [`${of}/statement`, has(at.kind === 'writtenStatement')],
    [`${of}/receipt`, has(at.kind === 'motion' && (at.stage === 'filed' || at.stage === 'received'))],
    [`/api/matters/${matter.id}`, null],
    [`/api/matters/${matter.id}/audit`, has(facts.space.kind === 'party' && mayReadAuditLog(actor, facts.space))],
  ];
  for (const [path, told] of routes) {
    if (!isTried()) continue;
    count('readings');
    const who = `${somebody?.id ?? 'nobody'}${role === null ? '' : ` (${role})`} reads ${path.replaceAll(row.id, '…').replaceAll(matter.id, '…')} of ${at.name}`;
    const answer = await browser.send('GET', path);
    check(who, answer.ok ? 'read' : await refusalOf(answer), told ?? (isReader ? 'read' : refusal(somebody, false)));
    if (answer.body !== null && !answer.bodyUsed) await answer.body.cancel();
  }
  count('readings');
  const seen = await browser.send('POST', `${of}/seen`, { seq: 1 });
  check(`${somebody?.id ?? 'nobody'} has seen ${at.name}`, seen.ok ? 'read' : await refusalOf(seen), isReader ? 'read' : refusal(somebody, false));
  await tryFinding(at, somebody, placed, browser, isReader);
  await tryWritingOverHttp(at, somebody, facts, placed, browser);
  await tryCommenting(at, somebody, role, facts, placed, browser);
  await tryVersions(at, somebody, facts, placed, browser);
  await tryDeciding(at, somebody, facts, placed, browser);
  await world.remove(placed);
}

/** Lists, search and what one was told of: a document is in them for those who may read it. */
async function tryFinding(at: Standing, somebody: PersonRow | null, { row, matter }: Placed, browser: Browser, isReader: boolean): Promise<void> {
  if (asActor(somebody) === null) {
    for (const path of ['/api/matters', '/api/matters?search=grongolingen', '/api/notices']) {
      count('lists');
      check(`nobody reads ${path}`, await refusalOf(await browser.send('GET', path)), '401 notSignedIn');
    }
    return;
  }
  for (const path of ['/api/matters', `/api/matters?search=${encodeURIComponent(words)}`]) {
    count('lists');
    const { matters } = await browser.get<{ matters: { id: string; documents: { id: string }[] }[] }>(path);
    const found = matters.some(({ id, documents }) => id === matter.id || documents.some((document) => document.id === row.id));
    check(`${somebody?.id} finds ${at.name} in ${path}`, found, isReader);
  }
  count('lists');
  const { notices } = world.server.storage.rows;
  const personId = somebody?.id ?? '';
  const notice = {
    id: `notice-${row.id}`,
    personId,
    kind: 'signatureAsked',
    matterId: matter.id,
    documentId: row.id,
    commentId: null,
    actorId: null,
    at: row.createdAt,
  };
  await notices.insert([{ ...notice, readAt: null, mailedAt: null }]);
  const told = (await browser.get<{ notices: { id: string; document: { title: string } | null }[] }>('/api/notices')).notices;
  check(`${personId} reads the title of ${at.name} in a notice`, told.find(({ id }) => id === notice.id)?.document?.title ?? null, isReader ? words : null);
  count('lists');
  const muted = await browser.send('POST', `/api/notices/muted/${matter.id}`);
  check(`${personId} mutes the matter of ${at.name}`, muted.ok ? 'muted' : await refusalOf(muted), isReader ? 'muted' : '404 notFound');
}

async function tryWritingOverHttp(at: Standing, somebody: PersonRow | null, facts: DocumentFacts, { row, update }: Placed, browser: Browser): Promise<void> {
  count('updates over HTTP');
  const actor = asActor(somebody);
  const { storage } = world.server;
  const before = await storage.journal.lastSeq(row.id);
  const answer = await browser.send('POST', `/api/documents/${row.id}/updates`, paragraph(update, 'Inskickat.'));
  const mine = somebody === null ? [] : await storage.rows.way.sideVersions(row.id, somebody.id);
  const became = (await storage.journal.lastSeq(row.id)) > before ? 'stored' : mine.length > 0 ? 'late' : await refusalOf(answer);
  const may = mayWrite(actor, facts) ? 'stored' : isLate(actor, facts) ? 'late' : refusal(somebody, mayRead(actor, facts));
  check(`${somebody?.id ?? 'nobody'} sends an update to ${at.name}`, became, may);
}

/** What is said of a document, one's own and another's, by every route. */
async function tryCommenting(
  at: Standing,
  somebody: PersonRow | null,
  role: DocumentRole | null,
  facts: DocumentFacts,
  { row }: Placed,
  browser: Browser,
): Promise<void> {
  const actor = asActor(somebody);
  const { comments } = world.server.storage.rows;
  const comment = { text: words, wording: null, at: row.createdAt, editedAt: null, removedAt: null, mentions: [] };
  const untold = { assignedTo: null, resolvedAt: null, resolvedBy: null, outcome: null, outcomeReason: '' };
  const begun = async (personId: string) => {
    const id = newBlockId();
    await comments.insertThread(
      { ...untold, id, documentId: row.id, anchor: null, audience: 'readers', createdAt: row.createdAt },
      { ...comment, id, threadId: id, personId },
    );
    return id;
  };
  const [own, others] = [await begun(somebody?.id ?? 'nobody'), await begun(witnesses.L.id)];
  await comments.insertReply({ ...comment, id: newBlockId(), threadId: own, personId: witnesses.L.id });
  const of = `/api/documents/${row.id}/comments`;
  const isSpeaker = mayComment(actor, facts);
  const refused = refusal(somebody, mayRead(actor, facts));
  const doors: readonly (readonly [name: string, method: string, path: string, body: object | undefined, isOwn: boolean])[] = [
    ['begins a thread', 'POST', of, { id: newBlockId(), text: 'Nytt', anchor: null }, true],
    ['answers', 'POST', `${of}/${others}/replies`, { id: newBlockId(), text: 'Svar' }, true],
    ['marks a thread as done', 'POST', `${of}/${others}/resolved`, undefined, true],
    ['opens a thread again', 'DELETE', `${of}/${others}/resolved`, undefined, true],
    ['assigns a thread', 'POST', `${of}/${others}/assignment`, { personId: somebody?.id ?? 'nobody' }, true],
    ["changes another's comment", 'POST', `${of}/${others}`, { text: 'Annat' }, false],
    ["removes another's comment", 'DELETE', `${of}/${others}`, undefined, false],
    ['changes a comment', 'POST', `${of}/${own}`, { text: 'Ändrat' }, true],
    ['removes a comment', 'DELETE', `${of}/${own}`, undefined, true],
  ];
  // Reading changes nothing that another sees.
  if (isTried()) {
    count('comments');
    const answer = await browser.send('POST', `/api/documents/${row.id}/readComments`, { comments: [others] });
    const got = answer.ok ? String(answer.status) : await refusalOf(answer);
    check(`${somebody?.id ?? 'nobody'} marks comments of ${at.name} as read`, got, mayReadComments(actor, facts) ? '204' : refused);
  }
  for (const [name, method, path, body, isOwn] of doors) {
    if (!(isSpeaker && isOwn) && !isTried()) continue;
    count('comments');
    const before = JSON.stringify(await comments.threads(row.id));
    const answer = await browser.send(method, path, body);
    const who = `${somebody?.id ?? 'nobody'}${role === null ? '' : ` (${role})`} ${name} of ${at.name}`;
    check(who, answer.ok ? String(answer.status) : await refusalOf(answer), isSpeaker ? (isOwn ? '204' : '403 noRight') : refused);
    check(`${who}: something changed`, JSON.stringify(await comments.threads(row.id)) !== before, isSpeaker && isOwn);
  }
}

/** Names a version, takes the name away, and makes the version stand again. */
async function tryVersions(at: Standing, somebody: PersonRow | null, facts: DocumentFacts, { row }: Placed, browser: Browser): Promise<void> {
  const { journal, rows } = world.server.storage;
  const actor = asActor(somebody);
  const [first] = await journal.times(row.id, 0, 1);
  const of = `/api/documents/${row.id}/versions/${first?.seq ?? 1}`;
  const may = mayWrite(actor, facts);
  const refused = refusal(somebody, mayRead(actor, facts));
  const doors: readonly (readonly [name: string, method: string, path: string, body: object | undefined, done: string])[] = [
    ['names a version', 'PUT', `${of}/name`, { name: words }, '204'],
    ['takes the name of a version away', 'DELETE', `${of}/name`, undefined, '204'],
    ['restores a version', 'POST', `${of}/restorations`, undefined, '200'],
  ];
  for (const [name, method, path, body, done] of doors) {
    if (!may && !isTried()) continue;
    count('versions');
    const before = await journal.lastSeq(row.id);
    const answer = await browser.send(method, path, body);
    const who = `${somebody?.id ?? 'nobody'} ${name} of ${at.name}`;
    check(who, answer.ok ? String(answer.status) : await refusalOf(answer), may ? done : refused);
    if (!may) check(`${who}: changed`, JSON.stringify([await rows.versions.named(row.id), await journal.lastSeq(row.id)]), JSON.stringify([[], before]));
  }
  await rows.versions.unname(row.id, first?.seq ?? 1);
}

/** Says what became of a suggestion, and that it was undone. */
async function tryDeciding(at: Standing, somebody: PersonRow | null, facts: DocumentFacts, { row }: Placed, browser: Browser): Promise<void> {
  const { suggestionDecisions } = world.server.storage.rows;
  const may = mayWrite(asActor(somebody), facts);
  const maker = { suggestionId: 's1', suggestedBy: witnesses.L.id };
  const quoted = { removed: '', added: words, what: words };
  const of = `/api/documents/${row.id}/suggestions/decisions`;
  const doors: readonly (readonly [name: string, path: string, body: object, done: string, left: number])[] = [
    ['decides a suggestion', of, { verdict: 'reject', suggestions: [{ ...maker, quoted }] }, '200', 1],
    ['undoes that', `${of}/undone`, { suggestions: [maker] }, '204', 0],
  ];
  for (const [name, path, body, done, left] of doors) {
    if (!may && !isTried()) continue;
    count('decisions on suggestions');
    const answer = await browser.send('POST', path, body);
    const who = `${somebody?.id ?? 'nobody'} ${name} of ${at.name}`;
    check(who, answer.ok ? String(answer.status) : await refusalOf(answer), may ? done : refusal(somebody, mayRead(asActor(somebody), facts)));
    check(`${who}: decisions kept`, (await suggestionDecisions.of(row.id)).length, may ? left : 0);
  }
}

async function tryMatterActs(stage: MatterStage, those: readonly (PersonRow | null)[], isMover: boolean): Promise<void> {
  const at = motionIn(stage);
  const signedBy = isMover ? those.flatMap((somebody) => somebody?.id ?? []) : [];
  const wishes = { matterStage: stage, signedBy, referral: stage !== 'drafting' && stage !== 'published' };
  const shut = await world.place(at, wishes);
  const before = await everythingOf(shut);
  for (const somebody of those) {
    const actor = asActor(somebody);
    const facts: MatterFacts = { space: at.space, stage, isMover: isMover && somebody?.roles.includes('member') === true };
    const browser = await world.browser(somebody?.id ?? null);
    const isReader = mayRead(actor, factsOf(at, [], true));
    for (const door of matterDoors) {
      count('acts on matters');
      const who = `${somebody?.id ?? 'nobody'}${isMover ? ' (mover)' : ''} ${door.name} of a matter that is ${stage}`;
      // One acts on matters of which one may read something.
      if (!(isReader && mayActOnMatter(actor, door.act, facts))) check(who, await refusalOf(await door.knock(browser, shut)), refusal(somebody, isReader));
      else await tryAllowedOnMatter(door, at, wishes, who, browser, stage);
    }
  }
  check(`what was refused${isMover ? ' to a mover' : ''} changed a matter that is ${stage}`, await everythingOf(shut), before);
  await world.remove(shut);
}

async function tryAllowedOnMatter(
  door: Door<(typeof matterActNames)[number]>,
  at: Standing,
  wishes: Parameters<World['place']>[1],
  who: string,
  browser: Browser,
  stage: MatterStage,
): Promise<void> {
  const open = await world.place(at, wishes);
  const answer = await door.knock(browser, open);
  check(who, answer.ok ? answer.status : await refusalOf(answer), door.done);
  check(`${who}: stage`, (await world.server.storage.rows.matter(open.matter.id))?.stage, matterActs[door.act].to ?? stage);
  await world.remove(open);
}

async function tryTakingOut(stage: MatterStage): Promise<void> {
  const at = motionIn(stage);
  const placed = await world.place(at, { matterStage: stage });
  for (const somebody of people) {
    count('matters taken out');
    const browser = await world.browser(somebody?.id ?? null);
    const isReader = mayRead(asActor(somebody), factsOf(at, [], true));
    const may = isReader && mayTakeOut(asActor(somebody), stage === 'drafting' ? 'party' : stage === 'published' ? 'published' : 'municipality');
    for (const form of ['bundle', 'archive', 'archive/report']) {
      const answer = await browser.send('GET', `/api/matters/${placed.matter.id}/${form}`);
      check(
        `${somebody?.id ?? 'nobody'} takes out a matter that is ${stage} as ${form}`,
        answer.ok ? String(answer.status) : await refusalOf(answer),
        may ? '200' : refusal(somebody, isReader),
      );
      if (answer.ok) await answer.body?.cancel();
    }
  }
  await world.remove(placed);
}

/** A file that is no matter: whoever may take one in is told that, and nobody else anything of it. */
async function tryTakingIn(somebody: PersonRow | null): Promise<void> {
  const browser = await world.browser(somebody?.id ?? null);
  for (const path of ['/api/bundles/previews', `/api/bundles?sha256=${'a'.repeat(64)}`]) {
    count('matters taken in');
    const answer = await browser.send('POST', path, pdf());
    const told = path.includes('sha256') ? '409 conflict' : '422 fileDamaged';
    check(`${somebody?.id ?? 'nobody'} takes in by ${path}`, await refusalOf(answer), mayTakeIn(asActor(somebody)) ? told : refusal(somebody, true));
  }
}

/** In a matter of its own where one may; where one may not, in one that stays as it is. */
async function tryBeginning(stage: MatterStage, somebody: PersonRow | null, shut: Placed): Promise<void> {
  const at = motionIn(stage);
  const actor = asActor(somebody);
  const browser = await world.browser(somebody?.id ?? null);
  const isReader = mayRead(actor, factsOf(at, [], true));
  for (const kind of ['motion', 'officerReport', 'minutesItem'] as const) {
    count('beginnings');
    const may = isReader && mayCreate(actor, kind, { kind: 'matter', space: at.space, stage });
    const placed = may ? await world.place(at, { matterStage: stage }) : shut;
    const answer = await browser.send('POST', `/api/matters/${placed.matter.id}/documents`, { kind });
    const who = `${somebody?.id ?? 'nobody'} begins ${kind} in a matter that is ${stage}`;
    check(who, answer.ok ? String(answer.status) : await refusalOf(answer), may ? '201' : refusal(somebody, isReader));
    check(`${who}: documents`, (await world.server.storage.rows.documents(placed.matter.id)).length, may ? 2 : 1);
    // A file is read by a thread of its own, which is begun for it.
    if (kind === 'minutesItem' && (!may || isTried())) {
      const brought = await browser.send(
        'POST',
        `/api/imports?kind=${kind}&matterId=${placed.matter.id}`,
        new Uint8Array(new TextEncoder().encode('§ 4 Damm')),
      );
      check(`${who} from a file`, brought.ok ? String(brought.status) : await refusalOf(brought), may ? '201' : refusal(somebody, isReader));
      check(`${who} from a file: documents`, (await world.server.storage.rows.documents(placed.matter.id)).length, may ? 3 : 1);
    }
    if (may) await world.remove(placed);
  }
  count('beginnings');
  // It stands with the group, in a matter of its own: this one stays as it was, whoever may.
  const answer = await browser.send('POST', `/api/matters/${shut.matter.id}/statements`, { kind: 'reservation' });
  const may = isReader && mayCreate(actor, 'writtenStatement', { kind: 'matter', space: at.space, stage });
  const who = `${somebody?.id ?? 'nobody'} begins a statement about a matter that is ${stage}`;
  check(who, answer.ok ? String(answer.status) : await refusalOf(answer), may ? '201' : refusal(somebody, isReader));
  check(`${who}: documents`, (await world.server.storage.rows.documents(shut.matter.id)).length, 1);
  if (answer.ok) {
    const { id } = (await answer.json()) as { readonly id: string };
    const row = await world.server.storage.rows.document(id);
    check(`${who}: space`, row?.space, 'party');
    if (row !== null) await world.remove({ row });
  }
}

/** The motion that a matter in this stage is about. */
function motionIn(stage: MatterStage): Standing {
  const found = standings.find(({ kind, space, party }) => {
    if (kind !== 'motion') return false;
    return stage === 'drafting' ? party === 'L' : stage === 'published' ? space === 'published' : space === 'municipality';
  });
  return found ?? receivedStanding;
}

function refusal(somebody: PersonRow | null, isReader: boolean): string {
  if (asActor(somebody) === null) return '401 notSignedIn';
  return isReader ? '403 noRight' : '404 notFound';
}

/** Everything that a store keeps of a document and its matter, and how much there is beside them, as one text. */
async function everythingOf({ row, matter, recordedBefore }: Placed): Promise<string> {
  const { rows, journal } = world.server.storage;
  const { way, audit } = rows;
  const chains = await audit.chains();
  return JSON.stringify([
    await rows.document(row.id),
    await rows.matter(matter.id),
    (await way.lock(row.id))?.sha256,
    await way.signatures(row.id),
    await way.grants({ documentId: row.id }),
    await way.invitations(row.id),
    await way.attachments(row.id),
    await way.reportSteps(row.id),
    await rows.minutes.verifications(row.id),
    await rows.minutes.publicNotice(row.id),
    await rows.minutes.corrections(row.id),
    await rows.maskDecisions.of((await way.lock(row.id))?.id ?? ''),
    await rows.minutes.statement(row.id),
    await way.referrals(matter.id),
    await way.handlings(matter.id),
    await rows.clients(row.id),
    await journal.lastSeq(row.id),
    (await rows.documents(matter.id)).length,
    (await rows.matters()).length,
    // The allowed acts were recorded, each for a document that has been taken away again; nothing was for this one.
    (await Promise.all(chains.map((chain) => audit.read(chain, { after: recordedBefore.get(chain) ?? 0, limit: 10, ids: [row.id, matter.id] })))).flat().length,
  ]);
}

/** A paragraph at the end of a document, as an update of somebody who has it. */
function paragraph(update: Uint8Array, text: string): Uint8Array<ArrayBuffer> {
  const ydoc = new Y.Doc();
  Y.applyUpdate(ydoc, update);
  const before = Y.encodeStateVector(ydoc);
  const block = new Y.XmlElement('paragraph');
  block.insert(0, [new Y.XmlText(text)]);
  rootOf(ydoc).push([block]);
  return Y.encodeStateAsUpdate(ydoc, before).slice();
}

function count(what: string): void {
  tried.set(what, (tried.get(what) ?? 0) + 1);
}

function check(what: string, found: unknown, expected: unknown): void {
  if (found !== expected) wrong.push(`${what}: ${String(found)} instead of ${String(expected)}`);
}
