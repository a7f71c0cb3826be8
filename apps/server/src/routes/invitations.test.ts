import type { PersonRow } from '@yrka/storage';
import { rootOf } from '@yrka/ydoc';
import { Hono } from 'hono';
import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { DocumentDetails, InvitationCode, Lock, MatterList, OpenedInvitation, People, SentInvitation, Session, Sharing } from '../api.ts';
import { type Browser, municipal, refusalOf, startTestServer, type TestServer } from '../appForTests.ts';
import { demonstrationIds } from '../demonstration/seed.ts';
import { roomPerson } from '../documents/access.ts';
import { type Mail, noMailer } from '../mail/mailer.ts';
import { HandClient, settle } from '../rooms/socketPair.ts';

const { cycling, library } = demonstrationIds;
const ofDraft = `/api/documents/${cycling.motion}`;

let server: TestServer;
let mails: Mail[];
let anna: Browser;
let rakel: Browser;
let guest: Browser;

beforeEach(async () => {
  mails = [];
  server = await startTestServer({
    mailer: { ...noMailer, isOn: true, sendMail: (mail) => void mails.push(mail) },
  });
  [anna, rakel, guest] = [await server.browser('anna-lind'), await server.browser('rakel-dal'), await server.browser()];
});

async function invite(given: object = {}): Promise<SentInvitation> {
  const answer = await anna.send('POST', `${ofDraft}/invitations`, { name: 'Elin Strand', role: 'invitedWriter', ...given });
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as SentInvitation;
}
const codeFrom = async ({ invitation }: SentInvitation) => {
  const answer = await anna.send('POST', `${ofDraft}/invitations/${invitation.id}/code`);
  return ((await answer.json()) as InvitationCode).code;
};
const enter = (browser: Browser, token: string, code: string) => browser.send('POST', '/api/invitations/entered', { token, code });
const open = (browser: Browser, token: string) => browser.send('POST', '/api/invitations/opened', { token });
const wrong = (code: string) => (code === '000000' ? '000001' : '000000');
const later = (minutes: number) => server.setTime(new Date(Date.parse('2026-11-23T08:00:00.000Z') + minutes * 60_000));

/** A guest who has come in. */
async function letIn(browser = guest): Promise<SentInvitation> {
  const sent = await invite();
  expect((await enter(browser, sent.token, await codeFrom(sent))).status).toBe(200);
  return sent;
}
const guestId = async () => (await guest.get<Session>('/api/session')).person?.id ?? '';

