import { type Epoch, readHistory, type Seq, type Storage, updatesOf } from '@yrka/storage';
import { shapeOf, type UpdateShape } from '@yrka/ydoc';
import type { ClientIds } from './clientIds.ts';
import type { Clock } from './clock.ts';
import type { Company } from './company.ts';
import { CompressedBytes } from './compressed.ts';
import type { Logger } from './logger.ts';
import type { Answer, Member, Offer } from './place.ts';
import type { Prover } from './prover.ts';
import { SharedView } from './sharedView.ts';
import type { Grant, RoomLimits, Share } from './types.ts';

/** What the room has taken, as far as views are concerned. */
type Taken = {
  readonly entry: { readonly update: Uint8Array };
  readonly shape: UpdateShape;
  readonly offer: Pick<Offer, 'member'>;
  /** The view that it came through; null for what was written in the document itself. */
  readonly view: SharedView | null;
};

/** What the views need of their room. */
type SharedViewsOptions = {
  readonly documentId: string;
  readonly epoch: Epoch;
  /** Up to where it was stored when it was opened. */
  readonly openedAt: Seq;
  readonly storage: Pick<Storage, 'journal' | 'snapshots' | 'rows'>;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly limits: RoomLimits;
  readonly grantOf: (personId: string, documentId: string) => Promise<Grant>;
  readonly clients: ClientIds;
  /** The clock below which the document has all of a client's. */
  readonly stateOf: (client: number) => number;
  /** What is taken and not stored, in this order. */
  readonly underWay: () => readonly Taken[];
  readonly newCompany: () => Company;
  readonly newProver: (read: () => readonly Uint8Array[]) => Prover;
  readonly offer: (view: SharedView, offer: Offer) => Answer;
  /** Work that nobody waits for, and that must not end unseen. */
  readonly background: (work: Promise<unknown>) => void;
};

/** The versions of a document that were shared: as a rule the newest alone, and for a moment the one before it. */
export class SharedViews {
  readonly #options: SharedViewsOptions;
  /** By share: on their way, and open. */
  readonly #loaded = new Map<string, Promise<SharedView>>();
  readonly #open = new Map<string, SharedView>();
  /** What came through one of them since the room was opened. */
  readonly #through: { readonly seq: Seq; readonly update: Uint8Array }[] = [];

  constructor(options: SharedViewsOptions) {
    this.#options = options;
  }

  /** A shared version; null until it is loaded. */
  get(share: Share): SharedView | null {
    return this.#open.get(share.id) ?? null;
  }

