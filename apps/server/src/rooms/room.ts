import { encodeUpdate } from '@yrka/protocol';
import { type ClientRow, type Epoch, firstEpoch, type History, readHistory, type Seq, updatesOf } from '@yrka/storage';
import { epochClientId, type Kept, shapeOf, type UpdateShape } from '@yrka/ydoc';
import * as Y from 'yjs';
import { ClientIds } from './clientIds.ts';
import type { Clock } from './clock.ts';
import { Company } from './company.ts';
import { Compaction } from './compaction.ts';
import { CompressedBytes, type Encoding } from './compressed.ts';
import { Held } from './held.ts';
import type { IntegratingThread } from './integratingThread.ts';
import { HeldError, Integrator, type Loss, type StoredUpdate } from './integrator.ts';
import { type JournalQueue, type QueuedUpdate, storageErrorCode } from './journalQueue.ts';
import type { Logger } from './logger.ts';
import type { Answer, Member, Offer, Place, Whole } from './place.ts';
import type { PresenceEntry } from './presence.ts';
import type { Projected, Projections } from './projections.ts';
import { Prover } from './prover.ts';
import { Quiet } from './quiet.ts';
import { RecentUpdates } from './recentUpdates.ts';
import { RunKeeping } from './runKeeping.ts';
import { RescueKeeping } from './rescueKeeping.ts';
import type { SharedView } from './sharedView.ts';
import { SharedViews } from './sharedViews.ts';
import { Suggesting } from './suggesting.ts';
import type { Answers, NextEpoch, RebaseQuestion, RestorationQuestion } from './threadMessages.ts';
import type { Grant, Projection, RoomLimits, RoomsOptions } from './types.ts';
import { isEmptyVector, mergeUpdates, UpdateLog } from './updateLog.ts';

export type RoomUpdate = QueuedUpdate & {
  readonly room: Room;
  readonly offer: Pick<Offer, 'member' | 'stored'>;
  readonly shape: UpdateShape;
  /** The view that it came through; null for what was written in the document itself. */
  readonly view: SharedView | null;
};

export type RoomServices = Required<Pick<RoomsOptions, 'storage' | 'logger' | 'clock' | 'inspect'>> & {
  /** null where nobody keeps lists. */
  readonly projections: Projections | null;
  readonly keepLate: NonNullable<RoomsOptions['keepLate']> | null;
  readonly limits: RoomLimits;
  readonly queue: JournalQueue<RoomUpdate>;
  readonly thread: IntegratingThread;
  readonly grantOf: (personId: string, documentId: string) => Promise<Grant>;
  /** Of which version the rights in a document are. */
  readonly rightsOf: (documentId: string) => string;
  /** Has a room rest when nothing is being done with its document for which it stands still. */
  readonly haveRest: (room: Room) => void;
  /** Nobody has written in a room for long. */
  readonly isQuiet: (room: Room) => void;
  /** Work that nobody waits for, and that must not end unseen. */
  readonly background: (work: Promise<unknown>) => void;
};

/** One open document: its bytes, who has which Yjs client id, and who is here. */
export class Room implements Projected, Place {
  readonly documentId: string;
  readonly epoch: Epoch;
  /** The versions of it that were shared. */
  readonly views: SharedViews;
  readonly #services: RoomServices;
  readonly #log: UpdateLog;
  readonly #recent: RecentUpdates;
  readonly #compressed: CompressedBytes;
  readonly #integrator: Integrator;
  readonly #runs: RunKeeping;
  readonly #rescues: RescueKeeping;
  /** Resolves when the runs tell of all that was stored when the room was opened. */
  readonly #caughtUp: Promise<void>;
  readonly #held: Held;
  readonly #prover: Prover;
  readonly #suggesting: Suggesting;
  readonly #clients: ClientIds;
  readonly #company: Company;
  /** Taken and not stored, in this order. */
  readonly #underWay: RoomUpdate[] = [];
  #sentWindow: (() => void) | null = null;
  #unstored = 0;
  #whenStored: Pick<Offer, 'stored' | 'failing'>[] = [];
  #isGivenUp = false;
  #seq: number;
  readonly #compaction: Compaction;
  readonly #quiet: Quiet;
  #updatedAt: Date | null = null;
  #writers = new Map<string, Date>();
  /** Rescues are kept one after the other: the next may be more of the same. */
  #keeping: Promise<void> = Promise.resolve();

