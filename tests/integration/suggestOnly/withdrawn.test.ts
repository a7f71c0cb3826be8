import { encodeUpdate } from '@yrka/protocol';
import { rootOf } from '@yrka/ydoc';
import { afterEach, expect, it } from 'vitest';
import * as Y from 'yjs';
import { settle } from '../../../apps/server/src/rooms/socketPair.ts';
import { attackedBytes, blockIn, eva } from './attacks.ts';
import { documentId, ReviewedRooms, personOf } from './reviewedRooms.ts';

let open: ReviewedRooms;
afterEach(() => open.close());

const bytes = attackedBytes();
const suggest = (doc: Y.Doc, words: string) =>
  (blockIn(doc, 'plain').get(0) as Y.XmlText).insert(0, words, { insertion: { id: `${words.trim()}12345`, by: eva } });

/** What somebody else's replica suggests that nobody has seen. */
function suggested(words: string): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, bytes);
  const before = Y.encodeStateVector(doc);
  suggest(doc, words);
  return Y.encodeStateAsUpdate(doc, before);
}

it.each(['none', 'read'] as const)('[WIRE9, WIRE38] takes nothing that was being proved when its sender’s rights became: %s', async (access) => {
  open = await ReviewedRooms.with(bytes);
  open.rights = { [eva]: 'suggest' };
  const reviewer = open.join(eva);
  await settle(open.rooms, reviewer);
  suggest(reviewer.doc, 'Sent ');
  reviewer.flush();
  const submission = open.rooms.submit(documentId, personOf(eva), suggested('Uppladdat '));
  reviewer.write(encodeUpdate(suggested('Efter ')));
  reviewer.flush();
  open.rights[eva] = access;
  open.rooms.rightsChanged(documentId);
  const before = await open.lastSeq();
  expect(await submission).toBe(access === 'none' ? 'noRight' : 'readOnly');
  await settle(open.rooms, reviewer);
  expect(await open.lastSeq()).toBe(before);
  expect(reviewer.closedWith).toBe(access === 'none' ? 'noRight' : null);
  if (access === 'read')
    expect(reviewer.notices.filter(({ type }) => type === 'refused')).toEqual(
      [1, 2].map((message) => ({ type: 'refused', code: 'readOnly', message: message + 1 })),
    );
});

it('[WIRE38] takes what was being proved when rights changed, and its sender’s did not', async () => {
  open = await ReviewedRooms.with(bytes);
  open.rights = { [eva]: 'suggest' };
  const reviewer = open.join(eva);
  await settle(open.rooms, reviewer);
  suggest(reviewer.doc, 'Sent ');
  reviewer.flush();
  open.rooms.rightsChanged(documentId);
  await settle(open.rooms, reviewer);
  expect(reviewer.isAllStored).toBe(true);
  const later = open.join(eva);
  await settle(open.rooms, later);
  expect(rootOf(later.doc).toString()).toContain('Sent ');
});
