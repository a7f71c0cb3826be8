import { newBlockId } from '@yrka/schema';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Lock, MeetingOfItem } from '../api.ts';
import { type Browser, refusalOf, startTestServer, type TestServer } from '../appForTests.ts';
import { anchor } from '../comments/commentsForTests.ts';
import { demonstrationIds } from '../demonstration/seed.ts';
import { meanwhile } from './meanwhileForTests.ts';

const { cycling, library } = demonstrationIds;
const ofMotion = `/api/documents/${cycling.motion}`;
let server: TestServer;
let anna: Browser;
let omar: Browser;

beforeEach(async () => {
  server = await startTestServer();
  [anna, omar] = await Promise.all([server.browser('anna-lind'), server.browser('omar-said')]);
});

const act = async (browser: Browser, name: string, body: object = {}) => {
  const answer = await browser.send('POST', `${ofMotion}/acts/${name}`, body);
  expect(answer.status, name).toBe(200);
};

describe('a motion that is filed in the same moment', () => {
  it.each([
    ['sign', 'omar-said'],
    ['support', 'eva-ek'],
  ])('is not said to be signed by one without whom it went (%s)', async (name, who) => {
    await act(anna, 'sendForSigning');
    const sha256 = (await anna.get<Lock>(`${ofMotion}/lock`)).lock?.sha256 ?? '';
    await act(anna, 'sign', { sha256 });
    const late = await server.signedIn(who);
    const answer = await meanwhile(
      server,
      () => late.send('POST', `${ofMotion}/acts/${name}`, { sha256 }),
      () => act(anna, 'file', { sha256 }),
    );
    expect(await refusalOf(answer)).toBe('409 conflict');
    expect((await anna.get<Lock>(`${ofMotion}/lock`)).signatures.map(({ name: signer }) => signer)).toEqual(['Anna Lind']);
  });
});

describe('a draft that is thrown away in the same moment', () => {
  const quoted = { removed: 'ansvarig nämnd', added: 'tekniska nämnden', what: '' };
  const cases: readonly (readonly [what: string, send: () => Promise<Response>])[] = [
    ['said', () => omar.send('POST', `${ofMotion}/comments`, { id: newBlockId(), text: 'Stryk detta', anchor, mentions: [], audience: 'readers' })],
    [
      'decided',
      () =>
        omar.send('POST', `${ofMotion}/suggestions/decisions`, {
          verdict: 'accept',
          suggestions: [{ suggestionId: newBlockId(), suggestedBy: 'anna-lind', quoted }],
        }),
    ],
    ['named', async () => omar.send('PUT', `${ofMotion}/versions/${await server.storage.journal.lastSeq(cycling.motion)}/name`, { name: 'Före gruppmötet' })],
    ['sent to somebody', () => omar.send('POST', `${ofMotion}/invitations`, { name: 'Kim Ny', email: 'kim@example.se', role: 'reader' })],
    ['given to somebody', () => omar.send('POST', `${ofMotion}/grants`, { personId: 'siri-holmgren', role: 'reader' })],
  ];

  it.each(cases)('is not %s afterwards, and leaves nothing of that', async (_, send) => {
    expect(await refusalOf(await meanwhile(server, send, () => act(anna, 'discardDraft')))).toBe('404 notFound');
    const { rows } = server.storage;
    expect([
      await rows.comments.threads(cycling.motion),
      await rows.suggestionDecisions.of(cycling.motion),
      await rows.versions.named(cycling.motion),
      await rows.way.invitations(cycling.motion),
      await rows.way.grants({ documentId: cycling.motion }),
    ]).toEqual([[], [], [], [], []]);
  });
});

it('leaves a § of the meeting that it was of when it was sent for verification', async () => {
  const jonas = await server.browser('jonas-alm');
  const path = `/api/documents/${library.minutes}`;
  const { meeting } = await jonas.get<MeetingOfItem>(`${path}/meeting`);
  const other = (await server.storage.rows.organisation.meetings()).find(({ id }) => id !== meeting?.id);
  const send = async () => {
    const asked = { chairId: 'margareta-sjostrom', verifierIds: ['anna-lind'] };
    expect((await jonas.send('POST', `${path}/acts/sendForVerification`, asked)).status).toBe(200);
  };
  const answer = await meanwhile(server, () => jonas.send('PUT', `${path}/meeting`, { meetingId: other?.id }), send);
  expect(await refusalOf(answer)).toBe('403 noRight');
  expect((await jonas.get<MeetingOfItem>(`${path}/meeting`)).meeting).toEqual(meeting);
});
