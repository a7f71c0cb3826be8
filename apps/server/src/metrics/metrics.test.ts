import { readFile } from 'node:fs/promises';
import { encodeUpdate } from '@yrka/protocol';
import { StorageError } from '@yrka/storage';
import { rootOf } from '@yrka/ydoc';
import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { startTestServer } from '../appForTests.ts';
import { demonstrationIds } from '../demonstration/seed.ts';
import { createRooms } from '../rooms/index.ts';
import { anna, motion, omar, RoomsWorld, threadForAll, turns, type, updateOf } from '../rooms/roomsForTests.ts';
import { settle } from '../rooms/socketPair.ts';
import { type Access, defaultLimits, type RoomLimits } from '../rooms/types.ts';
import { Metrics } from './metrics.ts';

const thread = threadForAll();
const nobody = { info: () => {}, warn: () => {}, error: () => {} };
const otherRoot = updateOf((doc) => doc.getText('elsewhere').insert(0, 'x'));
let world: RoomsWorld;
let metrics: Metrics;

beforeEach(async () => {
  world = await RoomsWorld.begin(thread);
  watch();
});

/** Opens the rooms anew, watched by metrics that have seen nothing. */
function watch({ limits = {}, access = 'write' }: { readonly limits?: Partial<RoomLimits>; readonly access?: Access } = {}): void {
  metrics = new Metrics();
  const { storage, clock } = world;
  world.rooms = createRooms({ storage, clock, limits, thread, logger: nobody, watch: metrics, authorise: async () => access });
  metrics.follow(world.rooms);
}

/** What is told of a name, with its labels if it has any; null for nothing. */
async function told(name: string): Promise<number | null> {
  const line = (await metrics.text()).split('\n').find((one) => one.startsWith(`${name} `));
  return line === undefined ? null : Number(line.slice(name.length + 1));
}

const allTold = (...names: readonly string[]) => Promise.all(names.map(told));

describe('what is told of a server', () => {
  it('is who is connected and what is in memory, now', async () => {
    const here = () => allTold('yrka_connections', 'yrka_documents_open');
    expect(await here()).toEqual([0, 0]);
    const clients = [world.join(anna), world.join(omar)];
    await settle(world.rooms, ...clients);
    expect(await here()).toEqual([2, 1]);
    for (const client of clients) client.disconnect();
    expect(await here()).toEqual([0, 1]);
    world.clock.advance(defaultLimits.lingerMs);
    await world.rooms.idle();
    expect(await here()).toEqual([0, 0]);
  });

  it('is what was stored by how many commits, and shown', async () => {
    const stored = () => allTold('yrka_commit_seconds_count', 'yrka_commit_updates_sum', 'yrka_fan_out_seconds_count');
    expect(await stored()).toEqual([0, 0, 0]);
    const [a, b] = world.joinAll(2);
    await settle(world.rooms, a, b);
    for (const client of [a, b]) type(client, 'ord');
    for (const client of [a, b]) client.flush();
    await world.rooms.idle();
    expect(await stored()).toEqual([1, 2, 1]);
    expect(await told('yrka_journal_bytes_total')).toBeGreaterThan(0);
  });

  it('is what waits for the disk, and for how long the oldest of it has', async () => {
    const waiting = () => allTold('yrka_journal_waiting_bytes', 'yrka_journal_waiting_seconds');
    const [a, b] = world.joinAll(2);
    await settle(world.rooms, a, b);
    world.clock.advance(60_000);
    expect(await waiting()).toEqual([0, 0]);
    const { begun, release } = world.holdAppends();
    type(a, 'ett');
    a.flush();
    world.clock.advance(1_500);
    // In the same turn: not even given to the store.
    const { unstoredBytes: bytes, unstoredMs } = world.rooms;
    expect([bytes > 0, unstoredMs]).toEqual([true, 1_500]);
    await begun();
    expect(await waiting()).toEqual([bytes, 1.5]);
    type(b, 'två');
    b.flush();
    world.clock.advance(1_000);
    expect(await told('yrka_journal_waiting_seconds')).toBe(2.5);
    expect(await told('yrka_journal_waiting_bytes')).toBeGreaterThan(bytes);
    release();
    await settle(world.rooms, a, b);
    expect(await waiting()).toEqual([0, 0]);
  });

  it('is that nothing can be stored, how often that was tried, and how long it has lasted', async () => {
    const failing = () => allTold('yrka_storage_failing', 'yrka_commit_failures_total', 'yrka_journal_waiting_seconds');
    const { a } = await world.typeOnFullDisk();
    await turns();
    expect(await failing()).toEqual([1, 1, 0]);
    world.clock.advance(100);
    await turns();
    expect(await failing()).toEqual([1, 2, 0.1]);
    world.storage.failAppends(null);
    world.clock.advance(10_000);
    await settle(world.rooms, a);
    expect(await failing()).toEqual([0, 2, 0]);
  });

  it('is nothing of what was given up', async () => {
    const a = world.join(anna);
    await settle(world.rooms, a);
    world.storage.failAppends(new StorageError('full', 'no room'));
    type(a, 'ord');
    a.flush();
    world.clock.advance(1_000);
    await world.rooms.close();
    expect(await allTold('yrka_journal_waiting_bytes', 'yrka_journal_waiting_seconds')).toEqual([0, 0]);
  });

  it('is why updates were refused, whichever way they came', async () => {
    const refused = () => allTold('yrka_refused_updates_total{reason="unknownRoot"}', 'yrka_refused_updates_total{reason="readOnly"}');
    const a = world.join(anna);
    await settle(world.rooms, a);
    expect(await refused()).toEqual([null, null]);
    a.write(encodeUpdate(otherRoot));
    await settle(world.rooms, a);
    expect(await refused()).toEqual([1, null]);
    expect(await world.rooms.submit(motion, omar, otherRoot)).toBe('unknownRoot');
    expect(await refused()).toEqual([2, null]);
    watch({ access: 'read' });
    const words = updateOf((doc) => rootOf(doc).push([new Y.XmlElement('paragraph')]));
    expect(await world.rooms.submit(motion, omar, words)).toBe('readOnly');
    expect(await refused()).toEqual([null, 1]);
  });

  it('is none that was taken, or came to no room', async () => {
    const words = updateOf((doc) => rootOf(doc).push([new Y.XmlElement('paragraph')]));
    expect(await world.rooms.submit(motion, omar, words)).toBe('stored');
    watch({ access: 'none' });
    expect(await world.rooms.submit(motion, omar, words)).toBe('noRight');
    expect(await metrics.text()).not.toContain('yrka_refused_updates_total{');
  });

  it('is why clients were sent away, and not who left', async () => {
    const [a, b] = world.joinAll(2);
    await settle(world.rooms, a, b);
    b.disconnect();
    a.write(Uint8Array.of(9));
    await settle(world.rooms, a);
    expect(a.closedWith).toBe('malformed');
    const lines = (await metrics.text()).split('\n').filter((line) => line.startsWith('yrka_closed_connections_total'));
    expect(lines).toEqual(['yrka_closed_connections_total{reason="malformed"} 1']);
  });

  it('is what was written anew, and what cannot be', async () => {
    const epochs = { ...defaultLimits.epochs, fewestBytes: 1, ratio: 0.001 };
    watch({ limits: { epochs } });
    const leave = async (write: (document: Y.XmlFragment) => void) => {
      const a = world.join(anna);
      await settle(world.rooms, a);
      write(rootOf(a.doc));
      await settle(world.rooms, a);
      a.disconnect();
      world.clock.advance(defaultLimits.lingerMs);
      await world.rooms.idle();
    };
    const rebased = () => allTold('yrka_epochs_total', 'yrka_epochs_refused_total{reason="unknownContent"}');
    await leave((document) => document.push([new Y.XmlElement('paragraph')]));
    expect(await rebased()).toEqual([1, null]);
    // A title in a paragraph: no version of ours wrote that.
    await leave((document) => (document.get(0) as Y.XmlElement).push([new Y.XmlElement('title')]));
    expect(await rebased()).toEqual([1, 1]);
  });
});

