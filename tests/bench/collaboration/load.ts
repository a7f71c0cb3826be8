// A process that puts load on a server: many raw clients, driven by the benchmark (loadProcesses.ts).
import { readFileSync } from 'node:fs';
import { deserialize } from 'node:v8';
import * as Y from 'yjs';
import { nowMs } from './machine.ts';
import { RawClient, type Target, type Wanted } from './rawClient.ts';
import { storedState } from './storedState.ts';
import type { StoredTrace } from './trace.ts';
import { awarenessUpdate, clocksOf, letterAfter, paragraphOf, readAwareness } from './wire.ts';

/** A client of this process that writes, by its number here, under this Yjs client id. */
export type Writer = { readonly index: number; readonly client: number };
/** Milliseconds of the shared clock, and what was counted between them. */
export type Opened = {
  readonly from: number;
  readonly to: number;
  /** Of each client, from its beginning to its having all. */
  readonly eachMs: readonly number[];
  /** Clients that were told "synced" without the content. */
  readonly falselySynced: number;
  readonly bytes: number;
  /** Clients that had not everything in time. */
  readonly missing: number;
};

let target: Target | null = null;
let clients: RawClient[] = [];
/** What the clients of a room had when they were closed. */
const known = new Map<string, ReadonlyMap<number, number>>();
/** What this process sent, by Yjs client and clock; what it received: client, clock, time. */
let sentAt = new Map<number, Map<number, number>>();
let received: number[] = [];
let carets = { delivered: 0, latencies: [] as number[] };

