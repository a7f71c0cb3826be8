import { expect, it } from 'vitest';
import {
  bearsUpdate,
  closeReason,
  decodeClientMessage,
  encodeAwareness,
  encodeStep1,
  encodeStep2,
  encodeUpdate,
  isFinal,
  readOffer,
  roomParams,
  serverUrl,
} from './index.ts';

const bytes = Uint8Array.of(1, 2, 3);

it('[WIRE4] reads back what it writes', () => {
  expect(decodeClientMessage(encodeStep1(bytes))).toEqual({ type: 'step1', stateVector: bytes });
  expect(decodeClientMessage(encodeStep2(bytes))).toEqual({ type: 'step2', update: bytes });
  expect(decodeClientMessage(encodeUpdate(bytes))).toEqual({ type: 'update', update: bytes });
  expect(decodeClientMessage(encodeAwareness(bytes))).toEqual({ type: 'awareness', update: bytes });
  expect(decodeClientMessage(Uint8Array.of(3))).toEqual({ type: 'queryAwareness' });
});

it('[WIRE4] takes no message that is cut short at any byte, or too long', () => {
  for (const frame of [encodeStep1(bytes), encodeStep2(bytes), encodeUpdate(bytes), encodeAwareness(bytes)]) {
    for (let kept = 0; kept < frame.length; kept++) expect(decodeClientMessage(frame.subarray(0, kept))).toBeNull();
    expect(decodeClientMessage(Uint8Array.of(...frame, 0))).toBeNull();
  }
});

it('[WIRE10] counts sync step 2 and updates, and nothing else', () => {
  expect([encodeStep1(bytes), encodeStep2(bytes), encodeUpdate(bytes), encodeAwareness(bytes), new Uint8Array()].map(bearsUpdate)).toEqual([
    false,
    true,
    true,
    false,
    false,
  ]);
});

it('[WIRE1] writes the address that it reads', () => {
  expect(serverUrl('https://yrka.example')).toBe('wss://yrka.example/ws');
  expect(serverUrl('http://127.0.0.1:4780/')).toBe('ws://127.0.0.1:4780/ws');
  expect(readOffer(new URLSearchParams(roomParams(1, ['ack', 'notice'])))).toEqual({ schema: 1, features: new Set(['ack', 'notice']), has: null, epoch: null });
  expect(readOffer(new URLSearchParams())).toEqual({ schema: null, features: new Set(), has: null, epoch: null });
  expect(readOffer(new URLSearchParams('schema=2&f=ack,future'))).toEqual({ schema: 2, features: new Set(['ack']), has: null, epoch: null });
  expect(readOffer(new URLSearchParams(roomParams(2, [], 17)))).toEqual({ schema: 2, features: new Set(), has: 17, epoch: null });
  expect(readOffer(new URLSearchParams(roomParams(2, [], null, 3)))).toEqual({ schema: 2, features: new Set(), has: null, epoch: 3 });
  for (const has of ['', 'all', '-1', '1.5']) expect(readOffer(new URLSearchParams({ has, epoch: has }))).toMatchObject({ has: null, epoch: null });
  for (const schema of ['', 'one', '-1', '1.5', '0']) expect(readOffer(new URLSearchParams({ schema }))).toBeNull();
});

it('[WIRE20] tells final codes from others', () => {
  expect([4400, 4404, 4426, 4500, 4503, 1006].map(isFinal)).toEqual([true, true, true, false, false, false]);
  expect([4404, 4503, 1006].map(closeReason)).toEqual(['unknownDocument', 'serverStopping', null]);
});
