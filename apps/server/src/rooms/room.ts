import { encodeAwareness, encodeUpdate, type Notice, type RefusalCode } from '@yrka/protocol';
import { type Epoch, firstEpoch, type History, readHistory, type Seq, type StorageErrorCode, updatesOf } from '@yrka/storage';
import { epochClientId, type GoneBlock, type Kept, lastReservedClientId, leavesGap, type RescuedText, shapeOf, type UpdateShape } from '@yrka/ydoc';
import { createHash } from 'node:crypto';
import * as Y from 'yjs';
import type { Clock } from './clock.ts';
import { CompressedBytes, type Encoding } from './compressed.ts';
import { Deletions } from './deletions.ts';
import type { IntegratingThread } from './integratingThread.ts';
import { HeldError, Integrator, type Loss, type StoredUpdate } from './integrator.ts';
import { type JournalQueue, type QueuedUpdate, storageErrorCode } from './journalQueue.ts';
import type { Logger } from './logger.ts';
import { encodePresence, Presence, type PresenceEntry } from './presence.ts';
import type { Projected, Projections } from './projections.ts';
import { RecentUpdates } from './recentUpdates.ts';
import { RunKeeping } from './runKeeping.ts';
import { type FoundLetters, gatherRescues, isWorthOffering } from './rescues.ts';
import type { Answers, NextEpoch, RebaseQuestion, RestorationQuestion } from './threadMessages.ts';
import type { Access, Projection, RoomLimits, RoomPerson, RoomsOptions } from './types.ts';
import { isEmptyVector, mergeUpdates, UpdateLog } from './updateLog.ts';

/** One connection as its room sees it. */
export interface Member {
  readonly person: RoomPerson;
  send(frame: Uint8Array): void;
  /** Like `send`, but left out for one who cannot keep up. */
  sendPresence(frame: Uint8Array): void;
  tellNotice(notice: Notice): void;
}

/** An update that somebody offers to a room. */
export type Offer = {
  readonly update: Uint8Array;
  readonly person: RoomPerson;
  readonly access: Access;
  /** The connection it came on, which is not sent it again; null when it came another way. */
  readonly member: Member | null;
  /** Called once, when everything in the update is stored; with its sequence where it was news. */
  readonly stored: (seq?: Seq) => void;
  readonly failing: (code: StorageErrorCode) => void;
};

export type Answer =
  /** Stored soon, or known already: `stored` will be called. */
  | { readonly type: 'taken' }
  /** The document was locked before it came: kept for its writer alone, and not shown. `stored` will be called. */
  | { readonly type: 'late' }
  | { readonly type: 'malformed' }
  | { readonly type: 'refused'; readonly code: RefusalCode }
  /** It builds on words that the room has not seen: ask for them. When the room holds `shape`, all of it has come. */
  | { readonly type: 'gap'; readonly shape: UpdateShape }
  /** Too much is waiting to be stored. */
  | { readonly type: 'overloaded' };

/** A document's stored bytes, for who opens it. */
export type Whole = { readonly epoch: Epoch; readonly seq: Seq; readonly encoding: Encoding; readonly bytes: Uint8Array };

export type RoomUpdate = QueuedUpdate & { readonly room: Room; readonly offer: Pick<Offer, 'member' | 'stored'>; readonly shape: UpdateShape };

export type RoomServices = Required<Pick<RoomsOptions, 'storage' | 'logger' | 'clock' | 'inspect'>> & {
  /** null where nobody keeps lists. */
  readonly projections: Projections | null;
  readonly keepLate: NonNullable<RoomsOptions['keepLate']> | null;
  readonly limits: RoomLimits;
  readonly queue: JournalQueue<RoomUpdate>;
  readonly thread: IntegratingThread;
  /** Work that nobody waits for, and that must not end unseen. */
  readonly background: (work: Promise<unknown>) => void;
};