export const acts = {
  async aim(args: { readonly target: Target }): Promise<void> {
    target = args.target;
  },

  /** Opens a client for each room named, so many at a time, and waits until it has what is wanted. */
  async open(args: {
    readonly rooms: readonly string[];
    /** For each client; one for all of them when there is only one. */
    readonly wanted?: readonly Wanted[];
    readonly parallel?: number;
    /** Comes back with what was there when the last client of the room was closed. */
    readonly returning?: boolean;
    readonly mine?: Readonly<Record<number, Uint8Array>>;
    readonly timeoutMs?: number;
  }): Promise<Opened> {
    const from = nowMs();
    const eachMs: number[] = [];
    const opened: RawClient[] = [];
    let missing = 0;
    let falselySynced = 0;
    const next = args.rooms.entries();
    await Promise.all(
      Array.from({ length: Math.min(args.parallel ?? Number.POSITIVE_INFINITY, args.rooms.length) }, async () => {
        for (const [index, room] of next) {
          const client = new RawClient(aimed(), room, {
            ...(args.mine?.[index] && { mine: args.mine[index] }),
            ...(args.returning && { knows: known.get(room) ?? new Map() }),
          });
          opened[index] = client;
          const wanted = args.wanted?.[index % args.wanted.length] ?? null;
          if (!(await inTime(wanted === null ? synced(client) : client.until(wanted), args.timeoutMs ?? 30_000))) missing++;
          else eachMs.push(nowMs() - client.openedAt);
          // One that comes back writes what is wanted itself: it is told that it is synced before others have it.
          if (wanted !== null && !args.returning && client.firstStep2 !== null && (client.firstStep2.get(wanted.client) ?? 0) < wanted.clock) falselySynced++;
        }
      }),
    );
    const to = nowMs();
    clients.push(...opened);
    return { from, to, eachMs, falselySynced, bytes: opened.reduce((sum, { bytes }) => sum + bytes, 0), missing };
  },

  /** A page's first opening: all that is stored over HTTP, and over the socket what came after. How many bytes that is together. */
  async openOverHttp(args: { readonly room: string; readonly wanted: Wanted }): Promise<{ readonly bytes: number; readonly missing: number }> {
    const { update, bytes, query } = await storedState(aimed(), args.room);
    const client = new RawClient({ ...aimed(), query: `${aimed().query}&${query}` }, args.room, { knows: clocksOf(update) });
    const isWhole = (await inTime(synced(client), 20_000)) && client.has(args.wanted);
    await client.close();
    return { bytes: bytes + client.bytes, missing: isWhole ? 0 : 1 };
  },

  /** Puts content into rooms and sees with a second client of each that it is there. */
  async seed(args: { readonly rooms: readonly string[]; readonly update: Uint8Array; readonly wanted: Wanted }): Promise<void> {
    const next = args.rooms.values();
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        for (const room of next) {
          const writer = new RawClient(aimed(), room, { mine: args.update });
          const reader = new RawClient(aimed(), room);
          if (!(await inTime(reader.until(args.wanted), 60_000))) throw new Error(`The content of ${room} did not arrive`);
          await Promise.all([writer.close(), reader.close()]);
        }
      }),
    );
  },

  async closeAll(): Promise<void> {
    for (const { room, have } of clients) known.set(room, new Map(have));
    await Promise.all(clients.map((client) => client.close()));
    clients = [];
  },

  /** Waits until every client here has all that is wanted; how many words they lack if they do not in time. */
  async until(args: { readonly wanted: readonly Wanted[]; readonly timeoutMs: number }): Promise<number> {
    await inTime(Promise.all(clients.flatMap((client) => args.wanted.map((wanted) => client.until(wanted)))), args.timeoutMs);
    const lacking = (client: RawClient) => args.wanted.reduce((sum, wanted) => sum + Math.max(0, wanted.clock - (client.have.get(wanted.client) ?? 0)), 0);
    return clients.reduce((sum, client) => sum + lacking(client), 0);
  },

  /** Each writer begins a paragraph of its own. */
  async beginWriting(args: { readonly writers: readonly Writer[] }): Promise<void> {
    for (const { index, client } of args.writers) begin(clientAt(index), client);
  },

  /** Begins to note the time of every letter that is sent and received. All processes do, before the first letter is sent. */
  async note(): Promise<void> {
    sentAt = new Map();
    received = [];
    for (const one of clients)
      one.onNews = (client, from, to) => {
        const at = nowMs();
        for (let clock = from; clock < to; clock++) received.push(client, clock, at);
      };
  },

  /** Each writer types letters at an even pace until its time is up or its server is gone. */
  async type(args: { readonly writers: readonly Writer[]; readonly perSecond: number; readonly ms: number }): Promise<Wanted[]> {
    return Promise.all(
      args.writers.map(async ({ index, client }, place) => {
        const writer = clientAt(index);
        const times = new Map<number, number>();
        sentAt.set(client, times);
        let clock = writer.have.get(client) ?? 0;
        // Out of step with each other, as people are.
        const from = nowMs() + (place * 1_000) / args.perSecond / Math.max(1, args.writers.length);
        const all = Math.max(1, Math.round(args.ms * (args.perSecond / 1_000)));
        for (let typed = 0; typed < all && !writer.isClosed; ) {
          const due = Math.min(all, (nowMs() - from) * (args.perSecond / 1_000));
          for (; typed < due && !writer.isClosed; typed++, clock++) {
            times.set(clock, nowMs());
            writer.send(letterAfter(client, clock), clock + 1);
          }
          await new Promise((resolve) => setTimeout(resolve, Math.max(1, from + (typed * 1_000) / args.perSecond - nowMs())));
        }
        writer.have.set(client, clock);
        return { client, clock };
      }),
    );
  },

  /** Everything that was noted. */
  async collect(): Promise<{ readonly sent: readonly (readonly [number, ReadonlyMap<number, number>])[]; readonly received: Float64Array }> {
    for (const client of clients) client.onNews = null;
    return { sent: [...sentAt], received: Float64Array.from(received) };
  },

  /** What every client here has received, and what writers were told the server has. */
  async standing(args: {
    readonly writers: readonly Writer[];
  }): Promise<{ readonly have: readonly ReadonlyMap<number, number>[]; readonly acknowledged: ReadonlyMap<number, number> }> {
    const acknowledged = new Map(args.writers.map(({ index, client }) => [client, clientAt(index).acknowledgedClock]));
    // What a writer knows of its own words was not received from anybody.
    return { have: clients.map(({ have, own }) => new Map([...have].filter(([client]) => client !== own))), acknowledged };
  },

  /** When each client that was told was told that the server goes. Waits until the connections of all are gone. */
  async told(): Promise<number[]> {
    await Promise.all(clients.map((client) => client.closed()));
    return clients.flatMap(({ toldAt }) => toldAt ?? []);
  },

  /** A fresh page: up to where it can show each writer's words, and the document's text. */
  async lookAfresh(args: { readonly room: string }): Promise<{ readonly have: ReadonlyMap<number, number>; readonly text: string }> {
    const client = new RawClient(aimed(), args.room, { keep: true });
    await inTime(synced(client), 20_000);
    // A server that says "synced" first and sends the content later has its time too.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const doc = client.document();
    const have = Y.decodeStateVector(Y.encodeStateVector(doc));
    const text = textIn(doc.getXmlFragment('document'));
    await client.close();
    return { have, text };
  },

  /** All clients write, each as soon as what it wrote has reached its neighbour, so many letters under way; what arrived while it was measured. */
  async saturate(args: { readonly firstClient: number; readonly underWay: number; readonly warmMs: number; readonly ms: number }): Promise<{
    readonly delivered: number;
    readonly latencies: Float64Array;
  }> {
    let delivered = 0;
    let isOn = false;
    let isOver = false;
    const latencies: number[] = [];
    const rooms = Map.groupBy(clients, ({ room }) => room);
    const started: (() => void)[] = [];
    for (const group of rooms.values()) {
      for (const [place, writer] of group.entries()) {
        const own = args.firstClient + clients.indexOf(writer);
        const neighbour = group[(place + 1) % group.length];
        if (neighbour === undefined || neighbour === writer) throw new Error('A writer needs a neighbour in its own process');
        const times = new Map<number, number>();
        let clock = begin(writer, own);
        const send = () => {
          if (isOver || writer.isClosed) return;
          times.set(clock, nowMs());
          writer.send(letterAfter(own, clock), ++clock);
        };
        watch(neighbour, (client, from, to) => {
          if (client !== own) return;
          for (let arrived = from; arrived < to; arrived++) {
            const at = times.get(arrived);
            if (at === undefined) continue;
            if (isOn && arrived % 16 === 0) latencies.push(nowMs() - at);
            times.delete(arrived);
            send();
          }
        });
        started.push(() => {
          for (let letter = 0; letter < args.underWay; letter++) send();
        });
      }
      for (const client of group)
        watch(client, (_writer, from, to) => {
          if (isOn) delivered += to - from;
        });
    }
    for (const start of started) start();
    await new Promise((resolve) => setTimeout(resolve, args.warmMs));
    isOn = true;
    await new Promise((resolve) => setTimeout(resolve, args.ms));
    isOn = false;
    isOver = true;
    return { delivered, latencies: Float64Array.from(latencies) };
  },

  /** Sends a trace's updates one by one, never more than some thousand ahead of a second client that receives them. */
  async replay(args: { readonly room: string; readonly file: string }): Promise<{ readonly ms: number }> {
    const trace = deserialize(readFileSync(args.file)) as StoredTrace;
    const writer = new RawClient(aimed(), args.room);
    const reader = new RawClient(aimed(), args.room);
    await Promise.all([synced(writer), synced(reader)]);
    const from = nowMs();
    let start = 0;
    for (const [index, end] of trace.ends.entries()) {
      const clock = trace.clocks[index] ?? 0;
      writer.send(trace.bytes.subarray(start, end), clock);
      start = end;
      if (index % 500 === 499) await reader.until({ client: trace.wanted.client, clock: trace.clocks[Math.max(0, index - 2_000)] ?? 0 });
    }
    await reader.until(trace.wanted);
    const ms = nowMs() - from;
    await Promise.all([writer.close(), reader.close()]);
    return { ms };
  },

  /** Begins to count the moves of carets that arrive, and, at every tenth client, to time them. All processes do, before the first caret moves. */
  async watchCarets(args: { readonly firstClient: number }): Promise<void> {
    carets = { delivered: 0, latencies: [] };
    for (const [index, client] of clients.entries()) {
      const seen = new Map<number, number>();
      client.onAwareness = (update) => {
        const at = nowMs();
        for (const { client: caret, clock, state } of readAwareness(update)) {
          if (caret === args.firstClient + index || clock <= (seen.get(caret) ?? -1)) continue;
          seen.set(caret, clock);
          carets.delivered++;
          if (index % 10 === 0) carets.latencies.push(at - Number(/"at":([\d.]+)/.exec(state)?.[1]));
        }
      };
    }
  },

  /** Every client moves its caret; how often in all. */
  async moveCarets(args: { readonly firstClient: number; readonly perSecond: number; readonly ms: number }): Promise<number> {
    let sent = 0;
    const period = 1_000 / args.perSecond;
    const moves = Math.max(1, Math.round(args.ms / period));
    const from = nowMs();
    await Promise.all(
      clients.map(async (client, index) => {
        const first = from + (index * period) / clients.length;
        for (let clock = 1; clock <= moves && !client.isClosed; clock++) {
          await new Promise((resolve) => setTimeout(resolve, Math.max(1, first + (clock - 1) * period - nowMs())));
          client.sendAwareness(awarenessUpdate(args.firstClient + index, clock, { cursor: { anchor: clock, head: clock }, at: nowMs() }));
          sent++;
        }
      }),
    );
    return sent;
  },

  async countCarets(): Promise<{ readonly delivered: number; readonly latencies: Float64Array }> {
    return { delivered: carets.delivered, latencies: Float64Array.from(carets.latencies) };
  },
};

