import { bjorkvik, schema } from '@yrka/schema';
import { documentFromUpdates, epochClientId, Reader, rootOf, seedDocument, updateFromDocument, writeDocument } from '@yrka/ydoc';
import { holdingUpdate } from '@yrka/ydoc/forgedUpdatesForTests';
import { Fragment } from 'prosemirror-model';
import { afterEach, beforeEach, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createLog } from '../log.ts';
import { compareVersions } from './comparing.ts';
import { IntegratingThread } from './integratingThread.ts';
import type { AuthoredUpdate } from './threadMessages.ts';

const quiet = createLog('silent');
const limitMs = 300;

let thread: IntegratingThread;
beforeEach(() => {
  thread = new IntegratingThread(quiet);
});
afterEach(() => thread.end());

const seed: AuthoredUpdate = { update: seedDocument('motion', bjorkvik), personId: null };

/** What adds a paragraph with this id to a document that begins with the seed. */
function added(id: string): AuthoredUpdate {
  const ydoc = new Y.Doc();
  Y.applyUpdate(ydoc, seed.update);
  const before = Y.encodeStateVector(ydoc);
  const reader = new Reader(rootOf(ydoc), schema);
  const document = reader.read();
  ydoc.transact(() => writeDocument(reader, document.copy(document.content.append(Fragment.from(schema.node('paragraph', { id }, [schema.text('Ord.')]))))));
  return { update: Y.encodeStateAsUpdate(ydoc, before), personId: 'anna' };
}

const compare = (seen: readonly AuthoredUpdate[], since: readonly AuthoredUpdate[], documentId = 'motion') =>
  compareVersions(thread, limitMs, { documentId, seen, since, isAnew: false });

it('tells what the updates since brought, of several documents at once', async () => {
  const both = await Promise.all([compare([seed], [added('aaaaaaaaaaaa')]), compare([seed, added('bbbbbbbbbbbb')], [added('cccccccccccc')], 'report')]);
  expect(both).toMatchObject([[{ kind: 'added', blockId: 'aaaaaaaaaaaa' }], [{ kind: 'added', blockId: 'cccccccccccc' }]]);
});

it('[WIRE31] tells what is other in a later epoch, and nothing of what is only written anew', async () => {
  const documentOf = (...updates: readonly AuthoredUpdate[]) => documentFromUpdates(updates.map(({ update }) => update));
  const anew = (document: ReturnType<typeof documentOf>): AuthoredUpdate => ({ update: updateFromDocument(document, epochClientId(2)), personId: null });
  const ask = (seen: readonly AuthoredUpdate[], ...since: readonly AuthoredUpdate[]) =>
    compareVersions(thread, limitMs, { documentId: 'motion', seen, since, isAnew: true });
  expect(await ask([seed], anew(documentOf(seed)))).toEqual([]);
  const later = anew(documentOf(seed, added('aaaaaaaaaaaa')));
  expect(await ask([seed], later)).toMatchObject([{ kind: 'added', blockId: 'aaaaaaaaaaaa' }]);
  expect(await ask([seed, added('aaaaaaaaaaaa')], later)).toEqual([]);
});

it('[WIRE23] passes over an update that holds the thread, and tells what the others brought', async () => {
  const holding: AuthoredUpdate = { update: holdingUpdate(70_000), personId: 'eva' };
  expect(await compare([seed], [holding, added('aaaaaaaaaaaa')])).toMatchObject([{ kind: 'added', blockId: 'aaaaaaaaaaaa' }]);
  expect(thread.passesOver('motion', holding.update)).toBe(true);
});

it('passes over an update that Yjs throws at', async () => {
  expect(await compare([seed, { update: Uint8Array.of(1, 2, 3), personId: 'eva' }], [added('aaaaaaaaaaaa')])).toHaveLength(1);
});

it('tells nothing where no thread can be begun', async () => {
  thread = new IntegratingThread(quiet, new URL('./nothingForTests.ts', import.meta.url));
  expect(await compare([seed], [added('aaaaaaaaaaaa')])).toBeNull();
});
