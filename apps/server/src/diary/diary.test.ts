import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../appForTests.ts';
import { demonstrationIds } from '../demonstration/seed.ts';
import { createLog } from '../log.ts';
import type { Mail } from '../mail/mailer.ts';
import { noMailer } from '../mail/mailer.ts';
import type { Clock } from '../rooms/clock.ts';
import { startDiary } from './diary.ts';

const { cycling } = demonstrationIds;
let directory: string;
let server: TestServer;
let waiting: (() => void)[];
let mailed: Mail[];
let mailWorks: boolean;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'yrka-diary-'));
  server = await startTestServer();
  waiting = [];
  mailed = [];
  mailWorks = true;
  const anna = await server.browser('anna-lind');
  expect((await anna.send('POST', `/api/documents/${cycling.motion}/acts/file`, {})).status).toBe(200);
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const clock: Clock = {
  now: () => new Date('2026-11-23T08:01:00.000Z'),
  after: (_ms, run) => {
    waiting.push(run);
    return () => {
      waiting = waiting.filter((one) => one !== run);
    };
  },
};

function open(folder: string | null, mail: string | null = null) {
  const mailer = {
    ...noMailer,
    deliver: async (sent: Mail) => {
      if (!mailWorks) return 'unreachable' as const;
      mailed.push(sent);
      return 'sent' as const;
    },
  };
  const { storage, attachments, files } = server;
  return startDiary({ config: { diaryDirectory: folder, diaryMail: mail }, storage, attachments, files, mailer, log: createLog('silent'), clock });
}

it('puts the PDF and its facts in the folder, whole and once', async () => {
  const diary = open(directory);
  await diary.settled();
  const names = (await readdir(directory)).toSorted();
  expect(names).toHaveLength(2);
  const [json = '', pdf = ''] = names;
  expect(pdf).toMatch(/^20261123-0800-YR-.{4}-.{4}\.pdf$/);
  expect((await readFile(join(directory, pdf))).subarray(0, 5).toString()).toBe('%PDF-');
  expect(JSON.parse(await readFile(join(directory, json), 'utf8'))).toMatchObject({
    kind: 'motion',
    receivedAt: '2026-11-23T08:00:00.000Z',
    title: 'Trygga cykelvägar till skolan',
    senders: [{ name: 'Anna Lind', party: 'L' }],
    document: pdf,
    attachments: [],
  });
  expect(await server.storage.rows.way.openHandovers()).toEqual([]);
  diary.wake();
  await diary.settled();
  expect(await readdir(directory)).toHaveLength(2);
});

it.each([
  ['is away', () => undefined],
  ['is something else', (folder: string) => writeFile(folder, '')],
] as const)('makes no folder where the one it is to use %s, but waits until it is there', async (_, before) => {
  const share = join(directory, 'share');
  await before(share);
  const there = await readdir(directory);
  const diary = open(share);
  await diary.settled();
  expect(diary.isWaiting).toBe(true);
  expect(await readdir(directory)).toEqual(there);
  expect(await server.storage.rows.way.openHandovers()).toHaveLength(1);
  expect(waiting).toHaveLength(1);
  await rm(share, { force: true });
  await mkdir(share);
  waiting[0]?.();
  await diary.settled();
  expect(await readdir(share)).toHaveLength(2);
  expect(diary.isWaiting).toBe(false);
  await diary.close();
});

it('waits on over a restart for a folder that is away', async () => {
  const share = join(directory, 'share');
  await open(share).close();
  await mkdir(share);
  await open(share).settled();
  expect(await readdir(share)).toHaveLength(2);
});

it('keeps what is filed until there is somewhere to hand it over', async () => {
  await open(null).close();
  expect(await server.storage.rows.way.openHandovers()).toHaveLength(1);
  await open(directory).settled();
  expect(await readdir(directory)).toHaveLength(2);
});

it('mails the same files, without a title in the subject, and tries again when the mail server is away', async () => {
  mailWorks = false;
  const diary = open(null, 'registrator@bjorkvik.example');
  await diary.settled();
  expect(await server.storage.rows.way.openHandovers()).toHaveLength(1);
  mailWorks = true;
  waiting[0]?.();
  await diary.settled();
  expect(mailed.map(({ to, subject }) => [to, subject])).toEqual([['registrator@bjorkvik.example', 'Inlämnad motion']]);
  expect(mailed[0]?.attachments?.map(({ mediaType }) => mediaType)).toEqual(['application/pdf', 'application/json']);
});
