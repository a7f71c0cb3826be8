import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createMotion, RealClient, type Session, signIn } from './realClient.ts';
import { ServerProcess, startMain } from './serverProcess.ts';

const server = new ServerProcess();
let anna: Session;
let motion: string;

beforeAll(async () => {
  await server.start();
  anna = await signIn(server.origin, 'Anna Lind');
  motion = await createMotion(anna);
});

afterAll(() => server.remove());

it('[ST4] ends with one sentence when another instance has the data', async () => {
  expect(await refusalOf(startMain({ PORT: '0', YRKA_DATA_DIR: server.directory }))).toEqual({
    code: 1,
    said: `Yrka cannot start: Another Yrka uses the data in ${server.directory}; stop it, or set YRKA_DATA_DIR to another folder.\n`,
  });
});

it('[WIRE21] stores what was under way when it is asked to stop, and lets everybody come back', async () => {
  const a = new RealClient(anna, motion);
  await a.saved();
  const closed = a.closedWith();
  for (let word = 0; word < 50; word++) a.write(`ord${word}`);
  expect(await server.stop()).toBe(0);
  expect(await closed).toBe(4503);
  await server.start();
  await a.saved();
  const b = new RealClient(anna, motion);
  await b.synced();
  expect(b.text).toBe(a.text);
  expect(b.text).toContain('ord49');
  a.destroy();
  b.destroy();
});

it('[WIRE21] stops in time though somebody reads nothing, and another never ends a request', async () => {
  const deaf = new RealClient(anna, motion);
  await deaf.saved();
  const { _socket: socket } = deaf.provider.ws as unknown as { _socket: Socket };
  socket.pause();
  const { hostname, port } = new URL(server.origin);
  const half = connect(Number(port), hostname);
  half.on('error', () => undefined); // It is cut off.
  await new Promise<void>((resolve) =>
    half.write(`POST /api/matters HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`, () => resolve()),
  );
  expect(await server.stop()).toBe(0);
  deaf.destroy();
  half.destroy();
});

it('[WIRE21] stops once, however often it is asked', async () => {
  const told = new ServerProcess({ YRKA_LOG_LEVEL: 'info' });
  try {
    await told.start();
    const { hostname, port } = new URL(told.origin);
    const half = connect(Number(port), hostname);
    half.on('error', () => undefined); // It is cut off.
    // Which the stop waits for.
    await new Promise<void>((resolve) =>
      half.write(`POST /api/matters HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Length: 100\r\n\r\n{`, () => resolve()),
    );
    expect(await told.end('SIGTERM', { isTwice: true })).toBe(0);
    expect(told.said.match(/"msg":"stop\w+"/g)).toEqual(['"msg":"stopping"', '"msg":"stopped"']);
    half.destroy();
  } finally {
    await told.remove();
  }
});

it('tells of an error that ends it by name and place, and never by its message', async () => {
  // The message is put together late: the place in the log is the address of this very code.
  const fault = "process.on('SIGUSR2', () => { throw new TypeError(['hem', 'lig'].join('')) })";
  const failing = new ServerProcess({ NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(fault)}` });
  await failing.start();
  expect(await failing.end('SIGUSR2')).toBe(1);
  expect(failing.said).toContain('"name":"TypeError"');
  expect(failing.said).not.toContain('hemlig');
  await failing.remove();
});

async function refusalOf(child: ChildProcess): Promise<{ readonly code: number | null; readonly said: string }> {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  await once(child, 'close');
  return { code: child.exitCode, said };
}
