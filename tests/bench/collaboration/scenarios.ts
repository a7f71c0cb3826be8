import type { Acts, Writer } from './load.ts';
import type { LoadProcesses } from './loadProcesses.ts';
import { nowMs, quantile, seconds } from './machine.ts';
import type { Wanted } from './rawClient.ts';
import type { Row } from './results.ts';
import { Subject, type SubjectName } from './subjects.ts';
import type { StoredTrace } from './trace.ts';
import { clocksOf, paragraphOf } from './wire.ts';

/** What a scenario is run with, for one server in one round. */
export type Run = {
  readonly name: SubjectName;
  readonly load: LoadProcesses;
  /** 1 for the sizes of the table; less for a quicker look. */
  readonly scale: number;
  /** How long to wait for what does not arrive. */
  readonly patienceMs?: number;
  /** Given to the server, over what it is given anyway. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly trace: () => { readonly file: string; readonly trace: StoredTrace };
  /** `of`: how many there were, where the value is how many of them. */
  readonly record: (row: string, value: number, of?: number) => void;
};

export type Scenario = {
  readonly title: string;
  readonly rounds: number;
  readonly rows: readonly Row[];
  readonly run: (run: Run) => Promise<void>;
};

const low = (id: string, label: string, digits = 1, why?: string): Row => ({
  id,
  label,
  better: 'low',
  digits,
  kind: 'measure',
  ...(why !== undefined && { why }),
});
const high = (id: string, label: string, digits = 0): Row => ({ id, label, better: 'high', digits, kind: 'measure' });
/** How many of how many: nought is right. */
const lost = (id: string, label: string): Row => ({ id, label, better: 'low', digits: 0, kind: 'lost' });

/** What ours does for what it costs, where a peer was ahead. */
const whys = {
  fsync: 'A letter is shown once it is on the disk, with an fsync of its own where nobody else writes at that moment.',
  thread:
    'Each letter wakes the thread that waits for the disk, and that wakes the loop again: on a virtual machine some 0.4 ms of processor time, more than all else that is done for it.',
  application: 'It is the whole application, with a thread that stores and one that takes in what was written; the peers are nothing but their engines.',
  integrating:
    'Each edit is checked, stored beside its writer, and taken into a document for lists, search and lost words; Hocuspocus writes the whole every ten seconds.',
  heap: 'The heap keeps for the next round what it grew to in the last; over five rounds it levels off.',
  window: 'Many moves go together, a window of 33 ms after the last at most: that is what the processor time above is less by.',
  rights: 'What each person may read is asked of the store when they come.',
} as const;

export const scenarios: Readonly<Record<string, Scenario>> = {
  S1: {
    title: 'fan-out: one document, 5 writers at 10 letters a second each',
    rounds: 3,
    rows: [50, 200].flatMap((clients) => [
      low(`${clients}.p50`, `${clients} clients, p50 ms`, 2, whys.fsync),
      low(`${clients}.p99`, `${clients} clients, p99 ms`, 1, whys.fsync),
      low(`${clients}.cpu`, `${clients} clients, server CPU s / 10k deliveries`, 3, whys.thread),
      low(`${clients}.rss`, `${clients} clients, RSS MB`, 0, whys.application),
      lost(`${clients}.missing`, `${clients} clients, deliveries that did not arrive`),
    ]),
    run: async (run) => {
      for (const clients of [50, 200]) await fanOut(run, clients);
    },
  },
  S2: {
    title: 'saturation, closed loop: 10 letters of each client under way',
    rounds: 3,
    rows: [
      ['one', 'one document × 20 clients'],
      ['many', '200 documents × 3 clients'],
    ].flatMap(([id, label]) => [
      high(`${id}.rate`, `${label}, delivered letters / s`),
      low(`${id}.cpu`, `${label}, server CPU s / 10k deliveries`, 4),
      low(`${id}.p50`, `${label}, p50 ms under this load`),
    ]),
    run: async (run) => {
      await saturation(run, 'one', 1, Math.max(2 * run.load.count, scaled(20, run)));
      await saturation(run, 'many', Math.max(run.load.count, scaled(200, run)), 3);
    },
  },
  S3: {
    title: 'open 2,000 documents of 20 kB with one client each; leave; again',
    rounds: 1,
    rows: [
      low('open', 'open them all, s', 2, whys.rights),
      low('cpu', 'server CPU s for that', 2, whys.rights),
      low('rss', 'RSS per open document, kB', 0),
      low('again', 'RSS after all left again / after all left once', 2, whys.heap),
      lost('false', 'told "synced" without the content'),
    ],
    run: openMany,
  },
  S4: {
    title: 'a long history: the trace, replayed and then opened cold',
    rounds: 1,
    rows: [
      low('replay', 'receiving the edits one by one, server CPU µs each', 0, whys.integrating),
      low('first', 'first client after a start has it all, ms'),
      low('firstCpu', 'server CPU s for that', 3),
      low('bytes', 'kB sent to it', 0),
      low('herd', '50 clients at once, p50 ms', 0),
      low('herdWorst', '50 clients at once, worst ms', 0),
      low('herdCpu', 'server CPU s for that', 3),
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
      if (!isDurable(run.name)) return;
      for (const rate of [150, 4_500]) await crash(run, rate);
    },
  },
  S6: {
    title: '300 clients on 30 documents, server restarted; each document has words written meanwhile',
    rounds: 2,
    rows: [
      low('listen', 'all have them, ms after it listens', 0, whys.rights),
      low('spawn', 'all have them, ms after it was started', 0, whys.application),
      low('cpu', 'server CPU s after it listens', 2, whys.rights),
      lost('missing', 'clients that did not get them'),
    ],
    run: restart,
  },
  S7: {
    title: '100 cursors at 5 Hz in one document',
    rounds: 2,
    rows: [
      low('cpu', 'server CPU, cores', 3),
      low('p50', 'p50 ms', 1, whys.window),
      low('p99', 'p99 ms', 1, whys.window),
      lost('missing', 'moves that did not arrive'),
      low('few', '10 cursors, p50 ms'),
    ],
    run: async (run) => {
      await cursors(run, scaled(100, run, 10), false);
      await cursors(run, 10, true);
    },
  },
};

