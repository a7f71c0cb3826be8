import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PersonRow } from '@yrka/storage';
import type { ProblemCode } from '../api.ts';
import { archivePackage } from '../archives/archivePackage.ts';
import { municipalityChain, record } from '../audit/record.ts';
import { sightOf } from '../bundles/sights.ts';
import { matterBundle } from '../bundles/matterBundle.ts';
import { type BundleFile, zipped } from '../bundles/zipping.ts';
import type { ServerContext } from '../context.ts';
import type { OpenMatter } from '../documents/access.ts';
import { civilMoment } from '../organisation/civil.ts';
import { problemCodeOf } from '../problemCode.ts';
import { Refusal } from '../refusal.ts';
import { emptyBatches } from './emptying.ts';
import type { BatchForm, batchStates } from './forms.ts';

/** All matters of a year, one file each, in one zip: how far that is. */
export type Batch = {
  readonly id: string;
  readonly year: number;
  readonly form: BatchForm;
  readonly state: (typeof batchStates)[number];
  /** How many matters there are, and how many are made or have failed. */
  readonly total: number;
  readonly handled: number;
  /** Those that could not be made: the others stand. */
  readonly failed: readonly { readonly matter: string; readonly code: ProblemCode }[];
  /** Why it failed as a whole; null unless it did. */
  readonly code: ProblemCode | null;
};

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] };
type Kept = { readonly batch: Mutable<Batch>; readonly personId: string; readonly end: AbortController; ended: Promise<void>; endedAt: Date | null };

/** How long a finished one waits to be fetched. */
const keptMs = 24 * 60 * 60 * 1_000;

const settings = { comments: false, versions: false, log: false, journal: false } as const;

/** The year that a matter is of: when it came in, or was begun. */
export const yearOf = ({ receivedAt, createdAt }: OpenMatter['row']) => Number(civilMoment(receivedAt ?? createdAt).date.slice(0, 4));

/**
 * Makes batches behind the requests, one for a person at a time, in a folder of their own that is emptied at each start: one that a
 * restart cut short is gone, and begun anew. What is made is made where a single one is, on other threads than the one that serves.
 */
export class Batches {
  readonly #directory: string;
  readonly #kept = new Map<string, Kept>();

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** The newest of a person, running or not; null for none. */
  of(personId: string): Batch | null {
    return this.#kept.get(personId)?.batch ?? null;
  }

  /** @throws Refusal `conflict` while another of theirs runs, `notFound` when the year has no matters */
  async begin(server: ServerContext, person: PersonRow, { year, form }: Pick<Batch, 'year' | 'form'>): Promise<Batch> {
    if (this.of(person.id)?.state === 'running') throw new Refusal('conflict');
    const ids = (await server.access.matters(person)).filter((matter) => matter.mayTakeOut && yearOf(matter.row) === year).map(({ row }) => row.id);
    if (ids.length === 0) throw new Refusal('notFound');
    // Of two that asked at once the second finds the first.
    if (this.of(person.id)?.state === 'running') throw new Refusal('conflict');
    const batch: Mutable<Batch> = { id: randomUUID(), year, form, state: 'running', total: ids.length, handled: 0, failed: [], code: null };
    const before = this.#kept.get(person.id);
    const kept: Kept = { batch, personId: person.id, end: new AbortController(), ended: Promise.resolve(), endedAt: null };
    this.#kept.set(person.id, kept);
    kept.ended = this.#make(server, kept, [...ids].reverse(), before);
    return batch;
  }

  /** Ends it and leaves nothing of it. @throws Refusal `notFound` for another's, or none */
  async cancel(personId: string, id: string): Promise<void> {
    const kept = this.#mine(personId, id);
    kept.end.abort();
    await kept.ended;
    if (kept.batch.state === 'done') kept.batch.state = 'cancelled';
    await this.#remove(kept);
  }

