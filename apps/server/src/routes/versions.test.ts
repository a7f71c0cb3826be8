import { schema } from '@yrka/schema';
import { documentFromUpdates, Reader, rejectAll, rootOf, updateFromDocument, writeDocument } from '@yrka/ydoc';
import { readHistory, updatesOf } from '@yrka/storage';
import { Fragment, type Node } from 'prosemirror-model';
import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { DocumentContent, RescueList, Restored, VersionPage, Writers } from '../api.ts';
import { type Browser, refusalOf, startTestServer, type TestServer } from '../appForTests.ts';
import { demonstrationIds } from '../demonstration/seed.ts';

const { motion } = demonstrationIds.cycling;
const versions = `/api/documents/${motion}/versions`;
/** After all that the demonstration was written at. */
const start = Date.now() + 3_600_000;
const minute = 60_000;

let server: TestServer;
let anna: Browser;
let omar: Browser;

beforeEach(async () => {
  server = await startTestServer();
  [anna, omar] = [await server.browser('anna-lind'), await server.browser('omar-said')];
});

const lastSeq = () => server.storage.journal.lastSeq(motion);
const now = async () => rejectAll(documentFromUpdates(updatesOf(await readHistory(server.storage, motion))));
const listed = async (query = '', browser = anna) => browser.get<VersionPage>(`${versions}${query}`);
const restore = (version: number, browser = anna, id = motion) => browser.send('POST', `/api/documents/${id}/versions/${version}/restorations`);
const name = (version: number, words: string, browser = anna, id = motion) =>
  browser.send('PUT', `/api/documents/${id}/versions/${version}/name`, { name: words });

/** What somebody wrote on a copy of the document, as an update. */
async function written(change: (document: Node) => Node): Promise<Uint8Array<ArrayBuffer>> {
  const ydoc = new Y.Doc();
  for (const update of updatesOf(await readHistory(server.storage, motion))) Y.applyUpdate(ydoc, update);
  const before = Y.encodeStateVector(ydoc);
  const reader = new Reader(rootOf(ydoc), schema);
  writeDocument(reader, change(reader.read()));
  return new Uint8Array(Y.encodeStateAsUpdate(ydoc, before));
}

/** Writes at a time, in minutes after the start. Returns the version that it made. */
async function write(personId: string, minutes: number, change: (document: Node) => Node): Promise<number> {
  const [seq = 0] = await server.storage.journal.appendBatch([
    { documentId: motion, update: await written(change), personId, at: new Date(start + minutes * minute) },
  ]);
  // A room that was open knows nothing of what did not come through it.
  await server.rooms.forget(motion);
  return seq;
}

const titled = (words: string) => (document: Node) =>
  document.copy(Fragment.from(document.children.map((block) => (block.type.name === 'title' ? block.copy(Fragment.from(schema.text(words))) : block))));
const without = (index: number) => (document: Node) => document.copy(Fragment.from(document.children.filter((_, place) => place !== index)));

