import { encodeAwareness } from '@yrka/protocol';
import { createHash } from 'node:crypto';
import type { ClientIds } from './clientIds.ts';
import type { Clock } from './clock.ts';
import { encodeEntry, joinPresence, Presence, type PresenceEntry } from './presence.ts';
import type { Member } from './place.ts';
import type { RoomLimits, RoomPerson } from './types.ts';

/** Those who are shown the same of a document, and so each other: who is here, and where they stand. */
export class Company {
  readonly members = new Set<Member>();
  readonly #clients: ClientIds;
  readonly #clock: Clock;
  readonly #limits: RoomLimits;
  readonly #colours = new Map<string, number>();
  readonly #presence = new Presence<Member>();
  #news = new Set<number>();
  #window: (() => void) | null = null;

  constructor(clients: ClientIds, clock: Clock, limits: RoomLimits) {
    this.#clients = clients;
    this.#clock = clock;
    this.#limits = limits;
  }

  join(member: Member): void {
    this.members.add(member);
    this.#forget();
  }

  leave(member: Member): void {
    this.members.delete(member);
    this.#tell(this.#presence.remove(member, this.#clock.now()));
  }

  take(member: Member, entries: readonly PresenceEntry[]): void {
    if (member.person.isProtected) return;
    const user = this.#cardOf(member.person);
    const stamped = entries.map((entry) => (entry.state === null ? entry : { ...entry, state: { ...entry.state, user } }));
    const mayBe = (client: number) => this.#clients.claim(client, member.person.id);
    this.#tell(this.#presence.take(member, stamped, mayBe, (other) => other.person.id === member.person.id));
  }

  present(member: Member): readonly PresenceEntry[] {
    return this.#presence.others(member);
  }

  destroy(): void {
    this.#window?.();
  }

  /** Whoever only looked in leaves nothing behind: else each page that is opened would stay for as long as the room does. */
  #forget(): void {
    const before = new Date(this.#clock.now().getTime() - this.#limits.presenceMemoryMs);
    for (const client of this.#presence.forget(before, (known) => this.#clients.isRecorded(known))) this.#clients.forget(client);
  }

  /** How a person is shown to others. The colour is a key from 0; nobody here shares one while there are enough. */
  #cardOf({ id, name, role, party }: RoomPerson): Readonly<Record<string, unknown>> {
    let colour = this.#colours.get(id);
    if (colour === undefined) {
      const first = createHash('sha256').update(id).digest().readUInt8() % colourCount;
      const here = new Set([...this.members].map((member) => this.#colours.get(member.person.id)));
      const free = Array.from({ length: colourCount }, (_, step) => (first + step) % colourCount).find((key) => !here.has(key));
      colour = free ?? first;
      this.#colours.set(id, colour);
    }
    return { id, name, role, party, colour };
  }

  #tell(clients: readonly number[]): void {
    for (const client of clients) this.#news.add(client);
    if (this.#news.size === 0 || this.#window !== null) return;
    this.#send();
    // What a window saves grows with those who are told; where they are few, nobody is kept waiting for it.
    const windowMs = Math.min(this.#limits.presenceWindowMs, (this.members.size - fewMembers) / membersPerMs);
    if (windowMs <= 0) return;
    this.#window = this.#clock.after(windowMs, () => {
      this.#window = null;
      this.#tell([]);
    });
  }

  #send(): void {
    const news = this.#presence.entries(this.#news).map((entry) => ({ client: entry.client, bytes: encodeEntry(entry) }));
    this.#news = new Set();
    const frameOf = (told: typeof news) => encodeAwareness(joinPresence(told.map(({ bytes }) => bytes)));
    const all = frameOf(news);
    for (const member of this.members) {
      const others = news.filter(({ client }) => !this.#presence.isOwnedBy(client, member));
      if (others.length === news.length) member.sendPresence(all);
      else if (others.length > 0) member.sendPresence(frameOf(others));
    }
  }
}

const fewMembers = 10;
/** At some hundred who are here the window is as long as it becomes. */
const membersPerMs = 3;

/** As many as the web app has colours for. */
export const colourCount = 8;