describe('an invitation by link', () => {
  it('lets one person in to one document, as a guest by the name given', async () => {
    const sent = await invite();
    expect(await (await open(guest, sent.token)).json()).toEqual({ inviter: 'Anna Lind', isMailed: false, isUsed: false } satisfies OpenedInvitation);
    const entered = await enter(guest, sent.token, await codeFrom(sent));
    expect(await entered.json()).toEqual({ documentId: cycling.motion });
    expect((await guest.get<Session>('/api/session')).person).toMatchObject({ name: 'Elin Strand', party: null, role: 'guest', title: null });
    expect(await guest.get<DocumentDetails>(ofDraft)).toMatchObject({ mayWrite: true, acts: [], sharedWithMunicipality: false });
    const { matters, mayCreateMatter } = await guest.get<MatterList>('/api/matters');
    expect([matters.map(({ id }) => id), mayCreateMatter]).toEqual([[cycling.matter], false]);
  });

  it('is 256 bits, and neither it nor the code is stored, logged or recorded', async () => {
    const sent = await invite({ email: 'Elin@Example.org' });
    const code = await codeFrom(sent);
    expect(Buffer.from(sent.token, 'base64url')).toHaveLength(32);
    await enter(guest, sent.token, code);
    await guest.send('GET', `/inbjudan/${sent.token}`);
    const stored = JSON.stringify([await server.storage.rows.way.invitations(cycling.motion), await server.storage.rows.audit.read('party:L', { limit: 100 })]);
    for (const secret of [sent.token, code]) expect([stored.includes(secret), server.logged.some((line) => line.includes(secret))]).toEqual([false, false]);
    expect(server.logged.some((line) => line.includes('/inbjudan/…'))).toBe(true);
  });

  it('is mailed without title or text, and the code in a mail of its own', async () => {
    const { token } = await invite({ email: 'elin@example.org' });
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({ to: 'elin@example.org', subject: 'Anna Lind bjuder in dig till ett utkast' });
    expect(mails[0]?.text).toContain(`http://127.0.0.1:4780/inbjudan/${token}`);
    expect((await guest.send('POST', '/api/invitations/codes', { token })).status).toBe(204);
    const code = /koden är (\d{6})/.exec(mails[1]?.text ?? '')?.[1] ?? '';
    expect(mails[1]?.text).not.toContain(token);
    for (const { text, subject } of mails) expect(`${subject} ${text}`).not.toMatch(/cykel/i);
    expect((await enter(guest, token, code)).status).toBe(200);
  });

  it('brings the same guest back with a new code, and each code works once', async () => {
    const sent = await invite();
    const code = await codeFrom(sent);
    await enter(guest, sent.token, code);
    const phone = await server.browser();
    expect(await refusalOf(await enter(phone, sent.token, code))).toBe('410 codeExpired');
    expect(await (await open(phone, sent.token)).json()).toMatchObject({ isUsed: true });
    expect((await enter(phone, sent.token, await codeFrom(sent))).status).toBe(200);
    expect((await phone.get<Session>('/api/session')).person?.id).toBe(await guestId());
    expect(await server.storage.rows.way.grants({ documentId: cycling.motion })).toHaveLength(1);
  });

  it('tells the inviter, and records who came', async () => {
    await letIn();
    expect(await server.storage.rows.notices.of('anna-lind', 5)).toMatchObject([{ kind: 'invitationUsed', actorId: await guestId() }]);
    expect((await server.storage.rows.audit.read('party:L', { limit: 10 })).map(({ act, actorId }) => [act, actorId])).toEqual([
      ['inviteWriter', 'anna-lind'],
      ['showInvitationCode', 'anna-lind'],
      ['useInvitation', await guestId()],
    ]);
    expect(await server.storage.rows.audit.read('municipality', { limit: 10 })).toEqual([]);
  });
});

describe('an invitation where people sign in', () => {
  it('gives the guest a session like everybody else’s, which ends with the access', async () => {
    server = await startTestServer({
      config: municipal,
      mailer: { ...noMailer, isOn: true, sendMail: (mail) => void mails.push(mail) },
    });
    [anna, guest] = [await server.browser(), await server.browser()];
    const annaRow = await server.storage.rows.person('anna-lind');
    if (annaRow === null) throw new Error('The demonstration has her');
    const signIn = new Hono().get('/', async (c) => {
      await server.accounts?.signIn.beginSessionFor(c, annaRow);
      return c.text('ok');
    });
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec((await signIn.request('/')).headers.get('Set-Cookie') ?? '') ?? [];
    anna.cookies.set(name, value);

    const { token } = await invite({ email: 'elin@example.org' });
    expect(mails[0]?.text).toContain(`https://yrka.example.se/inbjudan/${token}`);
    await guest.send('POST', '/api/invitations/codes', { token });
    expect((await enter(guest, token, /koden är (\d{6})/.exec(mails[1]?.text ?? '')?.[1] ?? '')).status).toBe(200);
    expect((await guest.get<Session>('/api/session')).person).toMatchObject({ name: 'Elin Strand', role: 'guest' });
    expect((await guest.get<MatterList>('/api/matters')).matters).toHaveLength(1);
    const id = await guestId();
    await anna.send('DELETE', `${ofDraft}/grants/${id}`);
    // Nobody any more, whose unsent words are on this device under that id.
    expect(await guest.get<Session>('/api/session')).toMatchObject({ person: null, shutOut: id });
    await guest.send('DELETE', '/api/session');
    expect(await guest.get<Session>('/api/session')).toMatchObject({ person: null, shutOut: null });
  });

  it('knows in the demonstration too whom a browser was, when their access has ended', async () => {
    await letIn();
    const id = await guestId();
    expect((await guest.get<Session>('/api/session')).shutOut).toBeNull();
    await anna.send('DELETE', `${ofDraft}/grants/${id}`);
    expect(await guest.get<Session>('/api/session')).toMatchObject({ person: null, shutOut: id });
    expect((await anna.get<Session>('/api/session')).shutOut).toBeNull();
    for (const [name, value] of guest.cookies) guest.cookies.set(name, `${value}x`);
    expect((await guest.get<Session>('/api/session')).shutOut).toBeNull();
  });
});

