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

/** A text that begins so, and is too long for a message. */
const long = (word: string) => word.padEnd(server.maxMessageBytes, ' ord');

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

describe('what is too large for the socket', () => {
  /** Whether each of the requests bore the words. */
  const sentHas = (words: string) => server.uploads.map(({ update }) => new TextDecoder().decode(update).includes(words));

  it('goes over HTTP, again until it is taken, and is saved', async () => {
    server.answers = [{ status: 503 }, { status: 0 }, { status: 500 }];
    write(long('Cykelvägar'));
    await pass(4 * longestWaitMs);
    expect(server.uploads).toHaveLength(4);
    expect(server.text).toContain('Cykelvägar');
    expect(save()).toMatchObject({ kind: 'saved' });
  });

  it('waits between two tries as a page does that comes back', async () => {
    server.answers = [{ status: 503 }, { status: 503 }];
    drawn = 0.75;
    write(long('Cykelvägar'));
    await pass(longestWaitMs);
    expect(between(server.uploads.map(({ at }) => at))).toEqual([150, 300]);
  });

  it('is not sent twice at once, whatever the network does meanwhile', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    server.mayAnswer = promise;
    write(long('Cykelvägar'));
    await painted();
    const calls = server.calls.length;
    dispatchEvent(new Event('online'));
    await pass(longestWaitMs);
    expect([server.uploads.length, server.calls.length]).toEqual([1, calls]);
    write('och mer');
    resolve();
    await painted();
    expect(server.text).toContain('och mer');
    expect([server.uploads.length, save().kind]).toEqual([1, 'saved']);
  });

  it('is said to be saved for as long as it is sent, however long that takes', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    server.mayAnswer = promise;
    write(long('Cykelvägar'));
    await painted();
    const said = new Set<string>();
    connection.subscribe(() => said.add(save().kind));
    await pass(aMinuteMs);
    expect([...said]).toEqual(['saving']);
    resolve();
    await painted();
    expect([...said]).toEqual(['saving', 'saved']);
  });

  it('is without a connection from a request that nothing answers to one that something does', async () => {
    server.answers = [{ status: 503 }, ...Array.from({ length: 10 }, () => ({ status: 0 }))];
    drawn = 1;
    write(long('Cykelvägar'));
    await painted();
    const said: string[] = [];
    connection.subscribe(() => said.push(save().kind));
    await pass(aMinuteMs);
    expect([...new Set(said)]).toEqual(['saving', 'offlineUnkept', 'saved']);
  });

  it('is without a connection once it has been called too large by HTTP', async () => {
    server.answers = [{ status: 413, code: 'documentFull' }];
    write(long('Cykelvägar'));
    await pass(longestWaitMs);
    expect(save()).toEqual({ kind: 'offlineUnkept' });
  });

  it('is sent without what the server has already', async () => {
    write('först');
    await painted();
    write(long('sedan'));
    await painted();
    expect(sentHas('först')).toEqual([false]);
    expect(server.text).toContain('sedan');
  });

  it('is sent whole where the server has lost what it had', async () => {
    write('först');
    await painted();
    server.answers = [{ status: 422, code: 'malformedUpdate' }];
    write(long('sedan'));
    await painted();
    expect(sentHas('först')).toEqual([false, true]);
    expect(save()).toMatchObject({ kind: 'saved' });
  });

  it('goes that way as often as it is needed', async () => {
    for (const word of ['ett', 'två', 'tre']) {
      write(long(word));
      await painted();
      expect(save().kind).toBe('saved');
    }
    expect(server.uploads).toHaveLength(3);
  });

  it('stays here where it is too large for HTTP as well, and that is said', async () => {
    const calls = server.calls.length;
    server.answers = [{ status: 413, code: 'documentFull' }];
    write(long('Cykelvägar'));
    await painted();
    dispatchEvent(new Event('online'));
    await pass(10 * longestWaitMs);
    expect(connection.getSnapshot().refusal).toBe('tooLarge');
    expect(save().kind).not.toBe('saved');
    expect([server.uploads.length, server.calls.length]).toEqual([1, calls]);
    expect(connection.unsentWords()).toEqual([{ blockId: null, words: long('Cykelvägar') }]);
  });

  it.each([
    ['was refused', { status: 403, code: 'noRight' }],
    ['was kept for its writer alone', { status: 204, isLate: true as const }],
  ])('is not sent for ever where it %s, and is said to be too large', async (_, answer) => {
    server.answers = [answer, answer, answer];
    write(long('Cykelvägar'));
    await painted();
    await pass(10 * longestWaitMs);
    expect(server.uploads).toHaveLength(1);
    expect(connection.getSnapshot().refusal).toBe('tooLarge');
    expect(connection.unsentWords()).toEqual([{ blockId: null, words: long('Cykelvägar') }]);
  });

  it('is sent again, ever later, where it was refused for another reason than its size, and is saved when that has passed', async () => {
    const refused = { status: 403, code: 'noRight' };
    server.answers = [refused, refused, refused];
    write(long('Cykelvägar'));
    await pass(8 * aMinuteMs);
    const [first = 0, ...later] = between(server.uploads.map(({ at }) => at));
    expect(first).toBeGreaterThan(longestWaitMs);
    expect(later.every((wait, index) => wait > (later[index - 1] ?? first))).toBe(true);
    expect(server.text).toContain('Cykelvägar');
    expect([server.uploads.length, connection.getSnapshot().refusal, save().kind]).toEqual([4, null, 'saved']);
  });

  it('is not called anything else while it is tried again', async () => {
    const refused = { status: 403, code: 'noRight' };
    server.answers = [refused, refused, refused];
    write(long('Cykelvägar'));
    await painted();
    const said: unknown[] = [];
    connection.subscribe(() => said.push(connection.getSnapshot().refusal));
    await pass(4 * aMinuteMs);
    expect(server.uploads).toHaveLength(3);
    expect(new Set(said)).toEqual(new Set(['tooLarge']));
  });

  it('is refused for the reason that the socket tells', async () => {
    server.answers = [{ status: 401, code: 'notSignedIn' }];
    const { promise, resolve } = Promise.withResolvers<void>();
    server.mayAnswer = promise;
    write(long('Cykelvägar'));
    await painted();
    server.refusal = 'notSignedIn';
    resolve();
    await painted();
    expect(connection.getSnapshot().refusal).toBe('notSignedIn');
  });

  it('is not tried again, and opens nothing, when the document has been closed', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    server.mayAnswer = promise;
    server.answers = [{ status: 503 }];
    write(long('Cykelvägar'));
    await painted();
    const calls = server.calls.length;
    connection.destroy();
    resolve();
    await pass(longestWaitMs);
    expect([server.uploads.length, server.calls.length]).toEqual([1, calls]);
  });
});
