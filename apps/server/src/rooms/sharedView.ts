import { encodeUpdate } from '@yrka/protocol';
import { type Epoch, firstEpoch, type Seq } from '@yrka/storage';
import { epochClientId, type UpdateShape } from '@yrka/ydoc';
import * as Y from 'yjs';
import type { Company } from './company.ts';
import type { CompressedBytes, Encoding } from './compressed.ts';
import { Held } from './held.ts';
import type { Answer, Member, Offer, Place, Whole } from './place.ts';
import type { PresenceEntry } from './presence.ts';
import type { Prover } from './prover.ts';
import type { RoomPerson, Share } from './types.ts';
import { isEmptyVector, mergeUpdates, UpdateLog } from './updateLog.ts';

/** What a view needs of its room. */
export type ViewHost = {
  readonly epoch: Epoch;
  readonly company: Company;
  readonly compressed: CompressedBytes;
  readonly prover: (read: () => readonly Uint8Array[]) => Prover;
  readonly offer: (view: SharedView, offer: Offer) => Answer;
  /** Nobody is shown it any more. */
  readonly left: () => void;
  /** The clock below which the document has all of a client's: what is beyond it, nobody can have been shown. */
  readonly stateOf: (client: number) => number;
  /** Whose a client id is; null for the server's own, and for nobody's. */
  readonly ownerOf: (client: number) => string | null;
};

/**
 * A document as it was shared for review, with what its reviewers have suggested since: the updates up to
 * the share's sequence, and of those after it the ones that came through the view. It is the same Yjs
 * history, so what is suggested here stands in the document at once, and what is written there
 * comes here with the next share, as nothing but the difference.
 */
export class SharedView implements Place {
  readonly epoch: Epoch;
  readonly share: Share;
  readonly prover: Prover;
  readonly #host: ViewHost;
  readonly #base: Uint8Array;
  readonly #log: UpdateLog;
  readonly #held: Held;
  /** What came through it since the share and is stored, and what is on its way there, each in its order. */
  readonly #since: Uint8Array[] = [];
  readonly #underWay = new Set<Uint8Array>();

  /** @param base the document up to the share's sequence, as one update. */
  constructor(share: Share, base: Uint8Array, host: ViewHost) {
    this.share = share;
    this.epoch = host.epoch;
    this.#host = host;
    this.#base = base;
    this.#log = new UpdateLog([base]);
    this.#held = new Held(this.#log.stateVector(), () => this.#log.merged());
    this.prover = host.prover(() => [this.#base, ...this.#since, ...this.#underWay]);
  }

  /** However much was suggested since: of the document nothing was shown that came after the share. */
  get seq(): Seq {
    return this.share.seq;
  }

  get members(): ReadonlySet<Member> {
    return this.#host.company.members;
  }

  stateVector(): Uint8Array {
    return this.#held.stateVector();
  }

  since(stateVector: Uint8Array, has: Seq | null = null): Uint8Array {
    if (has !== this.share.seq || isEmptyVector(stateVector)) return this.#log.since(stateVector);
    Y.decodeStateVector(stateVector);
    return mergeUpdates(this.#since);
  }

  isOfEpoch(stateVector: Uint8Array): boolean {
    if (this.epoch === firstEpoch || isEmptyVector(stateVector)) return true;
    const beginning = epochClientId(this.epoch);
    return Y.decodeStateVector(stateVector).get(beginning) === this.#held.stateOf(beginning);
  }

  showsLessThan(stateVector: Uint8Array, person: RoomPerson): boolean {
    const { stateOf, ownerOf } = this.#host;
    const isShownMore = ([client, clock]: readonly [number, number]) => Math.min(clock, stateOf(client)) > this.#held.stateOf(client);
    return [...Y.decodeStateVector(stateVector)].some((has) => isShownMore(has) && ownerOf(has[0]) !== person.id);
  }

  holds(shape: UpdateShape): boolean {
    return this.#held.holds(shape);
  }

  /** The clients of which an update brings something new. */
  news(shape: UpdateShape): readonly number[] {
    return this.#held.news(shape);
  }

  missing(shape: UpdateShape): UpdateShape {
    return this.#held.missing(shape);
  }

  leavesGap(shape: UpdateShape): boolean {
    return this.#held.leavesGap(shape);
  }

  async whole(encoding: Encoding): Promise<Whole> {
    return { epoch: this.epoch, seq: this.seq, encoding, bytes: await this.#host.compressed.in(encoding, this.#log.merged()) };
  }

  offer(offer: Offer): Answer {
    return this.#host.offer(this, offer);
  }

  join(member: Member): void {
    this.#host.company.join(member);
  }

  leave(member: Member): void {
    this.#host.company.leave(member);
    if (this.members.size === 0) this.#host.left();
  }

  present(member: Member): readonly PresenceEntry[] {
    return this.#host.company.present(member);
  }

  takePresence(member: Member, entries: readonly PresenceEntry[]): void {
    this.#host.company.take(member, entries);
  }

  /** Whether the document has already, of what an update brings, what is not here. */
  isBehind(document: Held, shape: UpdateShape): boolean {
    return this.news(shape).some((client) => document.stateOf(client) > this.#held.stateOf(client));
  }

  /** Takes what comes through it, or came through the view before it; false when it builds on what is not shown here. */
  take(update: Uint8Array, shape: UpdateShape): boolean {
    if (this.#held.leavesGap(shape)) return false;
    this.#held.note(shape);
    this.#underWay.add(update);
    return true;
  }

  /** Shows what it has taken and is stored now, in the order in which it was taken. */
  stored(updates: readonly Uint8Array[], onlyWriter: Member | null): void {
    const taken = updates.filter((update) => this.#underWay.delete(update));
    if (taken.length === 0) return;
    for (const update of taken) {
      this.#log.add(update);
      this.#since.push(update);
    }
    const frame = encodeUpdate(mergeUpdates(taken));
    for (const member of this.members) if (member !== onlyWriter) member.send(frame);
  }

  destroy(): void {
    this.prover.destroy();
    this.#host.company.destroy();
    this.#host.compressed.forget();
  }
}
