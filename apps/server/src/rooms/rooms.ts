import { inspectUpdate } from '@yrka/ydoc';
import { type Epoch, type Seq, StorageError, type StorageErrorCode } from '@yrka/storage';
import { schemaVersion } from '@yrka/schema';
import type { Place } from '../documents/places.ts';
import type { Notice } from '@yrka/protocol';
import { systemClock } from './clock.ts';
import type { Encoding } from './compressed.ts';
import { type ComparisonQuestion, compareVersions } from './comparing.ts';
import { type BudgetLimits, Budgets, SharedBudgets } from './budget.ts';
import { Connection } from './connection.ts';
import { Epochs } from './epochs.ts';
import { Freezes } from './freezes.ts';
import { Grants } from './grants.ts';
import { IntegratingThread } from './integratingThread.ts';
import { JournalQueue } from './journalQueue.ts';
import { OpenRooms } from './openRooms.ts';
import { Pace } from './pace.ts';
import { Projections } from './projections.ts';
import { Proofs } from './proofs.ts';
import type { Place as RoomPlace, Whole } from './place.ts';
import { Renewal } from './renewal.ts';
import { RightsVersions } from './rightsVersions.ts';
import type { Room, RoomServices, RoomUpdate } from './room.ts';
import { Seats } from './seats.ts';
import { type Restoration, type Restored, type Submission, Submissions } from './submissions.ts';
import { Tally } from './tally.ts';
import { type Access, defaultLimits, type Hello, mayRead, type RoomLimits, type RoomPerson, type RoomSocket, type RoomsOptions } from './types.ts';
import { nobodyWatches, type RoomsWatch } from './watch.ts';

/** One session, or all of a person's. */
export type EndedSession = { readonly sessionId: string } | { readonly personId: string };

/** What a socket's owner tells of it. */
export type ClientEnd = { receive(frame: Uint8Array): void; closed(): void };

/** The open documents and everybody in them. Names no host: sockets, storage, time and rights are given. */
export class Rooms {
  readonly limits: RoomLimits;
  readonly #services: RoomServices;
  readonly #queue: JournalQueue<RoomUpdate>;
  readonly #watcher: RoomsWatch;
  readonly #renewal: Renewal;
  /** Ended with the rooms; null when it is others' too. */
  readonly #ownThread: IntegratingThread | null;
  readonly #rooms: OpenRooms;
  readonly #seats: Seats;
  readonly #connections = new Set<Connection>();
  readonly #ofPerson = new Tally<string>();
  readonly #inDocument = new Tally<string>();
  readonly #pace: Pace;
  readonly #timePace: Pace;
  readonly #budgets: Budgets;
  readonly #sharedBudgets: SharedBudgets;
  readonly #proofs = new Proofs();
  /** Raised whenever somebody's rights may have changed: an answer from before counts no more. */
  readonly #rights = new RightsVersions();
  readonly #freezes = new Freezes();
  readonly #grants: Grants;
  readonly #submissions: Submissions;
  readonly #sessionListeners: ((ended: EndedSession) => void)[] = [];
  #endings = 0;
  readonly #background = new Set<Promise<unknown>>();
  #stopKeepingAlive: () => void = () => undefined;