describe('the list', () => {
  it('has a moment for each burst of writing, newest first, and nobody’s name', async () => {
    const [first] = (await listed()).versions;
    await write('anna-lind', 10, titled('Ett'));
    const second = await write('omar-said', 12, titled('Två'));
    const third = await write('anna-lind', 30, titled('Tre'));
    const page = await listed();
    expect(page.now).toBe(third);
    expect(page.versions.map(({ seq, from, at }) => [seq, new Date(from).getTime() - start, new Date(at).getTime() - start]).slice(0, 2)).toEqual([
      [third, 30 * minute, 30 * minute],
      [second, 10 * minute, 12 * minute],
    ]);
    expect(page.versions.at(-1)?.seq).toBe(first?.seq);
    expect(JSON.stringify(page)).not.toMatch(/anna|omar|Lind/iu);
  });

  it('comes in pages', async () => {
    for (let moment = 1; moment <= 60; moment++) await write('anna-lind', 10 * moment, titled(`Rubrik ${moment}`));
    const first = await listed();
    const second = await listed(`?before=${first.next}`);
    expect([first.versions.length, second.next]).toEqual([50, null]);
    const seqs = [...first.versions, ...second.versions].map(({ seq }) => seq);
    expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => b - a));
    expect(seqs.length).toBeGreaterThan(60);
  });

  it('has what was named, and calls it that until the name is taken away', async () => {
    const version = await write('anna-lind', 10, titled('Ett'));
    await write('anna-lind', 30, titled('Två'));
    expect((await name(version, '  Före\n mötet ')).status).toBe(204);
    expect((await name(version, 'Före gruppmötet')).status).toBe(204);
    const marked = (await listed('?only=marked', omar)).versions;
    expect(marked.map(({ seq, name: called }) => [seq, called])).toEqual([[version, 'Före gruppmötet']]);
    expect((await listed()).versions.find(({ seq }) => seq === version)?.name).toBe('Före gruppmötet');
    expect((await omar.send('DELETE', `${versions}/${version}/name`)).status).toBe(204);
    expect(await refusalOf(await omar.send('DELETE', `${versions}/${version}/name`))).toBe('404 notFound');
    expect((await listed('?only=marked')).versions).toEqual([]);
  });

  it('has what was locked, which is read as it was locked', async () => {
    expect((await anna.send('POST', `/api/documents/${motion}/acts/sendForSigning`, {})).status).toBe(200);
    const [locked] = (await listed('?only=marked')).versions;
    expect(locked).toMatchObject({ lock: 'inForce' });
    const text = await anna.get<DocumentContent>(`/api/documents/${motion}/content?version=${locked?.seq}`);
    expect(schema.nodeFromJSON(text.content).eq(await now())).toBe(true);
    expect((await anna.send('POST', `/api/documents/${motion}/acts/unlock`, {})).status).toBe(200);
    expect((await listed('?only=marked')).versions).toMatchObject([{ lock: 'lifted' }]);
  });
});

describe('restoring', () => {
  it('makes an older version stand again, as a change that is listed and can be taken back', async () => {
    const version = await write('anna-lind', 10, titled('Ett'));
    const then = await now();
    const before = await write('omar-said', 30, (document) => without(3)(titled('Två')(document)));
    const later = await now();
    const answer = (await (await restore(version)).json()) as Restored;
    expect(answer).toMatchObject({ before, isSame: false });
    expect((await now()).eq(then)).toBe(true);
    const [restored, was] = (await listed()).versions;
    expect(restored).toMatchObject({ seq: answer.seq, restored: { seq: version, at: new Date(start + 10 * minute).toISOString() } });
    expect(was).toMatchObject({ seq: before, isBeforeRestoration: true });
    expect(await (await restore(version)).json()).toMatchObject({ isSame: true });
    expect((await restore(before, omar)).status).toBe(200);
    expect((await now()).eq(later)).toBe(true);
  });

  it('is told to the authors as that, and not as their writing', async () => {
    const version = await write('anna-lind', 10, titled('Alldeles egna ord'));
    await write('anna-lind', 30, titled('Två'));
    expect((await restore(version, omar)).status).toBe(200);
    expect((await anna.send('POST', `/api/documents/${motion}/acts/showWriters`, {})).status).toBe(200);
    const title = (await now()).children.find(({ type }) => type.name === 'title');
    const { pieces } = await anna.get<Writers>(`/api/documents/${motion}/blocks/${String(title?.attrs.id)}/writers`);
    expect(pieces.map(({ source, wrote }) => [source, wrote?.person?.name])).toContainEqual(['restoration', 'Omar Said']);
  });

  it('keeps what another writes meanwhile, and offers back what stood in a block that is no more', async () => {
    const version = await lastSeq();
    const then = await now();
    const title = then.children.findIndex(({ type }) => type.name === 'title');
    const added = schema.node('paragraph', { id: 'newParagrph1' }, [schema.text('Ett nytt stycke.')]);
    await write('anna-lind', 10, (document) => titled('Två')(document.copy(document.content.addToEnd(added))));
    // Omar writes on, and what he writes is on its way while Anna restores.
    const more = (block: Node) => block.copy(block.content.append(Fragment.from(schema.text(' Så är det.'))));
    const kept = then.children.findIndex(({ type, textContent }, index) => index > title && type.name === 'paragraph' && textContent !== '');
    const [inKept, inGone] = [
      await written((document) => document.copy(document.content.replaceChild(kept, more(document.child(kept))))),
      await written((document) => document.copy(document.content.replaceChild(document.childCount - 1, more(added)))),
    ];
    expect((await restore(version)).status).toBe(200);
    for (const update of [inKept, inGone]) expect((await omar.send('POST', `/api/documents/${motion}/updates`, update)).status).toBe(204);
    await server.rooms.idle();
    expect((await now()).eq(then.copy(then.content.replaceChild(kept, more(then.child(kept)))))).toBe(true);
    const { rescues } = await omar.get<RescueList>(`/api/documents/${motion}/rescues`);
    expect(rescues.map(({ text }) => text)).toEqual([' Så är det.']);
  });

  it('reaches across an epoch', async () => {
    const version = await write('anna-lind', 10, titled('Ett'));
    const then = await now();
    const anew = titled('Annorlunda')(then);
    await server.storage.journal.appendBatch([
      { documentId: motion, update: updateFromDocument(anew, 16), personId: null, at: new Date(start + 20 * minute), epoch: 2 },
    ]);
    await server.rooms.forget(motion);
    await server.storage.snapshots.drop(motion);
    const text = await anna.get<DocumentContent>(`/api/documents/${motion}/content?version=${version}`);
    expect(schema.nodeFromJSON(text.content).eq(then)).toBe(true);
    expect((await restore(version)).status).toBe(200);
    expect((await now()).eq(then)).toBe(true);
  });

  it('leaves a locked text alone', async () => {
    const version = await write('anna-lind', 10, titled('Ett'));
    await write('anna-lind', 30, titled('Två'));
    expect((await anna.send('POST', `/api/documents/${motion}/acts/sendForSigning`, {})).status).toBe(200);
    const before = await lastSeq();
    expect(await refusalOf(await restore(version))).toBe('403 noRight');
    expect(await refusalOf(await name(version, 'Ett namn'))).toBe('403 noRight');
    expect([await lastSeq(), (await listed('?only=marked')).versions.length]).toEqual([before, 1]);
  });
});