  /** The finished file. @throws Refusal `notFound` for another's, or one that is not finished */
  async open(personId: string, id: string): Promise<{ readonly size: number; readonly content: ReadableStream<Uint8Array>; readonly batch: Batch }> {
    const kept = this.#mine(personId, id);
    if (kept.batch.state !== 'done') throw new Refusal('notFound');
    const file = await open(this.#pathOf(kept), 'r').catch(() => {
      throw new Refusal('notFound');
    });
    const { size } = await file.stat();
    // The types of Node and of the web have a stream each; they are one and the same here.
    return { size, content: Readable.toWeb(file.createReadStream()) as ReadableStream<Uint8Array>, batch: kept.batch };
  }

  async close(): Promise<void> {
    for (const kept of this.#kept.values()) kept.end.abort();
    await Promise.all([...this.#kept.values()].map(({ ended }) => ended));
    await emptyBatches(this.#directory);
  }

  #mine(personId: string, id: string): Kept {
    const kept = this.#kept.get(personId);
    if (kept === undefined || kept.batch.id !== id) throw new Refusal('notFound');
    return kept;
  }

  #pathOf = ({ batch }: Kept) => join(this.#directory, `${batch.id}.zip`);

  async #remove(kept: Kept): Promise<void> {
    await rm(this.#pathOf(kept), { force: true });
    await rm(`${this.#pathOf(kept)}.part`, { force: true });
  }

  async #make(server: ServerContext, kept: Kept, ids: readonly string[], before: Kept | undefined): Promise<void> {
    const { batch, end } = kept;
    try {
      const now = server.now();
      for (const [personId, other] of this.#kept) {
        if (other.endedAt === null || now.getTime() - other.endedAt.getTime() < keptMs) continue;
        await this.#remove(other);
        this.#kept.delete(personId);
      }
      if (before !== undefined) await this.#remove(before);
      await mkdir(this.#directory, { recursive: true, mode: 0o700 });
      const files = zipped(this.#files(server, kept, ids), () => [{ path: 'rapport.txt', content: new TextEncoder().encode(reportOf(batch)) }]);
      await pipeline(files, createWriteStream(this.#pathOf(kept), { mode: 0o600, flags: 'wx' }), { signal: end.signal });
      batch.state = 'done';
    } catch (error) {
      batch.state = end.signal.aborted ? 'cancelled' : 'failed';
      batch.code = end.signal.aborted ? null : problemCodeOf(error);
      if (batch.code === 'unexpected') server.log.error({ err: error, batch: batch.id }, 'batch failed');
      await this.#remove(kept).catch(() => undefined); // the next start empties the folder
    } finally {
      kept.endedAt = server.now();
    }
  }

  async *#files(server: ServerContext, kept: Kept, ids: readonly string[]): AsyncGenerator<BundleFile> {
    const part = `${this.#pathOf(kept)}.part`;
    for (const [index, id] of ids.entries()) {
      kept.end.signal.throwIfAborted();
      const file = await this.#matter(server, kept, id, part);
      if (file !== null) yield { path: `${String(index + 1).padStart(3, '0')}-${file.name}`, content: createReadStream(part), isPacked: true };
      kept.batch.handled += 1;
    }
    await rm(part, { force: true });
  }

  /** Into a file first: one that fails half-way is told of, and is not in the zip. Null for it. */
  async #matter(server: ServerContext, { batch, personId, end: { signal } }: Kept, id: string, part: string): Promise<{ readonly name: string } | null> {
    let called = id;
    try {
      // Asked anew each time: whoever has left the register meanwhile takes out no more.
      const person = await server.storage.rows.person(personId);
      if (person === null || !person.isActive) throw new Refusal('noRight');
      const matter = await server.access.matter(person, id);
      called = matter.row.diarienummer ?? (matter.row.title || id);
      if (!matter.mayTakeOut) throw new Refusal('noRight');
      const at = server.now();
      const asked = { kept: server, sight: sightOf(server, person, matter), at, signal };
      const made = batch.form === 'archive' ? await archivePackage(asked) : null;
      const content = made === null ? matterBundle({ ...asked, choice: settings }) : made.content;
      await pipeline(content, createWriteStream(part, { mode: 0o600 }), { signal });
      const subject = { kind: 'matter', id } as const;
      await record(server.storage.rows, {
        chain: municipalityChain,
        at,
        actorId: personId,
        act: 'exportMatter',
        subject,
        details: { batch: batch.id, form: batch.form },
      });
      return { name: `${called.replaceAll(/[^\p{L}\p{N} ._-]/gu, '-').slice(0, 80)}.${made?.ending ?? 'zip'}` };
    } catch (error) {
      const code = problemCodeOf(error);
      if (signal.aborted || code === 'storageFull') throw error;
      if (code === 'unexpected') server.log.error({ err: error, batch: batch.id, matter: id }, 'a matter of a batch failed');
      batch.failed = [...batch.failed, { matter: called, code }];
      return null;
    }
  }
}

function reportOf({ year, form, total, failed }: Batch): string {
  const lines = [
    `Ärenden ${year}, ${form === 'archive' ? 'paket till arkivet' : 'hela ärenden'}`,
    `${total - failed.length} av ${total} ärenden är med.`,
    ...failed.map(({ matter, code }) => `Ej med: ${matter} (${code})`),
  ];
  return lines.map((line) => `${line}\n`).join('');
}
