import { schema } from '@yrka/schema';
import { holdingUpdate } from '@yrka/ydoc/forgedUpdatesForTests';
import { documentFromUpdates, rejectAll, updateFromDocument } from '@yrka/ydoc';
import { createMemoryStorage } from '@yrka/storage';
import { Fragment } from 'prosemirror-model';
import { expect, test } from 'vitest';
import type { DocumentContent, MatterSummary } from '../api.ts';
import { refusalOf, startTestServer } from '../appForTests.ts';
import { demonstrationIds } from '../demonstration/seed.ts';
import { readVersion } from './reading.ts';

test('a version comes from the thread as it is read here, with what is suggested and without', async () => {
  const storage = createMemoryStorage();
  const suggestion = schema.mark('insertion', { id: '7hQ2mKpZ9xRb', by: 'omar-said' });
  const line = (id: string, ...words: string[]) =>
    schema.node(
      'paragraph',
      { id },
      words.map((word, index) => schema.text(word, index === 0 ? [] : [suggestion])),
    );
  const document = schema.topNodeType.create(null, Fragment.from([line('b1', 'Hund\u00a0och "katt" \u{1F408}', ' föreslås'), line('b2', 'utan')]));
  await storage.journal.appendBatch([{ documentId: 'd', update: updateFromDocument(document, 2), personId: null, at: new Date(0) }]);
  const read = await readVersion(storage, 'd');
  const here = documentFromUpdates((await storage.journal.readDocumentUpdates('d')).map(({ update }) => update));
  expect(read.suggested.eq(here)).toBe(true);
  expect(read.content.eq(rejectAll(here))).toBe(true);
  expect(read.content.eq(read.suggested)).toBe(false);
  expect(JSON.parse(read.contentJson)).toEqual(rejectAll(here).toJSON());
});

test('a document that is made to hold its reader is refused in one sentence, in every form; everything else is served meanwhile', {
  timeout: 120_000,
}, async () => {
  const server = await startTestServer();
  const [anna, omar] = [await server.browser('anna-lind'), await server.browser('omar-said')];
  const motion = (await created(await anna.send('POST', '/api/matters', { title: 'Cykelvägar' }))).documents[0]?.id ?? '';
  const other = demonstrationIds.cycling.motion;
  await server.storage.journal.appendBatch([{ documentId: motion, update: holdingUpdate(70_000, 12_000), personId: 'omar-said', at: new Date(0) }]);
  let hasAnswered = false;
  const refused = anna.send('GET', `/api/documents/${motion}/content`).then((answer) => {
    hasAnswered = true;
    return refusalOf(answer);
  });
  // The thread is held, and nobody else is.
  expect((await omar.send('GET', '/api/session')).status).toBe(200);
  expect(hasAnswered).toBe(false);
  expect(await refused).toBe('422 documentTooHeavy');
  for (const form of ['content', 'text', 'clauses', 'suggestions', 'pdf', 'docx'])
    expect([form, await refusalOf(await anna.send('GET', `/api/documents/${motion}/${form}`))]).toEqual([form, '422 documentTooHeavy']);
  expect((await anna.get<DocumentContent>(`/api/documents/${other}/content`)).content).toBeDefined();
  // Lists, search and the matter's page have the others.
  expect((await anna.send('GET', '/api/matters?search=cykelv')).status).toBe(200);
});

const created = async (answer: Response) => (await answer.json()) as MatterSummary; // a test fails where it is none
