import { crash, drain } from './endings.ts';
import { atLeast, atMost, below } from './goals.ts';
import type { Acts } from './load.ts';
import type { LoadProcesses } from './loadProcesses.ts';
import { cpuSecondsBetween, nowMs, quantile, seconds } from './machine.ts';
import type { Wanted } from './rawClient.ts';
import { high, lost, low, type Row, whys } from './rows.ts';
import { beginAll, longDocument, openAll, type Run, scaled, seed, sum, withSubject, writerCount } from './running.ts';
import type { Subject } from './subjects.ts';
import type { StoredTrace } from './trace.ts';
import { clocksOf, paragraphOf } from './wire.ts';

export type Scenario = {
  readonly title: string;
  readonly rounds: number;
  readonly rows: readonly Row[];
  /** It is about what is being written: a floor that stores it first is measured as well. */
  readonly isWritten?: boolean;
  readonly run: (run: Run) => Promise<void>;
};

export const scenarios: Readonly<Record<string, Scenario>> = {
  S1: {
    title: 'fan-out: one document, 5 writers at 10 letters a second each',
    rounds: 3,
    isWritten: true,
    rows: [
      { clients: 50, mostCpu: 1.1 },
      { clients: 200, mostCpu: 1 },
    ].flatMap(({ clients, mostCpu }) => [
      low(`${clients}.p50`, `${clients} clients, p50 ms`, { digits: 2, why: whys.fsync, goals: [atMost(1.15, 'floor')] }),
      low(`${clients}.p99`, `${clients} clients, p99 ms`, { why: whys.fsync }),
      low(`${clients}.cpu`, `${clients} clients, server CPU s / 10k deliveries`, { digits: 3, why: whys.thread, goals: [atMost(mostCpu, 'floor')] }),
      low(`${clients}.rss`, `${clients} clients, RSS MB`, { digits: 0, why: whys.application }),
      lost(`${clients}.missing`, `${clients} clients, deliveries that did not arrive`),
    ]),
    run: async (run) => {
      for (const clients of [50, 200]) await fanOut(run, clients);
    },
  },
  S2: {
    title: 'saturation, closed loop: 10 letters of each client under way',
    rounds: 3,
    isWritten: true,
    rows: [
      { id: 'one', label: 'one document × 20 clients', goals: [atLeast(3.5, 'floor'), atLeast(2.5, 'best peer')] },
      { id: 'many', label: '200 documents × 3 clients', goals: [atLeast(0.8, 'floor'), atLeast(3, 'best peer')] },
    ].flatMap(({ id, label, goals }) => [
      high(`${id}.rate`, `${label}, delivered letters / s`, { goals }),
      low(`${id}.cpu`, `${label}, server CPU s / 10k deliveries`, { digits: 4 }),
      low(`${id}.p50`, `${label}, p50 ms under this load`),
    ]),
    run: async (run) => {
      await saturation(run, 'one', 1, Math.max(2 * run.load.count, scaled(20, run)));
      await saturation(run, 'many', Math.max(run.load.count, scaled(200, run)), 3);
    },
  },
  S3: {
    title: 'open 2,000 documents of 20 kB with one client each; leave; three times more',
    rounds: 1,
    rows: [
      low('open', 'open them all, s', { digits: 2, why: whys.rights, goals: [atMost(2, 'floor')] }),
      low('cpu', 'server CPU s for that', { digits: 2, why: whys.rights }),
      low('rss', 'RSS per open document, kB', { digits: 0, goals: [atMost(70)] }),
      low('again', 'RSS after all left the fourth time / the first', { digits: 2, why: whys.heap, goals: [atMost(1.2)] }),
      lost('false', 'told "synced" without the content'),
    ],
    run: openMany,
  },
  S4: {
    title: 'a long history: the trace, replayed and then opened cold three times (the median of those)',
    rounds: 1,
    rows: [
      low('replay', 'receiving the edits one by one, server CPU µs each', { digits: 0, why: whys.integrating, goals: [atMost(10)] }),
      low('first', 'first client after a start has it all, ms', { goals: [atMost(1.3, 'floor')] }),
      low('firstCpu', 'server CPU s for that', { digits: 3, goals: [atMost(0.02)] }),
      low('bytes', 'kB sent to it', { digits: 0 }),
      low('compact', 'bytes sent to it / `encodeStateAsUpdate` of the whole', { digits: 2, goals: [atMost(1.05)] }),
      low('page', 'kB sent to a page that opens it first, over HTTP and compressed where the server can', { digits: 0, goals: [atMost(105)] }),
      low('herd', '50 clients at once, p50 ms', { digits: 0, goals: [atMost(1, 'floor')] }),
      low('herdWorst', '50 clients at once, worst ms', { digits: 0 }),
      low('herdCpu', 'server CPU s for that', { digits: 3, goals: [atMost(0.05)] }),
      lost('false', 'told "synced" without the content'),
      lost('incomplete', 'clients without the whole text'),
    ],
    run: coldLoad,
  },
  S5: {
    title: 'kill -9 while numbered letters stream from 5 writers',
    rounds: 2,
    rows: [150, 4_500].flatMap((rate) => [
      lost(`${rate}.seen`, `${rate} letters / s: seen by another client, and lost`),
      lost(`${rate}.acked`, `${rate} letters / s: acknowledged to the writer, and lost`),
    ]),
    run: async (run) => {
      for (const rate of [150, 4_500]) await crash(run, rate);
    },
  },
  S6: {
    title: '300 clients on 30 documents, server restarted; each document has words written meanwhile',
    rounds: 3,
    rows: [
      low('listen', 'all have them, ms after it listens', { digits: 0, why: whys.rights, goals: [atMost(1.25, 'floor')] }),
      low('spawn', 'all have them, ms after it was started', { digits: 0, why: whys.application, goals: [atMost(350)] }),
      low('cpu', 'server CPU s after it listens', { digits: 2, why: whys.rights }),
      lost('missing', 'clients that did not get them'),
      low('told', 'stopped (SIGTERM) while one writes in each: the last client is told, ms after it', { digits: 0, why: whys.farewell, goals: [below(100)] }),
      lost('untold', 'stopped: clients cut off without being told'),
      lost('stopped', 'stopped: letters that another had seen or that were acknowledged, and lost'),
    ],
    run: async (run) => {
      await restart(run);
      await drain(run);
    },
  },
  S7: {
    title: '100 cursors at 5 Hz in one document',
    rounds: 3,
    rows: [
      low('cpu', 'server CPU, cores', { digits: 3, goals: [atMost(0.35, 'floor')] }),
      low('p50', 'p50 ms', { why: whys.window }),
      low('p99', 'p99 ms', { why: whys.window }),
      lost('missing', 'moves that did not arrive'),
      low('few', '10 cursors, p50 ms', { goals: [below(3)] }),
    ],
    run: async (run) => {
      await cursors(run, scaled(100, run, 10), false);
      await cursors(run, 10, true);
    },
  },
};

