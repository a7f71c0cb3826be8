import { mkdir, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { stopPdf } from '@yrka/exporters';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DocumentPages, ImportPlan, MeetingList, Organisation, Register, Session } from '../api.ts';
import { type Browser, refusalOf, startTestServer, type TestServer } from '../appForTests.ts';
import { type Mail, noMailer } from '../mail/mailer.ts';
import { demonstrationIds } from '../demonstration/seed.ts';
import { jpegOf, pdf, pngOf } from '../files/filesForTests.ts';

const filesDirectory = join(tmpdir(), `yrka-organisation-${process.pid}`);
let server: TestServer;
let jonas: Browser;

beforeEach(async () => {
  // The store makes its folder at the start of the program, and no other: one that is away is not made anew.
  await mkdir(filesDirectory, { recursive: true });
  server = await startTestServer({ filesDirectory });
  jonas = await server.browser('jonas-alm'); // secretary, registrar and administrator
});

afterEach(() => rm(filesDirectory, { recursive: true, force: true }));
afterAll(stopPdf);

const root = '/api/organisation';
const bytes = (text: string) => new TextEncoder().encode(text);
const organisation = () => jonas.get<Organisation>(root);
const register = async () => (await jonas.get<Register>(`${root}/register`)).people;
const inRegister = async (id: string) => {
  const person = (await register()).find((known) => known.id === id);
  if (person === undefined) throw new Error(`nobody is ${id}`);
  return person;
};
const change = ({ id, name, party, title, email, isProtected, offices, isActive, version }: Register['people'][number]) => ({
  ...{ id, name, party, title, email, isProtected, offices, isActive, version },
});
const newPerson = {
  id: null,
  version: null,
  name: 'Nils Ny',
  party: 'L',
  title: null,
  email: 'nils@bjorkvik.example',
  isProtected: false,
  offices: [],
  isActive: true,
};
const newMeeting = {
  id: null,
  version: null,
  bodyId: 'ks',
  date: '2027-05-20',
  time: '09.00',
  deadlineDate: '2027-05-06',
  deadlineTime: null,
  noticeDate: null,
  isCancelled: false,
};
const acts = async () =>
  (await server.storage.rows.audit.read('municipality', { limit: 100 })).map(({ act, actorId, subject }) => `${actorId} ${act} ${subject.id}`);
/** "204", or "409 conflict" */
const status = async (answer: Promise<Response>) => ((await answer).ok ? String((await answer).status) : refusalOf(await answer));
const post = (path: string, body: object, browser = jonas) => status(browser.send('POST', `${root}/${path}`, body));

describe('whom a change concerns', () => {
  const kindsOf = async (id: string) => (await server.storage.rows.notices.of(id, 20)).map(({ kind, actorId }) => `${kind} ${actorId}`);

  it('is the party group, when somebody has come to read its drafts: once, and those who were there', async () => {
    expect(await post('people', newPerson)).toBe('204');
    const nils = (await register()).find(({ name }) => name === newPerson.name)?.id ?? '';
    expect(await kindsOf('anna-lind')).toEqual([]); // without a seat there is nothing to read
    const seat = { id: null, version: null, personId: nils, bodyId: 'kf', role: 'member', from: '2026-11-01', to: null };
    expect(await post('seats', seat)).toBe('204');
    for (const member of ['anna-lind', 'omar-said']) expect(await kindsOf(member)).toEqual([`joinedGroup ${nils}`]);
    for (const other of [nils, 'rakel-dal', 'ingrid-naslund']) expect(await kindsOf(other)).toEqual([]);
    const [given] = (await inRegister(nils)).seats;
    expect(await post('seats', { ...seat, id: given?.id, version: given?.version, role: 'substitute' })).toBe('204');
    expect(await kindsOf('anna-lind')).toHaveLength(1);
    // To another group, and nobody hears of it in the one that was left.
    expect(await post('people', { ...change(await inRegister(nils)), party: 'C' })).toBe('204');
    expect(await kindsOf('ingrid-naslund')).toEqual([`joinedGroup ${nils}`]);
    expect(await kindsOf('anna-lind')).toHaveLength(1);
  });

  it('is whoever has got another address: told at the old, at the new and here', async () => {
    const mails: Mail[] = [];
    server = await startTestServer({ mailer: { ...noMailer, isOn: true, sendMail: (mail) => void mails.push(mail) } });
    jonas = await server.browser('jonas-alm');
    const anna = await inRegister('anna-lind');
    expect(await post('people', { ...change(anna), title: 'Gruppledare' })).toBe('204');
    expect(mails).toEqual([]);
    expect(await post('people', { ...change(await inRegister('anna-lind')), email: 'anna@example.org' })).toBe('204');
    expect(mails.map(({ to }) => to)).toEqual([anna.email, 'anna@example.org']);
    for (const { subject, text } of mails) {
      expect(subject).toBe('Din e-postadress i Yrka har ändrats');
      expect(text).not.toContain('@');
    }
    expect(await kindsOf('anna-lind')).toEqual(['addressChanged jonas-alm']);
    // What is refused tells nobody.
    expect(await post('people', { ...change(anna), email: 'en.annan@example.org' })).toBe('409 conflict');
    expect(mails).toHaveLength(2);
  });
});

