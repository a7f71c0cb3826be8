import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { type DocumentRow, StorageError } from '@yrka/storage';

/**
 * Whose files they are. A party's stand in a folder of their own, so that whoever copies the
 * municipality's files does not carry those of a draft away with them. So do the arms, which are shown
 * to all who have signed in: by its hash nobody gets at any other file. And so do the logs that matters came with from elsewhere.
 */
export type FileKeeper = 'municipality' | 'arms' | 'origins' | `party-${string}`;

/** Who keeps the files of a document: the same as keeps its text. */
export function keeperOf({ space, party, createdBy }: Pick<DocumentRow, 'space' | 'party' | 'createdBy'>): FileKeeper {
  if (space !== 'party') return 'municipality';
  // As in the chains of the audit log; a party's code is whatever the municipality calls it, also "A/B".
  return `party-${encodeURIComponent(party ?? `-${createdBy ?? ''}`)}`;
}

/** A file that has been received and is nobody's yet: it is kept, or discarded. */
export type ReceivedFile = {
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
  /** Up to `length` bytes from `position`; fewer at the file's end. */
  read(position: number, length: number): Promise<Uint8Array>;
  /** Gives it its place, under its hash. What is there already is the same. */
  keep(): Promise<void>;
  /** Takes it away unless it was kept. */
  discard(): Promise<void>;
};

export type StoredFile = { readonly size: number; readonly content: ReadableStream<Uint8Array> & AsyncIterable<Uint8Array> };

/** More came than the limit lets in. */
export class FileTooLarge extends Error {
  readonly code = 'fileTooLarge';
}

/** Files by their content: `files/<keeper>/<first two of the hash>/<hash>`. Written once, never changed. */
export class FileStore {
  private readonly directory: string;

  constructor(directory: string) {
    this.directory = directory;
  }

  /**
   * Takes a file to the disk as it comes, whatever its size, and says what it is.
   *
   * @throws FileTooLarge, and then nothing is left of it; StorageError `full` or `failed`
   */
  async receive(keeper: FileKeeper, content: AsyncIterable<Uint8Array>, maxBytes: number): Promise<ReceivedFile> {
    const path = join(this.directory, keeper, `${incoming}${randomUUID()}`);
    const hash = createHash('sha256');
    let size = 0;
    let file: FileHandle | null = null;
    try {
      await onDisk(() => makeFolder(dirname(path)));
      const opened = await onDisk(() => open(path, 'wx', 0o600));
      file = opened;
      for await (const chunk of content) {
        size += chunk.length;
        if (size > maxBytes) throw new FileTooLarge(`More than ${maxBytes} bytes came`);
        hash.update(chunk);
        await onDisk(() => opened.writeFile(chunk));
      }
      await onDisk(() => opened.sync());
    } catch (error) {
      // What went wrong first is what is told; what is left behind is cleared at the next start.
      await file?.close().catch(() => undefined);
      await rm(path, { force: true }).catch(() => undefined);
      throw error;
    }
    await file.close();
    const sha256 = hash.digest('hex');
    return {
      size,
      sha256,
      read: (position, length) => onDisk(() => readAt(path, position, length)),
      keep: () => onDisk(() => this.place(path, this.pathOf(keeper, sha256))),
      discard: () => rm(path, { force: true }),
    };
  }

  /** null when there is no such file. */
  async open(keeper: FileKeeper, sha256: string): Promise<StoredFile | null> {
    const file = await onDisk(() => unlessMissing(open(this.pathOf(keeper, sha256), 'r')));
    if (file === null) return null;
    const { size } = await onDisk(() => file.stat());
    // The stream closes the file. The types of Node and of the web have a stream each; they are one and the same here.
    return { size, content: Readable.toWeb(file.createReadStream()) as StoredFile['content'] };
  }

  /** The same file in another's keeping too. @throws StorageError `failed` when it is not there */
  async copy(sha256: string, from: FileKeeper, to: FileKeeper): Promise<void> {
    if (from === to) return;
    const original = await onDisk(() => open(this.pathOf(from, sha256), 'r'));
    const received = await this.receive(to, original.createReadStream(), Number.MAX_SAFE_INTEGER);
    if (received.sha256 === sha256) return received.keep();
    await received.discard();
    throw new StorageError('failed', `The file ${sha256} is not what it was`);
  }

  /** Does nothing when it is not there. */
  async remove(keeper: FileKeeper, sha256: string): Promise<void> {
    await onDisk(() => rm(this.pathOf(keeper, sha256), { force: true }));
  }

  /** Once, at the start: makes the folder of all files if there is none, and takes away what was on its way when the server last ended. */
  async prepare(): Promise<void> {
    await onDisk(() => makeFolder(this.directory));
    for (const keeper of await readdir(this.directory)) {
      const folder = join(this.directory, keeper);
      const names = (await unlessMissing(readdir(folder))) ?? [];
      for (const name of names) if (name.startsWith(incoming)) await rm(join(folder, name), { force: true });
    }
  }

  private async place(from: string, to: string): Promise<void> {
    await makeFolder(dirname(to));
    await rename(from, to);
    // The name itself must outlive a loss of power, as the bytes do.
    const folder = await open(dirname(to), 'r');
    await folder.sync().finally(() => folder.close());
  }

  private pathOf(keeper: FileKeeper, sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new TypeError('A file is named by its SHA-256');
    return join(this.directory, keeper, sha256.slice(0, 2), sha256);
  }
}

const incoming = 'incoming-';

/**
 * One folder, in one that is there. The folder of all files is made at the start and never again: were it a disk that
 * has been taken away since, files would be put where nobody finds them when it is back.
 */
async function makeFolder(path: string): Promise<void> {
  await mkdir(path).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error;
  });
}

async function readAt(path: string, position: number, length: number): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await file.read(new Uint8Array(length), 0, length, position);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** What the disk says, as a StorageError. @throws StorageError `full` or `failed` */
async function onDisk<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    const isFull = codeOf(cause) === 'ENOSPC' || codeOf(cause) === 'EDQUOT';
    throw new StorageError(isFull ? 'full' : 'failed', 'A file cannot be written or read', { cause });
  }
}

async function unlessMissing<Result>(work: Promise<Result>): Promise<Result | null> {
  return work.catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null;
    throw error;
  });
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : null);