  /** Loads a shared version, once however many ask for it; those who are shown another stay there. */
  load(share: Share): Promise<SharedView> {
    const view = this.#loaded.get(share.id) ?? this.#read(share);
    this.#loaded.set(share.id, view);
    // The next who asks tries anew; those who wait for this one are told by it.
    view.catch(() => this.#loaded.delete(share.id));
    return view;
  }

  /** Everybody who is shown one of them. */
  get members(): readonly Member[] {
    return [...this.#open.values()].flatMap(({ members }) => [...members]);
  }

  /** Takes what came through one of them, and was proved on that and on the document. */
  take(view: SharedView, update: Uint8Array, shape: UpdateShape): void {
    view.take(update, shape);
    for (const other of this.#open.values()) if (other !== view && other.take(update, shape)) other.prover.add(update);
  }

  /**
   * Shows what was stored and came through one of them, and keeps which it was.
   * @param upTo where the room is with them.
   */
  stored(updates: readonly Taken[], seqs: readonly Seq[], upTo: Seq): void {
    const through = updates.flatMap((update, index) => (update.view === null ? [] : [{ update, seq: seqs[index] ?? upTo }]));
    if (through.length === 0) return;
    for (const { update, seq } of through) this.#through.push({ seq, update: update.entry.update });
    const [first] = through;
    const onlyWriter = through.every(({ update }) => update.offer.member === first?.update.offer.member) ? (first?.update.offer.member ?? null) : null;
    for (const view of this.#open.values())
      view.stored(
        through.map(({ update }) => update.entry.update),
        onlyWriter,
      );
    this.#options.background(this.#keep(through.map(({ seq }) => seq)));
  }

  destroy(): void {
    for (const view of this.#open.values()) view.destroy();
  }

  /** An older version than the newest is kept for as long as somebody is shown it. */
  #drop(asked: SharedView | null = null): void {
    const newest = Math.max(...[...this.#open.values()].map(({ seq }) => seq));
    for (const [id, view] of this.#open) {
      if (view === asked || view.seq === newest || view.members.size > 0) continue;
      view.destroy();
      this.#open.delete(id);
      this.#loaded.delete(id);
    }
  }

  async #keep(seqs: readonly Seq[]): Promise<void> {
    const { storage, logger, documentId } = this.#options;
    try {
      await storage.rows.sharedEntries.add(documentId, seqs);
    } catch (error) {
      // It is in the document, and in the view for as long as the room is open; when that is opened again it is looked for.
      logger.error({ err: error, documentId }, 'Which updates came through a shared version could not be kept');
    }
  }

  async #read(share: Share): Promise<SharedView> {
    const { documentId, epoch, storage, clock, limits, clients, stateOf, underWay, newCompany, newProver, offer } = this.#options;
    // A record is all that there is, also when its history was cleared away.
    const history = await readHistory(storage, documentId, share.isRecord === true ? undefined : share.seq);
    if (history.epoch !== epoch) throw new Error('A shared version is of another epoch than the document');
    const updates = updatesOf(history);
    // A long journal is put together in the thread: here it would hold everybody.
    const prover = newProver(() => updates);
    const base = await (share.isRecord === true ? prover.record() : prover.compacted());
    prover.destroy();
    // As it came it would have in it all that was removed again before it was shared.
    if (base === null) throw new Error('A shared version could not be put together');
    const view = new SharedView(share, base, {
      epoch,
      company: newCompany(),
      compressed: new CompressedBytes(clock, limits.compressedMemoryMs),
      prover: newProver,
      offer,
      left: () => this.#drop(),
      stateOf,
      ownerOf: (client) => clients.ownerOf(client),
    });
    if (share.isRecord !== true) await this.#bringBack(view);
    // From here on in one turn: what is taken meanwhile comes to the views that are open.
    for (const { seq, update } of this.#through) if (seq > share.seq && view.take(update, shapeOf(update))) view.stored([update], null);
    for (const { view: from, entry, shape } of underWay()) if (from !== null) view.take(entry.update, shape);
    view.prover.begin();
    this.#open.set(share.id, view);
    // Whoever asked for it is about to be shown it.
    this.#drop(view);
    return view;
  }

  /**
   * Puts into a view what came through it before the room was opened. A crash can take the row that says so
   * of an entry: one of somebody who reads what was shared is proved on the view once more, and is what it was then.
   */
  async #bringBack(view: SharedView): Promise<void> {
    const { documentId, openedAt, storage, grantOf, background } = this.#options;
    if (openedAt <= view.seq) return;
    const { journal, rows } = storage;
    const entries = await journal.readDocumentUpdates(documentId, { after: view.seq, upTo: openedAt });
    const known = new Set(await rows.sharedEntries.after(documentId, view.seq));
    const reads = new Map<string, boolean>();
    const found: Seq[] = [];
    for (const { seq, update, personId, epoch } of entries) {
      const shape = shapeOf(update);
      if (!known.has(seq)) {
        if (personId === null || epoch !== undefined || view.leavesGap(shape)) continue;
        if (!reads.has(personId)) reads.set(personId, (await grantOf(personId, documentId)).share !== null);
        if (reads.get(personId) !== true || !(await this.#isProvedOn(view, update, shape, personId))) continue;
        found.push(seq);
      } else view.prover.add(update);
      if (view.take(update, shape)) view.stored([update], null);
    }
    if (found.length > 0) background(this.#keep(found));
  }

  async #isProvedOn(view: SharedView, update: Uint8Array, shape: UpdateShape, personId: string): Promise<boolean> {
    const { clients } = this.#options;
    const theirs = [...clients.of(personId), ...view.news(shape).filter((client) => clients.mayBe(client, personId))];
    if ((await view.prover.prove(new Uint8Array(update), personId, theirs)) === 'proved') return true;
    view.prover.begin();
    return false;
  }
}