const writerCount = 5;
const firstWriter = 1_000;

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
    const cpu = subject.cpuSeconds();
    const lacking = await arrived(await type(ms));
    const used = subject.cpuSeconds() - cpu;
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
    const [cpu, from] = [subject.cpuSeconds(), nowMs()];
    await seconds(ms / 1_000);
    const [used, lasted] = [subject.cpuSeconds() - cpu, (nowMs() - from) / ms];
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
    const open = () => load.all('open', (place) => ({ rooms: load.share(rooms, place), wanted: [wanted], parallel: 25, timeoutMs: 60_000 }));
    const [cpu, empty] = [subject.cpuSeconds(), subject.residentMb()];
    const opened = await open();
    record('open', spanMs(opened) / 1_000);
    record('cpu', subject.cpuSeconds() - cpu);
    record('rss', ((subject.residentMb() - empty) * 1_024) / rooms.length);
    record('false', sum(opened.map(({ falselySynced }) => falselySynced)), rooms.length);
    const leave = async () => {
      await load.closeAll();
      await seconds(2);
      await subject.quiet(20);
      return subject.residentMb();
    };
    const once = await leave();
    await open();
    record('again', (await leave()) / once);
  });
}

async function coldLoad(run: Run): Promise<void> {
  const { load, record } = run;
  const { file, trace } = run.trace();
  await withSubject({ ...run, environment: { YRKA_UNLOAD_DELAY_MS: '1000', ...run.environment } }, async (subject) => {
    const [room = ''] = await subject.newRooms(1);
    // The relay keeps no history, and LevelDB wants a millisecond for each of 260,000 edits: both get the whole at once.
    if (run.name === 'yrka' || run.name === 'hocuspocus') {
      const cpu = subject.cpuSeconds();
      await load.call(0, 'replay', { room, file });
      await subject.quiet(120);
      record('replay', ((subject.cpuSeconds() - cpu) / trace.ends.length) * 1e6);
    } else await load.call(0, 'seed', { rooms: [room], update: trace.whole, wanted: trace.wanted });
    await subject.quiet();
    await subject.stop();
    await subject.restart();
    await load.aim(await subject.target());
    const cpu = subject.cpuSeconds();
    const first = await load.call(0, 'open', { rooms: [room], wanted: [trace.wanted] });
    record('first', first.eachMs[0] ?? Number.NaN);
    record('bytes', first.bytes / 1_024);
    await subject.quiet(5);
    const between = subject.cpuSeconds();
    record('firstCpu', between - cpu);
    const herdSize = scaled(50, run, 4);
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
    record('herdCpu', subject.cpuSeconds() - between);
    const isWhole = (await load.call(0, 'lookAfresh', { room })).text.includes(trace.text);
    record('incomplete', (isWhole ? 0 : 1) + sum([first, ...herd].map(({ missing }) => missing)), herdSize + 2);
  });
}

