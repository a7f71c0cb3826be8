import { encodeUpdate } from '@yrka/protocol';
import { documentFromUpdates, inspectUpdate, rootOf } from '@yrka/ydoc';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { HandClient, settle } from './socketPair.ts';
import { anna, omar, motion, threadForAll, RoomsWorld, type, paragraph, withWords, lastText, updateOf, wordsOf, presence, turns } from './roomsForTests.ts';

const thread = threadForAll();
let world: RoomsWorld;

beforeEach(async () => {
  world = await RoomsWorld.begin(thread);
});

describe('rights', () => {
  it('[WIRE20] closes what a session opened when the session is ended or has run out', async () => {
    const endsAt = new Date(world.clock.now().getTime() + 60_000);
    const [tab, otherTab, otherBrowser, omars] = [
      new HandClient(world.rooms, motion, anna, { session: { id: 'one', endsAt } }),
      new HandClient(world.rooms, motion, anna, { session: { id: 'one', endsAt } }),
      new HandClient(world.rooms, motion, anna, { session: { id: 'two', endsAt } }),
      world.join(omar),
    ];
    await settle(world.rooms, tab, otherTab, otherBrowser, omars);
    world.rooms.sessionEnded('one');
    await settle(world.rooms, tab, otherTab, otherBrowser, omars);
    expect([tab, otherTab, otherBrowser, omars].map(({ closedWith }) => closedWith)).toEqual(['notSignedIn', 'notSignedIn', null, null]);
    world.clock.advance(70_000);
    await settle(world.rooms, otherBrowser, omars);
    expect([otherBrowser, omars].map(({ closedWith }) => closedWith)).toEqual(['notSignedIn', null]);
  });

  it('[WIRE20] closes what a person has open anywhere when they sign out everywhere', async () => {
    const endsAt = new Date(world.clock.now().getTime() + 60_000);
    const annas = ['one', 'two'].map((id) => new HandClient(world.rooms, motion, anna, { session: { id, endsAt } }));
    const omars = new HandClient(world.rooms, motion, omar, { session: { id: 'three', endsAt } });
    await settle(world.rooms, ...annas, omars);
    world.rooms.personSignedOut(anna.id);
    await settle(world.rooms, ...annas, omars);
    expect([...annas, omars].map(({ closedWith }) => closedWith)).toEqual(['notSignedIn', 'notSignedIn', null]);
  });

  it('[WIRE20] closes with what is wrong, once', async () => {
    world.access = (_person, documentId) => (documentId === 'hidden' ? 'none' : documentId === 'nowhere' ? 'unknown' : 'write');
    const closed = async (client: HandClient) => {
      await settle(world.rooms, client);
      return client.closedWith;
    };
    expect(await closed(new HandClient(world.rooms, 'hidden', anna))).toBe('noRight');
    expect(await closed(new HandClient(world.rooms, 'nowhere', anna))).toBe('unknownDocument');
    expect(await closed(new HandClient(world.rooms, motion, anna, { schema: 0 }))).toBe('olderSchema');
    expect(world.rooms.size.connections).toBe(0);
  });

  it.each([
    ['nothing', []],
    ['an unknown tag', [77]],
    ['an unknown sync message', [0, 9]],
    ['a length beyond the end', [0, 2, 200, 1]],
    ['a varint without end', [0, 2, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255]],
    ['bytes after the end', [3, 1]],
    ['an update that is none', [0, 2, 3, 9, 9, 9]],
    ['a state vector that is none', [0, 0, 2, 9, 9]],
    ['presence that is no JSON', [1, 5, 1, 1, 1, 1, 120]],
  ])('[WIRE4] closes a connection that sends %s, and harms nobody else', async (_what, bytes) => {
    const [a, b] = [world.join(anna), world.join(omar)];
    await settle(world.rooms, a, b);
    a.write(Uint8Array.from(bytes));
    type(b, 'kvar');
    await settle(world.rooms, a, b);
    expect(a.closedWith).toBe('malformed');
    expect(b.closedWith).toBeNull();
    const c = world.join(anna);
    await settle(world.rooms, b, c);
    expect(wordsOf(c)).toContain('kvar');
  });

  it('goes on with the document behind the room after an update that Yjs throws at', async () => {
    // An item beside itself: the guard refuses it, so it is put where it could only come by a fault of ours.
    await world.storage.journal.appendBatch([
      { documentId: motion, update: Uint8Array.of(1, 1, 50, 0, 0x84, 50, 0, 1, 97, 0), personId: 'omar', at: new Date(0) },
    ]);
    world.reopen();
    const reader = new HandClient(world.rooms, motion, anna, { doc: new Y.Doc() });
    await world.rooms.idle();
    expect(world.logged.join()).toContain('could not be integrated');
    const whole = documentFromUpdates((await world.storage.journal.readDocumentUpdates(motion)).map(({ update }) => update));
    expect(whole.childCount).toBeGreaterThan(0);
    const outcome = await world.rooms.submit(
      motion,
      omar,
      updateOf((doc) => rootOf(doc).push([paragraph('efteråt')])),
    );
    await world.rooms.idle();
    world.clock.advance(1_000);
    await world.rooms.idle();
    expect(outcome).toBe('stored');
    expect(world.projections.at(-1)?.lists?.summary.search.text).toContain('efteråt');
    expect(reader.closedWith).toBeNull();
  });

  it('[WIRE4] sends away the one whose message it fails at, and nobody else', async () => {
    world.reopen({}, (update) => {
      if (new TextDecoder().decode(update).includes('ofattbart')) throw new Error('a fault of ours at: ofattbart');
      return inspectUpdate(update);
    });
    const [a, b] = [world.join(anna), world.join(omar)];
    await settle(world.rooms, a, b);
    type(a, 'ofattbart');
    type(b, 'begripligt');
    await settle(world.rooms, a, b);
    expect([a.closedWith, b.closedWith]).toEqual(['malformed', null]);
    expect(b.isAllStored).toBe(true);
    expect(world.logged.join()).toContain('A message could not be handled');
  });

  it('[WIRE4] closes a connection that sends too much', async () => {
    world.reopen({ maxMessageBytes: 1_000 });
    const a = world.join(anna);
    await settle(world.rooms, a);
    type(a, 'x'.repeat(2_000));
    await settle(world.rooms, a);
    expect(a.closedWith).toBe('tooLarge');
  });

  it('[WIRE26] closes the connection that is one too many for its person or its document, and counts those that are left', async () => {
    world.reopen({ maxConnectionsPerPerson: 2, maxConnectionsPerDocument: 3 });
    const [first, second, third] = [world.join(anna), world.join(anna), world.join(anna)];
    const [omars, another] = [world.join(omar), world.join(omar)];
    expect([first, second, third, omars, another].map(({ closedWith }) => closedWith)).toEqual([null, null, 'tooManyConnections', null, 'tooManyConnections']);
    first.disconnect();
    expect(world.join(anna).closedWith).toBeNull();
    expect(world.join(anna).closedWith).toBe('tooManyConnections');
  });

  it('[WIRE27] reads a client more slowly that sends more than a page could, and loses nothing of it', async () => {
    world.reopen({ budget: { burst: 10, perSecond: 2 } });
    const [a, b] = [world.join(anna), world.join(omar)];
    await settle(world.rooms, a, b);
    const words = Array.from({ length: 30 }, (_, index) => `ord${index}`);
    for (const word of words) type(a, word);
    await settle(world.rooms, a, b);
    expect([a.isPaused, b.isPaused]).toEqual([true, false]);
    expect(wordsOf(b)).toContain('ord0');
    expect(wordsOf(b)).not.toContain('ord29');
    type(b, 'Omars');
    await settle(world.rooms, b);
    expect(b.isAllStored).toBe(true);
    for (let seconds = 0; !a.isAllStored; seconds++) {
      expect(seconds).toBeLessThan(60);
      world.clock.advance(1_000);
      await settle(world.rooms, a, b);
    }
    expect(words.filter((word) => !wordsOf(b).includes(word))).toEqual([]);
    expect([a.closedWith, a.notices]).toEqual([null, []]);
  });

  it('[WIRE27] reads in portions what a client sends faster than at its pace', async () => {
    world.reopen({ budget: { burst: 10, perSecond: 500 } });
    const a = world.join(anna);
    await settle(world.rooms, a);
    for (let word = 0; word < 12; word++) type(a, `ord${word}`);
    await settle(world.rooms, a);
    expect(a.isPaused).toBe(true);
    world.clock.advance(99);
    expect(a.isPaused).toBe(true);
    world.clock.advance(1);
    expect(a.isPaused).toBe(false);
  });

  it('[WIRE27] reads a client again that it sends away, and counts a large message for many', async () => {
    world.reopen({ budget: { burst: 20, perSecond: 1 } });
    const a = world.join(anna);
    await settle(world.rooms, a);
    type(a, 'x'.repeat(20_000));
    await settle(world.rooms, a);
    expect(a.isPaused).toBe(true);
    world.rooms.personSignedOut(anna.id);
    expect([a.closedWith, a.isPaused]).toEqual(['notSignedIn', false]);
  });

  it('[WIRE27] takes what somebody sends over HTTP at the same pace, however many requests, and nobody else waits', async () => {
    world.reopen({ budget: { burst: 10, perSecond: 1 } });
    const a = world.join(anna);
    await settle(world.rooms, a);
    const updates = Array.from({ length: 4 }, () => Y.encodeStateAsUpdate(withWords(a.doc, 'x'.repeat(10_000)), Y.encodeStateVector(a.doc)));
    const answers: string[] = [];
    const sent = updates.map(async (update) => {
      await world.rooms.turn(anna.id, update.length);
      answers.push(await world.rooms.submit(motion, anna, update));
    });
    await world.rooms.idle();
    expect(answers).toEqual(['stored']);
    await world.rooms.turn(omar.id, 100);
    expect(await world.rooms.submit(motion, omar, Y.encodeStateAsUpdate(withWords(a.doc, 'Omars')))).toBe('stored');
    for (let seconds = 0; answers.length < 4; seconds++) {
      expect(seconds).toBeLessThan(120);
      world.clock.advance(1_000);
      await world.rooms.idle();
    }
    await Promise.all(sent);
    expect(answers).toEqual(['stored', 'stored', 'stored', 'stored']);
  });

  it('[WIRE9] refuses to make a document larger than one may be, and still takes words away', async () => {
    world.reopen({ maxDocumentBytes: 3_000 });
    const a = world.join(anna);
    await settle(world.rooms, a);
    type(a, 'kort');
    await settle(world.rooms, a);
    expect(a.isAllStored).toBe(true);
    const before = await world.storage.journal.lastSeq(motion);
    const large = Y.encodeStateAsUpdate(withWords(a.doc, 'lång '.repeat(1_000)), Y.encodeStateVector(a.doc));
    expect(await world.rooms.submit(motion, anna, large)).toBe('documentFull');
    expect(await world.storage.journal.lastSeq(motion)).toBe(before);
    lastText(a).delete(0, 2);
    await settle(world.rooms, a);
    expect([a.isAllStored, a.notices]).toEqual([true, []]);
  });

  it('[WIRE9] serves one who may only read, and refuses what they write', async () => {
    world.access = ({ id }) => (id === 'anna' ? 'write' : 'read');
    const [a, b] = [world.join(anna), world.join(omar)];
    await settle(world.rooms, a, b);
    type(a, 'hej');
    await settle(world.rooms, a, b);
    expect(wordsOf(b)).toContain('hej');
    expect(b.notices).toEqual([]);
    type(b, 'nej');
    await settle(world.rooms, a, b);
    expect(b.notices).toEqual([{ type: 'refused', code: 'readOnly', message: 2 }]);
    expect(b.acks).toEqual([1]);
    expect(wordsOf(a)).not.toContain('nej');
  });

  it('[WIRE9] refuses new words under another person’s client id, and takes those known already', async () => {
    const [a, b] = [world.join(anna), world.join(omar)];
    await settle(world.rooms, a, b);
    type(a, 'mitt');
    await settle(world.rooms, a, b);
    const forged = new Y.Doc();
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(a.doc));
    forged.clientID = a.doc.clientID;
    b.write(encodeUpdate(Y.encodeStateAsUpdate(forged)));
    rootOf(forged).push([paragraph('inte mitt')]);
    b.write(encodeUpdate(Y.encodeStateAsUpdate(forged)));
    await settle(world.rooms, a, b);
    expect(b.notices).toEqual([{ type: 'refused', code: 'foreignClient', message: 3 }]);
    expect(wordsOf(a)).not.toContain('inte');
  });

  it('[WIRE9] remembers whose a client id is after the document was put away', async () => {
    const a = world.join(anna);
    await settle(world.rooms, a);
    type(a, 'mitt');
    await settle(world.rooms, a);
    expect(await world.storage.rows.clients(motion)).toEqual([{ documentId: motion, clientId: a.doc.clientID, personId: 'anna' }]);
    world.reopen();
    const b = world.join(omar);
    await settle(world.rooms, b);
    const forged = new Y.Doc();
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(b.doc));
    forged.clientID = a.doc.clientID;
    rootOf(forged).push([paragraph('inte mitt')]);
    b.write(encodeUpdate(Y.encodeStateAsUpdate(forged)));
    await settle(world.rooms, b);
    expect(b.notices).toMatchObject([{ type: 'refused', code: 'foreignClient' }]);
  });

  it('[WIRE9] refuses a client id that the server itself wrote under', async () => {
    const a = world.join(anna);
    await settle(world.rooms, a);
    a.doc.clientID = 1;
    type(a, 'från servern');
    await settle(world.rooms, a);
    expect(a.notices).toMatchObject([{ type: 'refused', code: 'foreignClient' }]);
  });

  it('[WIRE9] keeps the server’s client ids from people also where the server has not used them', async () => {
    for (const client of [0, 2, 15]) {
      const a = world.join(anna);
      await settle(world.rooms, a);
      a.doc.clientID = client;
      a.write(presence(client, 1, {}));
      type(a, 'från servern');
      await settle(world.rooms, a);
      expect(a.notices).toMatchObject([{ type: 'refused', code: 'foreignClient' }]);
    }
    expect(await world.storage.rows.clients(motion)).toEqual([]);
  });

  it('[WIRE9] refuses content that the schema does not have', async () => {
    const a = world.join(anna);
    await settle(world.rooms, a);
    rootOf(a.doc).push([new Y.XmlElement('script')]);
    await settle(world.rooms, a);
    expect(a.notices).toEqual([{ type: 'refused', code: 'unknownContent', message: 2 }]);
    a.doc.getMap('other').set('a', 1);
    await settle(world.rooms, a);
    expect(a.notices).toMatchObject([{ code: 'unknownContent' }, { code: 'unknownRoot' }]);
    expect(await world.storage.journal.lastSeq(motion)).toBe(1);
  });

  it('[WIRE9] asks once for one who opens a document, and again when rights change while it is loaded', async () => {
    let asked = 0;
    world.access = () => {
      asked++;
      return asked === 2 ? 'none' : 'write';
    };
    const a = world.join(anna);
    await settle(world.rooms, a);
    expect([asked, a.closedWith]).toEqual([1, null]);
    const isLoaded = Promise.withResolvers<void>();
    const read = world.storage.journal.readDocumentUpdates.bind(world.storage.journal);
    world.storage.journal.readDocumentUpdates = async (...range) => {
      await isLoaded.promise;
      return read(...range);
    };
    world.reopen();
    asked = 0;
    const b = world.join(omar);
    await vi.waitFor(() => expect(asked).toBe(1));
    world.rooms.rightsChanged();
    isLoaded.resolve();
    await settle(world.rooms, b);
    expect([asked >= 2, b.closedWith]).toEqual([true, 'noRight']);
  });

  it('[WIRE9] lets what somebody sends wait until they are in the room, though rights change while it is loaded', async () => {
    const [isLoaded, slow] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const read = world.storage.journal.readDocumentUpdates.bind(world.storage.journal);
    world.storage.journal.readDocumentUpdates = async (...range) => {
      await isLoaded.promise;
      return read(...range);
    };
    let asked = 0;
    world.access = () => {
      asked++;
      return 'write';
    };
    const b = world.join(omar);
    type(b, 'ett ord');
    b.flush();
    await vi.waitFor(() => expect(asked).toBe(1));
    let waiting = 0;
    world.isAsked = {
      // biome-ignore lint/suspicious/noThenProperty: it tells who waits for it
      then: (...done) => {
        waiting++;
        return slow.promise.then(...done);
      },
    };
    world.rooms.rightsChanged(motion);
    isLoaded.resolve();
    await vi.waitFor(() => expect(waiting).toBe(2));
    // The answer that is asked for last comes first.
    world.isAsked = Promise.resolve();
    world.rooms.rightsChanged(motion);
    await vi.waitFor(() => expect(asked).toBe(2));
    slow.resolve();
    await settle(world.rooms, b);
    expect(b.closedWith).toBeNull();
    expect(wordsOf(b)).toContain('ett ord');
    expect(await world.storage.journal.lastSeq(motion)).toBe(2);
  });

  it('[WIRE9] does not even load what somebody who may not read it sends words for', async () => {
    const words = Y.encodeStateAsUpdate(new Y.Doc());
    for (const [right, answer] of [
      ['none', 'noRight'],
      ['unknown', 'unknownDocument'],
    ] as const) {
      world.access = () => right;
      expect([await world.rooms.submit(motion, anna, words), world.rooms.size.rooms]).toEqual([answer, 0]);
    }
    world.access = () => 'write';
    expect([await world.rooms.submit(motion, anna, words), world.rooms.size.rooms]).toEqual(['stored', 1]);
  });

  it('[WIRE9] asks again when rights change, and lets a message wait for the answer', async () => {
    const [a, b] = [world.join(anna), world.join(omar)];
    await settle(world.rooms, a, b);
    world.access = ({ id }) => (id === 'anna' ? 'none' : 'read');
    world.rooms.rightsChanged(motion);
    type(a, 'för sent');
    type(b, 'också');
    a.flush();
    b.flush();
    await settle(world.rooms, a, b);
    expect(a.closedWith).toBe('noRight');
    expect(b.notices).toMatchObject([{ type: 'refused', code: 'readOnly' }, { type: 'changed' }]);
    expect(await world.storage.journal.lastSeq(motion)).toBe(1);
  });

  it('[WIRE32] tells a client of which version its rights are when it enters, and when they change; of another document it tells none', async () => {
    const a = world.join(anna);
    await settle(world.rooms, a);
    expect(a.rights).toEqual([world.rooms.rightsOf(motion)]);
    world.rooms.rightsChanged('another');
    const b = world.join(omar);
    await settle(world.rooms, a, b);
    expect([b.rights, b.notices, a.notices]).toEqual([a.rights, [], []]);
    world.rooms.rightsChanged(motion);
    world.rooms.rightsChanged();
    await settle(world.rooms, a, b);
    expect(a.notices.at(-1)).toEqual({ type: 'changed', rights: world.rooms.rightsOf(motion) });
    expect(a.rights).not.toContain(world.rooms.rightsOf(motion));
  });

  it('[WIRE32] tells one who was away during an act, or comes after a restart, another version than before', async () => {
    const before = world.join(anna);
    await settle(world.rooms, before);
    before.disconnect();
    world.rooms.rightsChanged(motion);
    const after = world.join(anna);
    await settle(world.rooms, after);
    await world.rooms.close();
    world.reopen();
    const restarted = world.join(anna);
    await settle(world.rooms, restarted);
    expect(new Set([...before.rights, ...after.rights, ...restarted.rights]).size).toBe(3);
  });

  it('[WIRE32] tells the version that rights have when one enters, though they changed while the document was loaded', async () => {
    const asked = Promise.withResolvers<void>();
    world.isAsked = asked.promise;
    const a = world.join(anna);
    world.rooms.rightsChanged(motion);
    asked.resolve();
    await settle(world.rooms, a);
    expect(a.rights).toEqual([world.rooms.rightsOf(motion)]);
  });

  it('[WIRE9] takes an update over HTTP as from a connection', async () => {
    const a = world.join(anna);
    await settle(world.rooms, a);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(a.doc));
    rootOf(doc).push([paragraph('stort')]);
    const update = Y.encodeStateAsUpdate(doc);
    expect(await world.rooms.submit(motion, anna, update)).toBe('stored');
    expect(await world.rooms.submit(motion, anna, update)).toBe('stored');
    expect(await world.rooms.submit(motion, anna, Uint8Array.of(9, 9))).toBe('malformed');
    await settle(world.rooms, a);
    expect(wordsOf(a)).toContain('stort');
    world.access = () => 'read';
    expect(await world.rooms.submit(motion, omar, update)).toBe('stored');
  });
});

