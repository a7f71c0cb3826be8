import type { PersonRow } from '@yrka/storage';
import type { BroughtCopy } from '../api.ts';
import type { ServerContext } from '../context.ts';
import { type OpenDocument, roomPerson } from '../documents/access.ts';
import { fileClientIds } from '../documents/attributing.ts';
import { readFor, readVersion, updatesFor } from '../documents/reading.ts';
import { textAt, unusedClientId } from '../documents/versions.ts';
import { Refusal } from '../refusal.ts';
import type { Submission } from '../rooms/index.ts';
import { InTurn } from '../rooms/inTurn.ts';
import type { AskedVersion, Brought } from './bringingMessages.ts';
import { type BroughtRemark, judgeRemarks, putRemarks } from './broughtRemarks.ts';
import { Readings } from './reading.ts';

/** A copy as it came, and whoever waits for what it says. */
export type SentCopy = { readonly bytes: Uint8Array<ArrayBuffer>; readonly signal: AbortSignal };
/** A copy held against the document; `at`: when the version that it was made of stood so. */
export type ReadCopy = Omit<Brought, 'remarks'> & { readonly at: Date; readonly epoch: number; readonly comments: readonly BroughtRemark[] };
/** `submission`: what the room said of the suggestions; null where the copy suggests nothing. */
export type BroughtBack = { readonly read: ReadCopy; readonly submission: Submission | null };

/** Edited copies that come back. What they were made of, the journal says; of the file only the words are believed. */
export class Bringing {
  readonly #server: ServerContext;
  readonly #readings = new Readings();
  readonly #turns = new InTurn();

  constructor(server: ServerContext) {
    this.#server = server;
  }

  /** @throws Refusal `noRight` to whoever neither writes nor suggests there now, and `textIsLocked` to who would do so else */
  async opened(person: PersonRow, id: string): Promise<OpenDocument> {
    const { access } = this.#server;
    const open = await access.document(person, id);
    if (open.mayWrite || open.maySuggest) return open;
    const grant = await access.inRoom(person.id, id);
    const may = typeof grant === 'string' ? grant : grant.access;
    throw new Refusal(may === 'late' ? 'textIsLocked' : 'noRight');
  }

  /** What a copy would change. Nothing is stored. @throws Refusal as `Readings.bring`; `copyVersionUnknown` */
  async read(sent: SentCopy, person: PersonRow, open: OpenDocument): Promise<ReadCopy> {
    const { read, remarks } = await this.#held(sent, person, open);
    return { ...read, comments: await judgeRemarks({ server: this.#server, person, document: open }, { ...read, remarks }) };
  }

  /** The same, and then as suggestions, and comments. @param isStillIn whether the person is signed in when it has been read */
  bring(sent: SentCopy, person: PersonRow, open: OpenDocument, isStillIn: () => Promise<boolean>): Promise<BroughtBack> {
    // One after the other: the same copy from two pages at once would be put in twice.
    return this.#turns.next(open.row.id, async () => {
      const { read, remarks } = await this.#held(sent, person, open);
      const speaking = { server: this.#server, person, document: open };
      if (!(await isStillIn())) throw new Refusal('notSignedIn');
      const submission = read.update === null ? null : await this.#server.rooms.submit(open.row.id, roomPerson(person), read.update, read.epoch, isStillIn);
      const judged = await judgeRemarks(speaking, { ...read, remarks });
      const isTaken = submission === null || submission === 'stored';
      return { read: { ...read, comments: isTaken ? await putRemarks(speaking, judged) : judged }, submission };
    });
  }

  async #held(
    { bytes, signal }: SentCopy,
    person: PersonRow,
    open: OpenDocument,
  ): Promise<{ readonly read: Omit<ReadCopy, 'comments'>; readonly remarks: Brought['remarks'] }> {
    const { storage } = this.#server;
    const documentId = open.row.id;
    let facts: Pick<ReadCopy, 'at' | 'epoch'> | null = null;
    const clientId = await unusedClientId(storage.rows, documentId, fileClientIds.from, fileClientIds.before);
    const { remarks, ...brought } = await this.#readings.bring(bytes, {
      documentId,
      personId: person.id,
      clientId,
      signal,
      give: async (wanted) => {
        const { base, at } = await this.#versionOf(open, wanted);
        const { updates, epoch } = await updatesFor(storage, open);
        facts = { at, epoch };
        return { base, updates };
      },
    });
    // It is not brought without having asked.
    return { read: { ...brought, ...(facts ?? { at: new Date(0), epoch: 0 }) }, remarks };
  }

  /** It in words that travel. */
  told({ version, at, changes, unplaced, authors, comments, decided, isMarked }: ReadCopy, isStored: boolean): BroughtCopy {
    return {
      version,
      at: at.toISOString(),
      changes: changes.map((change) => ({ ...change, replaced: [...change.replaced], overtaken: [...change.overtaken] })),
      unplaced: [...unplaced],
      authors: isMarked ? [] : [...authors],
      comments: comments.map(({ author, at: when, text, quote, outcome }) => ({ author, at: when, text, quote, outcome })),
      decided: [...decided],
      isStored,
    };
  }

  /** The version that a copy says it was made of, as this person may read it. */
  async #versionOf(open: OpenDocument, { version, isMarked }: AskedVersion): Promise<{ readonly base: string; readonly at: Date }> {
    const { storage } = this.#server;
    try {
      if (open.shared === null) {
        // A text that came from another installation has other names for its versions.
        const { contentJson, at, version: here } = await textAt(storage, open, version);
        const suggested = isMarked ? JSON.stringify((await readVersion(storage, open.row.id, here)).suggested.toJSON()) : contentJson;
        return { base: suggested, at };
      }
      const [text, shares] = await Promise.all([readFor(storage, open, version), storage.rows.reviews.shares(open.row.id)]);
      const at = shares.find(({ seq }) => seq === version)?.at ?? open.shared.at;
      return { base: isMarked ? JSON.stringify(text.suggested.toJSON()) : text.contentJson, at };
    } catch (error) {
      if (error instanceof Refusal && (error.code === 'notFound' || error.code === 'noRight')) throw new Refusal('copyVersionUnknown', { cause: error });
      throw error;
    }
  }
}
