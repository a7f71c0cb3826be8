import { encodeUpdate } from '@yrka/protocol';
import { afterEach, expect, it } from 'vitest';
import { settle } from '../../../apps/server/src/rooms/socketPair.ts';
import { anna, attackedBytes, attacks, eva } from './attacks.ts';
import { documentId, ReviewedRooms, personOf } from './reviewedRooms.ts';

let open: ReviewedRooms;
afterEach(() => open.close());

const bytes = attackedBytes();
const refused = () => attacks.find(({ found }) => found === 'text')?.update(bytes) ?? new Uint8Array();

it('[WIRE38] proves what one person sends over HTTP one by one, so that who locks the document waits for one proof', async () => {
  open = await ReviewedRooms.with(bytes);
  open.rights = { [anna]: 'write', [eva]: 'suggest' };
  let answered = 0;
  const sent = Array.from({ length: 30 }, () =>
    open.rooms.submit(documentId, personOf(eva), refused()).then((submission) => {
      answered++;
      return submission;
    }),
  );
  // Until the first of them is being proved.
  await Promise.race(sent);
  const before = answered;
  await open.rooms.frozen(documentId, async () => {
    expect(answered - before).toBeLessThanOrEqual(1);
    open.rights[eva] = 'read';
  });
  // The others are judged by what the lock left.
  const submissions = await Promise.all(sent);
  expect(new Set(submissions)).toEqual(new Set(['notASuggestion', 'readOnly']));
  expect(submissions.filter((one) => one === 'notASuggestion').length).toBeLessThanOrEqual(before + 1);
});

it('[WIRE38] proves what one person sends over many connections one by one, so that who locks the document, and all who wait for that, wait for one proof', async () => {
  open = await ReviewedRooms.with(bytes);
  open.rights = { [anna]: 'write', [eva]: 'suggest' };
  const connections = Array.from({ length: 30 }, () => open.join(eva));
  await settle(open.rooms, ...connections);
  for (const connection of connections) {
    connection.write(encodeUpdate(refused()));
    connection.flush();
  }
  await open.rooms.frozen(documentId, async () => {
    open.rights[eva] = 'read';
  });
  await settle(open.rooms, ...connections);
  const codes = connections.flatMap(({ notices }) => notices.flatMap((notice) => (notice.type === 'refused' ? [notice.code] : [])));
  expect(codes.toSorted()).toEqual(['notASuggestion', ...Array.from({ length: 29 }, () => 'readOnly')]);
});

it('[WIRE38] proves all that one person sends over many connections, whatever the others of them do', async () => {
  open = await ReviewedRooms.with(bytes);
  open.rights = { [anna]: 'write', [eva]: 'suggest' };
  const editors = [4_101, 4_102, 4_103, 4_104].map((client) => open.edit(eva, client, bytes, true));
  const hands = editors.map(({ hand }) => hand);
  await settle(open.rooms, ...hands);
  for (const word of ['ett ', 'två ', 'tre '])
    for (const { replica, hand } of editors) {
      replica.dispatch(replica.state.tr.insertText(word, replica.document.child(0).nodeSize + 3));
      hand.flush();
    }
  hands[1]?.disconnect();
  await settle(open.rooms, ...hands.filter((_, index) => index !== 1));
  expect(hands.map(({ isAllStored }) => isAllStored)).toEqual([true, false, true, true]);
});

it('[WIRE27, WIRE38] has whoever is refused wait for their next turn, over HTTP and over any connection', async () => {
  open = await ReviewedRooms.with(bytes, { budget: { burst: 2_500, perSecond: 1 } });
  open.rights = { [anna]: 'write', [eva]: 'suggest' };
  const isFree = async (name: string) => {
    let free = false;
    void open.rooms.turn(name, 1).then(() => {
      free = true;
    });
    await open.rooms.idle();
    return free;
  };
  expect(await isFree(eva)).toBe(true);
  for (let count = 0; count < 3; count++) expect(await open.rooms.submit(documentId, personOf(eva), refused())).toBe('notASuggestion');
  expect([await isFree(eva), await isFree(anna)]).toEqual([false, true]);
});
