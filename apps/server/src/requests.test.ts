import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Answering } from './answering.ts';
import { createLog } from './log.ts';
import { HandClock } from './rooms/handClockForTests.ts';
import { Requests } from './requests.ts';

const begun = '2026-11-26T08:00:00Z';

/** Requests whose answers are "answered"; the first so many loads of what answers them fail, and the others wait. */
function requestsThatFail(failures: number, mayLoad: Promise<void> = Promise.resolve()) {
  const clock = new HandClock(begun);
  let [loads, closed] = [0, 0];
  const answering: Answering = {
    answer: async (_, outgoing) => {
      outgoing.end('answered');
    },
    close: async () => {
      closed++;
    },
  };
  const load = async () => {
    if (++loads <= failures) throw new Error('a file is not there');
    await mayLoad;
    return answering;
  };
  const requests = new Requests({ load, clock, log: createLog('silent') });
  return { requests, clock, counts: () => ({ loads, closed }) };
}

/** The statuses and texts of so many requests, one after the other. */
async function asked(requests: Requests, times: number): Promise<readonly string[]> {
  const server = createServer(requests.answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const answers: string[] = [];
  for (let time = 0; time < times; time++) {
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    answers.push(`${answer.status} ${await answer.text()}`);
  }
  server.close();
  return answers;
}

it('loads what answers requests with the first of them, once', async () => {
  const { requests, counts } = requestsThatFail(0);
  expect([requests.isLoaded, counts().loads]).toEqual([false, 0]);
  expect(await asked(requests, 3)).toEqual(['200 answered', '200 answered', '200 answered']);
  await requests.close();
  expect(counts()).toEqual({ loads: 1, closed: 1 });
});

it('loads it also when nobody asks, before the installation can have been replaced', async () => {
  const { requests, clock, counts } = requestsThatFail(0);
  await clock.advanceTo('2026-11-26T08:01:00Z', async () => undefined);
  expect(counts().loads).toBe(1);
  await requests.close();
  expect(counts().closed).toBe(1);
});

it('answers that it could not, and tries again with the next', async () => {
  const { requests } = requestsThatFail(1);
  expect(await asked(requests, 2)).toEqual(['500 ', '200 answered']);
});

it('closes without having loaded anything', async () => {
  const { requests, clock, counts } = requestsThatFail(0);
  await requests.close();
  await clock.advanceTo('2026-11-26T09:00:00Z', async () => undefined);
  expect(counts()).toEqual({ loads: 0, closed: 0 });
});

it('loads once for several who ask meanwhile, answers all of them, and closes what was being loaded', async () => {
  const mayLoad = Promise.withResolvers<void>();
  const { requests, counts } = requestsThatFail(0, mayLoad.promise);
  const both = Promise.all([asked(requests, 1), asked(requests, 1)]);
  await vi.waitFor(() => expect(counts().loads).toBe(1));
  const closing = requests.close();
  mayLoad.resolve();
  expect(await both).toEqual([['200 answered'], ['200 answered']]);
  await closing;
  expect(counts()).toEqual({ loads: 1, closed: 1 });
});

describe('closing', () => {
  /** A server whose answers the test gives, by the path that was asked for. */
  async function held() {
    const clock = new HandClock(begun);
    const given = new Map<string, ServerResponse>();
    const closed = vi.fn<() => Promise<void>>(async () => undefined);
    const answer = async ({ url = '' }: IncomingMessage, outgoing: ServerResponse) => void given.set(url, outgoing);
    const requests = new Requests({ load: async () => ({ answer, close: closed }), clock, log: createLog('silent') });
    const server = createServer(requests.answer).listen(0, '127.0.0.1');
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    await once(server, 'listening');
    const ask = (path: string, headers = {}) => fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { headers });
    const isUnderWay = (path: string) => vi.waitFor(() => expect(given.has(path)).toBe(true));
    return { requests, clock, closed, ask, isUnderWay, end: (path: string) => given.get(path)?.end('answered') };
  }

  it('waits for what is under way, and takes nothing new', async () => {
    const { requests, closed, ask, isUnderWay, end } = await held();
    const [first, second] = [ask('/first'), ask('/second')];
    await Promise.all([isUnderWay('/first'), isUnderWay('/second')]);
    const closing = requests.close();
    expect((await ask('/third')).status).toBe(503);
    end('/first');
    expect(await (await first).text()).toBe('answered');
    expect(closed).not.toHaveBeenCalled();
    end('/second');
    await closing;
    expect(await (await second).text()).toBe('answered');
    expect(closed).toHaveBeenCalledOnce();
  });

  it('waits for no more than two seconds', async () => {
    const { requests, clock, closed, ask, isUnderWay } = await held();
    ask('/first').catch(() => undefined); // cut when the test is over
    await isUnderWay('/first');
    const closing = requests.close();
    clock.advance(1_999);
    await setImmediate();
    expect(closed).not.toHaveBeenCalled();
    clock.advance(1);
    await closing;
    expect(closed).toHaveBeenCalledOnce();
  });

  it('does not wait for what ends when its reader leaves', async () => {
    const { requests, ask, isUnderWay } = await held();
    ask('/stream', { Accept: 'text/event-stream' }).catch(() => undefined); // cut when the test is over
    await isUnderWay('/stream');
    await requests.close();
  });
});