it('[WIRE9] knows whose a client id is from the journal where a loss of power took the claim', async () => {
  const a = world.join(anna);
  await settle(world.rooms, a);
  type(a, 'mitt');
  await settle(world.rooms, a);
  world.storage.rows.clients = async () => [];
  world.reopen();
  const thief = new HandClient(world.rooms, motion, omar, { doc: withWords(a.doc, '') });
  await settle(world.rooms, thief);
  thief.doc.clientID = a.doc.clientID;
  type(thief, 'stulet');
  const again = new HandClient(world.rooms, motion, anna, { doc: a.doc });
  await settle(world.rooms, thief, again);
  expect(thief.notices.filter(({ type: told }) => told === 'refused')).toEqual([{ type: 'refused', code: 'foreignClient', message: expect.any(Number) }]);
  type(again, 'mer av mitt');
  await settle(world.rooms, again);
  expect(again.isAllStored).toBe(true);
});

describe('rights that change', () => {
  it.each([
    ['rights', () => world.rooms.rightsChanged(motion)],
    ['a session', () => world.rooms.sessionEnded('s1')],
    ['a person’s sessions', () => world.rooms.personSignedOut(anna.id)],
  ])('[WIRE9] have it told when all is stored that was taken before %s ended, and nothing is after that', async (_, end) => {
    const a = new HandClient(world.rooms, motion, anna, { session: { id: 's1', endsAt: new Date('2027-01-01') } });
    await settle(world.rooms, a);
    const appends = world.holdAppends();
    for (const words of ['ett', 'två']) {
      type(a, words);
      a.flush();
      await appends.begun();
    }
    world.access = () => 'none';
    let isTold = false;
    const told = end().then(() => {
      isTold = true;
    });
    type(a, 'tre');
    a.flush();
    await turns();
    expect(isTold).toBe(false);
    appends.release();
    await told;
    const stored = await world.storage.journal.lastSeq(motion);
    await settle(world.rooms, a);
    expect([stored, await world.storage.journal.lastSeq(motion)]).toEqual([3, 3]);
  });

  it('[WIRE9] are not waited for where what was taken before cannot be stored', async () => {
    const { a } = await world.typeOnFullDisk();
    await turns();
    world.access = () => 'none';
    await world.rooms.rightsChanged(motion);
    await turns();
    expect(a.closedWith).toBe('noRight');
  });

  it('[WIRE9] sends nothing of what others write while it asks, and never to one who may read no longer', async () => {
    const [a, b] = [world.join(anna), world.join(omar)];
    await settle(world.rooms, a, b);
    const asked = Promise.withResolvers<void>();
    world.isAsked = asked.promise;
    world.access = ({ id }) => (id === omar.id ? 'none' : 'write');
    world.rooms.rightsChanged(motion);
    type(a, 'hemligt');
    a.flush();
    await turns();
    b.deliver();
    expect(wordsOf(b)).not.toContain('hemligt');
    asked.resolve();
    await settle(world.rooms, a, b);
    expect(b.closedWith).toBe('noRight');
    expect(wordsOf(b)).not.toContain('hemligt');
    expect(a.acks.at(-1)).toBe(2);
  });

  it('[WIRE9] sends afterwards what was written meanwhile to one who may still read', async () => {
    const [a, b] = [world.join(anna), world.join(omar)];
    await settle(world.rooms, a, b);
    // Asked again only for Omar: what Anna writes is stored while his answer is on its way.
    const asked = Promise.withResolvers<void>();
    world.isAsked = asked.promise;
    world.access = ({ id }) => (id === omar.id ? 'read' : 'write');
    world.rooms.rightsChanged(motion);
    type(a, 'offentligt');
    a.flush();
    asked.resolve();
    await settle(world.rooms, a, b);
    expect(wordsOf(b)).toContain('offentligt');
  });
});