describe('a link or a code that is not right', () => {
  it('leads nowhere when it is forged', async () => {
    for (const token of ['x', 'A'.repeat(43), '../../etc'])
      for (const answer of [open(guest, token), enter(guest, token, '123456'), guest.send('POST', '/api/invitations/codes', { token })])
        expect(await refusalOf(await answer)).toBe('404 invitationUnknown');
    expect(await refusalOf(await enter(guest, 'x', 'abc'))).toBe('400 badRequest');
  });

  it('is refused after five tries, also when they come at once and the right one is among them', async () => {
    const sent = await invite();
    const code = await codeFrom(sent);
    const answers = await Promise.all(Array.from({ length: 20 }, () => enter(guest, sent.token, wrong(code))));
    const codes = await Promise.all(answers.map(refusalOf));
    expect(codes.filter((refusal) => refusal === '403 codeWrong')).toHaveLength(4);
    expect(codes.filter((refusal) => refusal === '429 codeSpent')).toHaveLength(16);
    expect(await refusalOf(await enter(guest, sent.token, code))).toBe('429 codeSpent');
    expect((await guest.get<Session>('/api/session')).person).toBeNull();
    expect((await enter(guest, sent.token, await codeFrom(sent))).status).toBe(200);
  });

  it('cannot be tried for ever: five codes are mailed in a day', async () => {
    const { token } = await invite({ email: 'elin@example.org' });
    const ask = () => guest.send('POST', '/api/invitations/codes', { token });
    for (let times = 0; times < 5; times++) expect((await ask()).status).toBe(204);
    expect(await refusalOf(await ask())).toBe('429 codesSpent');
    later(24 * 60 + 1);
    expect((await ask()).status).toBe(204);
  });

  it('is good for ten minutes', async () => {
    const sent = await invite();
    const code = await codeFrom(sent);
    later(10);
    expect(await refusalOf(await enter(guest, sent.token, code))).toBe('410 codeExpired');
    const second = await codeFrom(sent);
    later(19);
    expect((await enter(guest, sent.token, second)).status).toBe(200);
  });

  it('is good for fourteen days, unless somebody has come in by it', async () => {
    const [used, unused] = [await letIn(), await invite()];
    later(14 * 24 * 60);
    anna = await server.browser('anna-lind');
    expect(await refusalOf(await open(guest, unused.token))).toBe('410 invitationExpired');
    expect(await refusalOf(await anna.send('POST', `${ofDraft}/invitations/${unused.invitation.id}/code`))).toBe('410 invitationExpired');
    expect((await open(guest, used.token)).status).toBe(200);
  });

  it('is of no use once it is taken back, the draft is filed or thrown away, or the inviter has left', async () => {
    const [taken, left, other] = [await invite(), await invite(), await invite()];
    expect((await anna.send('DELETE', `${ofDraft}/invitations/${taken.invitation.id}`)).status).toBe(204);
    expect(await refusalOf(await open(guest, taken.token))).toBe('410 invitationEnded');
    expect(await refusalOf(await anna.send('DELETE', `${ofDraft}/invitations/${taken.invitation.id}`))).toBe('409 conflict');
    const annaRow = await server.storage.rows.person('anna-lind');
    if (annaRow === null) throw new Error('The demonstration has her');
    await server.storage.rows.putPeople([{ ...annaRow, party: 'M' }]);
    expect(await refusalOf(await open(guest, left.token))).toBe('410 invitationEnded');
    await server.storage.rows.putPeople([annaRow]);
    await server.storage.rows.changeStage(cycling.motion, 'draft', 'filed');
    expect(await refusalOf(await open(guest, other.token))).toBe('410 invitationEnded');
    await server.storage.rows.changeStage(cycling.motion, 'filed', 'draft');
    expect((await open(guest, other.token)).status).toBe(200);
    await anna.send('POST', `${ofDraft}/acts/discardDraft`, {});
    expect(await refusalOf(await open(guest, other.token))).toBe('404 invitationUnknown');
  });

  it('has its code mailed only where there is an address', async () => {
    const { token } = await invite();
    expect(await refusalOf(await guest.send('POST', '/api/invitations/codes', { token }))).toBe('409 mailIsOff');
  });
});

