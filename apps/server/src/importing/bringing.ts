import type { PersonRow } from '@yrka/storage';
import type { BroughtCopy } from '../api.ts';
import { threadsFor } from '../comments/comments.ts';
import type { ServerContext } from '../context.ts';
import { type OpenDocument, roomPerson } from '../documents/access.ts';
import { fileClientIds } from '../documents/attributing.ts';
import { readFor, readVersion, updatesFor } from '../documents/reading.ts';
import { textAt, unusedClientId } from '../documents/versions.ts';
import { Refusal } from '../refusal.ts';
import type { Submission } from '../rooms/index.ts';
import { InTurn } from '../rooms/inTurn.ts';
import type { AskedVersion, Brought } from './bringingMessages.ts';
import { Readings } from './reading.ts';

/** A copy held against the document; `at`: when the version that it was made of stood so. */
export type ReadCopy = Brought & { readonly at: Date; readonly epoch: number };

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
  async read(bytes: Uint8Array<ArrayBuffer>, person: PersonRow, open: OpenDocument): Promise<ReadCopy> {
    const { storage } = this.#server;
    const documentId = open.row.id;
    let facts: Pick<ReadCopy, 'at' | 'epoch'> | null = null;
    const clientId = await unusedClientId(storage.rows, documentId, fileClientIds.from, fileClientIds.before);
    const brought = await this.#readings.bring(bytes, {
      documentId,
      personId: person.id,
      clientId,
      give: async (wanted) => {
        const { base, at } = await this.#versionOf(open, wanted);
        const { updates, epoch } = await updatesFor(storage, open);
        facts = { at, epoch };
        return { base, updates };
      },
    });
    // It is not brought without having asked.
    return { ...brought, ...(facts ?? { at: new Date(0), epoch: 0 }) };
  }

  /** The same, and then as suggestions; `submission` is what the room said of them, null where the copy suggests nothing. */
  bring(bytes: Uint8Array<ArrayBuffer>, person: PersonRow, open: OpenDocument): Promise<{ readonly read: ReadCopy; readonly submission: Submission | null }> {
    // One after the other: the same copy from two pages at once would be put in twice.
    return this.#turns.next(open.row.id, async () => {
      const read = await this.read(bytes, person, open);
      if (read.update === null) return { read, submission: null };
      return { read, submission: await this.#server.rooms.submit(open.row.id, roomPerson(person), read.update, read.epoch) };
    });
  }

  /** It in words that travel. Comments that Yrka itself wrote into the file are no news. */
  async told(
    person: PersonRow,
    document: OpenDocument,
    { version, at, changes, unplaced, authors, comments, isMarked }: ReadCopy,
    isStored: boolean,
  ): Promise<BroughtCopy> {
    const server = this.#server;
    const known =
      document.comments === 'none' ? [] : (await threadsFor({ server, person, document })).flatMap((thread) => thread.comments.map(({ text }) => text));
    return {
      version,
      at: at.toISOString(),
      changes: changes.map((change) => ({ ...change, replaced: [...change.replaced], overtaken: [...change.overtaken] })),
      unplaced: [...unplaced],
      authors: isMarked ? [] : [...authors],
      comments: comments.filter(({ text }) => text !== '' && !known.some((one) => one !== '' && text.includes(one))),
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
