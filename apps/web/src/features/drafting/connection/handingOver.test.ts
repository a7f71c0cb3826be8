// @vitest-environment happy-dom
import { rootOf, type Unsent } from '@yrka/ydoc';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { DocumentConnection } from './connection.ts';
import { devicePrefix } from './deviceCopy.ts';
import { disk, leaveCopy } from './deviceForTests.ts';
import { HandServer } from './serverForTests.ts';

vi.mock('y-indexeddb', () => import('./deviceForTests.ts'));

const anna = { id: 'anna-lind', name: 'Anna Lind', party: 'L', role: 'electedRepresentative' };
const words = 'skrivet utan nät';

let server: HandServer;
let connection: DocumentConnection;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('indexedDB', {});
  server = new HandServer();
  vi.stubGlobal('WebSocket', server.WebSocket);
  vi.stubGlobal('fetch', server.fetch);
  const left = new Y.Doc();
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(words)]);
  rootOf(left).push([paragraph]);
  leaveCopy(`${devicePrefix(anna.id, 'a-document')}1`, left, { stored: Uint8Array.of(0), clients: [left.clientID] });
});

afterEach(() => {
  connection.destroy();
  disk.isFull = false;
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const next = { type: 'epoch', epoch: 2 } as const;

/** Opens what an earlier page of the same person left on the device, and never sent. */
async function open(): Promise<void> {
  connection = new DocumentConnection('a-document', anna, 1);
  // That there are no stored bytes is read out of an answer, which takes the machine's time and not the clock's.
  await vi.waitFor(() => expect(server.calls).not.toEqual([]), { timeout: 10_000 });
  await vi.advanceTimersByTimeAsync(1_000);
}

/** What is to be offered where somebody has written in the next epoch already. */
const handedOver = (): readonly Unsent[] => connection.handOver({ ydoc: new Y.Doc(), epoch: next.epoch });

it('[WIRE29] offers what an earlier page wrote, where the server is not known to have it yet', async () => {
  server.isStoring = false;
  await open();
  server.tell(next);
  server.close('otherEpoch');
  expect(handedOver()).toEqual([{ blockId: null, words }]);
});

it('[WIRE29] offers it where the page is told of the next epoch before anything else', async () => {
  server.refusal = 'otherEpoch';
  server.lastWord = next;
  await open();
  expect([connection.getSnapshot().movedTo, handedOver()]).toEqual([2, [{ blockId: null, words }]]);
});

it('[WIRE29] offers nothing that the server has', async () => {
  await open();
  expect(connection.getSnapshot().save.kind).toBe('saved');
  server.tell(next);
  server.close('otherEpoch');
  expect(handedOver()).toEqual([]);
});

it('[WIRE29] finds it also on a device that takes nothing more, and goes on being saved there', async () => {
  disk.isFull = true;
  server.isThere = false;
  await open();
  expect(await connection.allUnsentWords()).toEqual([{ blockId: null, words }]);
  server.isThere = true;
  await vi.advanceTimersByTimeAsync(10_000);
  expect([connection.getSnapshot().save.kind, server.text.includes(words)]).toEqual(['saved', true]);
});
