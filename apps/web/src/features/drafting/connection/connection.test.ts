// @vitest-environment happy-dom
import { rootOf } from '@yrka/ydoc';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { DocumentConnection, type SaveState } from './connection.ts';
import { HandServer } from './serverForTests.ts';

let server: HandServer;
let connection: DocumentConnection;
/** What a draw at random gives, from 0 to 1. */
let drawn: number;

beforeEach(async () => {
  vi.useFakeTimers({ now: new Date('2026-11-27T08:00:00Z') });
  drawn = 0.5;
  vi.spyOn(Math, 'random').mockImplementation(() => drawn);
  server = new HandServer();
  vi.stubGlobal('WebSocket', server.WebSocket);
  vi.stubGlobal('fetch', server.fetch);
  connection = new DocumentConnection('a-document', { id: 'anna-lind', name: 'Anna Lind', party: 'L', role: 'electedRepresentative' }, 1);
  await pass(0);
});

afterEach(() => {
  connection.destroy();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
/** Longer than a letter waits to be painted, and shorter than anything that is waited for. */
const painted = () => pass(150);
/** Longer than any page waits before it tries to come back. */
const longestWaitMs = 2_500;
/** After which a save is told of with another time. */
const aMinuteMs = 60_000;

const save = () => connection.getSnapshot().save;

function saved(): Extract<SaveState, { kind: 'saved' }> {
  const state = save();
  if (state.kind !== 'saved') throw new Error(`It is not saved: ${state.kind}`);
  return state;
}

function write(words: string): void {
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(words)]);
  connection.ydoc.transact(() => rootOf(connection.ydoc).push([paragraph]), 'typing');
}

/** The milliseconds between each moment and the next. */
const between = (moments: readonly number[]) => moments.slice(1).map((moment, index) => moment - (moments[index] ?? 0));

it('comes back after a time that is drawn anew at every close', async () => {
  server.isThere = false;
  drawn = 0.25;
  server.close();
  const closedAt = Date.now();
  drawn = 0.75;
  await pass(0.25 * 200);
  drawn = 0.5;
  await pass(0.75 * 400);
  await pass(0.5 * 800);
  expect(between([closedAt, ...server.calls.slice(1)])).toEqual([50, 300, 400]);
});

describe('while the server cannot store', () => {
  beforeEach(() => {
    server.isStoring = false;
  });

  it('says so when it is told, and no longer when it is told that it can again', async () => {
    write('ett');
    await painted();
    server.tell({ type: 'storage', ok: false });
    expect(save()).toEqual({ kind: 'storageFailing' });
    server.tell({ type: 'storage', ok: true });
    expect(save().kind).not.toBe('storageFailing');
    server.acknowledge();
    expect(save().kind).toBe('saved');
  });

  it('says so from being sent away for it until all is stored, however often it comes back meanwhile', async () => {
    write('ett');
    await painted();
    for (let time = 0; time < 2; time++) {
      server.close('storageFailing');
      expect(save()).toEqual({ kind: 'storageFailing' });
      await pass(longestWaitMs);
      expect(save()).toEqual({ kind: 'storageFailing' });
    }
    server.isStoring = true;
    server.close();
    await pass(longestWaitMs);
    expect(save().kind).toBe('saved');
    expect(server.text).toContain('ett');
  });
});

describe('words that are not acknowledged', () => {
  /** Every state that is said from now on. */
  const said = () => {
    const states: SaveState[] = [];
    connection.subscribe(() => states.push(save()));
    return states;
  };

  beforeEach(async () => {
    write('rubrik');
    await painted();
    server.isStoring = false;
  });

  it('are not called saved until the last of them is, on one connection or on the next', async () => {
    const { at } = saved();
    const states = said();
    write('ett');
    await painted();
    write('två');
    await pass(aMinuteMs);
    server.acknowledge(3);
    server.close();
    await pass(longestWaitMs);
    expect(states.map(({ kind }) => kind)).not.toContain('saved');
    server.acknowledge();
    expect(states.at(-1)).toEqual({ kind: 'saved', at: new Date() });
    expect(saved().at).not.toEqual(at);
  });

  it('are not called saved when those before them are, while they wait to be painted', async () => {
    write('ett');
    await pass(aMinuteMs);
    const states = said();
    write('två');
    server.acknowledge();
    await painted();
    expect(states).toEqual([]);
    server.acknowledge();
    expect(states).toEqual([{ kind: 'saved', at: new Date() }]);
  });
});
