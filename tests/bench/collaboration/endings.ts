import type { Writer } from './load.ts';
import type { LoadProcesses } from './loadProcesses.ts';
import { nowMs, seconds } from './machine.ts';
import { beginAll, openAll, type Run, scaled, sum, withSubject, writerCount, writersOf } from './running.ts';

/** Up to which clock each writer's words are somewhere, by its Yjs client id. */
type Clocks = ReadonlyMap<number, number>;

/** Kills a server while writers type so many letters a second, and counts what it had shown or acknowledged and has lost. */
export async function crash(run: Run, rate: number): Promise<void> {
  const { load, record } = run;
  if (run.name === 'floor') return; // it stores nothing
  await withSubject(run, async (subject) => {
    const [room = ''] = await subject.newRooms(1);
    // The writers, and as many that only read.
    await openAll(
      load,
      Array.from({ length: 2 * writerCount }, () => room),
    );
    const writers = await beginAll(load, writerCount);
    const typing = load.all('type', (place) => ({ writers: writers[place] ?? [], perSecond: rate / writerCount, ms: 60_000 }));
    await seconds(Math.max(1, 3 * run.scale) + Math.random());
    await subject.kill();
    await typing;
    const { seen, acknowledged } = await witnessed(load, writers);
    await load.closeAll();
    await subject.restart();
    await load.aim(await subject.target());
    const { have } = await load.call(0, 'lookAfresh', { room });
    record(`${rate}.seen`, lacking(have, seen), sum([...seen.values()]));
    const count = sum([...acknowledged.values()]);
    if (count > 0) record(`${rate}.acked`, lacking(have, acknowledged), count);
  });
}

/** Stops a server while somebody types in each of many documents: when its clients are told to come back, and what it had shown or acknowledged and has lost. */
export async function drain(run: Run): Promise<void> {
  const { load, record } = run;
  if (run.name === 'floor') return; // it tells nobody anything, and stores nothing
  await withSubject({ ...run, environment: { BENCH_ENDS_BY_ITSELF: '1', ...run.environment } }, async (subject) => {
    const rooms = await subject.newRooms(scaled(30, run, 3));
    const clients = Array.from({ length: rooms.length * 10 }, (_, index) => rooms[index % rooms.length] ?? '');
    await openAll(load, clients);
    // The first client of each document.
    const writers = writersOf(load, rooms.length);
    await load.all('beginWriting', (place) => ({ writers: writers[place] ?? [] }));
    const typing = load.all('type', (place) => ({ writers: writers[place] ?? [], perSecond: 10, ms: 60_000 }));
    await seconds(Math.max(1, 3 * run.scale) + Math.random());
    const askedAt = nowMs();
    await subject.stop();
    await typing;
    const told = (await load.all('told', () => undefined)).flat();
    record('told', told.length === 0 ? Number.NaN : Math.max(...told) - askedAt);
    record('untold', clients.length - told.length, clients.length);
    const { seen, acknowledged } = await witnessed(load, writers);
    await load.closeAll();
    await subject.restart();
    await load.aim(await subject.target());
    const found = await Promise.all(rooms.map((room, index) => load.call(load.placeOf(index), 'lookAfresh', { room })));
    // Each writer wrote in one of the documents.
    const have = new Map(found.flatMap((one) => [...one.have]));
    const known = new Map([...seen].map(([client, clock]) => [client, Math.max(clock, acknowledged.get(client) ?? 0)]));
    record('stopped', lacking(have, known), sum([...known.values()]));
  });
}

/** What some client had received of each writer, and what the writer was told that the server has. */
async function witnessed(load: LoadProcesses, writers: readonly (readonly Writer[])[]): Promise<{ readonly seen: Clocks; readonly acknowledged: Clocks }> {
  const standing = await load.all('standing', (place) => ({ writers: writers[place] ?? [] }));
  const clients = writers.flat().map(({ client }) => client);
  const most = (clocks: readonly Clocks[]) => new Map(clients.map((client) => [client, Math.max(0, ...clocks.map((one) => one.get(client) ?? 0))]));
  return { seen: most(standing.flatMap(({ have }) => have)), acknowledged: most(standing.map(({ acknowledged }) => acknowledged)) };
}

/** How many letters are missing of what was there. */
function lacking(have: Clocks, were: Clocks): number {
  return sum([...were].map(([client, clock]) => Math.max(0, clock - (have.get(client) ?? 0))));
}
