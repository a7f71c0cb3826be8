import type { ClientRow, JournalEntry } from '@yrka/storage';
import { lastReservedClientId, shapeOf } from '@yrka/ydoc';
import * as Y from 'yjs';

/** Whose each Yjs client id of a document is: for ever once somebody has written under it. What nobody is known by is the server's own. */
export class ClientIds {
  readonly #documentId: string;
  /** Whether anything was written under an id. */
  readonly #isWritten: (client: number) => boolean;
  readonly #known: Map<number, { readonly personId: string; isRecorded: boolean }>;

  /** @param rows those that are kept. */
  constructor(documentId: string, rows: readonly Omit<ClientRow, 'documentId'>[], isWritten: (client: number) => boolean) {
    this.#documentId = documentId;
    this.#isWritten = isWritten;
    this.#known = new Map(rows.map(({ clientId, personId }) => [clientId, { personId, isRecorded: true }]));
  }

  /** Null for the server's own, and for nobody's. */
  ownerOf(client: number): string | null {
    return this.#known.get(client)?.personId ?? null;
  }

  of(personId: string): readonly number[] {
    return [...this.#known].filter(([, known]) => known.personId === personId).map(([client]) => client);
  }

  /** Whether new words of this client id may come from this person. */
  mayBe(client: number, personId: string): boolean {
    if (client <= lastReservedClientId) return false;
    const known = this.#known.get(client);
    return known === undefined ? !this.#isWritten(client) : known.personId === personId;
  }

  /** Whether a client id may be this person's; it is from then on, for as long as the document is open. */
  claim(client: number, personId: string): boolean {
    if (!this.mayBe(client, personId)) return false;
    if (!this.#known.has(client)) this.#known.set(client, { personId, isRecorded: false });
    return true;
  }

  /** Whether somebody has written under it: then it is kept. */
  isRecorded(client: number): boolean {
    return this.#known.get(client)?.isRecorded === true;
  }

  /** Somebody writes under these. Returns the rows that are to be kept of it. */
  record(clients: readonly number[], personId: string): readonly ClientRow[] {
    return clients.flatMap((clientId) => {
      if (this.isRecorded(clientId)) return [];
      this.#known.set(clientId, { personId, isRecorded: true });
      return [{ documentId: this.#documentId, clientId, personId }];
    });
  }

  /**
   * Claims are not waited for on the disk: what a loss of power took of them is in the journal, whose first to write under
   * an id is its owner. Returns the rows that are to be kept again.
   */
  recover(stateVector: Uint8Array, entries: readonly JournalEntry[]): readonly ClientRow[] {
    const isLost = (client: number) => client > lastReservedClientId && !this.#known.has(client);
    if (![...Y.decodeStateVector(stateVector).keys()].some(isLost)) return [];
    return entries.flatMap(({ update, personId, epoch }) =>
      personId === null || epoch !== undefined ? [] : this.record([...shapeOf(update).carries.keys()].filter(isLost), personId),
    );
  }

  forget(client: number): void {
    this.#known.delete(client);
  }
}
