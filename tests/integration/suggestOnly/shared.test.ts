import { encodeUpdate } from '@yrka/protocol';
import { readDocument, rejectAll, rootOf, suggestionsIn } from '@yrka/ydoc';
import { afterEach, beforeEach, expect, it } from 'vitest';
import * as Y from 'yjs';
import { decodePresence, encodePresence } from '../../../apps/server/src/rooms/presence.ts';
import { encodeAwareness } from '@yrka/protocol';
import { type HandClient, settle } from '../../../apps/server/src/rooms/socketPair.ts';
import { ali, anna, attacked, attackedBytes, blockIn, eva } from './attacks.ts';
import { documentId, ReviewedRooms, personOf } from './reviewedRooms.ts';

let open: ReviewedRooms;
let author: HandClient;

beforeEach(async () => {
  open = await ReviewedRooms.with(attackedBytes());
  open.rights = { [anna]: 'write', [ali]: 'suggest' };
  author = open.join(anna);
  await settle(open.rooms, author);
  await share('s1');
});

afterEach(() => open.close());

/** Everybody who reviews is shown the document as it stands now. */
async function share(id: string, ...names: readonly string[]): Promise<void> {
  const seq = await open.lastSeq();
  for (const name of names.length > 0 ? names : [eva, 'rut']) open.rights[name] = { access: 'suggest', share: { id, seq } };
  open.rooms.rightsChanged(documentId);
}

const textIn = (doc: Y.Doc, id: string) => blockIn(doc, id).get(0) as Y.XmlText;
const says = (client: HandClient, words: string) => rootOf(client.doc).toString().includes(words);
const write = (client: HandClient, words: string) => textIn(client.doc, 'plain').insert(0, words);
const suggest = (client: HandClient, by: string, words: string) =>
  textIn(client.doc, 'plain').insert(0, words, { insertion: { id: `${words.trim()}12345`, by } });
const noticesOf = (client: HandClient, type: string) => client.notices.filter((notice) => notice.type === type);

it('[WIRE34] shows a reviewer what was shared, and nothing that is written after it', async () => {
  write(author, 'Hemligt ');
  await settle(open.rooms, author);
  const reviewer = open.join(eva);
  await settle(open.rooms, author, reviewer);
  write(author, 'Mer ');
  await settle(open.rooms, author, reviewer);
  expect([says(reviewer, 'Detta stycke står'), says(reviewer, 'Hemligt'), says(reviewer, 'Mer ')]).toEqual([true, false, false]);
  expect(reviewer.sent).toEqual([1]);
});

it('[WIRE34] leaves out what was removed before it was shared, also where nothing shows it', async () => {
  write(author, 'Hemligt ');
  textIn(author.doc, 'plain').delete(0, 8);
  await settle(open.rooms, author);
  await share('s2');
  const reviewer = open.join(eva);
  const frames: Uint8Array[] = [];
  await open.rooms.idle();
  for (let quiet = false; !quiet; ) {
    await open.rooms.idle();
    frames.push(...reviewer.inbox);
    quiet = !reviewer.deliver() && !reviewer.flush();
  }
  expect(frames.some((frame) => Buffer.from(frame).includes('Hemligt'))).toBe(false);
  expect(says(reviewer, 'Detta stycke står')).toBe(true);
});

it('[WIRE34] has what a reviewer suggests stand in the document at once, and before the other reviewers', async () => {
  write(author, 'Hemligt ');
  const [reviewer, other] = [open.join(eva), open.join('rut')];
  await settle(open.rooms, author, reviewer, other);
  suggest(reviewer, eva, 'Kanske ');
  await settle(open.rooms, author, reviewer, other);
  expect([says(author, 'Kanske'), says(other, 'Kanske'), says(other, 'Hemligt'), reviewer.isAllStored]).toEqual([true, true, false, true]);
  expect(
    suggestionsIn(readDocument(author.doc))
      .filter(({ added }) => added === 'Kanske ')
      .map(({ by }) => by),
  ).toEqual([eva]);
});