  /** @param runsUpTo up to where its runs are stored, null where none are kept. */
  constructor(
    documentId: string,
    history: History,
    clients: readonly { readonly clientId: number; readonly personId: string }[],
    runsUpTo: Seq | null,
    services: RoomServices,
  ) {
    this.documentId = documentId;
    this.epoch = history.epoch;
    this.#services = services;
    this.#log = new UpdateLog(updatesOf(history));
    this.#recent = new RecentUpdates(history.seq);
    this.#compressed = new CompressedBytes(services.clock, services.limits.compressedMemoryMs);
    this.#held = new Held(history.seq === 0 ? null : this.#log.stateVector(), () => (this.#seq === 0 ? null : this.#log.merged()));
    this.#prover = this.#newProver(() => [this.#log.merged(), ...this.#underWay.map(({ entry }) => entry.update)]);
    this.#clients = new ClientIds(documentId, clients, (client) => this.#held.has(client));
    this.#suggesting = new Suggesting({
      documentId,
      held: this.#held,
      clients: this.#clients,
      logger: services.logger,
      rightsOf: services.rightsOf,
      grantOf: services.grantOf,
      isGivenUp: () => this.#isGivenUp,
    });
    this.#company = this.#newCompany();
    this.views = this.#newViews(history.seq);
    this.#seq = history.seq;
    this.#runs = new RunKeeping(services.projections === null ? null : runsUpTo);
    this.#rescues = new RescueKeeping({
      isGivenUp: () => this.#isGivenUp,
      documentId,
      storage: services.storage,
      clients: this.#clients,
      blocksOf: (letters, read) => this.#integrator.blocksOf(letters, { seq: this.#seq, read }),
      tell: (personId, id) => this.#tellOfRescue(personId, id),
    });
    this.#integrator = new Integrator(
      {
        documentId,
        thread: services.thread,
        limitMs: services.limits.integrationLimitMs,
        base: history.snapshot?.update ?? null,
        readStored: async () => {
          const { snapshot, entries } = await readHistory(services.storage, documentId, this.#seq);
          return { base: snapshot?.update ?? null, updates: entries };
        },
      },
      {
        found: (loss) => {
          this.#keeping = this.#keeping.then(() => this.#keepRescues(loss));
          services.background(this.#keeping);
        },
        accepted: (letters, cause) => this.#runs.accepted(letters, cause),
        repaired: (update) => this.#repair(update),
        idle: () => services.projections?.add(this),
        failed: (error, cause) => this.#notTakenIn(error, cause),
      },
    );
    this.#compaction = this.#newCompaction(history);
    this.#quiet = new Quiet(services.clock, services.limits.epochs.quietMs, () => services.isQuiet(this));
    const lost = runsUpTo === null ? [] : this.#clients.recover(this.#log.stateVector(), history.entries);
    if (lost.length > 0) this.#keeping = this.#claimAgain(lost);
    // What was stored just before a crash may not have been looked through for swallowed words.
    this.#integrate(history.entries);
    this.#caughtUp = this.#catchUpRuns(history);
    services.background(this.#caughtUp);
    this.#compaction.begin();
    this.waitForQuiet();
  }

  async #claimAgain(lost: readonly ClientRow[]): Promise<void> {
    try {
      await this.#services.storage.rows.claimClients(lost);
    } catch (error) {
      // No snapshot may stand for the entries that they are derived from.
      this.#compaction.forbid();
      this.logger.error(
        { err: error, documentId: this.documentId },
        'Whose client ids these are could not be kept; it is derived again when the document is next opened',
      );
    }
  }

  get logger(): Logger {
    return this.#services.logger;
  }

  get clock(): Clock {
    return this.#services.clock;
  }

  get limits(): RoomLimits {
    return this.#services.limits;
  }

  /** It is the document as it is being written. */
  get share(): null {
    return null;
  }

  holds(shape: UpdateShape): boolean {
    return this.#held.holds(shape);
  }

  stateVector(): Uint8Array {
    return this.#held.stateVector();
  }

  showsLessThan(): boolean {
    return false;
  }

  /**
   * Stored words that a client with this state vector lacks, or one that has all up to a sequence.
   * Throws when the vector is malformed.
   */
  since(stateVector: Uint8Array, has: Seq | null = null): Uint8Array {
    // Who has nothing is sent everything, whatever they say that they have: else they would be told that an empty document is whole.
    const recent = has === null || isEmptyVector(stateVector) ? null : this.#recent.since(has);
    if (recent === null) return this.#log.since(stateVector);
    Y.decodeStateVector(stateVector);
    return recent;
  }

  /**
   * Whether a client with this state vector has nothing of another epoch: who has anything of this one has all
   * that it began with. Throws when the vector is malformed.
   */
  isOfEpoch(stateVector: Uint8Array): boolean {
    if (this.epoch === firstEpoch || isEmptyVector(stateVector)) return true;
    const beginning = epochClientId(this.epoch);
    return Y.decodeStateVector(stateVector).get(beginning) === this.#held.stateOf(beginning);
  }

  /** Everything that is stored, and the sequence up to which it is. */
  async whole(encoding: Encoding): Promise<Whole> {
    const seq = this.#seq;
    return { epoch: this.epoch, seq, encoding, bytes: await this.#compressed.in(encoding, this.#log.merged()) };
  }

  join(member: Member): void {
    this.#company.join(member);
  }

  leave(member: Member): void {
    this.#company.leave(member);
  }

  offer(offer: Offer): Answer {
    return this.#offered(offer, null);
  }

  /** @param view the view through which it came; null for the document itself. */
  #offered(offer: Offer, view: SharedView | null): Answer {
    if (this.#isGivenUp) return { type: 'overloaded' };
    const inspection = this.#services.inspect(offer.update);
    if (!inspection.ok) return inspection.code === 'malformed' ? { type: 'malformed' } : { type: 'refused', code: inspection.code };
    const { shape } = inspection;
    const place = view ?? this.#held;
    if (place.holds(shape)) {
      this.#afterStored(offer);
      return { type: 'taken' };
    }
    if (offer.access === 'late' && this.#services.keepLate !== null) {
      this.#services.background(this.#keepLate(offer, this.#services.keepLate));
      return { type: 'late' };
    }
    const news = place.news(shape);
    // Each is a row for ever, and a page has one.
    if (news.length > mostNewClients) return { type: 'malformed' };
    const mayWrite = offer.access === 'write' || offer.access === 'suggest';
    if (!mayWrite || this.#integrator.turnsAway(offer.person.id)) return { type: 'refused', code: 'readOnly' };
    if (!news.every((client) => this.#clients.mayBe(client, offer.person.id))) return { type: 'refused', code: 'foreignClient' };
    // The document has it already, and the view has not: it would be told differently there than here.
    if (view?.isBehind(this.#held, shape) === true) return { type: 'refused', code: 'foreignClient' };
    if (place.leavesGap(shape)) return { type: 'gap', missing: place.missing(shape) };
    if (shape.carries.size > 0 && this.#log.bytes + offer.update.length > this.limits.maxDocumentBytes) return { type: 'refused', code: 'documentFull' };
    if (this.#services.queue.bytes + offer.update.length > this.limits.maxUnstoredBytes) return { type: 'overloaded' };
    if (offer.access === 'write' && view === null) {
      this.#take(offer, this.#held.newOf(offer.update, shape), shape, null, false);
      return { type: 'taken' };
    }
    const provers = view === null ? [this.#prover] : [view.prover, this.#prover];
    const offered = { update: offer.update, shape, personId: offer.person.id, isStillIn: offer.isStillIn };
    return { type: 'proving', answer: this.#suggesting.prove(offered, provers, (update) => this.#take(offer, update, shape, view, true)) };
  }

  async #keepLate({ update, person, stored, failing }: Offer, keep: NonNullable<RoomsOptions['keepLate']>): Promise<void> {
    try {
      await keep({ documentId: this.documentId, personId: person.id, update: update.slice(), at: this.clock.now() });
      stored();
    } catch (error) {
      this.logger.error({ err: error, documentId: this.documentId }, 'Late work could not be kept; its writer still has it');
      failing(storageErrorCode(error));
    }
  }

  #take(offer: Offer, update: Uint8Array, shape: UpdateShape, view: SharedView | null, isProved: boolean): void {
    const news = this.#held.news(shape);
    this.#held.note(shape);
    if (view !== null) this.views.take(view, update, shape);
    // What is proved is in the copies that it was proved on.
    if (!isProved) this.#prover.add(update);
    const claims = this.#clients.record(news, offer.person.id);
    this.#queue({
      room: this,
      offer,
      claims,
      entry: { documentId: this.documentId, update, personId: offer.person.id, at: this.clock.now() },
      shape,
      failing: (code) => {
        offer.failing(code);
        for (const { failing } of this.#whenStored) failing(code);
      },
      view,
    });
  }

  #queue(update: RoomUpdate): void {
    if (this.#isGivenUp) return update.failing('failed');
    this.#underWay.push(update);
    this.#unstored++;
    this.#services.queue.add(update);
  }

  /** Stores and shows an update of the server's own, as nobody's. */
  #repair(update: Uint8Array): void {
    const shape = shapeOf(update);
    // Made once already, when the document was last opened here or in another thread.
    if (shape.carries.size === 0 && this.#held.knowsDeletions(shape)) return;
    this.#held.note(shape);
    this.#prover.add(update);
    this.#compaction.repairBegins();
    this.#queue({
      room: this,
      offer: { member: null, stored: () => this.#compaction.repairStored() },
      claims: [],
      entry: { documentId: this.documentId, update, personId: null, at: this.clock.now() },
      shape,
      failing: () => {},
      view: null,
    });
  }

  /** Tells the writers of a batch of this room's updates that it is stored, and shows it to everybody but its only writer. */
  stored(updates: readonly RoomUpdate[], seqs: readonly number[]): void {
    if (this.#isGivenUp) {
      for (const [index, { offer }] of updates.entries()) offer.stored(seqs[index]);
      return;
    }
    this.#underWay.splice(0, updates.length);
    const merged = mergeUpdates(updates.map(({ entry }) => entry.update));
    this.#log.add(merged);
    this.#compaction.stored(updates.length, merged);
    // Whoever was told a sequence was told that of a whole batch.
    this.#recent.add(seqs.at(-1) ?? this.#seq, merged);
    this.#seq = seqs.at(-1) ?? this.#seq;
    this.#unstored -= updates.length;
    // Before the frame, which the acknowledgement then goes with.
    for (const [index, { offer }] of updates.entries()) offer.stored(seqs[index]);
    const frame = encodeUpdate(merged);
    // Of several writers each is sent their own words too: one frame for all costs less than one for each.
    const [first] = updates;
    const onlyWriter = updates.every(({ offer }) => offer.member === first?.offer.member) ? first?.offer.member : null;
    for (const member of this.#company.members) if (member !== onlyWriter) member.send(frame);
    this.views.stored(updates, seqs, this.#seq);
    this.#tellSentSoon();
    for (const { shape, entry } of updates) this.#runs.add(shape, entry);
    if (this.#unstored === 0) for (const { stored } of this.#whenStored.splice(0)) stored();
    this.#integrate(updates.map(({ entry: { update, personId, at } }, index) => ({ update, personId, at, ...seqAt(seqs, index) })));
    this.#compaction.begin();
    this.waitForQuiet();
  }

  /** Tells when nobody has written in it for long from now on, where it is so large that it may have grown beyond its text. */
  waitForQuiet(): void {
    if (this.#log.bytes >= this.limits.epochs.fewestBytes) this.#quiet.beginAnew();
  }

  /** Whether it takes nothing any more, and what it has taken may never be stored. */
  get isGivenUp(): boolean {
    return this.#isGivenUp;
  }

  /** It is of no more use: another is opened in its place. */
  giveUp(): void {
    this.#isGivenUp = true;
    this.#unstored = 0;
    this.#underWay.splice(0);
    for (const { failing } of this.#whenStored.splice(0)) failing('failed');
  }

  /** The sequence of the newest update that was shown: `since` gives everything up to it. */
  get seq(): number {
    return this.#seq;
  }

  /** Not with each update: nobody needs it sooner, and who writes would pay for a message more. */
  #tellSentSoon(): void {
    this.#sentWindow ??= this.clock.after(this.limits.sentWindowMs, () => {
      this.#sentWindow = null;
      for (const member of this.#company.members) member.tellNotice({ type: 'sent', seq: this.#seq });
    });
  }

  takePresence(member: Member, entries: readonly PresenceEntry[]): void {
    this.#company.take(member, entries);
  }

  present(member: Member): readonly PresenceEntry[] {
    return this.#company.present(member);
  }

  /** Whether nobody is here and nothing waits. */
  get isEmpty(): boolean {
    return this.#everybody().length === 0 && !this.isStoring;
  }

  /** Whether something it has taken, or is proving, is not in the journal yet. */
  get isStoring(): boolean {
    return this.#unstored > 0 || this.#suggesting.isUnderWay;
  }

  /** Resolves when the document behind the room has taken in all that is stored, and what it found is kept. */
  async settled(): Promise<void> {
    await this.#suggesting.settled();
    await this.#integrator.settled();
    await this.#keeping;
    await this.#compaction.settled();
  }

  /** Brings lists and snapshot up to date. The room stays usable; `settled` waits for it. */
  rest(): Promise<void> {
    return this.#compaction.rest();
  }

  /** How many bytes the document has where it is in its most compact form and at rest; null while it is not. */
  get compactBytes(): number | null {
    return this.#compaction.isDone && this.#runs.isComplete ? this.#log.bytes : null;
  }

  /** What the next epoch would begin with, or why there is none; null when that cannot be told. */
  rebased(options: Omit<RebaseQuestion, 'type'>): Promise<NextEpoch | Kept | null> {
    return this.#integrator.rebased(options);
  }

  /** What would make the document say again what it said; null when that cannot be told. */
  restored(options: Omit<RestorationQuestion, 'type'>): Promise<Answers['restored']> {
    return this.#integrator.restored(options);
  }

  async projection(): Promise<Projection | null> {
    const { seq, documentId } = this;
    const summary = await this.#integrator.summary();
    const lists = summary === null || this.#updatedAt === null ? null : { summary, updatedAt: this.#updatedAt };
    // What came while the thread was asked is told of, too; whether it was accepted, the next time.
    const runs = this.#runs.take(seq);
    if (lists === null && runs === null) return null;
    const writers = this.#writers;
    this.#writers = new Map();
    return { documentId, lists, writers, runs };
  }

  notProjected({ writers, runs }: Projection): void {
    if (runs !== null) this.#runs.giveBack(runs);
    for (const [personId, at] of writers) if (!this.#writers.has(personId)) this.#writers.set(personId, at);
  }

  /** Resolves when who wrote what is stored as far as it was when this was asked. */
  async writeRuns(): Promise<void> {
    await this.#caughtUp;
    this.#services.projections?.add(this);
    await this.#services.projections?.now(this);
  }

  async #catchUpRuns({ snapshot, entries }: History): Promise<void> {
    const missing = this.#runs.begin(snapshot?.upTo ?? 0, entries);
    if (missing === null) return;
    try {
      await this.#runs.catchUp(await this.#services.storage.journal.readDocumentUpdates(this.documentId, missing));
      this.#services.projections?.add(this);
    } catch (error) {
      this.logger.error({ err: error, documentId: this.documentId }, 'Who wrote what could not be derived; it is tried again when the document is next opened');
    }
  }

  destroy(): void {
    this.#company.destroy();
    this.#prover.destroy();
    this.views.destroy();
    this.#sentWindow?.();
    this.#compaction.stop();
    this.#quiet.stop();
    this.#compressed.forget();
    this.#services.projections?.drop(this);
    this.#integrator.destroy();
  }

  /** What is known already may still be on its way to the journal, sent by another. */
  #afterStored({ stored, failing }: Pick<Offer, 'stored' | 'failing'>): void {
    if (this.#unstored === 0) return stored();
    // Not the offer itself: while nothing can be stored, whoever repeats what waits would have all of it held once more.
    this.#whenStored.push({ stored, failing });
    if (this.#services.queue.failure !== null) failing(this.#services.queue.failure);
  }

  #integrate(updates: readonly StoredUpdate[]): void {
    this.#updatedAt = updates.at(-1)?.at ?? this.#updatedAt;
    for (const { personId, at } of updates) if (personId !== null) this.#writers.set(personId, at);
    this.#integrator.add(updates);
  }

  #notTakenIn(error: unknown, cause: StoredUpdate | null): void {
    const { documentId } = this;
    if (cause === null) {
      this.logger.error(
        { err: error, documentId },
        'The document is not integrated: all is stored, but lists stay as they were and nothing is rescued until it is next opened',
      );
      return;
    }
    this.logger.error(
      { err: error, documentId, seq: cause.seq ?? null, personId: cause.personId },
      error instanceof HeldError
        ? 'An update that held the integrating thread is passed over: it is stored, its sender may write no more here, and the lists stay as they were'
        : 'An update could not be integrated: it is stored, but its words are in no list and none of them is rescued',
    );
  }

  async #keepRescues(loss: Loss): Promise<void> {
    try {
      await this.#rescues.keep(loss);
    } catch (error) {
      // Without a snapshot, the next opening goes through the journal and finds it again.
      this.#compaction.forbid();
      this.logger.error({ err: error, documentId: this.documentId }, 'A rescue could not be kept; it is found again when the document is next opened');
    }
  }

  #tellOfRescue(personId: string, id: string): void {
    for (const member of this.#everybody()) if (member.person.id === personId) member.tellNotice({ type: 'rescue', id });
  }

  #everybody(): readonly Member[] {
    return [...this.#company.members, ...this.views.members];
  }

  #newCompaction(history: History): Compaction {
    const { storage, logger, clock, limits, background, haveRest, projections } = this.#services;
    return new Compaction(history, {
      documentId: this.documentId,
      epoch: this.epoch,
      storage,
      logger,
      clock,
      limits: limits.compaction,
      integrator: this.#integrator,
      now: () => ({ seq: this.#seq, isStored: this.#unstored === 0, isGivenUp: this.#isGivenUp }),
      isDue: () => haveRest(this),
      project: async () => projections?.now(this),
      derive: async (upTo) => {
        await this.#keeping;
        await this.writeRuns();
        return this.#runs.isStoredUpTo(upTo);
      },
      replace: (compacted, later) => this.#log.replace(compacted, later),
      background,
    });
  }

  #newViews(openedAt: Seq): SharedViews {
    const { storage, logger, clock, limits, grantOf, background } = this.#services;
    return new SharedViews({
      documentId: this.documentId,
      epoch: this.epoch,
      openedAt,
      storage,
      logger,
      clock,
      limits,
      grantOf,
      clients: this.#clients,
      stateOf: (client) => this.#held.stateOf(client),
      underWay: () => this.#underWay,
      newCompany: () => this.#newCompany(),
      newProver: (read) => this.#newProver(read),
      offer: (view, offer) => this.#offered(offer, view),
      background,
    });
  }

  #newCompany(): Company {
    return new Company(this.#clients, this.clock, this.limits);
  }

  #newProver(read: () => readonly Uint8Array[]): Prover {
    return new Prover(this.documentId, this.#services.thread, this.limits.integrationLimitMs, read);
  }
}

const mostNewClients = 1_000;

const seqAt = (seqs: readonly number[], index: number) => (seqs[index] === undefined ? {} : { seq: seqs[index] });