it('counts what is refused of requests, and how they were answered', async () => {
  const token = 'a-token-of-some-length';
  const server = await startTestServer({ config: { metricsToken: token } });
  const member = await server.browser('anna-lind');
  const { motion: documentId } = demonstrationIds.cycling;
  expect((await member.send('POST', `/api/documents/${documentId}/updates`, new Uint8Array(otherRoot))).status).toBe(422);
  const text = await (await member.send('GET', '/metrics', undefined, { Authorization: `Bearer ${token}` })).text();
  expect(text).toMatch(/^yrka_refused_updates_total\{reason="unknownRoot"\} 1$/mu);
  expect(text).toMatch(/^yrka_http_seconds_count\{method="POST",status="4xx"\} 1$/mu);
});

it('has the names that docs/running.md tells of, and no others', async () => {
  const page = await readFile(new URL('../../../../docs/running.md', import.meta.url), 'utf8');
  const own = (names: Iterable<string>) => [...new Set(names)].filter((name) => name.startsWith('yrka_')).sort();
  const registered = [...(await metrics.text()).matchAll(/^# TYPE (\S+)/gmu)].map(([, name = '']) => name);
  const rows = page.split('\n').flatMap((line) => /^\| (`(?:yrka|process)_[^|]*)\|/u.exec(line)?.[1] ?? []);
  const inTable = rows.flatMap((row) => [...row.matchAll(/`(\w+)/gu)].map(([, name = '']) => name));
  expect(own(inTable)).toEqual(own(registered));
  // What is told of elsewhere on the page, to be alarmed by most of all.
  const anywhere = [...page.matchAll(/\byrka_\w+/gu)].map(([name]) => name);
  expect(own(anywhere)).toEqual(own(registered));
  const others = registered.filter((name) => !name.startsWith('yrka_'));
  expect(others.filter((name) => !/^(process|nodejs)_/u.test(name))).toEqual([]);
  expect(page).toContain('| `process_*`, `nodejs_*` |');
  expect(others).toContain('nodejs_eventloop_lag_p99_seconds');
});