describe('a guest', () => {
  beforeEach(async () => {
    await letIn();
  });

  it('reaches nothing but the one document, by any door', async () => {
    for (const [method, path] of [
      ['GET', `/api/matters/${library.matter}`],
      ['GET', `/api/matters/${demonstrationIds.huddinge.matter}`],
      ...[library.motion, library.report, library.minutes, demonstrationIds.huddinge.minutes].flatMap((id) =>
        ['', '/content', '/text', '/clauses', '/rescues', '/attachments', '/sharing'].map((door) => ['GET', `/api/documents/${id}${door}`] as const),
      ),
      ['POST', `/api/documents/${library.report}/updates`],
    ] as const) {
      const answer = await guest.send(method, path, method === 'POST' ? new Uint8Array([0, 0]) : undefined);
      expect([path, await refusalOf(answer)]).toEqual([path, '404 notFound']);
    }
    const person = await server.storage.rows.person(await guestId());
    if (person === null) throw new Error('came in');
    const socket = new HandClient(server.rooms, library.report, roomPerson(person));
    await settle(server.rooms, socket);
    expect(socket.closedWith).toBe('unknownDocument');
  });

  it('neither signs, files, invites, attaches nor begins anything', async () => {
    for (const act of ['sign', 'support', 'file', 'sendForSigning', 'discardDraft'])
      expect([act, await refusalOf(await guest.send('POST', `${ofDraft}/acts/${act}`, { sha256: 'a'.repeat(64) }))]).toEqual([act, '403 noRight']);
    expect(await refusalOf(await guest.send('GET', `${ofDraft}/sharing`))).toBe('403 noRight');
    expect(await refusalOf(await guest.send('POST', `${ofDraft}/invitations`, { name: 'Vän', role: 'reader' }))).toBe('403 noRight');
    expect(await refusalOf(await guest.send('POST', `${ofDraft}/attachments?name=x.pdf`, new Uint8Array([37])))).toBe('403 noRight');
    expect(await refusalOf(await guest.send('POST', '/api/matters', { title: 'Egen' }))).toBe('403 noRight');
  });

  it('is found by nobody in the register, and finds a few there by three letters, not the whole of it', async () => {
    const names = async (browser: Browser, query: string) => (await browser.get<People>(`/api/people?query=${query}`)).people.map(({ name }) => name);
    expect(await names(rakel, 'Elin')).toEqual([]);
    expect(await names(rakel, '')).not.toContain('Elin Strand');
    for (const query of ['', 'o', 'om', ' o  m ', 'l']) expect([query, await names(guest, query)]).toEqual([query, []]);
    expect(await names(guest, 'omar')).toEqual(['Omar Said']);
    expect(await names(guest, 'said oma')).toEqual(['Omar Said']);
    expect(JSON.stringify(await guest.get<People>('/api/people?query=omar'))).not.toContain('email');
    const many = ['Ek', 'Lind', 'Norin', 'Roos', 'Said', 'Ståhl', 'Vik'];
    const member = await server.storage.rows.person('anna-lind');
    if (member === null) throw new Error('The demonstration has her');
    await server.storage.rows.putPeople(many.map((name) => ({ ...member, id: `stina-${name}`, name: `Stina ${name}`, email: null })));
    expect(await names(rakel, 'stina')).toHaveLength(many.length);
    expect(await names(guest, 'stina')).toEqual(many.slice(0, 5).map((name) => `Stina ${name}`));
    expect(await names(guest, 'stina vi')).toEqual(['Stina Vik']);
  });

  it('is shut out at once by Ta bort, wherever the text is open', async () => {
    const person = await server.storage.rows.person(await guestId());
    if (person === null) throw new Error('came in');
    const socket = new HandClient(server.rooms, cycling.motion, roomPerson(person));
    await settle(server.rooms, socket);
    expect(rootOf(socket.doc).length).toBeGreaterThan(0);
    const before = await server.storage.journal.lastSeq(cycling.motion);

    expect((await anna.send('DELETE', `${ofDraft}/grants/${person.id}`)).status).toBe(204);
    socket.doc.transact(() => rootOf(socket.doc).insert(0, [new Y.XmlElement('paragraph')]));
    await settle(server.rooms, socket);
    expect(socket.closedWith).toBe('noRight');
    expect(await server.storage.journal.lastSeq(cycling.motion)).toBe(before);

    expect((await guest.get<Session>('/api/session')).person).toBeNull();
    expect(await refusalOf(await guest.send('GET', ofDraft))).toBe('401 notSignedIn');
    const again = new HandClient(server.rooms, cycling.motion, roomPerson(person));
    await settle(server.rooms, again);
    expect([again.closedWith, rootOf(again.doc).length]).toEqual(['noRight', 0]);
    expect((await anna.get<Sharing>(`${ofDraft}/sharing`)).given).toEqual([]);
    expect(await refusalOf(await anna.send('DELETE', `${ofDraft}/grants/${person.id}`))).toBe('404 notFound');
  });

  it('cannot come back by the link of an access that was ended', async () => {
    const [invitation] = await server.storage.rows.way.invitations(cycling.motion);
    const id = await guestId();
    await anna.send('DELETE', `${ofDraft}/grants/${id}`);
    expect(invitation?.personId).toBe(id);
    expect(await refusalOf(await anna.send('POST', `${ofDraft}/invitations/${invitation?.id}/code`))).toBe('410 invitationEnded');
  });

  it('still reads the draft when it has been filed, and writes no more', async () => {
    await anna.send('POST', `${ofDraft}/acts/file`, {});
    expect(await guest.get<DocumentDetails>(ofDraft)).toMatchObject({ stage: 'filed', mayWrite: false });
    expect((await guest.get<MatterList>('/api/matters')).matters).toHaveLength(1);
  });
});