async function crash(run: Run, rate: number): Promise<void> {
  const { load, record } = run;
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
    const standing = await load.all('standing', (place) => ({ writers: writers[place] ?? [] }));
    await load.closeAll();
    await subject.restart();
    await load.aim(await subject.target());
    const { have } = await load.call(0, 'lookAfresh', { room });
    const clients = writers.flat().map(({ client }) => client);
    const seen = clients.map((client) => Math.max(0, ...standing.flatMap((one) => one.have.map((clocks) => clocks.get(client) ?? 0))));
    const acknowledged = clients.map((client) => Math.max(0, ...standing.map((one) => one.acknowledged.get(client) ?? 0)));
    const lostOf = (clocks: readonly number[]) => sum(clocks.map((clock, index) => Math.max(0, clock - (have.get(clients[index] ?? 0) ?? 0))));
    record(`${rate}.seen`, lostOf(seen), sum(seen));
    if (sum(acknowledged) > 0) record(`${rate}.acked`, lostOf(acknowledged), sum(acknowledged));
  });
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
    const [listening, cpu] = [nowMs(), subject.cpuSeconds()];
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
    record('cpu', subject.cpuSeconds() - cpu);
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
    const [cpu, from] = [subject.cpuSeconds(), nowMs()];
    const sent = sum(await load.all('moveCarets', (place) => ({ firstClient: firstClient(place), perSecond: 5, ms })));
    const cores = (subject.cpuSeconds() - cpu) / ((nowMs() - from) / 1_000);
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

async function withSubject(run: Run, work: (subject: Subject) => Promise<void>): Promise<void> {
  const subject = await Subject.start(run.name, run.environment);
  try {
    await run.load.aim(await subject.target());
    await work(subject);
  } finally {
    await run.load.closeAll();
    await subject.remove();
  }
}

async function openAll(load: LoadProcesses, rooms: readonly string[]): Promise<void> {
  const opened = await load.all('open', (place) => ({ rooms: load.share(rooms, place), parallel: 50 }));
  const missing = sum(opened.map((one) => one.missing));
  if (missing > 0) throw new Error(`${missing} of ${rooms.length} clients could not open the document`);
}

/** The first clients of the document begin to write, and everybody sees it; the writers of each process. */
async function beginAll(load: LoadProcesses, count: number): Promise<Writer[][]> {
  const writers = Array.from({ length: load.count }, (_, place) =>
    Array.from({ length: count }, (__, index) => index)
      .filter((index) => load.placeOf(index) === place)
      .map((index): Writer => ({ index: Math.floor(index / load.count), client: firstWriter + index })),
  );
  await load.all('beginWriting', (place) => ({ writers: writers[place] ?? [] }));
  const wanted = writers.flat().map(({ client }): Wanted => ({ client, clock: firstClock }));
  if (sum(await load.all('until', () => ({ wanted, timeoutMs: 20_000 }))) > 0) throw new Error('What the writers began with did not arrive');
  return writers;
}

const firstClock = clocksOf(paragraphOf(firstWriter, 'x')).get(firstWriter) ?? 0;

async function seed(load: LoadProcesses, rooms: readonly string[], update: Uint8Array, wanted: Wanted): Promise<void> {
  await load.all('seed', (place) => ({ rooms: load.share(rooms, place), update, wanted }));
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

/** 20 kB in forty paragraphs. */
function longDocument(): { readonly update: Uint8Array; readonly wanted: Wanted } {
  const client = 3_000;
  const update = paragraphOf(
    client,
    Array.from({ length: 40 }, (_, index) => `${index} ${'Kommunen ska redovisa vad som har gjorts. '.repeat(12)}`),
  );
  return { update, wanted: { client, clock: clocksOf(update).get(client) ?? 0 } };
}

function isDurable(name: SubjectName): boolean {
  return name !== 'floor';
}

/** From the first that began to the last that had everything. */
function spanMs(opened: readonly { readonly from: number; readonly to: number }[]): number {
  return Math.max(...opened.map(({ to }) => to)) - Math.min(...opened.map(({ from }) => from));
}

function scaled(size: number, { scale }: Pick<Run, 'scale'>, least = 1): number {
  return Math.max(least, Math.round(size * scale));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