function aimed(): Target {
  if (target === null) throw new Error('No server to put load on');
  return target;
}

function clientAt(index: number): RawClient {
  const client = clients[index];
  if (client === undefined) throw new Error(`There is no client ${index}`);
  return client;
}

/** A paragraph of the writer's own, with a first letter to type after; returns the next clock. */
function begin(writer: RawClient, client: number): number {
  const update = paragraphOf(client, 'x');
  const clock = clocksOf(update).get(client) ?? 0;
  writer.own = client;
  writer.send(update, clock);
  writer.have.set(client, clock);
  return clock;
}

function watch(client: RawClient, listener: NonNullable<RawClient['onNews']>): void {
  const before = client.onNews;
  client.onNews = (...news) => {
    before?.(...news);
    listener(...news);
  };
}

function synced(client: RawClient): Promise<void> {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (client.firstStep2 === null && !client.isClosed) return;
      clearInterval(timer);
      resolve();
    }, 2);
  });
}

function textIn(parent: Y.XmlFragment | Y.XmlElement): string {
  return parent
    .toArray()
    .map((child) => (child instanceof Y.XmlText ? child.toString() : child instanceof Y.XmlElement ? `${textIn(child)}\n` : ''))
    .join('');
}

/** Whether something came about before its time was up. */
async function inTime(work: Promise<unknown>, timeoutMs: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), timeoutMs);
  work.then(
    () => resolve(true),
    () => resolve(false),
  );
  const result = await promise;
  clearTimeout(timer);
  return result;
}

export type Acts = typeof acts;
export type Request = { readonly id: number; readonly act: keyof Acts; readonly args: unknown };

process.on('message', async ({ id, act, args }: Request) => {
  try {
    const does: (given: never) => Promise<unknown> = acts[act];
    process.send?.({ id, result: await does(args as never) });
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
process.once('disconnect', () => process.exit(0));
