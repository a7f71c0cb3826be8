import { schema } from '@yrka/schema';
import { documentFromUpdates, readDocument, Reader, rejectAll, rootOf, writeDocument } from '@yrka/ydoc';
import { Fragment, type Node } from 'prosemirror-model';
import { expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import type { DocumentContent, Lock, MatterList, SuggestionDecisionList, SuggestionList } from '../api.ts';
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

const decisions = `/api/documents/${motion}/suggestions/decisions`;
const suggestion = (id: string, suggestedBy = 'omar-said') => ({
  suggestionId: id,
  suggestedBy,
  quoted: { removed: 'mörkt', added: 'ljust', what: 'Byt ”mörkt” mot ”ljust”' },
});

it('[SUG6] keeps what became of a suggestion, and why: once, whoever was first', async () => {
  const server = await startTestServer();
  const [anna, omar] = [await server.browser('anna-lind'), await server.browser('omar-said')];
  const refused = { verdict: 'reject', reason: '  Sägs redan i att-sats 2. ', suggestions: [suggestion('s1'), suggestion('s2')] };
  const annas = (await (await anna.send('POST', decisions, refused)).json()) as SuggestionDecisionList;
  expect(annas.decisions).toMatchObject([
    { ...suggestion('s1'), verdict: 'reject', reason: 'Sägs redan i att-sats 2.', by: { id: 'anna-lind', name: 'Anna Lind' } },
    { ...suggestion('s2'), verdict: 'reject' },
  ]);
  const later = await omar.send('POST', decisions, { verdict: 'accept', suggestions: [suggestion('s2'), suggestion('s3')] });
  const ofOmar = ((await later.json()) as SuggestionDecisionList).decisions.map(({ suggestionId, verdict, by }) => [suggestionId, verdict, by.id]);
  expect(ofOmar).toEqual([
    ['s2', 'reject', 'anna-lind'],
    ['s3', 'accept', 'omar-said'],
  ]);

  // An undo is one's own: what Anna decided stands.
  expect(
    (await omar.send('POST', `${decisions}/undone`, { suggestions: ['s1', 's3'].map((id) => ({ suggestionId: id, suggestedBy: 'omar-said' })) })).status,
  ).toBe(204);
  const left = (await anna.get<SuggestionDecisionList>(decisions)).decisions.map(({ suggestionId }) => suggestionId);
  expect(left.toSorted()).toEqual(['s1', 's2']);
});

it('[SUG7] lets no verdict stand on what its maker suggests under the same id after it', async () => {
  const server = await startTestServer();
  const [anna, omar] = [await server.browser('anna-lind'), await server.browser('omar-said')];
  const decide = async (browser: typeof anna, verdict: 'accept' | 'reject') => {
    const answer = await browser.send('POST', decisions, { verdict, suggestions: [suggestion(whose.id, whose.by)] });
    const [standing] = ((await answer.json()) as SuggestionDecisionList).decisions;
    return [standing?.verdict, standing?.by.id];
  };
  await write(server, 'omar-said', suggestTitle('Ett ord'));
  const { at } = (await server.storage.journal.readDocumentUpdates(motion)).at(-1) ?? { at: new Date() };
  server.setTime(at);
  expect(await decide(anna, 'accept')).toEqual(['accept', 'anna-lind']);
  // Nothing new is suggested: whoever was first stands, at once and an hour later.
  expect(await decide(omar, 'reject')).toEqual(['accept', 'anna-lind']);
  server.setTime(new Date(at.getTime() + 3_600_000));
  expect(await decide(omar, 'reject')).toEqual(['accept', 'anna-lind']);
  // Another writes beside it, and names it: it is not theirs to suggest anew.
  await write(
    server,
    'anna-lind',
    inTitle((words) => [schema.text(words, [schema.mark('insertion', whose)])]),
  );
  expect(await decide(anna, 'reject')).toEqual(['accept', 'anna-lind']);
  // Its maker suggests something else under the id that was accepted: who rejects that has rejected it.
  await write(server, 'omar-said', suggestTitle('Något helt annat'));
  expect(await decide(anna, 'reject')).toEqual(['reject', 'anna-lind']);
});

it.each([
  ['no suggestion', { verdict: 'accept', suggestions: [] }],
  ["a verdict of one's own", { verdict: 'perhaps', suggestions: [suggestion('s1')] }],
  ['a reason as long as a book', { verdict: 'reject', reason: 'x'.repeat(1_001), suggestions: [suggestion('s1')] }],
  ['an id that no suggestion has', { verdict: 'accept', suggestions: [suggestion('a b')] }],
  ['who decided, or when', { verdict: 'accept', by: 'rakel-dal', suggestions: [suggestion('s1')] }],
  ['too many', { verdict: 'accept', suggestions: Array.from({ length: 21 }, (_, index) => suggestion(`s${index}`)) }],
])('[SUG6] refuses a decision with %s', async (_name, body) => {
  const server = await startTestServer();
  const anna = await server.browser('anna-lind');
  expect(await refusalOf(await anna.send('POST', decisions, body))).toBe('400 badRequest');
  expect((await anna.get<SuggestionDecisionList>(decisions)).decisions).toEqual([]);
});
