import {
  bearsUpdate,
  type ClientMessage,
  type CloseReason,
  closeCodes,
  decodeClientMessage,
  encodeAck,
  encodeAwareness,
  encodeNotice,
  encodeStep1,
  encodeStep2,
  encodeUpdate,
  type Notice,
} from '@yrka/protocol';
import { type Epoch, firstEpoch } from '@yrka/storage';
import type { UpdateShape } from '@yrka/ydoc';
import * as Y from 'yjs';
import { type Budget, type Budgets, costOf, type SharedBudgets } from './budget.ts';
import type { Clock } from './clock.ts';
import { Gaps } from './gaps.ts';
import { Intake } from './intake.ts';
import { decodePresence, encodePresence, type PresenceEntry } from './presence.ts';
import type { Answer, Member, Place } from './place.ts';
import type { Proofs } from './proofs.ts';
import { rememberingNewest } from './rememberingNewest.ts';
import type { RoomsWatch } from './watch.ts';
import { type Access, type Hello, mayRead, type RoomLimits, type RoomPerson, type RoomSession, type RoomSocket } from './types.ts';

/** What a connection asks of the rooms it lives in. */
export type ConnectionHost = {
  readonly limits: RoomLimits;
  readonly clock: Clock;
  readonly watch: RoomsWatch;
  readonly budgets: Budgets;
  readonly sharedBudgets: SharedBudgets;
  readonly proofs: Proofs;
  readonly left: (connection: Connection) => void;
  /** Has the person pay for what was refused, whichever way they send: returns for how many milliseconds. */
  readonly pay: (connection: Connection, units: number) => number;
  /** The same for milliseconds in which a message of theirs held everybody. */
  readonly payForTime: (connection: Connection, ms: number) => number;
  /** For how long they are still to wait for that. */
  readonly owedTime: (connection: Connection) => number;
  /** Work that nobody waits for, and that must not end unseen. */
  readonly background: (work: Promise<unknown>) => void;
  /** A message could not be handled, by a fault of the server's own. */
  readonly failed: (connection: Connection, error: unknown) => void;
};

/**
 * One client's end: takes its messages apart, answers them from the room, and keeps count of what
 * is stored (packages/protocol/SPEC.md). Messages wait while the room is loaded or rights are asked.
 */
export class Connection implements Member {
  readonly documentId: string;
  readonly person: RoomPerson;
  readonly session: RoomSession | null;
  readonly #socket: RoomSocket;
  readonly #host: ConnectionHost;
  readonly #offer: Hello['offer'];
  #place: Place | null = null;
  #access: Access = 'none';
  /** Messages that came while nothing could be answered. */
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  /** While the room is loaded or rights are asked. */
  #isPaused = true;
  /** While what it sent is proved, or what another connection of the same person sent: the next is judged after it. */
  #isProving = false;
  #isBehindProof = false;
  /** Frames for the client that wait while its rights are asked anew; null while it may be sent to. */
  #held: Uint8Array[] | null = null;
  #heldBytes = 0;
  /** Of the largest answer to what it has: who opens a large document is not slow for that. */
  #documentBytes = 0;
  #isClosed = false;
  /** Whoever leaves by themselves has what they sent stored all the same. */
  #isSignedOut = false;
  readonly #budget: Budget;
  /** Of all that the person has open. */
  readonly #shared: Budget;
  readonly #intake: Intake;
  /** Whether it has been sent anything since `keepAlive` was last called, and when that was where it had; with each message would be too dear. */
  #hasHeard = true;
  #heardAt: Date;
  /** Update-bearing messages received; the number of the newest. */
  #received = 0;
  /** Those that are not stored. A refused one stays here for ever. */
  readonly #unstored = new Set<number>();
  readonly #gaps = new Gaps();
  #acked = 0;
  #isAckDue = false;
  #isToldOfFailure = false;
  /** Whether it has said what it has of the document, and that is of the room's epoch. */
  #isOfEpoch = false;