describe('a guest at the address of a substitute', () => {
  const address = 'eva@example.org';
  const inRegister = async (id: string, change: Partial<PersonRow>) => {
    const row = await server.storage.rows.person(id);
    if (row === null) throw new Error('The demonstration has them');
    await server.storage.rows.putPeople([{ ...row, ...change }]);
  };
  const mailedCode = async (token: string) => {
    expect((await guest.send('POST', '/api/invitations/codes', { token })).status).toBe(204);
    return /koden är (\d{6})/.exec(mails.at(-1)?.text ?? '')?.[1] ?? '';
  };
  const comeInByMail = async (given: object = {}) => {
    const sent = await invite({ name: 'Evis', email: address, ...given });
    expect((await enter(guest, sent.token, await mailedCode(sent.token))).status).toBe(200);
    return sent;
  };
  const act = (browser: Browser, name: string, body: object = {}) => browser.send('POST', `${ofDraft}/acts/${name}`, body);
  const locked = async () => {
    expect((await act(anna, 'sendForSigning')).status).toBe(200);
    return { sha256: (await guest.get<Lock>(`${ofDraft}/lock`)).lock?.sha256 };
  };
  const roles = async () => (await anna.get<Sharing>(`${ofDraft}/sharing`)).given.map(({ person, role }) => [person.name, role]);

  beforeEach(() => inRegister('eva-ek', { email: address }));

  it('supports what is locked as whom the register knows, takes it back, and does nothing more', async () => {
    await comeInByMail();
    expect(await roles()).toEqual([['Eva Ek', 'invitedSubstitute']]);
    expect(await guest.get<DocumentDetails>(ofDraft)).toMatchObject({ mayWrite: true, acts: [] });
    const seen = await locked();
    expect(await guest.get<DocumentDetails>(ofDraft)).toMatchObject({ mayWrite: false, acts: ['support', 'withdrawSignature'] });
    for (const name of ['sign', 'file', 'unlock']) expect([name, await refusalOf(await act(guest, name, seen))]).toEqual([name, '403 noRight']);
    expect(await refusalOf(await act(guest, 'support', { sha256: 'a'.repeat(64) }))).toBe('409 textHasChanged');
    expect((await act(guest, 'support', seen)).status).toBe(200);
    const support = { personId: 'eva-ek', name: 'Eva Ek', party: 'L', kind: 'supports' };
    expect((await guest.get<Lock>(`${ofDraft}/lock`)).signatures).toMatchObject([{ ...support, isOwn: true }]);
    expect((await anna.get<Lock>(`${ofDraft}/lock`)).signatures).toMatchObject([{ ...support, isOwn: false }]);
    expect(await refusalOf(await act(guest, 'support', seen))).toBe('409 conflict');
    expect((await act(guest, 'withdrawSignature')).status).toBe(200);
    expect((await anna.get<Lock>(`${ofDraft}/lock`)).signatures).toEqual([]);
    const acts = (await server.storage.rows.audit.read('party:L', { limit: 100 })).map((entry) => entry.act);
    expect(acts.slice(-2)).toEqual(['support', 'withdrawSignature']);
  });

  it('stands among those who support when the motion is filed', async () => {
    await comeInByMail();
    await act(guest, 'support', await locked());
    await act(anna, 'sign', { sha256: (await anna.get<Lock>(`${ofDraft}/lock`)).lock?.sha256 });
    const { documentId } = (await (await act(anna, 'file')).json()) as { documentId: string };
    expect((await rakel.get<Lock>(`/api/documents/${documentId}/lock`)).signatures).toMatchObject([
      { name: 'Eva Ek', kind: 'supports' },
      { name: 'Anna Lind', kind: 'signs' },
    ]);
  });

  it.each([
    ['came in by a code that the inviter showed', {}, async () => {}, true],
    ['was mailed at an address that the register has not', { email: 'evis@example.org' }, async () => {}, false],
    ['was mailed at a member’s', {}, () => inRegister('eva-ek', { roles: ['member'] }), false],
    [
      'was mailed at that of somebody who works for the municipality',
      { acknowledged: true },
      () => inRegister('eva-ek', { roles: ['substitute', 'officer'] }),
      false,
    ],
    ['was mailed at that of two people', {}, () => inRegister('per-roos', { email: address }), false],
    ['was mailed at that of one who has left', {}, () => inRegister('eva-ek', { isActive: false }), false],
    ['was let in to read', { role: 'reader' }, async () => {}, false],
  ])('supports nothing who %s', async (_, given, prepare, isShown) => {
    await prepare();
    if (isShown) {
      const sent = await invite({ name: 'Evis', email: address });
      expect((await enter(guest, sent.token, await codeFrom(sent))).status).toBe(200);
    } else await comeInByMail(given);
    expect((await roles()).map(([name]) => name)).toEqual(['Evis']);
    const seen = await locked();
    expect(await guest.get<DocumentDetails>(ofDraft)).toMatchObject({ acts: [] });
    expect(await refusalOf(await act(guest, 'support', seen))).toBe('403 noRight');
  });

  it('supports no more when the seat has ended, and still takes back what they gave', async () => {
    await comeInByMail();
    const seen = await locked();
    expect((await act(guest, 'support', seen)).status).toBe(200);
    await inRegister('eva-ek', { roles: ['electedRepresentative'] });
    expect((await guest.get<Lock>(`${ofDraft}/lock`)).signatures).toMatchObject([{ isOwn: true }]);
    expect((await act(guest, 'withdrawSignature')).status).toBe(200);
    expect(await refusalOf(await act(guest, 'support', seen))).toBe('403 noRight');
    await inRegister('eva-ek', { roles: ['substitute'] });
    expect((await act(guest, 'support', seen)).status).toBe(200);
  });

  it('is nobody whom the inviter can come in as', async () => {
    const first = await comeInByMail();
    expect(await refusalOf(await anna.send('POST', `${ofDraft}/invitations/${first.invitation.id}/code`))).toBe('409 conflict');
    // Nor is one made a substitute afterwards who came in by a code that was shown.
    const second = await invite({ name: 'Evis', email: address });
    const phone = await server.browser();
    expect((await enter(phone, second.token, await codeFrom(second))).status).toBe(200);
    expect((await enter(await server.browser(), second.token, await mailedCode(second.token))).status).toBe(200);
    expect((await roles()).map(([, role]) => role).toSorted()).toEqual(['invitedSubstitute', 'invitedWriter']);
    expect(await refusalOf(await act(phone, 'support', await locked()))).toBe('403 noRight');
  });
});