describe('who may', () => {
  const writes: readonly (readonly [path: string, body: object | Uint8Array<ArrayBuffer>])[] = [
    ['municipality', {}],
    ['bodies', {}],
    ['meetings', {}],
    ['parties', {}],
    ['terms', {}],
    ['people', {}],
    ['seats', {}],
    ['secretary', {}],
    ['imports/meetings', bytes('x')],
    ['imports/register', bytes('x')],
  ];

  it('lets the signed in see the organisation and its calendar, and nobody else', async () => {
    const [nobody, anna] = [await server.browser(), await server.browser('anna-lind')];
    const seen = await anna.get<Organisation>(root);
    expect(seen.acts).toEqual([]);
    expect(seen.bodies.map(({ shortName }) => shortName)).toEqual(['KF', 'KS', 'BUN', 'KFN', 'TN', 'KSAU']);
    expect((await anna.get<MeetingList>(`${root}/meetings?bodyId=kf&from=2027-01-01`)).meetings[0]).toMatchObject({
      date: '2027-01-26',
      deadlineTime: '12.00',
    });
    for (const path of ['', '/meetings', '/register', '/register.csv', '/meetings.csv'])
      expect(await status(nobody.send('GET', root + path))).toBe('401 notSignedIn');
    expect((await organisation()).acts).toHaveLength(10);
  });

  it('shows the register, with its addresses, to those who keep it', async () => {
    for (const who of ['anna-lind', 'rakel-dal', 'ylva-norin', 'maria-holm']) {
      const browser = await server.browser(who);
      for (const path of ['/register', '/register.csv']) expect(await status(browser.send('GET', root + path)), who).toBe('403 noRight');
    }
    expect((await inRegister('anna-lind')).email).toBe('anna.lind@bjorkvik.example');
  });

  it('lets nobody else change anything', async () => {
    for (const who of ['anna-lind', 'rakel-dal', 'ylva-norin', 'maria-holm']) {
      const browser = await server.browser(who);
      for (const [path, body] of writes) {
        // A body of the wrong form is told of first; what is refused here is the right.
        const answer = await status(browser.send('POST', `${root}/${path}`, body));
        expect(['403 noRight', '400 badRequest'], `${who} ${path}`).toContain(answer);
      }
      expect(await post('meetings', newMeeting, browser), who).toBe('403 noRight');
      expect(await post('people', newPerson, browser), who).toBe('403 noRight');
      expect(await post('secretary', { from: null, to: 'rakel-dal' }, browser), who).toBe('403 noRight');
      expect(await status(browser.send('POST', `${root}/imports/meetings`, bytes('Organ;Datum\n')))).toBe('403 noRight');
    }
    expect(await acts()).toEqual([]);
  });

  it('lets a secretary who does not administer keep calendar and seats, and nothing else', async () => {
    const rakel = await server.browser('rakel-dal');
    expect(await post('secretary', { from: null, to: 'rakel-dal' })).toBe('204');
    expect(await post('meetings', newMeeting, rakel)).toBe('204');
    expect(await post('seats', { id: null, version: null, personId: 'johan-wester', bodyId: 'tn', role: 'member', from: '2026-11-01', to: null }, rakel)).toBe(
      '204',
    );
    expect(await post('people', newPerson, rakel)).toBe('403 noRight');
    expect(
      await post('bodies', { id: null, version: null, name: 'Valnämnden', shortName: 'VN', kind: 'committee', parentId: null, isActive: true }, rakel),
    ).toBe('403 noRight');
    expect(await status(rakel.send('POST', `${root}/imports/register`, bytes('Namn;Parti;Organ;Uppdrag\n')))).toBe('403 noRight');
  });
});