  constructor(options: RoomsOptions) {
    this.limits = { ...defaultLimits, ...options.limits };
    const { storage, logger, clock = systemClock, inspect = inspectUpdate, project = null, keepLate = null, thread = new IntegratingThread(logger) } = options;
    this.#watcher = options.watch ?? nobodyWatches;
    this.#queue = new JournalQueue<RoomUpdate>(storage, clock, logger, this.#watcher, {
      stored: (updates, seqs) => this.#stored(updates, seqs),
      givenUp: (documentId, updates) => this.#givenUp(documentId, updates),
    });
    this.#ownThread = options.thread === undefined ? thread : null;
    this.#pace = new Pace(this.limits.budget, clock);
    this.#timePace = new Pace(timeLimits, clock);
    this.#budgets = new Budgets(this.limits.budget, clock);
    this.#sharedBudgets = new SharedBudgets(this.limits.budget, this.limits.maxConnectionsPerPerson, clock);
    this.#services = {
      storage,
      logger,
      clock,
      inspect,
      grantOf: (personId, documentId) => this.#grants.of({ id: personId }, documentId),
      rightsOf: (documentId) => this.#rights.of(documentId),
      haveRest: (room) => this.#watch(this.#rest(room)),
      isQuiet: (room) => this.#renewal.whenQuiet(room),
      projections:
        project === null
          ? null
          : new Projections({
              clock,
              logger,
              delayMs: this.limits.projectionDelayMs,
              restMs: this.limits.projectionRestMs,
              store: project,
              background: (work) => this.#watch(work),
            }),
      keepLate,
      limits: this.limits,
      queue: this.#queue,
      thread,
      background: (work) => this.#watch(work),
    };
    this.#grants = new Grants(options.authorise, this.#rights, this.#freezes);
    this.#rooms = new OpenRooms(this.#services, (open) => this.#watch(this.#renewal.putAway(open)));
    this.#seats = new Seats(this.#rooms);
    this.#renewal = new Renewal({
      rooms: this.#rooms,
      seats: this.#seats,
      freezes: this.#freezes,
      epochs: new Epochs({ storage, logger, clock, watch: this.#watcher, limits: this.limits.epochs }),
      isShared: async (documentId) => (await options.isShared?.(documentId)) === true,
      rested: async (room) => {
        await this.#queue.settled();
        await this.#rest(room);
      },
      frozen: (documentId, work) => this.frozen(documentId, work),
      watch: (work) => this.#watch(work),
    });
    this.#submissions = new Submissions({
      rooms: this.#rooms,
      grants: this.#grants,
      pace: this.#pace,
      queue: this.#queue,
      watch: this.#watcher,
      endings: () => this.#endings,
    });
    this.#keepAlive();
  }

  /** How many documents are in memory, and how many connections there are. */
  get size(): { readonly rooms: number; readonly connections: number } {
    return { rooms: this.#rooms.size, connections: this.#connections.size };
  }

  /** Bytes of updates that came and are not stored yet. */
  get unstoredBytes(): number {
    return this.#queue.bytes;
  }

  /** For how long the oldest of them has waited; 0 where there are none. */
  get unstoredMs(): number {
    const now = this.#services.clock.now().getTime();
    // A machine's clock may be set back.
    return Math.max(0, now - (this.#queue.oldestAt?.getTime() ?? now));
  }

  /** Why what people send could not be stored the last time it was tried; null while it can. */
  get storageFailure(): StorageErrorCode | null {
    return this.#queue.failure;
  }

  /** Takes a connection; it may be closed at once, with a code that says why. */
  connect(socket: RoomSocket, hello: Hello): ClientEnd {
    const { clock, logger } = this.#services;
    const connection = new Connection(socket, hello, {
      limits: this.limits,
      clock,
      watch: this.#watcher,
      budgets: this.#budgets,
      sharedBudgets: this.#sharedBudgets,
      proofs: this.#proofs,
      left: (left) => this.#left(left),
      pay: ({ person }, units) => this.#pace.pay(person.id, units),
      payForTime: ({ person }, ms) => this.#timePace.pay(person.id, ms),
      owedTime: ({ person }) => this.#timePace.owed(person.id),
      background: (work) => this.#watch(work),
      failed: ({ documentId }, error) => logger.error({ err: error, documentId }, 'A message could not be handled; its sender was sent away'),
    });
    this.#connections.add(connection);
    const [ofPerson, inDocument] = [this.#ofPerson.add(connection.person.id), this.#inDocument.add(connection.documentId)];
    const { schema } = hello.offer;
    if (this.#rooms.isClosed) connection.close('serverStopping');
    else if (ofPerson > this.limits.maxConnectionsPerPerson || inDocument > this.limits.maxConnectionsPerDocument) connection.close('tooManyConnections');
    else if (schema !== null && schema < schemaVersion) connection.close('olderSchema');
    else this.#watch(this.#admit(connection));
    return connection;
  }

  /** Resolves when an update of so many bytes may be read that somebody sends another way than over a connection (WIRE27). */
  turn(personId: string, bytes: number): Promise<void> {
    return this.#pace.turn(personId, bytes);
  }

  /** As `Submissions.submit`. */
  submit(documentId: string, person: RoomPerson, update: Uint8Array, epoch?: Epoch, isStillIn?: () => Promise<boolean>): Promise<Submission> {
    return this.#submissions.submit(documentId, person, update, epoch, isStillIn);
  }

  /** As `Submissions.restore`. */
  restore(documentId: string, person: RoomPerson, restored: Restored): Promise<Restoration> {
    return this.#submissions.restore(documentId, person, restored);
  }

  /** A document's stored bytes for one who opens it, as a connection would be sent them; null when there is none that this person may read. */
  async whole(documentId: string, person: RoomPerson, encoding: Encoding): Promise<Whole | null> {
    // As at a connection: what is not for this person is not even loaded.
    if (!mayRead((await this.#grants.of(person, documentId)).access)) return null;
    const open = this.#rooms.acquire(documentId);
    try {
      const room = await open.room;
      for (;;) {
        const from = await this.#grants.withPlace(person, documentId, room, (access, place) => (mayRead(access) ? place : null));
        if (from === null) return null;
        const whole = await from.whole(encoding);
        // Asked after all waiting is over: nothing goes out by a right that was taken away meanwhile.
        const now = await this.#grants.withPlace(person, documentId, room, (access, place) => (mayRead(access) ? place : null));
        if (now === null || now === from) return now === null ? null : whole;
      }
    } finally {
      this.#rooms.release(open);
    }
  }

  /** Resolves when who wrote what in a document is in the rows, as far as it is in the journal now. */
  async writeRuns(documentId: string): Promise<void> {
    const open = this.#rooms.acquire(documentId);
    try {
      await (await open.room).writeRuns();
    } finally {
      this.#rooms.release(open);
    }
  }

  /** Of which version the rights in a document are (WIRE32): ask before what is read by them. */
  rightsOf(documentId: string): string {
    return this.#rights.of(documentId);
  }

  /**
   * Asks again what everybody may do, in one document or in all. Until then their messages wait. Resolves when what was
   * taken before is stored, or cannot be for now: of one who lost their rights nothing is stored after that.
   */
  rightsChanged(documentId?: string): Promise<void> {
    this.#rights.raise(documentId);
    for (const connection of this.#seats.inDocument(documentId)) {
      connection.pause();
      this.#watch(this.#askAgain(connection));
    }
    return this.#queue.soFar();
  }

  /** Tells those who are in a document, and may hear it, that something beside its text is new. */
  async tell(documentId: string, notice: Notice, mayHear: (personId: string) => Promise<boolean>): Promise<void> {
    const here = this.#seats.inDocument(documentId);
    const people = [...new Set(here.map(({ person }) => person.id))];
    const may = await Promise.all(people.map(mayHear));
    for (const connection of here) if (may[people.indexOf(connection.person.id)] === true) connection.tellNotice(notice);
  }

  /**
   * Does something with a document while nobody's words reach it (a lock, most of all): what was sent
   * before is in the journal when `work` begins, what comes meanwhile waits, and is judged anew by the
   * rights that `work` left. Throws `failed`, and `work` is not begun, where what was sent before could not be stored.
   */
  async frozen<Result>(documentId: string, work: () => Promise<Result>): Promise<Result> {
    const freeze = this.#freezes.begin(documentId);
    const open = this.#rooms.get(documentId);
    if (open !== undefined) open.freezes++;
    await freeze.turn;
    for (const connection of this.#seats.inDocument(documentId)) connection.pause();
    try {
      await this.#quiet(documentId);
      return await work();
    } finally {
      freeze.end();
      void this.rightsChanged(documentId);
    }
  }

  /** Sends everybody in a document away and drops what is in memory, unsaved: for one that is no more. */
  async forget(documentId: string): Promise<void> {
    const open = this.#rooms.remove(documentId);
    if (open === undefined) return;
    for (const connection of this.#seats.in(open)) connection.close('unknownDocument');
    open.stopLinger?.();
    const room = await open.room;
    // What begins under it would be stored after whoever throws it away has erased it.
    await this.#renewal.begun(open);
    this.#rooms.drop(room);
  }

  /** What differs between a version that was seen and the one with all the updates; null when it cannot be told. Holds nobody. */
  changes(question: ComparisonQuestion): Promise<readonly Place[] | null> {
    const { thread } = this.#services;
    const comparing = compareVersions(thread, this.limits.integrationLimitMs, question);
    this.#watch(comparing);
    return comparing;
  }

  /** Calls back with all that `sessionEnded` and `personSignedOut` are told of: for what else is open in their name. */
  whenSessionEnds(listener: (ended: EndedSession) => void): void {
    this.#sessionListeners.push(listener);
  }

  /** How often somebody was signed out: what is opened by a session that was asked for before the last of them stays open for ever. */
  get endings(): number {
    return this.#endings;
  }

  /** Sends away everybody who is here by a session that was ended; one that runs out is found within `keepAliveMs`. Resolves as `rightsChanged`. */
  sessionEnded(sessionId: string): Promise<void> {
    this.#tellEnded({ sessionId });
    for (const connection of this.#connections) if (connection.session?.id === sessionId) connection.close('notSignedIn');
    return this.#queue.soFar();
  }

  /** Sends away everybody who is here as this person, by whatever session: they have signed out everywhere. Resolves as `rightsChanged`. */
  personSignedOut(personId: string): Promise<void> {
    this.#tellEnded({ personId });
    for (const connection of this.#connections) if (connection.person.id === personId) connection.close('notSignedIn');
    return this.#queue.soFar();
  }

  /** Resolves when nothing is under way: for tests, and before the process ends. */
  async idle(): Promise<void> {
    do {
      await Promise.all([...this.#background]);
      await this.#queue.settled();
      for (const { room } of this.#rooms.all) {
        await room.then(
          (loaded) => loaded.settled(),
          () => undefined, // Told to those who waited for it.
        );
      }
    } while (this.#background.size > 0 || !this.#queue.isIdle);
  }

  /** Stores what waits, tells the writers, and sends everybody away to come back. Needs no snapshots: the journal has everything. */
  async close(): Promise<void> {
    this.#rooms.close();
    this.#stopKeepingAlive();
    // Or who goes on sending would have it wait for them.
    for (const connection of this.#connections) connection.readNoMore();
    await this.#queue.close();
    for (const connection of this.#connections) connection.close('serverStopping');
    await this.idle();
    await this.#rooms.end();
    await this.#ownThread?.end();
  }

  #tellEnded(ended: EndedSession): void {
    this.#endings++;
    for (const listener of this.#sessionListeners) listener(ended);
  }

  async #admit(connection: Connection): Promise<void> {
    const { documentId, person } = connection;
    if (connection.isClosed) return;
    try {
      const rights = this.#rights.of(documentId);
      const first = await this.#grants.of(person, documentId);
      if (connection.isClosed) return;
      if (!mayRead(first.access)) return connection.resume(first.access, null, rights);
      const open = this.#seats.take(connection);
      const room = await open.room;
      const enter = (access: Access, place: RoomPlace) => {
        const isThere = this.#seats.of(connection) === open;
        if (isThere) connection.enter(place, access, this.rightsOf(documentId));
        return isThere;
      };
      // Nothing has changed while the document was loaded: when everybody comes back at once, to ask again is half of the work.
      const isUnchanged = first.share === null && rights === this.#rights.of(documentId) && !this.#freezes.isFrozen(documentId);
      const isIn = isUnchanged ? enter(first.access, room) : await this.#grants.withPlace(person, documentId, room, enter);
      // The document was written anew meanwhile, or the client has gone.
      if (!isIn) await this.#admit(connection);
    } catch (error) {
      this.#services.logger.error({ err: error, documentId }, 'The document could not be opened');
      connection.close('storageFailing');
    }
  }

  async #askAgain(connection: Connection): Promise<void> {
    try {
      const room = await this.#seats.of(connection)?.room;
      if (room === undefined) return;
      await this.#grants.withPlace(connection.person, connection.documentId, room, (access, place) =>
        connection.resume(access, place, this.rightsOf(connection.documentId)),
      );
    } catch (error) {
      this.#services.logger.error({ err: error, documentId: connection.documentId }, 'Rights could not be asked');
      connection.close('storageFailing');
    }
  }

  /** Waits until all that a room has taken, and what the server itself adds to it, is in the journal. Throws where that will never be. */
  async #quiet(documentId: string): Promise<void> {
    const room = await this.#rooms.get(documentId)?.room;
    await this.#queue.settled();
    if (room === undefined) return;
    do {
      await room.settled();
      await this.#queue.settled();
    } while (room.isStoring);
    if (room.isGivenUp) throw new StorageError('failed', 'What was written in the document could not be stored');
  }

  #left(connection: Connection): void {
    this.#connections.delete(connection);
    this.#ofPerson.remove(connection.person.id);
    this.#inDocument.remove(connection.documentId);
    this.#seats.leave(connection);
  }

  /** Whoever does something with a document waits until its room has rested, and that waits for them: nothing is written of one that is thrown away. */
  async #rest(room: Room): Promise<void> {
    while (this.#freezes.isFrozen(room.documentId)) await this.#freezes.over(room.documentId);
    if (!room.isGivenUp) await room.rest();
  }

  #stored(updates: readonly RoomUpdate[], seqs: readonly number[]): void {
    const byRoom = new Map<Room, { updates: RoomUpdate[]; seqs: Seq[] }>();
    updates.forEach((update, index) => {
      const group = byRoom.get(update.room) ?? { updates: [], seqs: [] };
      group.updates.push(update);
      const seq = seqs[index];
      if (seq !== undefined) group.seqs.push(seq);
      byRoom.set(update.room, group);
    });
    for (const [room, group] of byRoom) {
      try {
        room.stored(group.updates, group.seqs);
      } catch (error) {
        this.#services.logger.error({ err: error, documentId: room.documentId }, 'Stored updates could not be shown; the room starts again from the journal');
        this.#abandon(room.documentId);
      }
    }
  }

  /** What is in memory goes on from words that are in no journal. */
  #givenUp(documentId: string, updates: readonly RoomUpdate[]): void {
    for (const room of new Set(updates.map(({ room: of }) => of))) room.giveUp();
    if (!this.#rooms.isClosed) this.#abandon(documentId);
  }

  /** Sends everybody in a room away to come back, and forgets what is in memory. */
  #abandon(documentId: string): void {
    const open = this.#rooms.remove(documentId);
    if (open === undefined) return;
    for (const connection of this.#seats.in(open)) connection.close('storageFailing');
    this.#watch(open.room.then((room) => this.#rooms.drop(room)));
  }

  #keepAlive(): void {
    this.#stopKeepingAlive = this.#services.clock.after(this.limits.keepAliveMs, () => {
      const now = this.#services.clock.now();
      for (const connection of this.#connections) {
        if (connection.session !== null && connection.session.endsAt <= now) connection.close('notSignedIn');
        else connection.keepAlive(now);
      }
      this.#keepAlive();
    });
  }

  /** Resolves when it is over, whatever came of it. */
  #watch(work: Promise<unknown>): Promise<unknown> {
    const watched = work
      .catch((error: unknown) => this.#services.logger.error({ err: error }, 'Work behind the rooms failed'))
      .finally(() => this.#background.delete(watched));
    this.#background.add(watched);
    return watched;
  }
}

/** For how long, in milliseconds, what one person sends may hold everybody, apart from what is done in a moment. */
const timeLimits: BudgetLimits = { burst: 2_000, perSecond: 50 };

export function createRooms(options: RoomsOptions): Rooms {
  return new Rooms(options);
}