/** S1 for one number of clients. */
export async function fanOut(run: Run, size: number): Promise<void> {
  const { load, record } = run;
  const clients = Math.max(writerCount + 1, scaled(size, run));
  const ms = Math.max(400, 4_000 * run.scale);
  await withSubject(run, async (subject) => {
    const [room = ''] = await subject.newRooms(1);
    await openAll(
      load,
      Array.from({ length: clients }, () => room),
    );
    const writers = await beginAll(load, writerCount);
    const type = (typedMs: number) => load.all('type', (place) => ({ writers: writers[place] ?? [], perSecond: 10, ms: typedMs }));
    const arrived = async (typed: readonly Wanted[][]) => sum(await load.all('until', () => ({ wanted: typed.flat(), timeoutMs: run.patienceMs ?? 10_000 })));
    await arrived(await type(ms / 4)); // warm
    await load.all('note', () => undefined);
    const cpu = subject.cpuTime();
    const lacking = await arrived(await type(ms));
    const used = subject.cpuSecondsSince(cpu);
    const { latencies, sent } = await arrivals(load);
    record(`${size}.p50`, quantile(latencies, 0.5));
    record(`${size}.p99`, quantile(latencies, 0.99));
    record(`${size}.cpu`, (used / latencies.length) * 10_000);
    record(`${size}.rss`, subject.residentMb());
    record(`${size}.missing`, Math.max(lacking, sent * (clients - 1) - latencies.length), sent * (clients - 1));
  });
}

async function saturation(run: Run, id: 'one' | 'many', documents: number, clientsEach: number): Promise<void> {
  const { load, record } = run;
  const ms = Math.max(1_000, 3_000 * run.scale);
  await withSubject(run, async (subject) => {
    const rooms = await subject.newRooms(documents);
    // Neighbours must be in one process: one document is shared out by clients, many by documents.
    const shareOf = (place: number) =>
      documents === 1
        ? load.share(
            Array.from({ length: clientsEach }, () => rooms[0] ?? ''),
            place,
          )
        : load.share(rooms, place).flatMap((room) => Array.from({ length: clientsEach }, () => room));
    await load.all('open', (place) => ({ rooms: shareOf(place), parallel: 50 }));
    const warmMs = 1_000;
    const measured = load.all('saturate', (place) => ({ firstClient: 10_000 + place * 5_000, underWay: 10, warmMs, ms }));
    await seconds(warmMs / 1_000);
    const [cpu, from] = [subject.cpuTime(), nowMs()];
    await seconds(ms / 1_000);
    const [used, lasted] = [subject.cpuSecondsSince(cpu), (nowMs() - from) / ms];
    const results = await measured;
    const delivered = sum(results.map((result) => result.delivered));
    record(`${id}.rate`, delivered / (ms / 1_000));
    record(`${id}.cpu`, (used / lasted / delivered) * 10_000);
    record(`${id}.p50`, quantile(Float64Array.from(results.flatMap(({ latencies }) => [...latencies])), 0.5));
  });
}

