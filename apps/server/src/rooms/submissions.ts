import type { RefusalCode } from '@yrka/protocol';
import { type Epoch, firstEpoch, type Seq, type StorageErrorCode } from '@yrka/storage';
import { refusalCost } from './connection.ts';
import type { Grants } from './grants.ts';
import { InTurn } from './inTurn.ts';
import type { JournalQueue } from './journalQueue.ts';
import type { OpenRooms } from './openRooms.ts';
import type { Pace } from './pace.ts';
import type { Decided } from './place.ts';
import type { RoomUpdate } from './room.ts';
import { mayRead, type RoomPerson } from './types.ts';
import type { RoomsWatch } from './watch.ts';

/** What became of an update that was sent over HTTP. */
export type Submission =
  | 'stored'
  | 'late'
  | 'storageFull'
  | 'storageFailing'
  | 'malformed'
  | 'gap'
  | 'noRight'
  | 'unknownDocument'
  | 'otherEpoch'
  | RefusalCode;

/** What became of having a document say again what it said; `before` is how far it was stored until then. */
export type Restoration =
  | { readonly type: 'restored'; readonly before: Seq; readonly seq: Seq | null }
  | { readonly type: 'isSame' }
  | { readonly type: 'refused'; readonly code: Submission };

type SubmissionsOptions = {
  readonly rooms: OpenRooms;
  readonly grants: Grants;
  readonly pace: Pace;
  readonly queue: JournalQueue<RoomUpdate>;
  readonly watch: RoomsWatch;
  /** How often somebody was signed out. */
  readonly endings: () => number;
};

export type Restored = {
  readonly content: unknown;
  readonly clientId: number;
  /** As for `submit`. */
  readonly isStillIn?: () => Promise<boolean>;
};

type Submitted = {
  readonly epoch: Epoch;
  readonly isStillIn: () => Promise<boolean>;
  /** Called with its sequence where it was news. */
  readonly storedAs?: (seq: Seq) => void;
  /** Whether it is work of the person's own, which is kept for them where the document has been locked. */
  readonly isKeptLate?: boolean;
};

const always = async () => true;

/** What comes into documents another way than over a connection: what is sent over HTTP, and an older version that is restored. */
export class Submissions {
  readonly #options: SubmissionsOptions;
  /** What is to be proved of it. */
  readonly #proofs = new InTurn();

  constructor(options: SubmissionsOptions) {
    this.#options = options;
  }

  /**
   * Offers an update that came another way than over a connection (one that is too large for a message). `epoch`: what it
   * was written for. `isStillIn`: whether the person is still signed in, asked when all that it waits for is over: `noRight` where not.
   */
  async submit(
    documentId: string,
    person: RoomPerson,
    update: Uint8Array,
    epoch: Epoch = firstEpoch,
    isStillIn: () => Promise<boolean> = always,
  ): Promise<Submission> {
    const { grants, pace } = this.#options;
    // As at a connection: what is not for this person is not even loaded.
    const { access: first } = await grants.of(person, documentId);
    if (!mayRead(first)) return first === 'unknown' ? 'unknownDocument' : 'noRight';
    const submit = () => this.#submit(documentId, person, update, { epoch, isStillIn });
    if (first !== 'suggest') return submit();
    // One after the other, as on a connection: what waits to be proved holds whoever would lock the document.
    return this.#proofs.next(person.id, async () => {
      await pace.turn(person.id, 0);
      const submission = await submit();
      if (submission === 'notASuggestion') pace.pay(person.id, refusalCost);
      return submission;
    });
  }

  /**
   * Makes a document say again what it said, as a change by somebody, under a Yjs client id that was never used in it.
   * Nobody has to stop: what the others write meanwhile is merged with it, or offered to them. `isSame` where it says so already.
   */
  async restore(documentId: string, person: RoomPerson, { content, clientId, isStillIn = always }: Restored): Promise<Restoration> {
    const { rooms } = this.#options;
    const open = rooms.acquire(documentId);
    try {
      const room = await open.room;
      await room.settled();
      const before = room.seq;
      const restored = await room.restored({ content, clientId });
      if (restored === null) return { type: 'refused', code: 'storageFailing' };
      if (restored.update === null) return { type: 'isSame' };
      let at: Seq | null = null;
      const storedAs = (seq: Seq) => {
        at = seq;
      };
      const code = await this.#submit(documentId, person, restored.update, { epoch: room.epoch, isStillIn, storedAs, isKeptLate: false });
      return code === 'stored' ? { type: 'restored', before, seq: at } : { type: 'refused', code };
    } finally {
      rooms.release(open);
    }
  }

  async #submit(documentId: string, person: RoomPerson, update: Uint8Array, submitted: Submitted): Promise<Submission> {
    const { rooms, grants, queue, watch, endings } = this.#options;
    const { epoch, isStillIn, storedAs, isKeptLate = true } = submitted;
    const again = () => this.#submit(documentId, person, update, submitted);
    const open = rooms.acquire(documentId);
    try {
      const room = await open.room;
      const before = endings();
      if (!(await isStillIn())) return 'noRight';
      const { promise, resolve, reject } = Promise.withResolvers<Submission>();
      await grants.withPlace(person, documentId, room, (access, place) => {
        if (access === 'unknown') return resolve('unknownDocument');
        if (!mayRead(access) || (access === 'late' && !isKeptLate)) return resolve('noRight');
        if (epoch !== room.epoch) return resolve('otherEpoch');
        // The document was written anew meanwhile, or is open again for another reason: what is there now answers.
        const now = rooms.get(documentId);
        if (room.isGivenUp && now !== undefined && now !== open) return resolve(again());
        // Somebody was signed out meanwhile: it may be who sent this.
        if (before !== endings()) return resolve(again());
        let isLate = false;
        const answer = place.offer({
          update,
          person,
          access,
          member: null,
          stored: (seq) => {
            if (seq !== undefined) storedAs?.(seq);
            resolve(isLate ? 'late' : 'stored');
          },
          failing: (code) => resolve(failureOf(code)),
          isStillIn,
        });
        const decided = (answer: Decided) => {
          if (answer.type === 'late') isLate = true;
          else if (answer.type === 'refused') {
            watch.refused(answer.code);
            resolve(answer.code);
          } else if (answer.type === 'overloaded') resolve(failureOf(queue.failure));
          else if (answer.type !== 'taken') resolve(answer.type);
        };
        if (answer.type === 'proving') answer.answer.then(decided, reject);
        else decided(answer);
      });
      return await promise;
    } finally {
      rooms.release(open);
    }
  }
}

const failureOf = (code: StorageErrorCode | null): Submission => (code === 'full' ? 'storageFull' : 'storageFailing');
