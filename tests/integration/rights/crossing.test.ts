import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootOf } from '@yrka/ydoc';
import { encodeUpdate } from '@yrka/protocol';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Browser, refusalOf } from '../../../apps/server/src/appForTests.ts';
import type { documentActHandlers } from '../../../apps/server/src/acts/documentActs.ts';
import { settle } from '../../../apps/server/src/rooms/socketPair.ts';
import { connect, othersClient, ownClient, smuggled, writing } from './hostile.ts';
import { everyone, type Placed, standings, type Wishes, witnesses, World } from './world.ts';

vi.setConfig({ testTimeout: 300_000 });

let directory: string;
let world: World;
let member: Browser;
let witness: Browser;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'yrka-crossing-'));
  world = await World.open({ filesDirectory: directory });
  [member, witness] = [await world.browser('memberL'), await world.browser(witnesses.L.id)];
});

afterAll(async () => {
  await world.server.rooms.close();
  await rm(directory, { recursive: true, force: true });
});

/** How far one request comes before the other begins: so many turns of the machine's queue of promises. */
const heads = [0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89];

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await Promise.resolve();
}

const person = (id: string) => {
  const found = [...everyone, ...Object.values(witnesses)].find((known) => known.id === id);
  if (found === undefined) throw new Error(`There is nobody called ${id}`);
  return found;
};

function place(stage: 'draft' | 'signing', wishes: Wishes = {}): Promise<Placed> {
  const at = standings.find((standing) => standing.stage === stage && standing.party === 'L');
  if (at === undefined) throw new Error(`No draft of L is ${stage}`);
  return world.place(at, wishes);
}

const act = (browser: Browser, { row }: Placed, name: keyof typeof documentActHandlers, body: object = {}) =>
  browser.send('POST', `/api/documents/${row.id}/acts/${name}`, body);
const said = async (answer: Response) => (answer.ok ? 'done' : refusalOf(answer));
const filedAs = async ({ row }: Placed) => (await world.server.storage.rows.document(row.id))?.filedAs ?? null;

describe('two at once', () => {
  it.each(heads)('file a motion once, when the second comes %i turns after the first', async (head) => {
    for (const stage of ['draft', 'signing'] as const) {
      const placed = await place(stage);
      const before = (await world.server.storage.rows.matters()).length;
      const first = act(member, placed, 'file');
      await turns(head);
      const answers = await Promise.all([first, act(witness, placed, 'file')].map(async (answer) => said(await answer)));
      expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
      expect(['409 conflict', '403 noRight']).toContain(answers.find((answer) => answer !== 'done'));
      expect((await world.server.storage.rows.matters()).length).toBe(before + 1);
      await world.remove(placed);
    }
  });

  it.each(heads)('never leave a signature with the municipality that its signatory was told is taken back, %i turns apart', async (head) => {
    for (const isFirst of [true, false]) {
      const placed = await place('signing', { signedBy: ['memberL'], isAttached: true });
      const acts = [() => act(member, placed, 'withdrawSignature'), () => act(witness, placed, 'file')];
      const [one, other] = isFirst ? acts : acts.toReversed();
      const begun = one?.();
      await turns(head);
      const answers = await Promise.all([begun, other?.()].map(async (answer) => said((await answer) as Response)));
      const [withdrawn, filed] = isFirst ? answers : answers.toReversed();
      expect(filed).toBe('done');
      const signatures = await world.server.storage.rows.way.signatures((await filedAs(placed)) ?? '');
      expect(signatures.some(({ personId }) => personId === 'memberL')).toBe(withdrawn !== 'done');
      await world.remove(placed);
    }
  });

  it.each(heads)('never file or sign what was opened meanwhile, %i turns apart', async (head) => {
    for (const name of ['file', 'sign'] as const) {
      const placed = await place('signing', { isAttached: true });
      const seen = { sha256: placed.lock?.sha256 ?? '' };
      const first = act(member, placed, name, seen);
      await turns(head);
      const [became, opened] = await Promise.all([first, act(witness, placed, 'unlock')].map(async (answer) => said(await answer)));
      const { way } = world.server.storage.rows;
      const [lock, signatures] = [await way.lock(placed.row.id), await way.signatures(placed.row.id)];
      const received = await filedAs(placed);
      expect(received !== null).toBe(name === 'file' && became === 'done');
      if (received !== null) {
        // Opened first, it was locked and signed anew by the one who files: what had been signed before fell.
        const signatories = (await way.signatures(received)).map(({ personId }) => personId);
        expect(signatories).toEqual(opened === 'done' ? ['memberL'] : [witnesses.L.id]);
        expect([signatures.map(({ personId }) => personId), (await way.lock(received))?.sha256]).toEqual([signatories, lock?.sha256]);
      } else if (opened === 'done') {
        // A signature stands under a lock in force, or not at all.
        expect([lock, signatures]).toEqual([null, []]);
      }
      await world.remove(placed);
    }
  });

  it('refuses a signature on what was signed before it was opened, changed and sent again', async () => {
    const placed = await place('signing');
    const seen = { sha256: placed.lock?.sha256 ?? '' };
    expect(await said(await act(witness, placed, 'unlock'))).toBe('done');
    expect((await witness.send('POST', `/api/documents/${placed.row.id}/updates`, writing(placed.update, 'Ett annat yrkande.'))).status).toBe(204);
    expect(await said(await act(witness, placed, 'sendForSigning'))).toBe('done');
    for (const name of ['sign', 'file'] as const) expect(await said(await act(member, placed, name, seen))).toBe('409 textHasChanged');
    expect(await world.server.storage.rows.way.signatures(placed.row.id)).toEqual([]);
  });
});