async function openMany(run: Run): Promise<void> {
  const { load, record } = run;
  const { update, wanted } = longDocument();
  // It keeps documents for half a minute after the last one left; here nobody waits so long.
  await withSubject({ ...run, environment: { YRKA_UNLOAD_DELAY_MS: '1000', ...run.environment } }, async (subject) => {
    const rooms = await subject.newRooms(scaled(2_000, run, 20));
    await seed(load, rooms, update, wanted);
    await subject.quiet();
    await subject.stop();
    await subject.restart();
    await load.aim(await subject.target());
    const open = async () => {
      const opened = await load.all('open', (place) => ({ rooms: load.share(rooms, place), wanted: [wanted], parallel: 25, timeoutMs: 60_000 }));
      const missing = sum(opened.map((one) => one.missing));
      if (missing > 0) throw new Error(`${missing} of ${rooms.length} clients did not get the content of their document`);
      return opened;
    };
    const [cpu, empty] = [subject.cpuTime(), subject.residentMb()];
    const opened = await open();
    record('open', spanMs(opened) / 1_000);
    record('cpu', subject.cpuSecondsSince(cpu));
    record('rss', ((subject.residentMb() - empty) * 1_024) / rooms.length);
    record('false', sum(opened.map(({ falselySynced }) => falselySynced)), rooms.length);
    const leave = async () => {
      await load.closeAll();
      if (run.hurries !== true) await seconds(2);
      await subject.quiet(20);
      return subject.residentMb();
    };
    const once = await leave();
    let last = once;
    for (let cycle = 2; cycle <= 4; cycle++) {
      await open();
      last = await leave();
    }
    record('again', last / once);
  });
}

async function coldLoad(run: Run): Promise<void> {
  const { load, record } = run;
  const { file, trace } = run.trace();
  await withSubject({ ...run, environment: { YRKA_UNLOAD_DELAY_MS: '1000', ...run.environment } }, async (subject) => {
    const [room = ''] = await subject.newRooms(1);
    // The relay keeps no history, and LevelDB wants a millisecond for each of 260,000 edits: both get the whole at once.
    if (run.name === 'yrka' || run.name === 'hocuspocus') {
      const cpu = subject.cpuTime();
      await load.call(0, 'replay', { room, file });
      await subject.quiet(120);
      record('replay', (subject.cpuSecondsSince(cpu) / trace.ends.length) * 1e6);
    } else await load.call(0, 'seed', { rooms: [room], update: trace.whole, wanted: trace.wanted });
    for (let opening = 0; opening < scaled(3, run); opening++) await openCold(run, subject, room, trace);
  });
}

/** Starts a server anew and opens what it stores: one client, then fifty, then a page. */
async function openCold({ load, record, scale }: Run, subject: Subject, room: string, trace: StoredTrace): Promise<void> {
  await subject.quiet();
  await subject.stop();
  await subject.restart();
  await load.aim(await subject.target());
  const cpu = subject.cpuTime();
  const first = await load.call(0, 'open', { rooms: [room], wanted: [trace.wanted] });
  record('first', first.eachMs[0] ?? Number.NaN);
  record('bytes', first.bytes / 1_000);
  record('compact', first.bytes / trace.whole.length);
  await subject.quiet(5);
  const between = subject.cpuTime();
  record('firstCpu', cpuSecondsBetween(cpu, between));
  const herdSize = scaled(50, { scale }, 4);
  const herd = await load.all('open', (place) => ({
    rooms: load.share(
      Array.from({ length: herdSize }, () => room),
      place,
    ),
    wanted: [trace.wanted],
  }));
  const began = Math.min(...herd.map(({ from }) => from));
  const each = herd.flatMap(({ eachMs, from }) => eachMs.map((ms) => ms + from - began));
  record('herd', quantile(each, 0.5));
  record('herdWorst', Math.max(...each));
  record('herdCpu', subject.cpuSecondsSince(between));
  const isWhole = (await load.call(0, 'lookAfresh', { room })).text.includes(trace.text);
  // Over the socket a page is sent what the first client was.
  const page = subject.answersOverHttp ? await load.call(0, 'openOverHttp', { room, wanted: trace.wanted }) : { bytes: first.bytes, missing: first.missing };
  record('page', page.bytes / 1_000);
  const opened = [first, ...herd];
  record('false', sum(opened.map(({ falselySynced }) => falselySynced)), herdSize + 1);
  record('incomplete', (isWhole ? 0 : 1) + sum([...opened, page].map(({ missing }) => missing)), herdSize + 3);
  await load.closeAll();
}

