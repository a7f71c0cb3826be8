import { once } from 'node:events';
import { closeCodes, encodeUpdate, serverUrl } from '@yrka/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { createMotion, RealClient, type Session, signIn, webSocketOf, when } from './realClient.ts';
import { ServerProcess } from './serverProcess.ts';

const server = new ServerProcess();
let anna: Session;
let omar: Session;
let motion: string;
let clients: RealClient[] = [];

beforeAll(async () => {
  await server.start();
  anna = await signIn(server.origin, 'Anna Lind');
  omar = await signIn(server.origin, 'Omar Said');
  motion = await createMotion(anna);
});

afterEach(() => {
  for (const client of clients) client.destroy();
  clients = [];
});

afterAll(() => server.remove());

describe('an unmodified WebsocketProvider', () => {
  it('[WIRE2] syncs two documents that know nothing of Yrka', async () => {
    const [a, b] = [anna, omar].map((session) => {
      const doc = new Y.Doc();
      return { doc, provider: new WebsocketProvider(serverUrl(server.origin), motion, doc, { WebSocketPolyfill: webSocketOf(session), disableBc: true }) };
    });
    if (a === undefined || b === undefined) throw new Error('There are two');
    await Promise.all([a, b].map(({ provider }) => new Promise<void>((resolve) => provider.once('sync', () => resolve()))));
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText('utan anpassning')]);
    const arrived = new Promise((resolve) => b.doc.once('update', resolve));
    a.doc.getXmlFragment('document').push([paragraph]);
    await arrived;
    expect(b.doc.getXmlFragment('document').toString()).toContain('utan anpassning');
    for (const { provider } of [a, b]) provider.destroy();
  });

  it('[WIRE10] can tell truthfully when words are saved, offline or refused', async () => {
    const a = open(anna);
    await a.saved();
    a.write('ett');
    expect(a.meter.read().state).toBe('saving');
    await a.saved();
    a.provider.disconnect();
    a.write('två');
    expect(a.meter.read()).toMatchObject({ state: 'offline', hasUnsaved: true });
    a.provider.connect();
    await a.saved();
    const b = open(omar);
    await b.synced();
    expect(b.text).toContain('två');
    const element = new Y.XmlElement('script');
    a.doc.getXmlFragment('document').push([element]);
    await when(() => a.meter.read().state === 'refused', a.meter.subscribe);
    expect(a.meter.read()).toMatchObject({ state: 'refused', code: 'unknownContent' });
  });

  it('[WIRE14] sees who else is here, under the name that the server knows', async () => {
    const [a, b] = [open(anna), open(omar)];
    await Promise.all([a.synced(), b.synced()]);
    const seen = () => b.provider.awareness.getStates().get(a.doc.clientID)?.['user'];
    const arrived = when(
      () => seen() !== undefined,
      (listener) => {
        b.provider.awareness.on('change', listener);
        return () => b.provider.awareness.off('change', listener);
      },
    );
    a.provider.awareness.setLocalStateField('user', { name: 'Någon annan' });
    await arrived;
    expect(seen()).toMatchObject({ name: 'Anna Lind', party: 'L' });
  });
});