it('[WIRE35] brings a new version as the difference, tells of it, and keeps what was suggested', async () => {
  const reviewer = open.join(eva);
  await settle(open.rooms, author, reviewer);
  suggest(reviewer, eva, 'Kanske ');
  write(author, 'Nytt ');
  await settle(open.rooms, author, reviewer);
  await share('s2');
  await settle(open.rooms, author, reviewer);
  expect(noticesOf(reviewer, 'shared')).toEqual([{ type: 'shared', shareId: 's2' }]);
  expect(readDocument(reviewer.doc).eq(readDocument(author.doc))).toBe(true);
  expect(reviewer.sent).toEqual([1, await open.lastSeq()]);
  // And goes on from there.
  suggest(reviewer, eva, 'Igen ');
  write(author, 'Dolt ');
  await settle(open.rooms, author, reviewer);
  expect([says(author, 'Igen'), says(reviewer, 'Dolt'), reviewer.isAllStored]).toEqual([true, false, true]);
});

it('[WIRE35] brings a new version to one who was away, and to an unmodified provider', async () => {
  const reviewer = open.join(eva, new Y.Doc(), { isForeign: true });
  await settle(open.rooms, author, reviewer);
  suggest(reviewer, eva, 'Kanske ');
  await settle(open.rooms, author, reviewer);
  reviewer.disconnect();
  write(author, 'Nytt ');
  await settle(open.rooms, author);
  await share('s2');
  const again = open.join(eva, reviewer.doc, { isForeign: true });
  await settle(open.rooms, author, again);
  expect(readDocument(again.doc).eq(readDocument(author.doc))).toBe(true);
});

it('[WIRE35] takes what was suggested in a page that was opened without a network, under a client id that nobody knows', async () => {
  const reviewer = open.join(eva);
  await settle(open.rooms, author, reviewer);
  reviewer.disconnect();
  const opened = new Y.Doc();
  Y.applyUpdate(opened, Y.encodeStateAsUpdate(reviewer.doc));
  textIn(opened, 'plain').insert(0, 'Kanske ', { insertion: { id: 'kanske12345', by: eva } });
  write(author, 'Dolt ');
  await settle(open.rooms, author);
  const again = open.join(eva, opened);
  await settle(open.rooms, author, again);
  expect([again.closedWith, says(author, 'Kanske'), says(again, 'Dolt'), again.isAllStored]).toEqual([null, true, false, true]);
});

it('[WIRE34] knows after a restart what came through the shared version', async () => {
  const reviewer = open.join(eva);
  await settle(open.rooms, author, reviewer);
  suggest(reviewer, eva, 'Kanske ');
  write(author, 'Dolt ');
  await settle(open.rooms, author, reviewer);
  suggest(reviewer, eva, 'Igen ');
  await settle(open.rooms, author, reviewer);
  await open.restart();
  const other = open.join('rut');
  await settle(open.rooms, other);
  expect([says(other, 'Kanske'), says(other, 'Igen'), says(other, 'Dolt')]).toEqual([true, true, false]);
  suggest(other, 'rut', 'Även ');
  await settle(open.rooms, other);
  expect(other.isAllStored).toBe(true);
});

it('[WIRE34] finds again what came through the shared version when a crash took the row of it, and nothing else', async () => {
  Object.assign(open.rights, { kim: 'write' });
  const [reviewer, suggester, writer] = [open.join(eva), open.join(ali), open.join('kim')];
  const everybody = [author, reviewer, suggester, writer];
  await settle(open.rooms, ...everybody);
  const { sharedEntries } = open.storage.rows;
  const add = sharedEntries.add.bind(sharedEntries);
  sharedEntries.add = async () => undefined;
  suggest(reviewer, eva, 'Kanske ');
  await settle(open.rooms, ...everybody);
  const lost = await open.lastSeq();
  // Builds on what the view must have.
  textIn(reviewer.doc, 'plain').insert(3, 'x', { insertion: { id: 'Kanske12345', by: eva } });
  await settle(open.rooms, ...everybody);
  textIn(suggester.doc, 'heading').insert(0, 'Levande ', { insertion: { id: 'Levande12345', by: ali } });
  textIn(writer.doc, 'heading').insert(0, 'Skrivet ');
  write(author, 'Dolt ');
  await settle(open.rooms, ...everybody);
  sharedEntries.add = add;
  // Who wrote reviews now.
  await share('s1old', 'kim');
  open.rights['kim'] = open.rights[eva] ?? 'none';
  await open.restart();
  const other = open.join('rut');
  await settle(open.rooms, other);
  expect(['Kan', 'Levande', 'Skrivet', 'Dolt'].map((words) => says(other, words))).toEqual([true, false, false, false]);
  expect(await sharedEntries.after(documentId, 1)).toEqual([lost, lost + 1]);
  // What the reviewer goes on with is taken.
  const again = open.join(eva, reviewer.doc);
  await settle(open.rooms, again, other);
  textIn(again.doc, 'plain').insert(1, 'y', { insertion: { id: 'Kanske12345', by: eva } });
  await settle(open.rooms, again, other);
  expect([again.isAllStored, again.closedWith, readDocument(again.doc).eq(readDocument(other.doc))]).toEqual([true, null, true]);
});

