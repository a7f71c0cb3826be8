import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** One client's presence as it travels in an awareness update of y-protocols. */
export type PresenceEntry = {
  readonly client: number;
  /** Rises with every change; a receiver ignores what is not newer. */
  readonly clock: number;
  /** null when the client has left. */
  readonly state: PresenceState | null;
};

export type PresenceState = { readonly [key: string]: unknown };

/**
 * The longest state that is taken in, in characters of JSON; a caret is some 300. A longer one is
 * passed over, not refused: a provider echoes all that it hears of others, so what a room holds in
 * all may never be counted against one of its people. So short, it cannot be nested too deep to be
 * written again either.
 */
export const maxStateLength = 4_096;

/** The states that are not too long. Throws when the update is malformed, or such a state is neither an object nor null. */
export function decodePresence(update: Uint8Array): readonly PresenceEntry[] {
  const decoder = decoding.createDecoder(update);
  const entries: PresenceEntry[] = [];
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    const client = decoding.readVarUint(decoder);
    const clock = decoding.readVarUint(decoder);
    const text = decoding.readVarString(decoder);
    if (text.length > maxStateLength) continue;
    const state: unknown = JSON.parse(text);
    if (!isState(state)) throw new TypeError('An awareness state is an object or null');
    entries.push({ client, clock, state });
  }
  if (decoding.hasContent(decoder)) throw new TypeError('An awareness update ends after its last state');
  return entries;
}

export function encodePresence(entries: readonly PresenceEntry[]): Uint8Array {
  return joinPresence(entries.map(encodeEntry));
}

/** What `joinPresence` makes an update of: one entry may be told to many, with others each time. */
export function encodeEntry({ client, clock, state }: PresenceEntry): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, JSON.stringify(state));
  });
}

export function joinPresence(entries: readonly Uint8Array[]): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, entries.length);
    for (const entry of entries) encoding.writeUint8Array(encoder, entry);
  });
}

function isState(value: unknown): value is PresenceState | null {
  return value === null || (typeof value === 'object' && !Array.isArray(value));
}

/** What is known of one client id; kept for a while after it left, so that a late echo cannot bring it back. */
type Known<Owner> = {
  owner: Owner | null;
  /** When its owner's connection ended; null while somebody is it. */
  leftAt: Date | null;
  /** The clock that its owner last sent. */
  clock: number;
  /** What is added to it: those who saw the client leave expect a higher clock from one that returns. */
  ahead: number;
  state: PresenceState | null;
};

/**
 * Who is in a room. Every provider echoes what it hears of others, so a state counts only when it
 * comes from the connection whose client it is.
 */
export class Presence<Owner> {
  readonly #known = new Map<number, Known<Owner>>();
  readonly #clientsOf = new Map<Owner, Set<number>>();

  /**
   * Takes what a connection says; returns the clients that changed. `mayBe` tells whether a client
   * id may be this owner's; `isTheSame` whether two connections are one person's.
   */
  take(owner: Owner, entries: readonly PresenceEntry[], mayBe: (client: number) => boolean, isTheSame: (other: Owner) => boolean): readonly number[] {
    return entries.filter((entry) => this.#takeOne(owner, entry, mayBe, isTheSame)).map(({ client }) => client);
  }

  #takeOne(owner: Owner, { client, clock, state }: PresenceEntry, mayBe: (client: number) => boolean, isTheSame: (other: Owner) => boolean): boolean {
    const own = this.#clientsOf.get(owner) ?? new Set();
    const known = this.#known.get(client);
    if (known === undefined) {
      if (state === null || own.size >= maxClientsPerConnection || !mayBe(client)) return false;
      this.#known.set(client, { owner, leftAt: null, clock, ahead: 0, state });
    } else if (known.owner === owner) {
      if (clock < known.clock || (clock === known.clock && state !== null)) return false;
      Object.assign(known, { clock, state });
    } else {
      // A person who returns, perhaps before the old connection is known to be dead; or an echo.
      const isHere = known.owner !== null;
      if (state === null || !mayBe(client) || (known.owner !== null && !isTheSame(known.owner))) return false;
      if (clock <= known.clock && (isHere || own.size > 0)) return false;
      if (known.owner !== null) this.#clientsOf.get(known.owner)?.delete(client);
      const sent = known.clock + known.ahead;
      Object.assign(known, { owner, leftAt: null, clock, ahead: Math.max(known.ahead, sent + 1 - clock), state });
    }
    own.add(client);
    this.#clientsOf.set(owner, own);
    return true;
  }

  /** Forgets a connection; returns the clients that left with it. */
  remove(owner: Owner, leftAt: Date): readonly number[] {
    const clients = [...(this.#clientsOf.get(owner) ?? [])];
    this.#clientsOf.delete(owner);
    for (const client of clients) {
      const known = this.#known.get(client);
      if (known !== undefined) Object.assign(known, { owner: null, leftAt, state: null, ahead: known.ahead + 1 });
    }
    return clients;
  }

  /** Forgets the clients that left before then, except where `isKept`; returns them. */
  forget(before: Date, isKept: (client: number) => boolean): readonly number[] {
    const old = [...this.#known].filter(([client, { leftAt }]) => leftAt !== null && leftAt < before && !isKept(client)).map(([client]) => client);
    for (const client of old) this.#known.delete(client);
    return old;
  }

  isOwnedBy(client: number, owner: Owner): boolean {
    return this.#clientsOf.get(owner)?.has(client) ?? false;
  }

  /** As it is told to others; without a list, everybody who is here. */
  entries(clients: Iterable<number> = this.#known.keys()): readonly PresenceEntry[] {
    return [...clients].flatMap((client) => {
      const known = this.#known.get(client);
      return known === undefined ? [] : [{ client, clock: known.clock + known.ahead, state: known.state }];
    });
  }

  /** Everybody who is here, except one connection's own clients. */
  others(owner: Owner): readonly PresenceEntry[] {
    return this.entries().filter(({ client, state }) => state !== null && !this.isOwnedBy(client, owner));
  }
}

/** A provider has one; a page that was reloaded over a slow network may have a second for a moment. */
const maxClientsPerConnection = 4;