describe('access for somebody of the register', () => {
  const give = (personId: string, role: string, given: object = {}) => anna.send('POST', `${ofDraft}/grants`, { personId, role, ...given });

  it('makes another party’s member a co-mover at once', async () => {
    expect((await give('kim-stahl', 'author')).status).toBe(204);
    const kim = await server.storage.rows.person('kim-stahl');
    expect(await server.storage.rows.notices.of('kim-stahl', 5)).toMatchObject([{ kind: 'accessGiven' }]);
    const { documents } = await server.storage.rows.documents(cycling.matter).then(([row]) => ({ documents: row }));
    expect(documents?.party).toBe('L');
    const sharing = await anna.get<Sharing>(`${ofDraft}/sharing`);
    expect(sharing.group.map(({ name }) => name)).toEqual(['Anna Lind', 'Eva Ek', 'Omar Said']);
    expect(sharing.given).toMatchObject([{ person: { id: kim?.id, party: 'C' }, role: 'author' }]);
  });

  it('says that a draft may become public before somebody who works for the municipality reads it, and records that it was said', async () => {
    expect(await refusalOf(await give('rakel-dal', 'reader'))).toBe('409 mayBecomePublic');
    expect(await refusalOf(await rakel.send('GET', ofDraft))).toBe('404 notFound');
    expect((await give('rakel-dal', 'reader', { acknowledged: true })).status).toBe(204);
    expect(await rakel.get<DocumentDetails>(ofDraft)).toMatchObject({ mayWrite: false, acts: [], sharedWithMunicipality: true });
    expect(await anna.get<DocumentDetails>(ofDraft)).toMatchObject({ sharedWithMunicipality: true });
    expect(await server.storage.rows.audit.read('party:L', { limit: 10 })).toMatchObject([
      { act: 'giveAccessToMunicipality', actorId: 'anna-lind', details: { person: 'rakel-dal', role: 'reader' } },
    ]);
    expect((await anna.send('DELETE', `${ofDraft}/grants/rakel-dal`)).status).toBe(204);
    expect(await refusalOf(await rakel.send('GET', ofDraft))).toBe('404 notFound');
    // They are only shut out of the draft.
    expect((await rakel.get<Session>('/api/session')).person?.id).toBe('rakel-dal');
  });

  it('says the same of an address that is one of the municipality’s', async () => {
    const row = await server.storage.rows.person('rakel-dal');
    if (row === null) throw new Error('The demonstration has her');
    await server.storage.rows.putPeople([{ ...row, email: 'rakel.dal@bjorkvik.example' }]);
    const given = { name: 'Rakel', email: 'Rakel.Dal@bjorkvik.example', role: 'reader' };
    expect(await refusalOf(await anna.send('POST', `${ofDraft}/invitations`, given))).toBe('409 mayBecomePublic');
    expect(mails).toEqual([]);
    expect((await anna.send('POST', `${ofDraft}/invitations`, { ...given, acknowledged: true })).status).toBe(201);
  });

  it.each([
    ['an officer as co-mover', 'rakel-dal', 'author', { acknowledged: true }, '403 noRight'],
    ['somebody of the group', 'omar-said', 'reader', {}, '409 conflict'],
    ['nobody', 'ingen', 'reader', {}, '404 notFound'],
    ['a right to write without inviting', 'kim-stahl', 'invitedWriter', {}, '400 badRequest'],
    ['a right to review', 'kim-stahl', 'reviewer', {}, '400 badRequest'],
  ])('is not given to %s', async (_, personId, role, more, expected) => expect(await refusalOf(await give(personId, role, more))).toBe(expected));

  it('is given once', async () => {
    const answers = await Promise.all([give('kim-stahl', 'author'), give('kim-stahl', 'author')]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409]);
  });

  it('is given by authors alone, who are not told of the draft otherwise', async () => {
    const { invitation } = await invite();
    for (const [method, path, body] of [
      ['GET', 'sharing'],
      ['POST', 'grants', { personId: 'rakel-dal', role: 'reader', acknowledged: true }],
      ['DELETE', 'grants/omar-said'],
      ['POST', 'invitations', { name: 'Rakel', role: 'reader' }],
      ['POST', `invitations/${invitation.id}/code`],
      ['DELETE', `invitations/${invitation.id}`],
    ] as const) {
      expect(await refusalOf(await rakel.send(method, `${ofDraft}/${path}`, body))).toBe('404 notFound');
      expect(await refusalOf(await guest.send(method, `${ofDraft}/${path}`, body))).toBe('401 notSignedIn');
    }
  });

  it('is not ended by the way of another document', async () => {
    const { invitation } = await invite();
    const own = (await (await anna.send('POST', '/api/matters', { title: 'Egen' })).json()) as { documents: { id: string }[] };
    const other = `/api/documents/${own.documents[0]?.id}`;
    expect(await refusalOf(await anna.send('DELETE', `${other}/invitations/${invitation.id}`))).toBe('404 notFound');
    expect(await refusalOf(await anna.send('POST', `${other}/invitations/${invitation.id}/code`))).toBe('404 notFound');
    expect((await open(guest, 'x')).status).toBe(404);
  });

  it.each([
    ['no name', { name: ' ' }],
    ['a name of two lines', { name: 'Elin\nStrand' }],
    ['an address that is none', { email: 'elin' }],
    ['two addresses', { email: 'a@example.org, b@example.org' }],
    ['a right to sign', { role: 'author' }],
  ])('is not invited to with %s', async (_, given) =>
    expect(await refusalOf(await anna.send('POST', `${ofDraft}/invitations`, { name: 'Elin', role: 'reader', ...given }))).toBe('400 badRequest'),
  );
});