it('[WIRE34] proves against what stands in the document, and against what is shown', async () => {
  const reviewer = open.join(eva);
  await settle(open.rooms, author, reviewer);
  // The author takes the paragraph away; the reviewer, who sees it still, takes words out of it.
  rootOf(author.doc).delete(1, 1);
  await settle(open.rooms, author, reviewer);
  const other = open.join('rut');
  await settle(open.rooms, other);
  const before = await open.lastSeq();
  textIn(reviewer.doc, 'plain').delete(0, 5);
  await settle(open.rooms, author, reviewer, other);
  expect(noticesOf(reviewer, 'refused')).toMatchObject([{ code: 'notASuggestion' }]);
  expect([await open.lastSeq(), rejectAll(readDocument(other.doc)).eq(rejectAll(attacked))]).toEqual([before, true]);
  // What was accepted meanwhile is no suggestion of the reviewer's any more.
  suggest(other, 'rut', 'Kanske ');
  const suggested = open.join('rut', other.doc);
  await settle(open.rooms, author, other, suggested);
});

it('[WIRE34] refuses to take back what an author has accepted since', async () => {
  const reviewer = open.join(eva);
  await settle(open.rooms, author, reviewer);
  suggest(reviewer, eva, 'Kanske ');
  await settle(open.rooms, author, reviewer);
  textIn(author.doc, 'plain').format(0, 7, { insertion: null });
  await settle(open.rooms, author, reviewer);
  textIn(reviewer.doc, 'plain').delete(0, 7);
  await settle(open.rooms, author, reviewer);
  expect(noticesOf(reviewer, 'refused')).toMatchObject([{ code: 'notASuggestion' }]);
  expect(says(author, 'Kanske')).toBe(true);
  // And goes on elsewhere.
  textIn(reviewer.doc, 'heading').insert(0, 'Annars ', { insertion: { id: 'AnnarsAnnars', by: eva } });
  await settle(open.rooms, author, reviewer);
  expect(says(author, 'Annars')).toBe(true);
});

it('[WIRE34] takes nothing that builds on what is not shown', async () => {
  write(author, 'Dolt ');
  const reviewer = open.join(eva);
  await settle(open.rooms, author, reviewer);
  const guessed = new Y.Doc();
  Y.applyUpdate(guessed, Y.encodeStateAsUpdate(author.doc));
  const seen = Y.encodeStateVector(guessed);
  textIn(guessed, 'plain').insert(2, 'x', { insertion: { id: 'GissatGissat', by: eva } });
  const before = await open.lastSeq();
  reviewer.write(encodeUpdate(Y.encodeStateAsUpdate(guessed, seen)));
  await settle(open.rooms, author, reviewer);
  expect([await open.lastSeq(), reviewer.asked]).toEqual([before, 2]);
});

it('[WIRE36] shows reviewers each other, and neither them nor the authors where the others stand', async () => {
  const reviewer = open.join(eva);
  await settle(open.rooms, author, reviewer);
  for (const [client, id] of [
    [author, 501],
    [reviewer, 502],
  ] as const) {
    client.write(encodeAwareness(encodePresence([{ client: id, clock: 1, state: { caret: 1 } }])));
  }
  await settle(open.rooms, author, reviewer);
  const [second, writer] = [open.join('rut'), open.join(anna)];
  await settle(open.rooms, author, reviewer, second, writer);
  const seenBy = ({ presence }: HandClient) => presence.flatMap((update) => decodePresence(update).map(({ client }) => client));
  expect([author, reviewer, second, writer].map(seenBy)).toEqual([[], [], [502], [501]]);
});