describe('a room full of people', () => {
  it('[WIRE14] keeps everybody in it, though each provider echoes the carets of all', async () => {
    const carets = Array.from({ length: 60 }, (_, index) => {
      const client = new RealClient(index % 2 === 0 ? anna : omar, motion, { connect: false });
      clients.push(client);
      const place = { type: null, tname: 'document', item: { client: client.doc.clientID, clock: index }, assoc: 0 };
      client.provider.awareness.setLocalState({ caret: { anchor: place, head: place } });
      return client;
    });
    const closed: unknown[] = [];
    for (const { provider } of carets) provider.on('connection-close', (event) => closed.push(event?.code));
    for (const { provider } of carets) provider.connect();
    await Promise.all(
      carets.map(({ provider: { awareness } }) =>
        when(
          () => awareness.getStates().size === carets.length,
          (listener) => {
            awareness.on('change', listener);
            return () => awareness.off('change', listener);
          },
        ),
      ),
    );
    await Promise.all(carets.map((client) => client.saved()));
    expect(closed).toEqual([]);
  });

  it('[WIRE15] outlives what one of them puts into the presence of all', async () => {
    const honest = open(omar);
    await honest.saved();
    const socket = connectRaw({ ...anna, path: motion });
    await once(socket, 'open');
    // A provider writes whatever is given it: a state that is nested too deep to be written again.
    const state = new TextEncoder().encode(`{"caret":${'['.repeat(8_000)}${']'.repeat(8_000)}}`);
    const update = [1, 77, 1, (state.length & 127) | 128, state.length >> 7, ...state];
    socket.send(Uint8Array.from([1, (update.length & 127) | 128, update.length >> 7, ...update]));
    honest.write('står kvar');
    await honest.saved();
    const late = open(omar);
    await late.synced();
    expect(late.text).toContain('står kvar');
    socket.terminate();
  });
});

describe('what is wrong', () => {
  it.each([
    ['an unknown document', () => ({ path: 'there-is-none' }), closeCodes.unknownDocument],
    ['nobody signed in', () => ({ path: motion, cookie: '' }), closeCodes.notSignedIn],
    ['a forged cookie', () => ({ path: motion, cookie: anna.cookie.replace('anna-lind', 'omar-said') }), closeCodes.notSignedIn],
    ['a cookie with a part of its signature', () => ({ path: motion, cookie: anna.cookie.slice(0, -8) }), closeCodes.notSignedIn],
    ['a foreign origin', () => ({ path: motion, origin: 'https://evil.example' }), closeCodes.noRight],
    ['an older schema', () => ({ path: `${motion}?schema=0` }), closeCodes.malformed],
  ])('[WIRE20] answers %s with one close code', async (_what, make, code) => {
    const asked: { path: string; cookie?: string; origin?: string } = make();
    expect(await closeCodeOf(connectRaw({ ...anna, ...asked }))).toBe(code);
  });

  it.each([
    ['a text message', 'hej', closeCodes.malformed],
    ['an empty message', new Uint8Array(), closeCodes.malformed],
    ['a varint without end', Uint8Array.of(0, 2, 255, 255, 255), closeCodes.malformed],
    ['an update that is none', encodeUpdate(Uint8Array.of(7, 7, 7)), closeCodes.malformed],
    ['a message that is far too large', new Uint8Array(5_000_000), closeCodes.tooLarge],
  ])('[WIRE4] closes one who sends %s, and harms nobody else', async (_what, message, code) => {
    const honest = open(omar);
    await honest.saved();
    const socket = connectRaw({ ...anna, path: motion });
    await once(socket, 'open');
    socket.send(message);
    expect(await closeCodeOf(socket)).toBe(code);
    honest.write('oberörd');
    await honest.saved();
    expect(honest.provider.wsconnected).toBe(true);
  });

  it('[WIRE20] keeps a provider from coming back where it cannot help', async () => {
    const lost = new RealClient(anna, 'there-is-none');
    clients.push(lost);
    const { code } = await new Promise<{ code: number }>((resolve) => lost.provider.once('closed', resolve));
    expect(code).toBe(closeCodes.unknownDocument);
    expect(lost.provider.shouldConnect).toBe(false);
  });
});

function open(session: Session): RealClient {
  const client = new RealClient(session, motion);
  clients.push(client);
  return client;
}

function connectRaw({ path, cookie, origin }: { path: string; cookie: string; origin: string }): WebSocket {
  return new WebSocket(`${serverUrl(server.origin)}/${path}`, { headers: { Cookie: cookie, Origin: origin } });
}

async function closeCodeOf(socket: WebSocket): Promise<unknown> {
  const [code] = await once(socket, 'close');
  return code;
}