describe('the municipality', () => {
  it('changes name and rules, and what the template says of itself stays said', async () => {
    const { municipality, template } = await organisation();
    expect(await post('template', { words: { ...template.words, place: 'Sandvik' }, version: template.version })).toBe('204');
    // Nothing was taken from under the hands of one who changes the name.
    expect((await organisation()).municipality.version).toBe(municipality.version);
    const { arms: _, ...now } = municipality;
    expect(await post('municipality', { ...now, name: 'Sandviks kommun', rules: { ...now.rules, attachmentsOnMotions: false } })).toBe('204');
    const after = await organisation();
    expect(after.municipality).toMatchObject({ name: 'Sandviks kommun', rules: { attachmentsOnMotions: false } });
    // What nobody wrote follows the name.
    expect(after.template.words).toMatchObject({ place: 'Sandvik', addressee: 'Till kommunfullmäktige i Sandviks kommun' });
    expect(await post('municipality', { ...now, name: ' ' })).toBe('400 badRequest');
    expect(await post('municipality', now)).toBe('409 conflict');
    expect(await acts()).toEqual(['jonas-alm changeTemplate municipality', 'jonas-alm changeMunicipality municipality']);
  });
});

describe('the template', () => {
  const own = {
    accent: '#7a1f2b',
    headRule: true,
    footer: [{ name: 'telephone', text: '0123-45 60 00' }],
    lineNumbers: true,
    pdfStandard: 'ua-1',
  } as const;

  it('is changed for what begins afterwards, words and looks', async () => {
    const { template: now } = await organisation();
    const words = { ...now.words, ...own, footer: [...own.footer], documentLabels: { ...now.words.documentLabels, officerReport: 'Tjänsteutlåtande' } };
    expect(await post('template', { words, version: now.version })).toBe('204');
    expect((await organisation()).template).toMatchObject({ words, base: now.base });
    const session = await jonas.get<Session>('/api/session');
    expect(session.municipality).toMatchObject({ name: 'Björkviks kommun', documentLabels: { officerReport: 'Tjänsteutlåtande' } });
    const before = await jonas.get<{ template: { documentLabels: object } }>(`/api/documents/${demonstrationIds.library.report}`);
    expect(before.template.documentLabels).toMatchObject({ officerReport: 'Tjänsteskrivelse' });
    const answer = await jonas.send('POST', `/api/matters/${demonstrationIds.library.matter}/documents`, { kind: 'officerReport' });
    const { id } = (await answer.json()) as { id: string };
    const after = await jonas.get<{ template: { documentLabels: object } }>(`/api/documents/${id}`);
    expect(after.template).toMatchObject({ ...own, documentLabels: { officerReport: 'Tjänsteutlåtande' } });
    // What is printed of each is as its own template says.
    const printed = async (document: string) => Buffer.from(await (await jonas.send('GET', `/api/documents/${document}/pdf`)).arrayBuffer()).toString('latin1');
    expect(await printed(id)).toContain('pdfuaid:part');
    expect(await printed(demonstrationIds.library.report)).toContain('pdfaid:part>2<');
  });

  it('is the office that sends the documents out who changes it, and nobody with less', async () => {
    const { template } = await organisation();
    expect(await post('secretary', { from: null, to: 'rakel-dal' })).toBe('204');
    const rakel = await server.browser('rakel-dal');
    expect(await post('template', { words: { ...template.words, place: 'Sandvik' }, version: template.version }, rakel)).toBe('204');
    const { template: now } = await organisation();
    for (const id of ['ylva-norin', 'anna-lind']) {
      const browser = await server.browser(id);
      expect(await post('template', { words: now.words, version: now.version }, browser)).toBe('403 noRight');
      expect(await post('template/preview', { kind: 'motion', words: now.words }, browser)).toBe('403 noRight');
    }
    expect(await post('municipality', (await organisation()).municipality, rakel)).toBe('403 noRight');
  });

  it('tells the second of two who change it, and keeps what the first wrote', async () => {
    const { template } = await organisation();
    expect(await post('template', { words: { ...template.words, place: 'Sandvik' }, version: template.version })).toBe('204');
    expect(await post('template', { words: { ...template.words, place: 'Björknäs' }, version: template.version })).toBe('409 conflict');
    expect((await organisation()).template.words.place).toBe('Sandvik');
  });

  it('shows each kind of document by a template that is not saved, and keeps nothing of it', async () => {
    const { template } = await organisation();
    const words = { ...template.words, ...own };
    for (const kind of ['motion', 'officerReport', 'minutesItem']) {
      const answer = await jonas.send('POST', `${root}/template/preview`, { kind, words });
      const { total, pages } = (await answer.json()) as DocumentPages;
      expect(pages).toHaveLength(total);
      // In the colour that was asked for.
      expect(pages[0]?.svg).toContain('#7a1f2b');
    }
    expect((await organisation()).template).toEqual(template);
    expect(await acts()).toEqual([]);
    expect(await post('template/preview', { kind: 'writtenStatement', words })).toBe('400 badRequest');
    expect(await post('template/preview', { kind: 'motion', words: { ...words, accent: '#ffdd00' } })).toBe('400 badRequest');
  });

  it('refuses a template that no document could begin from', async () => {
    const { words, version } = (await organisation()).template;
    for (const wrong of [{ reportParts: [] }, { minutesHead: ['date'] }, { accent: '#ffdd00' }, { footer: [{ name: 'telephone', text: ' ' }] }])
      expect(await post('template', { words: { ...words, ...wrong }, version })).toBe('400 badRequest');
  });
});