  constructor(socket: RoomSocket, { documentId, person, offer, session }: Hello, host: ConnectionHost) {
    this.#socket = socket;
    this.documentId = documentId;
    this.person = person;
    this.session = session;
    this.#offer = offer;
    this.#host = host;
    this.#heardAt = host.clock.now();
    this.#intake = new Intake(socket, host.clock, () => this.#goOn());
    this.#budget = host.budgets.begin(person.id);
    this.#shared = host.sharedBudgets.begin(person.id);
    // Who comes back does not owe less.
    this.#slowDown(host.owedTime(this));
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** A frame from the client. */
  receive(frame: Uint8Array): void {
    if (this.#isClosed) return;
    if (frame.length > this.#host.limits.maxMessageBytes) return this.close('tooLarge');
    // What came in one packet with what was too much waits here.
    const mayHandle = this.#mayHandle;
    const now = this.#host.clock.now();
    this.#pay(costOf(frame.length), now);
    if (mayHandle) return this.#handle(frame, now);
    this.#waitingBytes += frame.length;
    if (this.#waitingBytes > 2 * this.#host.limits.maxMessageBytes) return this.close('tooLarge');
    this.#waiting.push(frame.slice());
  }

  #pay(units: number, now: Date): void {
    const [own, shared] = [this.#budget.pay(units, now), this.#shared.pay(units, now)];
    this.#slowDown(Math.max(own, shared));
  }

  #slowDown(ms: number): void {
    if (!this.#isClosed) this.#intake.stopFor(ms);
  }

  /** Reads nothing more, until it is closed: what waits is stored first. */
  readNoMore(): void {
    this.#intake.stop();
  }

  /** Takes a seat in what is loaded, by rights of a version that the client is told. */
  enter(place: Place, access: Access, rights: string): void {
    const { epoch } = this.#offer;
    if (epoch !== null && epoch !== place.epoch && mayRead(access)) return this.sendToEpoch(place.epoch);
    this.#place = place;
    place.join(this);
    this.#socket.together(() => {
      // What it knows of the document, it may have asked before an act that nobody could tell it of.
      this.tellNotice({ type: 'rights', version: rights });
      this.send(encodeStep1(place.stateVector()));
      this.#greet(place);
    });
    this.#go(access);
  }

  #greet(place: Place): void {
    const present = place.present(this);
    if (present.length > 0) this.sendPresence(encodeAwareness(encodePresence(present)));
  }

  /** Whether it is in what is loaded. */
  get isSeated(): boolean {
    return this.#place !== null;
  }

  /** Whether messages are kept both ways. */
  get isPaused(): boolean {
    return this.#isPaused;
  }

  /** Whether nothing of its client's is under way: all that it has sent is handled, and stored. */
  get isAtRest(): boolean {
    return this.#waiting.length === 0 && !this.#isProving && this.#unstored.size === 0;
  }

  /** What it has, and what the document is from now on, must never meet. Of what it sent, all that it has not been told of is still with its client. */
  sendToEpoch(epoch: Epoch): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const frame of held) this.send(frame);
    this.tellNotice({ type: 'epoch', epoch });
    this.close('otherEpoch');
  }

  /** Keeps messages both ways until `resume`: what others write now may be no longer for this person to read. */
  pause(): void {
    this.#isPaused = true;
    this.#held ??= [];
  }

  /** Goes on with what this person may do now. */
  resume(access: Access, place: Place | null, rights: string): void {
    const before = this.#place;
    // Whoever loads what it is to be in lets it in, by rights that are no older.
    if (before === null && mayRead(access)) return;
    // What one has seen of what is being written cannot be taken back, and is no beginning of a shared version. A record
    // has all of it: a verifier reads on when the minutes that they read before are verified.
    const isShownLess = place !== null && place.share !== null && place.share.isRecord !== true;
    if (isShownLess && before !== null && before.share === null) return this.close('noRight');
    this.#go(access, before === null || place === null || place === before ? null : () => this.#move(before, place));
    if (this.#place !== null) this.tellNotice({ type: 'changed', rights });
  }

  /** Goes over to a version that was shared later, to the document as it is being written, or to its record: each has all of the one before. */
  #move(before: Place, place: Place): void {
    before.leave(this);
    this.send(encodeUpdate(place.since(before.stateVector())));
    this.#place = place;
    place.join(this);
    this.#greet(place);
    if (place.share !== null && place.share.isRecord !== true) this.tellNotice({ type: 'shared', shareId: place.share.id });
    this.tellNotice({ type: 'sent', seq: place.seq });
  }

  /** @param move what is done before anything that waits. */
  #go(access: Access, move: (() => void) | null = null): void {
    if (this.#isClosed) return;
    if (!mayRead(access)) return this.close(access === 'unknown' ? 'unknownDocument' : 'noRight');
    this.#access = access;
    const held = this.#held ?? [];
    this.#held = null;
    this.#heldBytes = 0;
    for (const frame of held) this.send(frame);
    move?.();
    this.#isPaused = false;
    this.#goOn();
  }

  get #mayHandle(): boolean {
    return !this.#isPaused && !this.#isProving && !this.#isBehindProof && !this.#intake.isStopped;
  }

  /** Handles what waits, until something of it has to be waited for. */
  #goOn(): void {
    while (this.#mayHandle && !this.#isClosed) {
      const frame = this.#waiting.shift();
      if (frame === undefined) break;
      this.#waitingBytes -= frame.length;
      this.#handle(frame, this.#host.clock.now());
    }
  }

  close(reason: CloseReason): void {
    if (reason === 'notSignedIn') this.#isSignedOut = true;
    if (this.#isClosed) return;
    this.closed();
    this.#host.watch.sentAway(reason);
    this.#socket.close(closeCodes[reason], reason);
  }

  /** The socket is gone, whoever closed it. */
  closed(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#host.budgets.end(this.person.id, this.#budget);
    this.#host.sharedBudgets.end(this.person.id);
    // Or the client's answer to the close would not be read.
    this.#intake.goOn();
    this.#waiting = [];
    this.#held = null;
    this.#place?.leave(this);
    this.#host.left(this);
  }

  send(frame: Uint8Array): void {
    if (this.#isClosed) return;
    if (this.#socket.bufferedAmount + this.#heldBytes > this.#host.limits.maxBufferedBytes + this.#documentBytes) return this.close('tooSlow');
    if (this.#held !== null) {
      this.#heldBytes += frame.length;
      this.#held.push(frame);
      return;
    }
    this.#hasHeard = true;
    if (!this.#isAckDue) return this.#socket.send(frame);
    this.#socket.together(() => {
      this.#socket.send(frame);
      this.#acknowledge();
    });
  }

  sendPresence(frame: Uint8Array): void {
    // Superseded by the next one anyway: the first to be left out when a client cannot keep up.
    if (!this.#isBehind) this.send(frame);
  }

  get #isBehind(): boolean {
    return this.#socket.bufferedAmount > this.#host.limits.maxBufferedBytes / 8;
  }

  tellNotice(notice: Notice): void {
    if (this.#offer.features.has('notice')) this.send(encodeNotice(notice));
  }

  /** Sends an empty awareness message when the client has heard nothing for long. */
  keepAlive(now: Date): void {
    const isDue = !this.#hasHeard && !this.#isPaused && now.getTime() - this.#heardAt.getTime() >= this.#host.limits.keepAliveMs;
    if (isDue) this.sendPresence(emptyPresence);
    if (this.#hasHeard) this.#heardAt = now;
    this.#hasHeard = false;
  }

  #handle(frame: Uint8Array, began: Date): void {
    if (this.#access === 'suggest' && this.#host.proofs.isUnderWay(this.person.id) && bearsUpdate(frame)) return this.#waitForProof(frame);
    const message = decodeClientMessage(frame);
    if (message === null || this.#place === null) return this.close('malformed');
    try {
      this.#answerTo(message, this.#place);
    } catch (error) {
      // Thrown on, it would end the process, and with it everybody's connection.
      this.#host.failed(this, error);
      this.close('malformed');
    }
    const now = this.#host.clock.now();
    const ms = now.getTime() - began.getTime();
    // That a machine stood still, or its clock was set, is nobody's fault.
    if (ms > 0) this.#payForTime(Math.min(ms, longestMs), now);
  }

  /** Another connection of the same person has something proved; what comes here is judged after it, and by the rights of then. */
  #waitForProof(frame: Uint8Array): void {
    this.#waiting.unshift(frame.slice());
    this.#waitingBytes += frame.length;
    this.#isBehindProof = true;
    this.#host.proofs.wait(this.person.id, () => {
      this.#isBehindProof = false;
      this.#goOn();
    });
  }

  /** Of a clock that tells whole milliseconds: who sends much that takes less than one pays for as many as it takes in all. */
  #payForTime(ms: number, now: Date): void {
    this.#pay(ms, now);
    // What holds everybody for as long as that is the person's to pay for, over however many connections, and the others have as long.
    if (ms >= longMs) this.#slowDown(Math.max(ms, this.#host.payForTime(this, ms)));
  }

  #answerTo(message: ClientMessage, room: Place): void {
    switch (message.type) {
      case 'step1':
        return this.#answer(room, message.stateVector);
      case 'step2':
      case 'update':
        return this.#take(room, message);
      case 'awareness':
        return this.#takePresence(room, message.update);
      case 'queryAwareness':
        if (this.#isBehind) return;
        return this.sendPresence(encodeAwareness(encodePresence(room.present(this))));
      default:
        message satisfies never;
    }
  }

  #answer(room: Place, stateVector: Uint8Array): void {
    try {
      Y.decodeStateVector(stateVector);
    } catch {
      // It ends too early, or is none.
      return this.close('malformed');
    }
    this.#isOfEpoch = room.isOfEpoch(stateVector);
    if (!this.#isOfEpoch) return this.sendToEpoch(room.epoch);
    if (room.showsLessThan(stateVector, this.person)) return this.close('noRight');
    const missing = room.since(stateVector, this.#offer.has);
    this.#documentBytes = Math.max(this.#documentBytes, missing.length);
    this.#socket.together(() => {
      this.send(step2Of(missing));
      this.tellNotice({ type: 'sent', seq: room.seq });
    });
  }

  #take(room: Place, { type, update }: Extract<ClientMessage, { update: Uint8Array }>): void {
    if (!this.#isOfEpoch && room.epoch !== firstEpoch) return this.sendToEpoch(room.epoch);
    const number = ++this.#received;
    this.#unstored.add(number);
    let isLate = false;
    const answer = room.offer({
      update,
      person: this.person,
      access: this.#access,
      member: this,
      // Late work is all kept for its writer, and comes to no room.
      stored: () => this.#stored(number, type === 'step2' ? (shape) => isLate || room.holds(shape) : null),
      failing: () => this.#failing(),
      isStillIn: () => !this.#isSignedOut,
    });
    if (answer.type === 'late') isLate = true;
    this.#answered(answer, number, type === 'step2', room);
  }

  #answered(answer: Answer, number: number, isStep2: boolean, room: Place): void {
    switch (answer.type) {
      case 'taken':
        return;
      case 'proving':
        this.#isProving = true;
        this.#host.proofs.begin(this.person.id, answer.answer);
        return this.#host.background(
          answer.answer
            .then((decided) => {
              if (decided.type === 'refused') this.#payForRefusal();
              if (!this.#isClosed) this.#answered(decided, number, isStep2, room);
            })
            .finally(() => {
              this.#isProving = false;
              this.#goOn();
            }),
        );
      case 'late':
        return this.tellNotice({ type: 'late' });
      case 'malformed':
        return this.close('malformed');
      case 'overloaded':
        return this.close('storageFailing');
      case 'refused':
        this.#host.watch.refused(answer.code);
        return this.tellNotice({ type: 'refused', code: answer.code, message: number });
      case 'gap': {
        const isFirst = this.#gaps.isEmpty;
        this.#gaps.add(number, answer.missing);
        // A step 2 holds all that the client has: to ask for it again would go on for ever.
        if (!isStep2 && isFirst) this.send(encodeStep1(room.stateVector()));
        return;
      }
      default:
        answer satisfies never;
    }
  }

  /** The copy on which it was tried has to be made anew: whoever tries again and again is read ever more slowly, over however many connections. */
  #payForRefusal(): void {
    this.#slowDown(this.#host.pay(this, refusalCost));
  }

  /** @param isRepeated of a sync step 2: whether it has brought what left a gap before. */
  #stored(number: number, isRepeated: ((shape: UpdateShape) => boolean) | null): void {
    this.#unstored.delete(number);
    if (isRepeated !== null) for (const repeated of this.#gaps.close(number, isRepeated)) this.#unstored.delete(repeated);
    if (this.#isToldOfFailure) {
      this.#isToldOfFailure = false;
      this.tellNotice({ type: 'storage', ok: true });
    }
    if (this.#isAckDue || !this.#offer.features.has('ack')) return;
    // What was stored with it is told of in the same message: who types fast, and who comes back, has more than one in a batch.
    this.#isAckDue = true;
    queueMicrotask(() => this.#acknowledge());
  }

  #acknowledge(): void {
    if (!this.#isAckDue) return;
    this.#isAckDue = false;
    // Numbers are added in order, so the first is the lowest.
    const [lowest = this.#received + 1] = this.#unstored;
    if (lowest - 1 <= this.#acked) return;
    this.#acked = lowest - 1;
    this.send(encodeAck(this.#acked));
  }

  #failing(): void {
    if (this.#isToldOfFailure) return;
    this.#isToldOfFailure = true;
    this.tellNotice({ type: 'storage', ok: false });
  }

  #takePresence(room: Place, update: Uint8Array): void {
    let entries: readonly PresenceEntry[];
    try {
      entries = decodePresence(update);
    } catch {
      // Cut short, or no JSON objects.
      return this.close('malformed');
    }
    room.takePresence(this, entries);
  }
}

const step2Of = rememberingNewest(encodeStep2);

/** A paste of a whole book takes less. */
const longMs = 20;
const longestMs = 1_000;
/** In units of what one may send: as much as in two seconds. */
export const refusalCost = 1_000;

const emptyPresence = encodeAwareness(encodePresence([]));