describe('between two frames of one socket', () => {
  /** Words that two clients wrote: their own paragraphs, in whatever order. */
  const first = 'Det första ordet';
  const second = 'Det andra ordet';

  it('a right that ends takes effect for the second frame', async () => {
    const placed = await place('draft', { grants: [{ personId: 'guest', role: 'invitedWriter' }] });
    const [guest, inside] = [connect(world, placed.row.id, person('guest')), connect(world, placed.row.id, witnesses.L)];
    await settle(world.server.rooms, guest, inside);
    guest.write(encodeUpdate(writing(placed.update, first, ownClient)));
    guest.flush();
    await world.server.storage.rows.way.endGrants(placed.row.id, 'guest', new Date());
    world.server.rooms.rightsChanged(placed.row.id);
    // In the same turn: nobody has been told anything yet.
    guest.write(encodeUpdate(writing(placed.update, second, othersClient)));
    guest.flush();
    await settle(world.server.rooms, guest, inside);
    // Whether it is told as lost or as never having been depends on whether the first words were stored by then.
    expect(['noRight', 'unknownDocument']).toContain(guest.closedWith);
    const text = rootOf(inside.doc).toString();
    expect([text.includes(first), text.includes(second)]).toEqual([true, false]);
    inside.write(encodeUpdate(writing(placed.update, smuggled, 4_100)));
    inside.flush();
    await settle(world.server.rooms, guest, inside);
    expect(rootOf(guest.doc).toString()).not.toContain(smuggled);
    await world.remove(placed);
  });

  it.each(heads)('a lock takes the first frame in or keeps it, and never half of it, %i turns after', async (head) => {
    const placed = await place('draft');
    const [writer, inside] = [connect(world, placed.row.id, person('memberL')), connect(world, placed.row.id, witnesses.L)];
    await settle(world.server.rooms, writer, inside);
    writer.write(encodeUpdate(writing(placed.update, first, ownClient)));
    writer.flush();
    await turns(head);
    const locking = act(witness, placed, 'sendForSigning');
    await turns(head);
    writer.write(encodeUpdate(writing(placed.update, second, othersClient)));
    writer.flush();
    expect(await said(await locking)).toBe('done');
    await settle(world.server.rooms, writer, inside);
    const { rows, journal } = world.server.storage;
    const lock = await rows.way.lock(placed.row.id);
    const locked = new TextDecoder().decode(lock?.bytes);
    const text = rootOf(inside.doc).toString();
    const late = (await rows.way.sideVersions(placed.row.id, 'memberL')).length;
    // The first was sent before anybody asked for the lock.
    expect(locked).toContain(first);
    expect(text.includes(second)).toBe(locked.includes(second));
    expect(late).toBe(locked.includes(second) ? 0 : 1);
    expect(await journal.lastSeq(placed.row.id)).toBe(lock?.seq);
    for (const client of [writer, inside]) client.disconnect();
    await world.remove(placed);
  });

  it('a role that is lost, and a role that is gained, are the next frame’s', async () => {
    const placed = await place('draft');
    const client = connect(world, placed.row.id, person('electedL'));
    const inside = connect(world, placed.row.id, witnesses.L);
    await settle(world.server.rooms, client, inside);
    const { rows } = world.server.storage;
    await rows.putPeople([{ ...person('electedL'), roles: ['officer'] }]);
    world.server.rooms.rightsChanged();
    client.write(encodeUpdate(writing(placed.update, smuggled)));
    client.flush();
    await settle(world.server.rooms, client, inside);
    expect([client.closedWith, rootOf(inside.doc).toString().includes(smuggled)]).toEqual(['unknownDocument', false]);
    await rows.putPeople([person('electedL')]);
    world.server.rooms.rightsChanged();
    const again = connect(world, placed.row.id, person('electedL'));
    again.write(encodeUpdate(writing(placed.update, second)));
    again.flush();
    await settle(world.server.rooms, again, inside);
    expect([again.closedWith, rootOf(inside.doc).toString().includes(second)]).toEqual([null, true]);
    await world.remove(placed);
  });
});