describe('bad input', () => {
  it('refuses a version that is not there, that is another document’s, and what is no number', async () => {
    const other = (await anna.get<VersionPage>(`/api/documents/${demonstrationIds.library.motion}/versions`).catch(() => null))?.versions[0]?.seq;
    const foreign = other ?? (await server.storage.journal.lastSeq(demonstrationIds.library.motion));
    for (const version of [999_999, foreign]) {
      expect(await refusalOf(await restore(version))).toBe('404 notFound');
      expect(await refusalOf(await name(version, 'Namn'))).toBe('404 notFound');
      expect(await refusalOf(await anna.send('GET', `/api/documents/${motion}/content?version=${version}`))).toBe('404 notFound');
    }
    for (const version of ['0', '-1', '1.5', 'abc']) expect((await anna.send('POST', `${versions}/${version}/restorations`)).status).toBe(400);
    expect(await server.storage.rows.versions.restorations(motion)).toEqual([]);
  });

  it('takes no name of 1 MB, none that is empty, and keeps a script as the letters that it is', async () => {
    const version = await lastSeq();
    expect((await name(version, 'a'.repeat(1_000_000))).status).toBeGreaterThanOrEqual(400);
    for (const words of ['', ' \n ', '\u200b', 'a'.repeat(101)]) expect(await refusalOf(await name(version, words))).toBe('400 badRequest');
    const script = '<script>alert(1)</script>';
    expect((await name(version, script)).status).toBe(204);
    expect((await listed('?only=marked')).versions[0]?.name).toBe(script);
  });

  it('tells nobody of the municipality of a draft’s versions', async () => {
    const version = await lastSeq();
    for (const person of ['rakel-dal', 'jonas-alm']) {
      const browser = await server.browser(person);
      expect(await refusalOf(await browser.send('GET', versions))).toBe('404 notFound');
      expect(await refusalOf(await restore(version, browser))).toBe('404 notFound');
    }
  });

  it('lets one version be restored by two at once', async () => {
    const version = await write('anna-lind', 10, titled('Ett'));
    const then = await now();
    await write('anna-lind', 30, without(2));
    const answers = await Promise.all([restore(version), restore(version, omar)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    // What both brought back may stand twice, under two ids; nothing of it is missing.
    const ids = (document: Node) => document.children.map(({ textContent }) => textContent);
    expect(ids(await now())).toEqual(expect.arrayContaining(ids(then)));
  });
});
