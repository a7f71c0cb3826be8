import { schema } from '@yrka/schema';
import { documentFromUpdates, readDocument, Reader, rejectAll, rootOf, writeDocument } from '@yrka/ydoc';
import { Fragment, type Node } from 'prosemirror-model';
import { expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import type { DocumentContent, Lock, MatterList, SuggestionList } from '../api.ts';
import { refusalOf, startTestServer, type TestServer } from '../appForTests.ts';
import { demonstrationIds } from '../demonstration/seed.ts';
import { canonicalText } from '../documents/lockedText.ts';

const { motion } = demonstrationIds.cycling;
const whose = { id: '7hQ2mKpZ9xRb', by: 'omar-said' };

/** Sends what a person wrote as the difference that it is. */
async function write(server: TestServer, personId: string, change: (document: Node) => Node): Promise<Node> {
  const ydoc = new Y.Doc();
  for (const { update } of await server.storage.journal.readDocumentUpdates(motion)) Y.applyUpdate(ydoc, update);
  const before = Y.encodeStateVector(ydoc);
  const reader = new Reader(rootOf(ydoc), schema);
  writeDocument(reader, change(reader.read()));
  const update = new Uint8Array(Y.encodeStateAsUpdate(ydoc, before));
  const browser = await server.browser(personId);
  expect((await browser.send('POST', `/api/documents/${motion}/updates`, update)).status).toBe(204);
  return readDocument(ydoc);
}

const titleOf = (document: Node) => document.children.find(({ type }) => type.name === 'title')?.textContent ?? '';

/** Other words in the title, in the words of this function. */
const inTitle =
  (write: (words: string) => readonly Node[]) =>
  (document: Node): Node =>
    document.copy(Fragment.from(document.children.map((child) => (child.type.name === 'title' ? child.copy(Fragment.from(write(child.textContent))) : child))));

/** The title's words struck, and others suggested behind them. */
const suggestTitle = (added: string) =>
  inTitle((words) => [schema.text(words, [schema.mark('deletion', whose)]), schema.text(added, [schema.mark('insertion', whose)])]);

it('[SUG3] what is suggested is in no list, text, search or lock before it is accepted', async () => {
  const server = await startTestServer();
  const anna = await server.browser('anna-lind');
  const before = documentFromUpdates((await server.storage.journal.readDocumentUpdates(motion)).map(({ update }) => update));
  const suggested = await write(server, 'omar-said', suggestTitle('Grongolingen'));
  expect(titleOf(suggested)).toContain('Grongolingen');
  expect(rejectAll(suggested).toJSON()).toEqual(before.toJSON());
  // Lists and names follow within half a second.
  await vi.waitFor(async () => expect((await server.storage.rows.way.writers(motion)).map(({ personId }) => personId)).toEqual(['omar-said']), 5_000);

  expect(await (await anna.send('GET', `/api/documents/${motion}/text`)).text()).not.toContain('Grongolingen');
  expect((await anna.get<DocumentContent>(`/api/documents/${motion}/content`)).content).toEqual(before.toJSON());
  expect(JSON.stringify(await anna.get<MatterList>('/api/matters'))).not.toContain('Grongolingen');
  expect((await anna.get<MatterList>('/api/matters?search=grongolingen')).matters).toEqual([]);
  expect((await anna.get<MatterList>('/api/matters?search=cykelv%C3%A4gar')).matters).not.toEqual([]);
  const { suggestions } = await anna.get<SuggestionList>(`/api/documents/${motion}/suggestions`);
  expect(suggestions).toEqual([{ ...whose, name: 'Omar Said', removed: titleOf(before), added: 'Grongolingen' }]);
});

it('[SUG3] a lock holds the text without what is suggested', async () => {
  const server = await startTestServer();
  const anna = await server.browser('anna-lind');
  const before = documentFromUpdates((await server.storage.journal.readDocumentUpdates(motion)).map(({ update }) => update));
  await write(server, 'omar-said', suggestTitle('Grongolingen'));
  expect((await anna.send('POST', `/api/documents/${motion}/acts/sendForSigning`, {})).status).toBe(200);
  expect((await anna.get<Lock>(`/api/documents/${motion}/lock`)).lock?.sha256).toBe(canonicalText(before).sha256);
});

it('tells nothing of suggestions to one who may not read the draft, and no name of one who has not written there', async () => {
  const server = await startTestServer();
  // Whoever may write can say in the document that a suggestion is somebody else's: a name is no answer to that.
  await write(
    server,
    'omar-said',
    inTitle((words) => [schema.text('x', [schema.mark('insertion', { id: 'a', by: 'rakel-dal' })]), schema.text(words)]),
  );
  const anna = await server.browser('anna-lind');
  expect((await anna.get<SuggestionList>(`/api/documents/${motion}/suggestions`)).suggestions).toEqual([
    { id: 'a', by: 'rakel-dal', name: null, removed: '', added: 'x' },
  ]);
  const rakel = await server.browser('rakel-dal');
  expect(await refusalOf(await rakel.send('GET', `/api/documents/${motion}/suggestions`))).toBe('404 notFound');
});
