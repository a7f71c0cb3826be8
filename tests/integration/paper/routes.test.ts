import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopPdf } from '@yrka/exporters';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import type { Lock, MatterList } from '../../../apps/server/src/api.ts';
import { type Browser, refusalOf, startTestServer, type TestServer } from '../../../apps/server/src/appForTests.ts';
import { demonstrationIds } from '../../../apps/server/src/demonstration/seed.ts';
import { pngOf } from '../../../apps/server/src/files/filesForTests.ts';
import { readPdf } from '../../../packages/exporters/src/pdf/readPdfForTests.ts';

const { cycling, library } = demonstrationIds;

let server: TestServer;
let filesDirectory: string;
let anna: Browser;
let jonas: Browser;

beforeEach(async () => {
  filesDirectory = await mkdtemp(join(tmpdir(), 'yrka-paper-'));
  server = await startTestServer({ filesDirectory });
  [anna, jonas] = [await server.browser('anna-lind'), await server.browser('jonas-alm')];
});
afterEach(async () => {
  await server.rooms.close();
  await rm(filesDirectory, { recursive: true, force: true });
});
afterAll(stopPdf);

async function read(browser: Browser, path: string) {
  const answer = await browser.send('GET', path);
  expect([path, answer.status]).toEqual([path, 200]);
  return readPdf(new Uint8Array(await answer.arrayBuffer()));
}
const isMarked = async (browser: Browser, path: string) => /utkast|arbetsmaterial/iu.test((await read(browser, path)).pages.join(' '));
const act = async (browser: Browser, document: string, name: string, body: object = {}) => {
  const answer = await browser.send('POST', `/api/documents/${document}/acts/${name}`, body);
  expect([name, answer.status]).toEqual([name, 200]);
  return answer;
};

test('a motion is marked as a draft until it is locked, and not on the page that shows it as it will print', async () => {
  const pdf = `/api/documents/${cycling.motion}/pdf`;
  expect(await isMarked(anna, pdf)).toBe(true);
  for (const query of ['?as=filed', '?signing=byHand']) expect([query, await isMarked(anna, pdf + query)]).toEqual([query, false]);
  await act(anna, cycling.motion, 'sendForSigning');
  expect(await isMarked(anna, pdf)).toBe(false);
});

test('a report under work is marked, whatever is asked for', async () => {
  const rakel = await server.browser('rakel-dal');
  for (const query of ['', '?as=filed', '?signing=byHand']) {
    expect([query, await isMarked(rakel, `/api/documents/${library.report}/pdf${query}`)]).toEqual([query, true]);
  }
});

test('the arms stand on what is signed by hand, on the filed motion and on its receipt', async () => {
  expect((await jonas.send('POST', '/api/organisation/arms', pngOf(120, 140))).status).toBe(204);
  const begun = await anna.send('POST', '/api/matters', { title: 'Ljus på gångvägarna' });
  const { id } = (await begun.json()) as { id: string };
  const matter = (await anna.get<MatterList>('/api/matters')).matters.find((one) => one.id === id);
  const motion = matter?.documents[0]?.id ?? '';
  const hasArms = async (browser: Browser, path: string) => /^Figure Björkviks kommuns vapen$/mu.test((await read(browser, path)).structure);
  expect(await hasArms(anna, `/api/documents/${motion}/pdf?signing=byHand`)).toBe(true);
  await act(anna, motion, 'sendForSigning');
  await act(anna, motion, 'sign', { sha256: (await anna.get<Lock>(`/api/documents/${motion}/lock`)).lock?.sha256 });
  const { documentId } = (await (await act(anna, motion, 'file')).json()) as { documentId: string };
  expect(await hasArms(jonas, `/api/documents/${documentId}/pdf`)).toBe(true);
  expect(await hasArms(anna, `/api/documents/${motion}/receipt/pdf`)).toBe(true);
});

test('who supports as a guest stands under the signatures of what was filed', async () => {
  await act(anna, cycling.motion, 'sendForSigning');
  const inForce = await server.storage.rows.way.lock(cycling.motion);
  if (inForce === null) throw new Error('It was locked');
  const support = { id: 'support', lockId: inForce.id, documentId: cycling.motion, personId: 'eva-ek', name: 'Eva Ek', party: 'L', kind: 'supports' } as const;
  await server.storage.rows.way.insertSignature({ ...support, at: inForce.at, endedAt: null });
  await act(anna, cycling.motion, 'sign', { sha256: inForce.sha256 });
  const { documentId } = (await (await act(anna, cycling.motion, 'file')).json()) as { documentId: string };
  expect((await read(jonas, `/api/documents/${documentId}/pdf`)).pages.join(' ')).toMatch(/Instämmer.*Eva Ek \(L\)/u);
});

test('a file that could not be made is refused with its own reason, and the next is made', async () => {
  const pdf = `/api/documents/${cycling.motion}/pdf`;
  let isAnswered = false;
  const asked = anna.send('GET', pdf).finally(() => {
    isAnswered = true;
  });
  while (!isAnswered) {
    await stopPdf();
    await new Promise(setImmediate);
  }
  expect(await refusalOf(await asked)).toBe('503 papersBusy');
  expect((await anna.send('GET', pdf)).status).toBe(200);
});
