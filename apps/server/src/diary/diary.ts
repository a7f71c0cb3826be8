import { open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Storage } from '@yrka/storage';
import type { Logger } from 'pino';
import type { Attachments } from '../attachments/attachments.ts';
import type { Config } from '../config.ts';
import type { FileStore } from '../files/store.ts';
import type { Mailer } from '../mail/mailer.ts';
import { paperOf, type ReceiptFacts, receiptFacts, shortCode } from '../papers/paper.ts';
import { type Clock, systemClock } from '../rooms/clock.ts';

/** Hands over what has been filed to the municipality's diary system: a PDF and its facts, with the attachments. */
export interface Diary {
  /** Something new is to be handed over; it is done soon, and tried again until it succeeds, over restarts too. */
  wake(): void;
  /** Whether something filed could not be handed over when that was last tried. */
  readonly isWaiting: boolean;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

type HandedFile = { readonly fileName: string; readonly mediaType: string; readonly bytes: Uint8Array };

/** What the diary system reads beside the PDF. Civil times are Swedish. */
type HandoverFacts = {
  readonly kind: 'motion';
  readonly documentId: string;
  readonly receivedAt: string;
  readonly title: string;
  readonly senders: readonly { readonly name: string; readonly party: string | null }[];
  readonly document: string;
  readonly attachments: readonly { readonly title: string; readonly file: string }[];
  /** SHA-256 of the canonical text, and the short code of it that stands on the paper. */
  readonly sha256: string;
  readonly code: string;
};

type Options = {
  readonly config: Pick<Config, 'diaryDirectory' | 'diaryMail'>;
  readonly storage: Storage;
  readonly attachments: Attachments;
  readonly files: FileStore;
  readonly mailer: Mailer;
  readonly log: Logger;
  readonly clock?: Clock;
};

/** How long until what did not succeed is tried again. A folder on another machine comes and goes. */
const retryMs = 60_000;

export function startDiary({ config, storage, attachments, files: store, mailer, log, clock = systemClock }: Options): Diary {
  let underWay: Promise<void> = Promise.resolve();
  let isAsked = false;
  let stopWaiting: (() => void) | null = null;
  let isWaiting = false;
  let isClosed = false;

  const handOver = async (documentId: string): Promise<void> => {
    const files = await filesOf({ storage, files: store }, attachments, documentId);
    if (config.diaryDirectory !== null) await putInFolder(config.diaryDirectory, files);
    if (config.diaryMail !== null) {
      const delivery = await mailer.deliver({
        to: config.diaryMail,
        subject: 'Inlämnad motion',
        text: 'En motion har lämnats in i Yrka. Den är bifogad.\n',
        attachments: files,
      });
      if (delivery !== 'sent') throw new Error(`The mail server did not take it (${delivery})`);
    }
    await storage.rows.way.endHandover(documentId, clock.now());
  };
  const run = async (): Promise<void> => {
    isAsked = false;
    let hasFailed = false;
    for (const documentId of await storage.rows.way.openHandovers()) {
      if (isClosed) return;
      try {
        await handOver(documentId);
      } catch (error) {
        hasFailed = true;
        log.error({ err: error, documentId }, 'A filed document could not be handed over to the diary; it is tried again');
      }
    }
    isWaiting = hasFailed;
    if (hasFailed && !isClosed) stopWaiting = clock.after(retryMs, wake);
  };
  function wake(): void {
    // Without anywhere to put them they wait: a folder that is set later gets what came before it.
    if (isClosed || isAsked || (config.diaryDirectory === null && config.diaryMail === null)) return;
    isAsked = true;
    stopWaiting?.();
    stopWaiting = null;
    underWay = underWay.then(run).catch((error: unknown) => log.error({ err: error }, 'What is to be handed over to the diary could not be read'));
  }
  wake();
  return {
    wake,
    get isWaiting() {
      return isWaiting;
    },
    settled: () => underWay,
    close: async () => {
      isClosed = true;
      stopWaiting?.();
      await underWay;
    },
  };
}

/** The PDF first, then its facts, then the attachments; names begin alike, so that they lie together in a folder. */
async function filesOf(kept: Pick<Options, 'storage' | 'files'>, attachments: Attachments, documentId: string): Promise<readonly HandedFile[]> {
  const facts = await receiptFacts(kept.storage, documentId);
  const { received, matter, lock } = facts;
  const stem = `${facts.receivedAt.toISOString().slice(0, 16).replace(/[-:]/g, '').replace('T', '-')}-${shortCode(lock.sha256)}`;
  const { bytes } = await paperOf(kept, { row: received, shared: null, matter, motion: null });
  const document = `${stem}.pdf`;
  const named = (await attachments.list(received.id)).map((row) => ({ row, file: `${stem}-bilaga-${row.order}-${row.fileName}` }));
  const described: HandoverFacts = {
    kind: 'motion',
    documentId,
    receivedAt: facts.receivedAt.toISOString(),
    title: received.title,
    senders: sendersOf(facts),
    document,
    attachments: named.map(({ row, file }) => ({ title: row.title, file })),
    sha256: lock.sha256,
    code: shortCode(lock.sha256),
  };
  return [
    { fileName: document, mediaType: 'application/pdf', bytes },
    ...(await Promise.all(
      named.map(async ({ row, file }) => {
        const stored = await attachments.open(received, row);
        if (stored === null) throw new Error(`The attachment ${row.id} has no file`);
        return { fileName: file, mediaType: row.mediaType, bytes: new Uint8Array(await new Response(stored.content).arrayBuffer()) };
      }),
    )),
    // Last: whoever watches the folder for it finds everything that it names.
    { fileName: `${stem}.json`, mediaType: 'application/json', bytes: new TextEncoder().encode(`${JSON.stringify(described, null, 2)}\n`) },
  ];
}

const sendersOf = ({ senders }: ReceiptFacts) => senders.map(({ name, party }) => ({ name, party }));

/**
 * Each file appears whole, under its own name, when it is on the disk; again over one of the same name, so that a
 * repeated handover is the same. The folder is the diary system's, often another machine's, and is never made here:
 * in place of a share that is away, what is filed would lie where nobody fetches it and count as handed over.
 */
async function putInFolder(directory: string, files: readonly HandedFile[]): Promise<void> {
  const isThere = await stat(directory).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isThere) throw new Error('The folder of YRKA_DIARY_DIR is not there');
  for (const { fileName, bytes } of files) {
    const unready = join(directory, `.${fileName}.tmp`);
    try {
      const file = await open(unready, 'w');
      await file.writeFile(bytes).finally(() => file.close());
      await rename(unready, join(directory, fileName));
    } catch (error) {
      await rm(unready, { force: true }).catch(() => undefined); // what cannot be removed is written over the next time
      throw error;
    }
  }
}