describe('who is nobody', () => {
  it('is whoever has a cookie that was not made here, or not for them, or that is too old', async () => {
    const honest = await world.server.signedIn('memberL');
    const [name = '', value = ''] = [...honest.cookies][0] ?? [];
    expect((await honest.send('GET', '/api/matters')).status).toBe(200);
    const [payload = '', signature = ''] = decodeURIComponent(value).split(/\.(?=[^.]*$)/);
    const another = payload.replace('memberL', 'registrar');
    const other = decodeURIComponent([...(await world.server.signedIn('memberS')).cookies.values()][0] ?? '');
    const forged = [
      '',
      payload,
      `${payload}.`,
      `${another}.${signature}`,
      `${payload}.${other.split('.').at(-1)}`,
      `${payload}.${Buffer.from('x'.repeat(32)).toString('base64')}`,
      `${payload.replace(/^\d+/, '99999999999999')}.${signature}`,
      'registrar',
      '__proto__',
    ];
    for (const cookie of forged) {
      honest.cookies.set(name, encodeURIComponent(cookie));
      expect([cookie, await refusalOf(await honest.send('GET', '/api/matters'))]).toEqual([cookie, '401 notSignedIn']);
    }
    honest.cookies.set(name, value);
    world.server.setTime(new Date('2027-11-23T08:00:00.000Z'));
    expect(await refusalOf(await honest.send('GET', '/api/matters'))).toBe('401 notSignedIn');
    world.server.setTime(new Date('2026-11-23T08:00:00.000Z'));
  });

  it('changes nothing from a page of another server, by any route', async () => {
    type Paths = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    const { paths } = await member.get<{ paths: Paths }>('/api/openapi.json');
    const changing = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods)
        .filter((method) => method !== 'get')
        .map((method) => [method.toUpperCase(), path] as const),
    );
    expect(changing.length).toBeGreaterThan(30);
    for (const [method, path] of changing) {
      for (const origin of ['https://evil.example', 'http://127.0.0.1:4781', 'null']) {
        const answer = await member.send(method, path.replaceAll(/\{[^}]+\}/g, 'any'), {}, { Origin: origin });
        expect([method, path, origin, await refusalOf(answer)]).toEqual([method, path, origin, '403 foreignOrigin']);
      }
    }
  });
});