async function restart(run: Run): Promise<void> {
  const { load, record } = run;
  const { update, wanted } = longDocument();
  await withSubject(run, async (subject) => {
    const documents = scaled(30, run, 3);
    const rooms = await subject.newRooms(documents);
    await seed(load, rooms, update, wanted);
    // The first client of each document has written while the server was away.
    const clients = Array.from({ length: documents * 10 }, (_, index) => {
      const document = index % documents;
      const offline = paragraphOf(7_000 + document, 'skrivet medan servern var borta');
      return {
        room: rooms[document] ?? '',
        offline: index < documents ? offline : null,
        wanted: { client: 7_000 + document, clock: clocksOf(offline).get(7_000 + document) ?? 0 },
      };
    });
    const shareOf = (place: number) => load.share(clients, place);
    await load.all('open', (place) => ({ rooms: shareOf(place).map(({ room }) => room), wanted: [wanted] }));
    await subject.quiet(20);
    await subject.stop();
    await load.closeAll();
    await subject.restart();
    const [listening, cpu] = [nowMs(), subject.cpuTime()];
    await load.aim(await subject.target());
    const opened = await load.all('open', (place) => ({
      rooms: shareOf(place).map(({ room }) => room),
      // Nobody is sent what is its own.
      wanted: shareOf(place).map((client) => (client.offline === null ? client.wanted : { client: 0, clock: 0 })),
      mine: Object.fromEntries(shareOf(place).flatMap(({ offline }, index) => (offline === null ? [] : [[index, offline]]))),
      returning: true,
    }));
    const ended = Math.max(...opened.map(({ to }) => to));
    record('listen', ended - listening);
    record('spawn', ended - subject.spawnedAt);
    record('cpu', subject.cpuSecondsSince(cpu));
    record('missing', sum(opened.map(({ missing }) => missing)), clients.length);
  });
}

async function cursors(run: Run, count: number, few: boolean): Promise<void> {
  const { load, record } = run;
  const ms = Math.max(1_000, 4_000 * run.scale);
  await withSubject(run, async (subject) => {
    const [room = ''] = await subject.newRooms(1);
    await openAll(
      load,
      Array.from({ length: count }, () => room),
    );
    const firstClient = (place: number) => 5_000 + place * 1_000;
    await load.all('watchCarets', (place) => ({ firstClient: firstClient(place) }));
    const [cpu, from] = [subject.cpuTime(), nowMs()];
    const sent = sum(await load.all('moveCarets', (place) => ({ firstClient: firstClient(place), perSecond: 5, ms })));
    const cores = subject.cpuSecondsSince(cpu) / ((nowMs() - from) / 1_000);
    await seconds(0.5); // on the way
    const counted = await load.all('countCarets', () => undefined);
    const latencies = Float64Array.from(counted.flatMap((one) => [...one.latencies]));
    if (few) return record('few', quantile(latencies, 0.5));
    const delivered = sum(counted.map((one) => one.delivered));
    record('cpu', cores);
    record('p50', quantile(latencies, 0.5));
    record('p99', quantile(latencies, 0.99));
    record('missing', Math.max(0, sent * (count - 1) - delivered), sent * (count - 1));
  });
}

/** The time from sending to receiving of every delivery, and how many letters were sent. */
async function arrivals(load: LoadProcesses): Promise<{ readonly latencies: Float64Array; readonly sent: number }> {
  const collected: Awaited<ReturnType<Acts['collect']>>[] = await load.all('collect', () => undefined);
  const sentAt = new Map(collected.flatMap(({ sent }) => sent));
  const latencies: number[] = [];
  for (const { received } of collected) {
    for (let index = 0; index < received.length; index += 3) {
      const sent = sentAt.get(received[index] ?? 0)?.get(received[index + 1] ?? 0);
      if (sent !== undefined) latencies.push((received[index + 2] ?? Number.NaN) - sent);
    }
  }
  return { latencies: Float64Array.from(latencies), sent: sum([...sentAt.values()].map(({ size }) => size)) };
}

/** From the first that began to the last that had everything. */
function spanMs(opened: readonly { readonly from: number; readonly to: number }[]): number {
  return Math.max(...opened.map(({ to }) => to)) - Math.min(...opened.map(({ from }) => from));
}