/** One open document: its bytes, who has which Yjs client id, and who is here. */
export class Room implements Projected {
  readonly documentId: string;
  readonly epoch: Epoch;
  readonly #services: RoomServices;
  readonly #log: UpdateLog;
  readonly #recent: RecentUpdates;
  readonly #compressed: CompressedBytes;
  readonly #integrator: Integrator;
  readonly #runs: RunKeeping;
  /** Resolves when the runs tell of all that was stored when the room was opened. */
  readonly #caughtUp: Promise<void>;
  /** Per client, the clocks below which everything is stored or on its way there. */
  readonly #state: Map<number, number>;
  #deletions: Deletions | null = null;
  /** What was deleted since loading, until the first who needs to know it has it all looked up. */
  #newDeletions: UpdateShape['deletes'][number][] = [];
  /** Whose each Yjs client id is; ids of the state that are not here are the server's own. */
  readonly #clients: Map<number, { readonly personId: string; isRecorded: boolean }>;
  readonly #members = new Set<Member>();
  readonly #colours = new Map<string, number>();
  readonly #presence = new Presence<Member>();
  #presentNews = new Set<number>();
  #presenceWindow: (() => void) | null = null;
  #sentWindow: (() => void) | null = null;
  #unstored = 0;
  #whenStored: (() => void)[] = [];
  #seq: number;
  #snapshotSeq: number;
  #mayCompact = true;
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
    this.#state = history.seq === 0 ? new Map() : Y.decodeStateVector(this.#log.stateVector());
    this.#clients = new Map(clients.map(({ clientId, personId }) => [clientId, { personId, isRecorded: true }]));
    this.#seq = history.seq;
    this.#snapshotSeq = history.snapshot?.upTo ?? 0;
    this.#runs = new RunKeeping(services.projections === null ? null : runsUpTo);
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
    // What was stored just before a crash may not have been looked through for swallowed words.
    this.#integrate(history.entries);
    this.#caughtUp = this.#catchUpRuns(history);
    services.background(this.#caughtUp);
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

  /** Whether it has taken, from whomever, all that an update brings and takes away. */
  holds(shape: UpdateShape): boolean {
    const hasWords = [...shape.carries].every(([client, { to }]) => to <= this.#stateOf(client));
    return hasWords && (shape.deletes.length === 0 || (!leavesGap(shape, this.#state) && this.#knowsDeletions(shape)));
  }

  /** What the server asks a client with: it need not send again what is on its way to the journal. */
  stateVector(): Uint8Array {
    return Y.encodeStateVector(this.#state);
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
    return Y.decodeStateVector(stateVector).get(beginning) === this.#state.get(beginning);
  }

  /** Everything that is stored, and the sequence up to which it is. */
  async whole(encoding: Encoding): Promise<Whole> {
    const seq = this.#seq;
    return { epoch: this.epoch, seq, encoding, bytes: await this.#compressed.in(encoding, this.#log.merged()) };
  }

  join(member: Member): void {
    this.#members.add(member);
    this.#forgetPresence();
  }

  leave(member: Member): void {
    this.#members.delete(member);
    this.#services.projections?.soon(this);
    this.#tellPresence(this.#presence.remove(member, this.clock.now()));
  }

  /** Whoever only looked in leaves nothing behind: else each page that is opened would stay for as long as the room does. */
  #forgetPresence(): void {
    const before = new Date(this.clock.now().getTime() - this.limits.presenceMemoryMs);
    for (const client of this.#presence.forget(before, (known) => this.#clients.get(known)?.isRecorded === true)) this.#clients.delete(client);
  }

  offer(offer: Offer): Answer {
    const inspection = this.#services.inspect(offer.update);
    if (!inspection.ok) return inspection.code === 'malformed' ? { type: 'malformed' } : { type: 'refused', code: inspection.code };
    const { shape } = inspection;
    const news = [...shape.carries].filter(([client, { to }]) => to > this.#stateOf(client)).map(([client]) => client);
    if (news.length === 0 && (shape.deletes.length === 0 || (!leavesGap(shape, this.#state) && this.#knowsDeletions(shape)))) {
      this.#afterStored(offer.stored);
      return { type: 'taken' };
    }
    if (offer.access === 'late' && this.#services.keepLate !== null) {
      this.#services.background(this.#keepLate(offer, this.#services.keepLate));
      return { type: 'late' };
    }
    if (offer.access !== 'write' || this.#integrator.turnsAway(offer.person.id)) return { type: 'refused', code: 'readOnly' };
    if (!news.every((client) => this.#mayBe(client, offer.person))) return { type: 'refused', code: 'foreignClient' };
    if (leavesGap(shape, this.#state)) return { type: 'gap', shape };
    if (shape.carries.size > 0 && this.#log.bytes + offer.update.length > this.limits.maxDocumentBytes) return { type: 'refused', code: 'documentFull' };
    if (this.#services.queue.bytes + offer.update.length > this.limits.maxUnstoredBytes) return { type: 'overloaded' };
    this.#take(offer, shape, news);
    return { type: 'taken' };
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

  #take(offer: Offer, shape: UpdateShape, news: readonly number[]): void {
    const repeats = [...shape.carries].some(([client, { from }]) => from < this.#stateOf(client));
    // Structs that are held already are left out, so that they cannot be told differently; else a
    // copy, because the frame is part of a larger buffer.
    const update = repeats ? Y.diffUpdate(offer.update, this.stateVector()) : offer.update.slice();
    for (const [client, { to }] of shape.carries) this.#state.set(client, Math.max(to, this.#stateOf(client)));
    this.#noteDeletions(shape);
    const claims = news.flatMap((clientId) => {
      const known = this.#clients.get(clientId);
      if (known?.isRecorded === true) return [];
      this.#clients.set(clientId, { personId: offer.person.id, isRecorded: true });
      return [{ documentId: this.documentId, clientId, personId: offer.person.id }];
    });
    this.#unstored++;
    this.#services.queue.add({
      room: this,
      offer,
      claims,
      entry: { documentId: this.documentId, update, personId: offer.person.id, at: this.clock.now() },
      shape,
      failing: offer.failing,
    });
  }

  /** Stores and shows an update of the server's own, as nobody's. */
  #repair(update: Uint8Array): void {
    const shape = shapeOf(update);
    // Made once already, when the document was last opened here or in another thread.
    if (shape.carries.size === 0 && this.#knowsDeletions(shape)) return;
    this.#noteDeletions(shape);
    this.#unstored++;
    this.#services.queue.add({
      room: this,
      offer: { member: null, stored: () => {} },
      claims: [],
      entry: { documentId: this.documentId, update, personId: null, at: this.clock.now() },
      shape,
      failing: () => {},
    });
  }

  /** Shows a stored batch of this room's updates to everybody but its only writer, and tells the writers. */
  stored(updates: readonly RoomUpdate[], seqs: readonly number[]): void {
    const merged = mergeUpdates(updates.map(({ entry }) => entry.update));
    this.#log.add(merged);
    // Whoever was told a sequence was told that of a whole batch.
    this.#recent.add(seqs.at(-1) ?? this.#seq, merged);
    const frame = encodeUpdate(merged);
    // Of several writers each is sent their own words too: one frame for all costs less than one for each.
    const [first] = updates;
    const onlyWriter = updates.every(({ offer }) => offer.member === first?.offer.member) ? first?.offer.member : null;
    for (const member of this.#members) if (member !== onlyWriter) member.send(frame);
    this.#seq = seqs.at(-1) ?? this.#seq;
    this.#tellSentSoon();
    this.#unstored -= updates.length;
    for (const [index, { offer }] of updates.entries()) offer.stored(seqs[index]);
    for (const { shape, entry } of updates) this.#runs.add(shape, entry);
    if (this.#unstored === 0) for (const tell of this.#whenStored.splice(0)) tell();
    this.#integrate(updates.map(({ entry: { update, personId, at } }, index) => ({ update, personId, at, ...seqAt(seqs, index) })));
  }

  /** The sequence of the newest update that was shown: `since` gives everything up to it. */
  get seq(): number {
    return this.#seq;
  }

  /** Not with each update: nobody needs it sooner, and who writes would pay for a message more. */
  #tellSentSoon(): void {
    this.#sentWindow ??= this.clock.after(this.limits.sentWindowMs, () => {
      this.#sentWindow = null;
      for (const member of this.#members) member.tellNotice({ type: 'sent', seq: this.#seq });
    });
  }

  takePresence(member: Member, entries: readonly PresenceEntry[]): void {
    if (member.person.isProtected) return;
    const user = this.#cardOf(member.person);
    const stamped = entries.map((entry) => (entry.state === null ? entry : { ...entry, state: { ...entry.state, user } }));
    const mayBe = (client: number) => {
      if (!this.#mayBe(client, member.person)) return false;
      if (!this.#clients.has(client)) this.#clients.set(client, { personId: member.person.id, isRecorded: false });
      return true;
    };
    this.#tellPresence(this.#presence.take(member, stamped, mayBe, (other) => other.person.id === member.person.id));
  }

  present(member: Member): readonly PresenceEntry[] {
    return this.#presence.others(member);
  }

  /** Whether nobody is here and nothing waits. */
  get isEmpty(): boolean {
    return this.#members.size === 0 && this.#unstored === 0;
  }

  /** Whether something it has taken is not in the journal yet. */
  get isStoring(): boolean {
    return this.#unstored > 0;
  }

  get members(): ReadonlySet<Member> {
    return this.#members;
  }

  /** Resolves when the document behind the room has taken in all that is stored, and what it found is kept. */
  async settled(): Promise<void> {
    await this.#integrator.settled();
    await this.#keeping;
  }

  /** Brings lists and snapshot up to date. The room stays usable. */
  async rest(): Promise<void> {
    await this.settled();
    await this.#services.projections?.now(this);
    await this.#writeSnapshot();
    // Nobody waits for it; and what was written before there were segments comes to them when it is next opened.
    if (this.#snapshotSeq > 0) this.#services.background(this.#coolDown(this.#snapshotSeq));
  }

  /** How many bytes the document has where it is in its most compact form and at rest; null while it is not. */
  get compactBytes(): number | null {
    const isAtRest = this.#mayCompact && this.#unstored === 0 && this.#snapshotSeq === this.#seq && this.#runs.isComplete;
    return isAtRest ? this.#log.bytes : null;
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
    this.#presenceWindow?.();
    this.#sentWindow?.();
    this.#compressed.forget();
    this.#services.projections?.drop(this);
    this.#integrator.destroy();
  }

  #stateOf(client: number): number {
    return this.#state.get(client) ?? 0;
  }

  /** Whether new words of this client id may come from this person. */
  #mayBe(client: number, person: RoomPerson): boolean {
    if (client <= lastReservedClientId) return false;
    const known = this.#clients.get(client);
    return known === undefined ? !this.#state.has(client) : known.personId === person.id;
  }

  #noteDeletions({ deletes }: UpdateShape): void {
    if (this.#deletions === null) this.#newDeletions.push(...deletes);
    else for (const deletion of deletes) this.#deletions.add(deletion);
  }

  #knowsDeletions({ deletes }: UpdateShape): boolean {
    const deletions = this.#deletions ?? new Deletions();
    if (this.#deletions === null) {
      const stored = this.#seq === 0 ? [] : shapeOf(this.#log.merged()).deletes;
      for (const deletion of [...stored, ...this.#newDeletions]) deletions.add(deletion);
      this.#newDeletions = [];
      this.#deletions = deletions;
    }
    return deletes.every((deletion) => deletions.has(deletion));
  }

  /** What is known already may still be on its way to the journal, sent by another. */
  #afterStored(tell: () => void): void {
    if (this.#unstored === 0) tell();
    else this.#whenStored.push(tell);
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

  async #writeSnapshot(): Promise<void> {
    const upTo = this.#seq;
    const isDue = () => this.#mayCompact && this.#unstored === 0 && this.#seq === upTo && this.#runs.isStored;
    if (!isDue() || upTo <= this.#snapshotSeq) return;
    try {
      const update = await this.#integrator.compacted();
      // What came meanwhile is perhaps in it and perhaps not.
      if (update === null || !isDue()) return;
      await this.#services.storage.snapshots.write({ documentId: this.documentId, epoch: this.epoch, upTo, update });
      this.#snapshotSeq = upTo;
      if (this.#seq === upTo) this.#log.replace(update);
    } catch (error) {
      this.logger.warn({ err: error, documentId: this.documentId }, 'No snapshot could be written; the journal has everything');
    }
  }

  async #coolDown(upTo: number): Promise<void> {
    try {
      await this.#services.storage.journal.coolDown(this.documentId, upTo);
    } catch (error) {
      this.logger.warn(
        { err: error, documentId: this.documentId },
        'What the snapshot covers could not be compressed; it is tried again when the document is next put away',
      );
    }
  }

  async #keepRescues({ rescued, cause }: Loss): Promise<void> {
    try {
      for (const [personId, found] of this.#lettersByWriter(await this.#withBlocks(rescued))) {
        // One that is taken at this moment grows no more: what was to join it is then a rescue of its own.
        while (!(await this.#keepRescuesOf(personId, found, cause.at)));
      }
    } catch (error) {
      // Without a snapshot, the next opening goes through the journal and finds it again.
      this.#mayCompact = false;
      this.logger.error({ err: error, documentId: this.documentId }, 'A rescue could not be kept; it is found again when the document is next opened');
    }
  }

  /** With the blocks that were taken away before what the integration remembers, too: the journal knows which they were, and who took them. */
  async #withBlocks(rescued: readonly RescuedText[]): Promise<readonly RescuedText[]> {
    const missing = rescued.filter(({ block }) => block === null);
    if (missing.length === 0) return rescued;
    const blocks = await this.#integrator.blocksOf(missing, {
      seq: this.#seq,
      read: () => this.#readEpoch(),
    });
    return rescued.map((letters) => ({ ...letters, block: letters.block ?? blocks[missing.indexOf(letters)] ?? null }));
  }

  /** Every entry since the epoch began; who wrote in an earlier one wrote other letters. */
  async #readEpoch(): Promise<readonly StoredUpdate[]> {
    const { journal } = this.#services.storage;
    const base = (await journal.bases(this.documentId)).at(-1);
    return journal.readDocumentUpdates(this.documentId, base && { after: base.seq - 1 });
  }

  /** Returns whether all was kept as it was gathered; else it is to be gathered again. */
  async #keepRescuesOf(personId: string, found: readonly FoundLetters[], at: Date): Promise<boolean> {
    const { rows } = this.#services.storage;
    const kept = await rows.rescues(this.documentId, personId);
    for (const { row, isNew } of gatherRescues(kept, found, { documentId: this.documentId, personId, at })) {
      if (isNew) await rows.insertRescue(row);
      else if (!(await rows.growRescue(row.id, row))) return false;
      if (isWorthOffering(row)) this.#tellOfRescue(personId, row.id);
    }
    return true;
  }

  #lettersByWriter(rescued: readonly RescuedText[]): ReadonlyMap<string, readonly FoundLetters[]> {
    const writers = new Map<string, FoundLetters[]>();
    for (const letters of rescued) {
      const personId = this.#clients.get(letters.client)?.personId;
      if (personId === undefined) continue;
      const block: GoneBlock | null = letters.block;
      // Whoever suggested the block, or took it away, knows what became of their words.
      if (letters.suggestedBy !== undefined && (personId === letters.suggestedBy || personId === block?.by)) continue;
      const by = block === null || block.by === personId ? null : block.by;
      writers.set(personId, [...(writers.get(personId) ?? []), { ...letters, blockId: block?.blockId ?? null, by }]);
    }
    return writers;
  }

  #tellOfRescue(personId: string, id: string): void {
    for (const member of this.#members) if (member.person.id === personId) member.tellNotice({ type: 'rescue', id });
  }

  /** How a person is shown to others. The colour is a key from 0; nobody here shares one while there are enough. */
  #cardOf({ id, name, role, party }: RoomPerson): Readonly<Record<string, unknown>> {
    let colour = this.#colours.get(id);
    if (colour === undefined) {
      const first = createHash('sha256').update(id).digest().readUInt8() % colourCount;
      const here = new Set([...this.#members].map((member) => this.#colours.get(member.person.id)));
      const free = Array.from({ length: colourCount }, (_, step) => (first + step) % colourCount).find((key) => !here.has(key));
      colour = free ?? first;
      this.#colours.set(id, colour);
    }
    return { id, name, role, party, colour };
  }

  #tellPresence(clients: readonly number[]): void {
    for (const client of clients) this.#presentNews.add(client);
    if (this.#presentNews.size === 0 || this.#presenceWindow !== null) return;
    this.#sendPresence();
    // What a window saves grows with those who are told; where they are few, nobody is kept waiting for it.
    const windowMs = Math.min(this.limits.presenceWindowMs, this.#members.size / membersPerMs);
    this.#presenceWindow = this.clock.after(windowMs, () => {
      this.#presenceWindow = null;
      this.#tellPresence([]);
    });
  }

  #sendPresence(): void {
    const entries = this.#presence.entries(this.#presentNews);
    this.#presentNews = new Set();
    const all = encodeAwareness(encodePresence(entries));
    for (const member of this.#members) {
      const others = entries.filter(({ client }) => !this.#presence.isOwnedBy(client, member));
      if (others.length === entries.length) member.sendPresence(all);
      else if (others.length > 0) member.sendPresence(encodeAwareness(encodePresence(others)));
    }
  }
}

/** At a hundred who are here the window is as long as it becomes. */
const membersPerMs = 3;

/** As many as the web app has colours for. */
export const colourCount = 8;

const seqAt = (seqs: readonly number[], index: number) => (seqs[index] === undefined ? {} : { seq: seqs[index] });