it('[WIRE25, WIRE34] gives over HTTP what a connection shows, and then no more than the difference', async () => {
  write(author, 'Dolt ');
  await settle(open.rooms, author);
  const whole = await open.rooms.whole(documentId, personOf(eva), 'identity');
  const doc = new Y.Doc();
  Y.applyUpdate(doc, whole?.bytes ?? new Uint8Array());
  expect([whole?.seq, rejectAll(readDocument(doc)).eq(rejectAll(attacked))]).toEqual([1, true]);
  const early = open.join('rut');
  await settle(open.rooms, early);
  suggest(early, 'rut', 'Kanske ');
  await settle(open.rooms, early);
  const reviewer = open.join(eva, doc, { has: 1 });
  await settle(open.rooms, reviewer);
  expect([says(reviewer, 'Kanske'), says(reviewer, 'Dolt')]).toEqual([true, false]);
});

it('[WIRE34] takes what is too large for a message over HTTP, proved alike', async () => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, attackedBytes());
  const seen = Y.encodeStateVector(doc);
  textIn(doc, 'plain').insert(0, 'Kanske ', { insertion: { id: 'KanskeKanske', by: eva } });
  const [honest, clock] = [Y.encodeStateAsUpdate(doc, seen), Y.encodeStateVector(doc)];
  textIn(doc, 'plain').insert(0, 'Smuget ', {});
  textIn(doc, 'plain').format(0, 7, { insertion: null });
  expect(await open.rooms.submit(documentId, personOf(eva), honest)).toBe('stored');
  expect(await open.rooms.submit(documentId, personOf(eva), Y.encodeStateAsUpdate(doc, clock))).toBe('notASuggestion');
});

it('[WIRE9, WIRE34] sends away one who may review no more, and shows the document to one who may write now', async () => {
  const [reviewer, other] = [open.join(eva), open.join('rut')];
  await settle(open.rooms, author, reviewer, other);
  suggest(reviewer, eva, 'Kanske ');
  write(author, 'Dolt ');
  await settle(open.rooms, author, reviewer, other);
  Object.assign(open.rights, { [eva]: 'write', rut: 'none' });
  open.rooms.rightsChanged(documentId);
  await settle(open.rooms, author, reviewer, other);
  expect([other.closedWith, says(other, 'Dolt')]).toEqual(['noRight', false]);
  expect(readDocument(reviewer.doc).eq(readDocument(author.doc))).toBe(true);
  write(reviewer, 'Skrivet ');
  await settle(open.rooms, author, reviewer);
  expect(says(author, 'Skrivet')).toBe(true);
  // Who has seen what is being written cannot be shown less.
  await share('s2', eva);
  await settle(open.rooms, author, reviewer);
  expect(reviewer.closedWith).toBe('noRight');
  const again = open.join(eva, reviewer.doc);
  await share('s1old', eva);
  open.rights[eva] = { access: 'suggest', share: { id: 's1', seq: 1 } };
  await settle(open.rooms, again);
  expect(again.closedWith).toBe('noRight');
});

it('[WIRE22, WIRE34] has what was sent before a lock in it, and takes nothing after', async () => {
  const reviewer = open.join(eva);
  await settle(open.rooms, author, reviewer);
  suggest(reviewer, eva, 'Kanske ');
  reviewer.flush();
  const lockedAt = await open.rooms.frozen(documentId, async () => {
    open.rights[eva] = { access: 'read', share: { id: 's1', seq: 1 } };
    return open.lastSeq();
  });
  await settle(open.rooms, author, reviewer);
  suggest(reviewer, eva, 'Sent ');
  await settle(open.rooms, author, reviewer);
  expect([lockedAt, await open.lastSeq(), says(author, 'Kanske'), says(author, 'Sent')]).toEqual([2, 2, true, false]);
  expect(noticesOf(reviewer, 'refused')).toMatchObject([{ code: 'readOnly' }]);
});
