import { newBlockId } from '@yrka/schema';
import { type AttachmentRow, type DocumentRow, type Rows, type Storage, StorageError } from '@yrka/storage';
import type { AuditAct, AuditDetails } from '../audit/acts.ts';
import { chainOf, record } from '../audit/record.ts';
import type { Config } from '../config.ts';
import { rulesOf } from '../documents/rules.ts';
import { safeFileName, titleFrom } from '../files/fileName.ts';
import { mediaTypeOf } from '../files/mediaType.ts';
import { FileTooLarge, type FileKeeper, type FileStore, keeperOf, type ReceivedFile, type StoredFile } from '../files/store.ts';
import { Refusal } from '../refusal.ts';

export type NewAttachment = {
  /** As the sender's machine calls it; nothing in it is believed. */
  readonly fileName: string;
  readonly kind: AttachmentRow['kind'];
  readonly content: AsyncIterable<Uint8Array>;
  /** Asked when all of it has come, which takes its time. Throws where its sender may not attach it any more. */
  readonly judge?: () => Promise<void>;
};

type Options = {
  readonly storage: Pick<Storage, 'rows'>;
  readonly files: FileStore;
  readonly config: Pick<Config, 'maxAttachmentBytes' | 'maxAttachments'>;
  readonly now: () => Date;
};

/** The files that go with documents. Whether somebody may read or change them is asked before (routes/attachments.ts). */
export class Attachments {
  private readonly options: Options;
  /** A file that is taken away must not be one that another just kept: one at a time, but for the receiving. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(options: Options) {
    this.options = options;
  }

  /** Whether the municipality lets a document of this kind have attachments at all. A paper motion's scan is the motion itself. */
  async mayHave({ kind }: Pick<DocumentRow, 'kind'>): Promise<boolean> {
    if (kind !== 'motion') return true;
    return (await rulesOf(this.options.storage.rows)).attachmentsOnMotions;
  }

  /** In order. */
  list(documentId: string): Promise<readonly AttachmentRow[]> {
    return this.options.storage.rows.way.attachments(documentId);
  }

  /** Whether a received motion came in on paper: then its text was locked by whoever typed it. What was filed here came locked, and has no paper to scan. */
  async cameOnPaper({ id }: DocumentRow): Promise<boolean> {
    return ((await this.options.storage.rows.way.lock(id))?.by ?? null) !== null;
  }

  /** @throws Refusal `fileTooLarge`, `emptyFile`, `fileNotAllowed`, `scanNotPdf`, `tooManyFiles`; StorageError `full` */
  async add(document: DocumentRow, personId: string, { fileName, kind, content, judge }: NewAttachment): Promise<AttachmentRow> {
    const { files, config, storage, now } = this.options;
    await this.refuseTooMany(storage.rows, document.id);
    const received = await files.receive(keeperOf(document), content, config.maxAttachmentBytes).catch((error: unknown) => {
      throw error instanceof FileTooLarge ? new Refusal('fileTooLarge', { cause: error }) : error;
    });
    try {
      if (received.size === 0) throw new Refusal('emptyFile');
      const mediaType = await mediaTypeOf(received.read, received.size);
      if (mediaType === null) throw new Refusal('fileNotAllowed');
      if (kind === 'scan' && mediaType !== 'application/pdf') throw new Refusal('scanNotPdf');
      await judge?.();
      const name = safeFileName(fileName, mediaType);
      const row = { id: newBlockId(), documentId: document.id, title: titleFrom(name) || name, fileName: name, mediaType, kind, by: personId, at: now() };
      return await this.inTurn(() => this.insert(document, row, received));
    } finally {
      await received.discard();
    }
  }

  /** The bytes of one; null when they are not where they should be. */
  open(document: DocumentRow, { sha256 }: AttachmentRow): Promise<StoredFile | null> {
    return this.options.files.open(keeperOf(document), sha256);
  }

  async rename(document: DocumentRow, personId: string, attachment: AttachmentRow, title: string): Promise<void> {
    await this.options.storage.rows.transaction(async (within) => {
      await refuseMoved(within, document);
      await within.way.putAttachments([{ ...attachment, title }]);
      await this.record(within, document, personId, 'renameAttachment', { attachment: attachment.id });
    });
  }

  /** @throws Refusal `conflict` unless the ids are those of the document, each once: somebody added or removed one meanwhile. */
  async order(document: DocumentRow, personId: string, ids: readonly string[]): Promise<void> {
    const { rows } = this.options.storage;
    await rows.transaction(async (within) => {
      await refuseMoved(within, document);
      const there = new Map((await within.way.attachments(document.id)).map((row) => [row.id, row]));
      const inOrder = [...new Set(ids)].map((id) => there.get(id)).filter((row) => row !== undefined);
      if (inOrder.length !== there.size || ids.length !== there.size) throw new Refusal('conflict');
      await within.way.putAttachments(numbered(inOrder));
      await this.record(within, document, personId, 'orderAttachments', { attachments: ids.join(' ') });
    });
  }

  /** The others close the gap; the file goes when no other document of the same keeping has it. */
  async remove(document: DocumentRow, personId: string, attachment: AttachmentRow): Promise<void> {
    const { storage } = this.options;
    await this.inTurn(async () => {
      await storage.rows.transaction(async (within) => {
        await refuseMoved(within, document);
        await within.way.deleteAttachment(attachment.id);
        await within.way.putAttachments(numbered(await within.way.attachments(document.id)));
        await this.unsettle(within, document, [attachment]);
        await this.record(within, document, personId, attachment.kind === 'scan' ? 'removeScan' : 'removeAttachment', facts(attachment));
      });
      await this.dropFile(keeperOf(document), attachment.sha256);
    });
  }

