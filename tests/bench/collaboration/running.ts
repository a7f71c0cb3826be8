import type { Writer } from './load.ts';
import type { LoadProcesses } from './loadProcesses.ts';
import type { Wanted } from './rawClient.ts';
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
  /** For the test of the benchmark itself: lets nothing come to rest, so that what is measured means nothing. */
  readonly hurries?: boolean;
  readonly trace: () => { readonly file: string; readonly trace: StoredTrace };
  /** `of`: how many there were, where the value is how many of them. */
  readonly record: (row: string, value: number, of?: number) => void;
};

export const writerCount = 5;
const firstWriter = 1_000;

/** Does work with a new server, which has a folder of its own and is gone afterwards. */
export async function withSubject(run: Run, work: (subject: Subject) => Promise<void>): Promise<void> {
  const subject = await Subject.start(run.name, run);
  try {
    await run.load.aim(await subject.target());
    await work(subject);
  } finally {
    await run.load.closeAll();
    await subject.remove();
  }
}

/** Opens a client for each room named. */
export async function openAll(load: LoadProcesses, rooms: readonly string[]): Promise<void> {
  const opened = await load.all('open', (place) => ({ rooms: load.share(rooms, place), parallel: 50 }));
  const missing = sum(opened.map((one) => one.missing));
  if (missing > 0) throw new Error(`${missing} of ${rooms.length} clients could not open the document`);
}

/** The first so many clients, as the writers of each process. */
export function writersOf(load: LoadProcesses, count: number): Writer[][] {
  const writers = Array.from({ length: count }, (_, index): Writer => ({ index: Math.floor(index / load.count), client: firstWriter + index }));
  return Array.from({ length: load.count }, (_, place) => load.share(writers, place));
}

/** The first clients of the one document begin to write, and everybody sees it. */
export async function beginAll(load: LoadProcesses, count: number): Promise<Writer[][]> {
  const writers = writersOf(load, count);
  await load.all('beginWriting', (place) => ({ writers: writers[place] ?? [] }));
  const wanted = writers.flat().map(({ client }): Wanted => ({ client, clock: firstClock }));
  if (sum(await load.all('until', () => ({ wanted, timeoutMs: 20_000 }))) > 0) throw new Error('What the writers began with did not arrive');
  return writers;
}

const firstClock = clocksOf(paragraphOf(firstWriter, 'x')).get(firstWriter) ?? 0;

/** Puts content into rooms, of each process its share. */
export async function seed(load: LoadProcesses, rooms: readonly string[], update: Uint8Array, wanted: Wanted): Promise<void> {
  await load.all('seed', (place) => ({ rooms: load.share(rooms, place), update, wanted }));
}

/** 20 kB in forty paragraphs. */
export function longDocument(): { readonly update: Uint8Array; readonly wanted: Wanted } {
  const client = 3_000;
  const update = paragraphOf(
    client,
    Array.from({ length: 40 }, (_, index) => `${index} ${'Kommunen ska redovisa vad som har gjorts. '.repeat(12)}`),
  );
  return { update, wanted: { client, clock: clocksOf(update).get(client) ?? 0 } };
}

/** A size of the table at the scale that is run. */
export function scaled(size: number, { scale }: Pick<Run, 'scale'>, least = 1): number {
  return Math.max(least, Math.round(size * scale));
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
