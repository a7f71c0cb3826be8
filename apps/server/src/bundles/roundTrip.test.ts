import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopPdf } from '@yrka/exporters';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TakenIn } from '../api.ts';
import { type Browser, startTestServer, type TestServer } from '../appForTests.ts';
import { demonstrationIds } from '../demonstration/seed.ts';
import { readVersion } from '../documents/reading.ts';
import { clearMatters, filesIn, hashOf, jsonIn, takenOut } from './bundlesForTests.ts';

const { library, huddinge, cycling } = demonstrationIds;

let directory: string;
let there: TestServer;
let here: TestServer;
let registrar: Browser;
let jonas: Browser;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'yrka-round-trip-'));
  there = await startTestServer({ filesDirectory: join(directory, 'there') });
  here = await startTestServer({ filesDirectory: join(directory, 'here') });
  for (const server of [there, here]) await server.files.prepare();
  await clearMatters(here);
  [registrar, jonas] = [await there.browser('jonas-alm'), await here.browser('jonas-alm')];
});
afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
  await stopPdf();
});

describe('a matter out, in elsewhere and out again', () => {
  it.each([
    ['the library’s', library.matter],
    ['the sample from Huddinge', huddinge.matter],
  ])('has the same facts, the same canonical texts and the same journal: %s', async (_, matterId) => {
    const bundle = await takenOut(registrar, matterId);
    const answer = await jonas.send('POST', `/api/bundles?sha256=${hashOf(bundle)}`, bundle);
    expect([answer.status, ((await answer.json()) as TakenIn).remarks]).toEqual([201, []]);
    const [then, now] = [filesIn(bundle), filesIn(await takenOut(jonas, matterId))];
    type Manifest = { readonly documents: readonly { readonly text: string }[] };
    const texts = jsonIn<Manifest>(then, 'manifest.json').documents.map(({ text }) => text);
    expect(texts.length).toBeGreaterThan(0);
    for (const path of [...texts, 'arende.json', 'kommun.json']) expect([path, now[path]]).toEqual([path, then[path]]);
    const updates = (files: typeof then) =>
      Object.entries(files)
        .filter(([path]) => path.endsWith('/journal.jsonl'))
        .map(([path, bytes]) => [path, new TextDecoder().decode(bytes).replaceAll(/"seq":\d+/gu, '')]);
    expect(updates(now)).toEqual(updates(then));
  });

  it("has nothing of a party's space in any of them, and brings none", async () => {
    const { content } = await readVersion(there.storage, cycling.motion);
    const draft = await there.storage.rows.document(cycling.motion);
    const words = 'Storgatan vid Ekskolan';
    expect(content.textContent).toContain(words);
    const secrets = [cycling.matter, cycling.motion, draft?.title ?? words, words];
    for (const matterId of [library.matter, huddinge.matter])
      for (const [path, bytes] of Object.entries(filesIn(await takenOut(registrar, matterId))))
        for (const secret of secrets) expect([path, new TextDecoder().decode(bytes).includes(secret)]).toEqual([path, false]);
    expect((await here.storage.rows.documents()).filter(({ space }) => space === 'party')).toEqual([]);
    expect((await here.storage.rows.matters()).filter(({ stage }) => stage === 'drafting')).toEqual([]);
    expect(await here.storage.rows.audit.chains()).toEqual(['municipality']);
  });
});
