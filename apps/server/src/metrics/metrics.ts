import type { CloseReason } from '@yrka/protocol';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Rooms, RoomsWatch } from '../rooms/index.ts';

/** From well under what a disk takes to what a person takes for a fault; in seconds. */
const latencies = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const batchSizes = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000];

/** What a server tells of itself to Prometheus, and the watch that the rooms tell it by. No name, title or id is ever a label. */
export class Metrics implements RoomsWatch {
  readonly #registry = new Registry();
  readonly #commit: Histogram;
  readonly #batch: Histogram;
  readonly #show: Histogram;
  readonly #bytes: Counter;
  readonly #failures: Counter;
  readonly #refused: Counter;
  readonly #sentAway: Counter;
  readonly #rebased: Counter;
  readonly #notRebased: Counter;
  readonly #requests: Histogram;

  constructor() {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    this.#commit = new Histogram({ name: 'yrka_commit_seconds', help: 'How long a batch of updates took to be on the disk', buckets: latencies, registers });
    this.#batch = new Histogram({ name: 'yrka_commit_updates', help: 'How many updates were stored by one commit', buckets: batchSizes, registers });
    this.#show = new Histogram({
      name: 'yrka_fan_out_seconds',
      help: 'From when the first update of a batch came until the batch was stored and sent to everybody who may see it',
      buckets: latencies,
      registers,
    });
    this.#bytes = new Counter({ name: 'yrka_journal_bytes_total', help: 'Bytes of updates stored since the start', registers });
    this.#failures = new Counter({ name: 'yrka_commit_failures_total', help: 'Batches that could not be stored, and are tried again', registers });
    this.#refused = new Counter({ name: 'yrka_refused_updates_total', help: 'Updates that were not taken', labelNames: ['reason'], registers });
    this.#sentAway = new Counter({ name: 'yrka_closed_connections_total', help: 'Clients that the server sent away', labelNames: ['reason'], registers });
    this.#rebased = new Counter({ name: 'yrka_epochs_total', help: 'Documents that were written anew because of their history', registers });
    this.#notRebased = new Counter({
      name: 'yrka_epochs_refused_total',
      help: 'Documents that have grown far beyond their text and cannot be written anew',
      labelNames: ['reason'],
      registers,
    });
    this.#requests = new Histogram({
      name: 'yrka_http_seconds',
      help: 'How long requests took until they were answered',
      labelNames: ['method', 'status'],
      buckets: latencies,
      registers,
    });
  }

  /** Also tells, at every question, how many are here and what waits. Call once, before anybody asks. */
  follow(rooms: Pick<Rooms, 'size' | 'unstoredBytes' | 'unstoredMs' | 'storageFailure'>): void {
    const now = (name: string, help: string, value: () => number) =>
      new Gauge({
        name,
        help,
        registers: [this.#registry],
        collect() {
          this.set(value());
        },
      });
    now('yrka_connections', 'Open connections of people who write or read', () => rooms.size.connections);
    now('yrka_documents_open', 'Documents in memory', () => rooms.size.rooms);
    now('yrka_journal_waiting_bytes', 'Bytes of updates that came and are not on the disk yet', () => rooms.unstoredBytes);
    now('yrka_journal_waiting_seconds', 'How long the oldest update that is not on the disk yet has waited; 0 where none is', () => rooms.unstoredMs / 1_000);
    now('yrka_storage_failing', '1 while what people write cannot be stored, else 0', () => (rooms.storageFailure === null ? 0 : 1));
  }

  committed(updates: number, bytes: number, seconds: number): void {
    this.#commit.observe(seconds);
    this.#batch.observe(updates);
    this.#bytes.inc(bytes);
  }

  shown(seconds: number): void {
    this.#show.observe(seconds);
  }

  notCommitted(): void {
    this.#failures.inc();
  }

  refused(reason: string): void {
    this.#refused.inc({ reason });
  }

  sentAway(reason: CloseReason): void {
    this.#sentAway.inc({ reason });
  }

  rebased(): void {
    this.#rebased.inc();
  }

  notRebased(reason: string): void {
    this.#notRebased.inc({ reason });
  }

  answered(method: string, status: number, seconds: number): void {
    this.#requests.observe({ method, status: `${Math.floor(status / 100)}xx` }, seconds);
  }

  /** All of it in the text form of Prometheus. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }
}