  /** Takes the files away of attachments that are no longer: a draft was thrown away, or a matter that was taken in came to nothing. Those that others of the same keeping have stay. */
  async dropFiles(document: DocumentRow, attachments: readonly AttachmentRow[]): Promise<void> {
    await this.inTurn(async () => {
      for (const { sha256 } of attachments) await this.dropFile(keeperOf(document), sha256);
    });
  }

  /** In the transaction that takes rows away: their files are to be dropped after it, at the next start if not before. */
  async unsettle({ way }: Pick<Rows, 'way'>, document: DocumentRow, attachments: readonly AttachmentRow[]): Promise<void> {
    for (const { sha256 } of attachments) await way.unsettleFile({ keeper: keeperOf(document), sha256 });
  }

  /** Once, at the start: takes the files away that were left when the server last ended, between a file and its row. */
  async dropUnsettled(): Promise<void> {
    const unsettled = await this.options.storage.rows.way.unsettledFiles();
    await this.inTurn(async () => {
      // By whom files are kept is written down by these very acts.
      for (const { keeper, sha256 } of unsettled) await this.dropFile(keeper as FileKeeper, sha256);
    });
  }

  /**
   * Puts the files of a document in the keeping of another one too, and has `store` write the rows that name them there
   * (`putCopied`): filing copies a draft's attachments over the wall, as whoever files. Files first, so that a row always has
   * its file; where the rows do not come the files are dropped, and what `store` throws comes out as it is. All of it in one
   * turn: without a row a file is nobody's, and who takes the same one from another document would take it away.
   */
  async withCopies(from: DocumentRow, to: DocumentRow, by: string, store: (copies: readonly AttachmentRow[]) => Promise<void>): Promise<void> {
    const { files, now, storage } = this.options;
    await this.inTurn(async () => {
      const rows = (await this.list(from.id)).map((row) => ({ ...row, id: newBlockId(), documentId: to.id, by, at: now() }));
      try {
        for (const { sha256 } of rows) {
          await storage.rows.way.unsettleFile({ keeper: keeperOf(to), sha256 });
          await files.copy(sha256, keeperOf(from), keeperOf(to));
        }
        await store(rows);
      } catch (error) {
        for (const { sha256 } of rows) await this.dropFile(keeperOf(to), sha256);
        throw error;
      }
    });
  }

  /** In a transaction with the document that has them. */
  async putCopied({ way }: Pick<Rows, 'way'>, document: DocumentRow, attachments: readonly AttachmentRow[]): Promise<void> {
    await way.putAttachments(attachments);
    for (const { sha256 } of attachments) await way.settleFile({ keeper: keeperOf(document), sha256 });
  }

  private async insert(document: DocumentRow, given: Omit<AttachmentRow, 'order' | 'size' | 'sha256'>, received: ReceivedFile): Promise<AttachmentRow> {
    const { storage } = this.options;
    const file = { keeper: keeperOf(document), sha256: received.sha256 };
    await storage.rows.way.unsettleFile(file);
    await received.keep();
    try {
      return await storage.rows.transaction(async (within) => {
        await refuseMoved(within, document);
        // Several at once, each of which saw room for one.
        const count = await this.refuseTooMany(within, document.id);
        const row = { ...given, order: count + 1, size: received.size, sha256: received.sha256 };
        await within.way.putAttachments([row]);
        await within.way.settleFile(file);
        await this.record(within, document, given.by, row.kind === 'scan' ? 'attachScan' : 'attach', { ...facts(row), kind: row.kind });
        return row;
      });
    } catch (error) {
      await this.dropFile(file.keeper, file.sha256);
      throw error;
    }
  }

  private async refuseTooMany(rows: Rows, documentId: string): Promise<number> {
    const { length } = await rows.way.attachments(documentId);
    if (length >= this.options.config.maxAttachments) throw new Refusal('tooManyFiles');
    return length;
  }

  private async dropFile(keeper: FileKeeper, sha256: string): Promise<void> {
    const { storage, files } = this.options;
    const { way } = storage.rows;
    try {
      if (!(await this.isOfSome(keeper, sha256))) await files.remove(keeper, sha256);
      await way.settleFile({ keeper, sha256 });
    } catch (error) {
      // It stays unsettled, and is dropped at the next start: what was to be done of it is done, or has failed for a reason of its own.
      if (!(error instanceof StorageError)) throw error;
    }
  }

  private async isOfSome(keeper: FileKeeper, sha256: string): Promise<boolean> {
    const { rows } = this.options.storage;
    for (const { documentId } of await rows.way.attachmentsWith(sha256)) {
      const document = await rows.document(documentId);
      if (document !== null && keeperOf(document) === keeper) return true;
    }
    return false;
  }

  private async record(rows: Rows, document: DocumentRow, actorId: string, act: AuditAct, details: AuditDetails): Promise<void> {
    await record(rows, { chain: chainOf(document), at: this.options.now(), actorId, act, subject: { kind: 'document', id: document.id }, details });
  }

  private inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const mine = this.turn.then(work);
    this.turn = mine.catch(() => undefined); // told to whoever asked for it
    return mine;
  }
}

/** A large file takes its time: the document may have been locked, filed or thrown away while it came. */
async function refuseMoved(rows: Rows, { id, stage }: DocumentRow): Promise<void> {
  if ((await rows.document(id))?.stage !== stage) throw new Refusal('conflict');
}

/** Which file it was, for who has it before them: a name is somebody's words, and perhaps somebody's name. */
const facts = ({ id, order, sha256, size }: AttachmentRow) => ({ attachment: id, order, sha256, size });

const numbered = (rows: readonly AttachmentRow[]) => rows.map((row, index) => ({ ...row, order: index + 1 }));