describe('the arms', () => {
  const armsNow = async () => (await organisation()).municipality.arms;
  const putArms = (bytes: Uint8Array<ArrayBuffer>, version: string | null = null, browser = jonas) =>
    status(browser.send('POST', `${root}/arms${version === null ? '' : `?version=${version}`}`, bytes));
  const removeArms = (version: string) => status(jonas.send('DELETE', `${root}/arms?version=${version}`));

  it('stand on what begins with them, are replaced and taken away, and stay on what began', async () => {
    const { version } = (await organisation()).municipality;
    expect(await putArms(pngOf(120, 140))).toBe('204');
    const first = await armsNow();
    const answer = await jonas.send('GET', `${root}/arms/${first}`);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(pngOf(120, 140));
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'private, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    // Nothing was taken from under the hands of one who changes the words.
    expect((await organisation()).municipality.version).toBe(version);
    const begun = await jonas.send('POST', `/api/matters/${demonstrationIds.library.matter}/documents`, { kind: 'officerReport' });
    const { id } = (await begun.json()) as { id: string };
    const armsOf = async (document: string) => (await jonas.get<{ template: { arms: string | null } }>(`/api/documents/${document}`)).template.arms;
    expect(await armsOf(id)).toBe(first);
    expect(await armsOf(demonstrationIds.library.report)).toBeNull();
    const paper = await jonas.send('GET', `/api/documents/${id}/pdf`);
    expect(Buffer.from(await paper.arrayBuffer()).includes('/Subtype /Image')).toBe(true);

    expect(await putArms(jpegOf(120, 140), first)).toBe('204');
    const second = await armsNow();
    expect((await jonas.send('GET', `${root}/arms/${second}`)).headers.get('Content-Type')).toBe('image/jpeg');
    expect(await removeArms(second ?? '')).toBe('204');
    expect(await armsNow()).toBeNull();
    expect(await armsOf(id)).toBe(first);
    expect((await jonas.send('GET', `${root}/arms/${first}`)).status).toBe(200);
    expect(await acts()).toEqual(['jonas-alm changeArms municipality', 'jonas-alm changeArms municipality', 'jonas-alm removeArms municipality']);
  });

  it.each([
    ['nothing', new Uint8Array(), '422 emptyFile'],
    ['more than a megabyte', new Uint8Array(1_048_577), '413 pictureTooLarge'],
    ['a drawing that can run script', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>'), '415 pictureNotAllowed'],
    ['a document', pdf(), '415 pictureNotAllowed'],
    ['a picture that ends too early', pngOf(120, 140).slice(0, -20), '422 pictureBroken'],
    ['a picture that is whole and cannot be drawn', brokenInside(), '422 pictureBroken'],
    ['a picture whose colours unpack to more than all its pixels', pngOf(120, 140, new Uint8Array(50_000_000)), '422 pictureBroken'],
    ['too few pixels', pngOf(99, 120), '422 pictureDimensions'],
    ['too many pixels', jpegOf(3_001, 2_000), '422 pictureDimensions'],
    ['a line', pngOf(1_000, 120), '422 pictureDimensions'],
  ])('are not %s', async (_, file, refusal) => {
    expect(await putArms(file)).toBe(refusal);
    expect(await armsNow()).toBeNull();
    expect(await readdir(join(filesDirectory, 'arms')).catch(() => [])).toEqual([]);
    expect(await acts()).toEqual([]);
  });

  it('are changed by an administrator who saw them as they are', async () => {
    expect(await putArms(pngOf(120, 140))).toBe('204');
    const first = await armsNow();
    expect(await putArms(pngOf(130, 140))).toBe('409 conflict');
    expect(await putArms(pngOf(130, 140), 'f'.repeat(64))).toBe('409 conflict');
    expect(await removeArms('f'.repeat(64))).toBe('409 conflict');
    for (const who of ['anna-lind', 'rakel-dal']) {
      const browser = await server.browser(who);
      expect(await putArms(pngOf(130, 140), first, browser)).toBe('403 noRight');
      expect((await browser.send('GET', `${root}/arms/${first}`)).status).toBe(200);
    }
    const nobody = await server.browser();
    expect(await status(nobody.send('GET', `${root}/arms/${first}`))).toBe('401 notSignedIn');
    expect(await status(jonas.send('GET', `${root}/arms/${'f'.repeat(64)}`))).toBe('404 notFound');
    expect(await armsNow()).toBe(first);
  });

  /** Its marks and sums are right, and what they hold is no picture. */
  function brokenInside(): Uint8Array<ArrayBuffer> {
    const whole = pngOf(120, 140);
    const [ihdr, iend] = [whole.slice(0, 33), whole.slice(-12)];
    const idat = new Uint8Array([0x49, 0x44, 0x41, 0x54, 1, 2, 3, 4]);
    const sum = new Uint8Array(4);
    new DataView(sum.buffer).setUint32(0, crc32(idat));
    return new Uint8Array([...ihdr, 0, 0, 0, 4, ...idat, ...sum, ...iend]);
  }
});

describe('bodies, meetings, parties and terms', () => {
  it.each([
    ['bodies', { name: 'Valnämnden', shortName: 'ks', kind: 'committee', parentId: null, isActive: true }, '409 alreadyThere'],
    ['bodies', { name: 'Utskottet', shortName: 'U', kind: 'subcommittee', parentId: 'nowhere', isActive: true }, '400 badRequest'],
    ['bodies', { name: 'Valnämnden', shortName: 'VN', kind: 'committee', parentId: null, isActive: true }, '204'],
    ['meetings', { ...newMeeting, date: '2027-02-30' }, '400 badRequest'],
    ['meetings', { ...newMeeting, deadlineDate: '2027-05-21' }, '400 badRequest'],
    ['meetings', { ...newMeeting, deadlineDate: null, deadlineTime: '12.00' }, '400 badRequest'],
    ['meetings', { ...newMeeting, bodyId: 'nowhere' }, '404 notFound'],
    ['meetings', { ...newMeeting, date: '2027-03-25', deadlineDate: null }, '409 alreadyThere'],
    ['parties', { code: 'l', name: 'Lokalpartiet', isLocal: true, isActive: true }, '409 alreadyThere'],
    ['parties', { code: 'BP', name: 'Björkvikspartiet', isLocal: true, isActive: true }, '204'],
    ['terms', { from: '2030-01-01', to: '2034-10-14' }, '409 alreadyThere'],
    ['terms', { from: '2034-10-14', to: '2030-10-15' }, '400 badRequest'],
    ['terms', { from: '2030-10-15', to: '2034-10-14' }, '204'],
  ])('%s %o', async (path, body, expected) => {
    expect(await post(path, { id: null, version: null, ...body })).toBe(expected);
  });

  it('takes away a meeting that nothing is planned for, and no other', async () => {
    const [meeting] = (await jonas.get<MeetingList>(`${root}/meetings?bodyId=ksau&from=2027-03-01`)).meetings;
    if (meeting === undefined) throw new Error('no meeting');
    const remove = (version: string) => status(jonas.send('DELETE', `${root}/meetings/${meeting.id}?version=${version}`));
    expect(await remove('another')).toBe('409 conflict');
    await server.storage.rows.way.putHandling({
      id: 'h',
      matterId: demonstrationIds.library.matter,
      bodyId: 'ksau',
      meetingId: meeting.id,
      purpose: 'preparation',
      outcome: null,
      paragraphNumber: null,
      handledOn: null,
      reported: '',
    });
    expect(await remove(meeting.version)).toBe('409 inUse');
    const [other] = (await jonas.get<MeetingList>(`${root}/meetings?bodyId=ksau&from=2027-04-01`)).meetings;
    expect(await status(jonas.send('DELETE', `${root}/meetings/${other?.id}?version=${other?.version}`))).toBe('204');
  });
});

describe('two at once', () => {
  it('lets the first of two who change the same succeed, and tells the other', async () => {
    const { bodies } = await organisation();
    const board = bodies.find(({ id }) => id === 'ks');
    const rename = (name: string) => post('bodies', { ...board, name });
    const answers = await Promise.all([rename('Kommunstyrelsen i Björkvik'), rename('Styrelsen')]);
    expect(answers.toSorted()).toEqual(['204', '409 conflict']);
    expect((await acts()).filter((act) => act.endsWith('changeBody ks'))).toHaveLength(1);
  });

  it('makes one of two new bodies of the same name', async () => {
    const add = () => post('bodies', { id: null, version: null, name: 'Valnämnden', shortName: 'VN', kind: 'committee', parentId: null, isActive: true });
    expect((await Promise.all([add(), add()])).toSorted()).toEqual(['204', '409 alreadyThere']);
  });

  it('gives the last administrator no way out, also when two step down in the same moment', async () => {
    const stepDown = async (id: string) => ({ ...change(await inRegister(id)), offices: ['officer'] });
    expect(await post('people', await stepDown('jonas-alm'))).toBe('409 lastAdministrator');
    expect(await post('people', { ...change(await inRegister('jonas-alm')), isActive: false })).toBe('409 lastAdministrator');
    expect(await post('people', { ...change(await inRegister('ylva-norin')), offices: ['approver', 'administrator'] })).toBe('204');
    const both = [await stepDown('jonas-alm'), await stepDown('ylva-norin')];
    const browsers = [jonas, await server.browser('ylva-norin')];
    expect((await Promise.all(both.map((body, index) => post('people', body, browsers[index])))).toSorted()).toEqual(['204', '409 lastAdministrator']);
  });
});

describe('the register', () => {
  it('gives a role with a seat and takes it with the seat', async () => {
    expect(await post('people', newPerson)).toBe('204');
    const id = (await register()).find(({ name }) => name === 'Nils Ny')?.id ?? '';
    expect((await inRegister(id)).roles).toEqual(['guest']);
    const seat = { id: null, version: null, personId: id, bodyId: 'kf', role: 'member', from: '2026-11-01', to: null };
    expect(await post('seats', seat)).toBe('204');
    expect(await post('seats', { ...seat, role: 'chair', from: '2027-01-01' })).toBe('409 alreadyThere');
    const [held] = (await inRegister(id)).seats;
    expect((await inRegister(id)).roles).toEqual(['member']);
    expect(await status(jonas.send('DELETE', `${root}/seats/${held?.id}?version=${held?.version}`))).toBe('204');
    expect(await status(jonas.send('DELETE', `${root}/seats/${held?.id}?version=${held?.version}`))).toBe('404 notFound');
    expect((await inRegister(id)).roles).toEqual(['guest']);
  });

  it('lets nobody sit on both sides of the wall', async () => {
    expect(await post('people', { ...change(await inRegister('anna-lind')), offices: ['registrar'] })).toBe('409 bothSides');
    expect(await post('seats', { id: null, version: null, personId: 'rakel-dal', bodyId: 'kf', role: 'member', from: '2026-11-01', to: null })).toBe(
      '409 bothSides',
    );
    expect(await post('people', { ...change(await inRegister('jonas-alm')), party: 'L' })).toBe('204');
    expect((await inRegister('jonas-alm')).party).toBeNull();
    const jonasReads = await jonas.send('GET', `/api/documents/${demonstrationIds.cycling.motion}`);
    expect(await refusalOf(jonasReads)).toBe('404 notFound');
  });

  it('refuses an address that another has, a party that is not there, and one that was changed meanwhile', async () => {
    for (const email of ['ANNA.LIND@bjorkvik.example', 'anna.lind@bjorkvik.example\u200b'])
      expect(await post('people', { ...newPerson, email })).toBe('409 alreadyThere');
    expect(await post('people', { ...newPerson, party: 'XX' })).toBe('404 notFound');
    expect(await post('people', { ...newPerson, email: 'nils' })).toBe('400 badRequest');
    expect(await post('people', { ...change(await inRegister('anna-lind')), version: 'older' })).toBe('409 conflict');
  });

  it('keeps no address of somebody whose data are protected', async () => {
    expect(await post('people', { ...change(await inRegister('eva-ek')), name: 'E. Ek', isProtected: true })).toBe('204');
    expect(await inRegister('eva-ek')).toMatchObject({ name: 'E. Ek', email: null, isProtected: true });
  });

  it('lets one who leaves do nothing more, at once', async () => {
    const anna = await server.browser('anna-lind');
    expect((await anna.send('GET', `/api/documents/${demonstrationIds.cycling.motion}`)).status).toBe(200);
    expect(await post('people', { ...change(await inRegister('anna-lind')), isActive: false })).toBe('204');
    expect(await refusalOf(await anna.send('GET', `/api/documents/${demonstrationIds.cycling.motion}`))).toBe('401 notSignedIn');
    expect((await anna.get<Session>('/api/session')).person).toBeNull();
  });

  it("hands a secretary's place over in one step, and records who had it", async () => {
    expect(await post('secretary', { from: 'jonas-alm', to: 'rakel-dal' })).toBe('204');
    expect((await inRegister('jonas-alm')).roles).toEqual(['registrar', 'administrator']);
    expect((await inRegister('rakel-dal')).roles).toEqual(['officer', 'secretary']);
    expect(await post('secretary', { from: 'jonas-alm', to: 'ylva-norin' })).toBe('409 conflict');
    expect(await post('secretary', { from: null, to: 'anna-lind' })).toBe('409 bothSides');
    expect(await post('secretary', { from: null, to: null })).toBe('400 badRequest');
    expect(await post('secretary', { from: 'rakel-dal', to: null })).toBe('204');
    expect((await inRegister('rakel-dal')).roles).toEqual(['officer']);
    const [entry] = await server.storage.rows.audit.read('municipality', { limit: 1 });
    expect(entry).toMatchObject({ act: 'handOverSecretary', actorId: 'jonas-alm', details: { from: 'jonas-alm', to: 'rakel-dal' } });
  });
});

describe('files', () => {
  const read = async (path: string, text: string, digest?: string) => {
    const answer = await jonas.send('POST', `${root}/imports/${path}${digest === undefined ? '' : `?digest=${digest}`}`, bytes(text));
    return answer.ok ? ((await answer.json()) as ImportPlan) : refusalOf(answer);
  };
  const plan = async (path: string, text: string, digest?: string) => {
    const read_ = await read(path, text, digest);
    if (typeof read_ === 'string') throw new Error(read_);
    return read_;
  };

  it('previews without doing, then does what was shown and records it', async () => {
    const text = 'Organ;Datum;Tid;Manusstopp\nKS;2027-05-20;09.00;2027-05-06\nKS;snart;;\n';
    const before = await server.storage.rows.organisation.meetings();
    const preview = await plan('meetings', text);
    expect(preview).toMatchObject({
      isDone: false,
      rows: [{ line: 2, change: 'added' }],
      problems: [{ line: 3, code: 'wrongDate', column: 'Datum', value: 'snart' }],
    });
    expect(await server.storage.rows.organisation.meetings()).toEqual(before);
    expect(await plan('meetings', text, preview.digest)).toMatchObject({ isDone: true });
    expect(await server.storage.rows.organisation.meetings()).toHaveLength(before.length + 1);
    const [entry] = await server.storage.rows.audit.read('municipality', { limit: 1 });
    expect(entry).toMatchObject({ act: 'importMeetings', details: { added: 1, changed: 0, same: 0, leftOut: 1 } });
    // A second press does nothing more: what it would do is another thing now.
    expect(await read('meetings', text, preview.digest)).toBe('409 conflict');
  });

  it('does nothing when somebody changed meanwhile what was shown', async () => {
    const text = 'Namn;Parti;E-post;Organ;Uppdrag\nAnna Lind;L;anna.lind@bjorkvik.example;TN;Ledamot\n';
    const preview = await plan('register', text);
    expect(await post('people', { ...change(await inRegister('anna-lind')), title: 'Gruppledare' })).toBe('204');
    expect(await read('register', text, preview.digest)).toBe('409 conflict');
    expect((await inRegister('anna-lind')).seats.some(({ bodyId }) => bodyId === 'tn')).toBe(false);
    expect(await plan('register', text, (await plan('register', text)).digest)).toMatchObject({ isDone: true });
    expect(await inRegister('anna-lind')).toMatchObject({
      title: 'Gruppledare',
      seats: expect.arrayContaining([expect.objectContaining({ bodyId: 'tn' })]) as unknown,
    });
  });

  it('reads in what it wrote, and nothing is different', async () => {
    for (const path of ['meetings', 'register'] as const) {
      const file = await jonas.send('GET', `${root}/${path}.csv`);
      expect(file.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
      const { rows, problems, missing } = await plan(path, await file.text());
      expect({ problems, missing, different: rows.filter((row) => row.change !== 'same') }).toEqual({ problems: [], missing: [], different: [] });
      expect(rows.length).toBeGreaterThan(40);
    }
  });

  it('reads Windows-1252, as older programs write it', async () => {
    const latin = new Uint8Array([...'Namn;Parti;Organ;Uppdrag\nÅsa Öberg;L;KF;Ersättare\n'].map((letter) => letter.charCodeAt(0)));
    const answer = await jonas.send('POST', `${root}/imports/register`, latin);
    expect(((await answer.json()) as ImportPlan).rows[0]?.cells.slice(0, 5)).toEqual(['Åsa Öberg', 'L', '', 'KF', 'Ersättare']);
  });

  it.each([
    ['nothing', new Uint8Array(), '422 emptyFile'],
    ['a spreadsheet as it is', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0]), '415 unreadableText'],
    ['very many rows', bytes('a;b\n'.repeat(20_002)), '413 bodyTooLarge'],
    ['very many rows that end as on an old Mac', bytes('a;b\r'.repeat(20_002)), '413 bodyTooLarge'],
  ])('refuses %s', async (_, content, expected) => {
    expect(await status(jonas.send('POST', `${root}/imports/meetings`, content))).toBe(expected);
  });

  it('says what a file that is no such table lacks', async () => {
    expect(await plan('register', 'Artikel;Pris\nÄpplen;12\n')).toMatchObject({
      missing: ['Namn', 'Parti', 'Organ', 'Uppdrag'],
      rows: [],
      ignored: ['Artikel', 'Pris'],
    });
  });
});