describe('locking', () => {
  it('[WIRE22] has all that was sent before in the journal when the lock is made, and lets in nothing that comes meanwhile', async () => {
    const [a, b] = [world.join(anna), world.join(omar)];
    await settle(world.rooms, a, b);
    type(a, 'före');
    a.flush();
    const { stored, during } = await world.rooms.frozen(motion, async () => {
      const lastSeq = await world.storage.journal.lastSeq(motion);
      type(b, 'under');
      b.flush();
      await turns();
      world.access = () => 'late';
      return { stored: lastSeq, during: (await world.storage.journal.lastSeq(motion)) - lastSeq };
    });
    await settle(world.rooms, a, b);
    expect(stored).toBe(2);
    expect(during).toBe(0);
    expect(await world.storage.journal.lastSeq(motion)).toBe(2);
    expect(world.late.map(({ personId }) => personId)).toEqual([omar.id]);
    expect(b.notices).toEqual([{ type: 'late' }, { type: 'changed', rights: world.rooms.rightsOf(motion) }]);
    expect(wordsOf(a)).not.toContain('under');
    const again = new HandClient(world.rooms, motion, anna);
    await settle(world.rooms, again);
    expect(wordsOf(again)).toContain('före');
    expect(wordsOf(again)).not.toContain('under');
  });

  it('[WIRE22] acknowledges late work when it is kept, and not before', async () => {
    world.access = () => 'late';
    const a = world.join(anna);
    await settle(world.rooms, a);
    a.acks.length = 0;
    const kept = Promise.withResolvers<void>();
    world.lateIsKept = kept.promise;
    type(a, 'sent');
    a.flush();
    await turns();
    a.deliver();
    expect(a.acks).toEqual([]);
    kept.resolve();
    await settle(world.rooms, a);
    expect(a.acks).toEqual([2]);
    expect(await world.storage.journal.lastSeq(motion)).toBe(1);
  });

  it('[WIRE22] freezes one after another, and lets one who comes meanwhile in when it is over', async () => {
    const order: string[] = [];
    const first = Promise.withResolvers<void>();
    const both = [
      world.rooms.frozen(motion, async () => {
        order.push('first');
        await first.promise;
      }),
      world.rooms.frozen(motion, async () => {
        order.push('second');
      }),
    ];
    await turns();
    const a = world.join(anna);
    await turns();
    a.deliver();
    expect(wordsOf(a)).toBe('');
    first.resolve();
    await Promise.all(both);
    await settle(world.rooms, a);
    expect(order).toEqual(['first', 'second']);
    expect(wordsOf(a)).not.toBe('');
  });

  it('writes nothing of a document that was thrown away, though it was in memory', async () => {
    const a = world.join(anna);
    await settle(world.rooms, a);
    type(a, 'kastat');
    await settle(world.rooms, a);
    await world.rooms.frozen(motion, () => world.rooms.forget(motion));
    await settle(world.rooms, a);
    expect(a.closedWith).toBe('unknownDocument');
    expect(world.rooms.size.rooms).toBe(0);
    expect(await world.storage.snapshots.read(motion)).toBeNull();
  });
});
