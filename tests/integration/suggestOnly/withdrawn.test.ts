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

it.each([
  ['one session', () => open.rooms.sessionEnded('s1')],
  ['all of their sessions', () => open.rooms.personSignedOut(eva)],
])('[WIRE9, WIRE38] stores nothing that was being proved when its sender had %s ended, once that is answered', async (_, end) => {
  open = await ReviewedRooms.with(bytes);
  open.rights = { [eva]: 'suggest' };
  const reviewer = open.join(eva, new Y.Doc(), { session: { id: 's1', endsAt: new Date('2027-01-01') } });
  await settle(open.rooms, reviewer);
  suggest(reviewer.doc, 'Sent ');
  reviewer.flush();
  await end();
  const before = await open.lastSeq();
  await settle(open.rooms, reviewer);
  expect([reviewer.closedWith, await open.lastSeq()]).toEqual(['notSignedIn', before]);
});

it('[WIRE9, WIRE38] stores nothing that was sent over HTTP, and waited to be proved, when its sender was signed out', async () => {
  open = await ReviewedRooms.with(bytes);
  open.rights = { [eva]: 'suggest' };
  let isIn = true;
  const submit = (words: string) => open.rooms.submit(documentId, personOf(eva), suggested(words), 1, async () => isIn);
  const submissions = [submit('Ett '), submit('Två ')];
  isIn = false;
  await open.rooms.personSignedOut(eva);
  const before = await open.lastSeq();
  for (const submission of await Promise.all(submissions)) expect(['readOnly', 'noRight']).toContain(submission);
  expect(await open.lastSeq()).toBe(before);
  // And what is proved next is proved on a copy without it.
  isIn = true;
  expect(await submit('Tre ')).toBe('stored');
  const reader = open.join(eva);
  await settle(open.rooms, reader);
  expect(rootOf(reader.doc).toString()).not.toMatch(/Ett |Två /);
});

it('[WIRE38] stores what was being proved when its sender left', async () => {
  open = await ReviewedRooms.with(bytes);
  open.rights = { [eva]: 'suggest' };
  const reviewer = open.join(eva);
  await settle(open.rooms, reviewer);
  suggest(reviewer.doc, 'Sent ');
  reviewer.flush();
  reviewer.disconnect();
  await open.rooms.idle();
  const later = open.join(eva);
  await settle(open.rooms, later);
  expect(rootOf(later.doc).toString()).toContain('Sent ');
});
