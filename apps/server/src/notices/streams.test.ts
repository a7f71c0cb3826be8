import { createMemoryStorage, type Storage } from '@yrka/storage';
import { person } from '@yrka/storage/rowsForTests';
import { beforeEach, describe, expect, it } from 'vitest';
import { HandClock } from '../rooms/handClockForTests.ts';
import type { EndedSession } from '../rooms/index.ts';
import { NoticeStreams } from './streams.ts';
import { tell } from './tell.ts';

let storage: Storage;
let clock: HandClock;
let streams: NoticeStreams;
let end: (ended: EndedSession) => void;

const omar = person('omar', 'Omar Said', 'L');

beforeEach(async () => {
  storage = createMemoryStorage();
  await storage.rows.putPeople([omar]);
  clock = new HandClock('2026-11-24T09:00:00.000Z');
  const listeners: ((ended: EndedSession) => void)[] = [];
  end = (ended) => {
    for (const listener of listeners) listener(ended);
  };
  streams = new NoticeStreams({ rows: storage.rows, clock, whenSessionEnds: (listener) => listeners.push(listener) });
});

/** Opens a stream and reads from it; what a reader has had, and whether it is over. */
function open(sessionId = 's1', personId = 'omar') {
  const reader = streams.open({ personId, sessionId, endsAt: new Date('2026-11-24T10:00:00.000Z') }).getReader();
  const next = async () => {
    const { value, done } = await reader.read();
    return done ? null : new TextDecoder().decode(value);
  };
  return { next, cancel: () => reader.cancel() };
}

const told = () => tell(storage.rows, { kind: 'signed', to: ['omar'], matterId: null, documentId: null, actorId: 'anna', at: clock.now() });
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('a stream', () => {
  it('says that there is something new, to every page of the person and to nobody else', async () => {
    const pages = [open(), open('s2')];
    const other = open('s3', 'eva');
    for (const page of [...pages, other]) expect(await page.next()).toMatch(/^retry: /);
    await told();
    for (const page of pages) expect(await page.next()).toBe('event: changed\ndata:\n\n');
    const heard = other.next();
    end({ sessionId: 's3' });
    expect(await heard).toBeNull();
  });

  it('ends with the session that it was opened in', async () => {
    const [ended, open2] = [open(), open('s2')];
    await Promise.all([ended.next(), open2.next()]);
    end({ sessionId: 's1' });
    expect(await ended.next()).toBeNull();
    expect(streams.size).toBe(1);
  });

  it('ends wherever it was opened when its person signs out everywhere', async () => {
    const pages = [open(), open('s2'), open('s3', 'eva')];
    await Promise.all(pages.map(({ next }) => next()));
    end({ personId: 'omar' });
    expect(await Promise.all(pages.slice(0, 2).map(({ next }) => next()))).toEqual([null, null]);
    expect(streams.size).toBe(1);
  });

  it('is kept alive, and ends when its session runs out', async () => {
    const page = open();
    await page.next();
    await clock.advanceTo('2026-11-24T09:00:25.000Z', settled);
    expect(await page.next()).toBe(':\n\n');
    await clock.advanceTo('2026-11-24T10:01:00.000Z', settled);
    let last: string | null = '';
    for (let count = 0; count < 10 && last !== null; count++) last = await page.next();
    expect(last).toBeNull();
    expect(streams.size).toBe(0);
  });

  it('ends when its person leaves the register', async () => {
    const page = open();
    await page.next();
    await storage.rows.putPeople([{ ...omar, isActive: false }]);
    await clock.advanceTo('2026-11-24T09:00:25.000Z', settled);
    expect(await page.next()).toBeNull();
  });

  it('is let go of when its reader leaves', async () => {
    const page = open();
    await page.next();
    await page.cancel();
    expect(streams.size).toBe(0);
    await told();
  });

  it('keeps no more waiting for one who does not read than says the same', async () => {
    const page = open();
    await page.next();
    for (let count = 0; count < 100; count++) await told();
    expect(await page.next()).toBe('event: changed\ndata:\n\n');
    end({ sessionId: 's1' });
    let rest = 0;
    while ((await page.next()) !== null) rest++;
    expect(rest).toBeLessThan(5);
  });

  it('takes the place of the oldest when one person has very many', () => {
    for (let count = 0; count < 30; count++) open(`s${count}`);
    expect(streams.size).toBe(20);
  });
});
