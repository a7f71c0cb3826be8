import { rootOf } from '@yrka/ydoc';
import { beforeEach, expect, it } from 'vitest';
import * as Y from 'yjs';
import { type Browser, startTestServer, type TestServer } from '../appForTests.ts';
import { demonstrationIds } from '../demonstration/seed.ts';

const { cycling, library } = demonstrationIds;
let server: TestServer;
let anna: Browser;
let omar: Browser;
let rakel: Browser;
let jonas: Browser;

beforeEach(async () => {
  server = await startTestServer();
  [anna, omar, rakel, jonas] = (await Promise.all(['anna-lind', 'omar-said', 'rakel-dal', 'jonas-alm'].map((id) => server.browser(id)))) as [
    Browser,
    Browser,
    Browser,
    Browser,
  ];
});

async function act(browser: Browser, name: string, path: string, body: object = {}): Promise<void> {
  const answer = await browser.send('POST', `/api/${path}/acts/${name}`, body);
  if (answer.status !== 200) throw new Error(`${name} answered ${answer.status}: ${await answer.text()}`);
}

/** Somebody writes in it, it is shown who wrote what, and all that is known of that is in the rows. */
async function writeIn(browser: Browser, document: string): Promise<void> {
  const { bytes } = await server.storage.journal
    .readDocumentUpdates(document)
    .then((entries) => ({ bytes: Y.mergeUpdates(entries.map(({ update }) => update)) }));
  const ydoc = new Y.Doc();
  Y.applyUpdate(ydoc, bytes);
  const before = Y.encodeStateVector(ydoc);
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText('Tillagt.')]);
  rootOf(ydoc).push([paragraph]);
  const answer = await browser.send('POST', `/api/documents/${document}/updates`, new Uint8Array(Y.encodeStateAsUpdate(ydoc, before)));
  expect(answer.status).toBe(204);
  const { runs } = server.storage.rows;
  await server.rooms.writeRuns(document);
  await runs.show(document, true);
  expect((await runs.of(document)).some(({ personId, source }) => personId !== null && source === null)).toBe(true);
}

/** Also when the document is opened again, whatever is left of its journal. */
async function expectNone(document: string): Promise<void> {
  const { runs } = server.storage.rows;
  const all = async () => [await runs.of(document), await runs.areShown(document)];
  expect(await all()).toEqual([[], false]);
  await server.rooms.writeRuns(document);
  await server.rooms.forget(document);
  await server.rooms.writeRuns(document);
  expect(await all()).toEqual([[], false]);
}

it('goes with a draft that is thrown away', async () => {
  await writeIn(anna, cycling.motion);
  await act(anna, 'discardDraft', `documents/${cycling.motion}`);
  await expectNone(cycling.motion);
});

it('is gone when a motion is filed, signed by many or by one, and nothing of it is behind the wall', async () => {
  await writeIn(anna, cycling.motion);
  await act(anna, 'sendForSigning', `documents/${cycling.motion}`);
  expect(await server.storage.rows.runs.of(cycling.motion)).not.toEqual([]);
  const { sha256 } = (await server.storage.rows.way.lock(cycling.motion)) ?? { sha256: '' };
  await act(omar, 'sign', `documents/${cycling.motion}`, { sha256 });
  await act(anna, 'file', `documents/${cycling.motion}`, { sha256 });
  await expectNone(cycling.motion);
  const received = (await server.storage.rows.document(cycling.motion))?.filedAs ?? '';
  await server.rooms.writeRuns(received);
  expect((await server.storage.rows.runs.of(received)).map(({ personId, source }) => [personId, source])).toEqual([[null, { kind: 'filing' }]]);
});

it('is gone when a draft is filed without having been sent for signing', async () => {
  await writeIn(anna, cycling.motion);
  await act(anna, 'file', `documents/${cycling.motion}`);
  await expectNone(cycling.motion);
});

it('is gone when a report is finalised, at once or after approval, and its new version names who made it from what', async () => {
  await writeIn(rakel, library.report);
  await act(rakel, 'sendForApproval', `documents/${library.report}`);
  expect(await server.storage.rows.runs.of(library.report)).not.toEqual([]);
  await server.storage.rows.changeStage(library.report, 'approval', 'approved');
  await act(rakel, 'finalise', `documents/${library.report}`);
  await expectNone(library.report);
  await act(rakel, 'revise', `documents/${library.report}`);
  const revised = (await server.storage.rows.documents(library.matter)).find(({ revisionOf }) => revisionOf === library.report)?.id ?? '';
  await server.rooms.writeRuns(revised);
  expect(await server.storage.rows.runs.of(revised)).toMatchObject([
    { personId: 'rakel-dal', source: { kind: 'revision', documentId: library.report }, clientId: 2 },
  ]);
});

it('is gone with the working material, of reports that were finalised and of those that never were', async () => {
  for (const isFinal of [true, false]) {
    server = await startTestServer();
    [rakel, jonas] = [await server.browser('rakel-dal'), await server.browser('jonas-alm')];
    await writeIn(rakel, library.report);
    if (isFinal) {
      // As of one that was finalised before runs ended with that.
      await server.storage.rows.changeStage(library.report, 'working', 'finalised');
    }
    await server.storage.rows.changeMatter(library.matter, (await server.storage.rows.matter(library.matter))?.stage ?? 'received', { stage: 'closed' });
    await act(jonas, 'clearWorkingMaterial', `matters/${library.matter}`, { choice: 'clear' });
    await expectNone(library.report);
    expect((await server.storage.journal.readDocumentUpdates(library.report)).some(({ personId }) => personId !== null)).toBe(false);
  }
});
