import { promisify } from 'node:util';
import { Readable } from 'node:stream';
import yauzl from 'yauzl';
import { Refusal } from '../refusal.ts';

/** A file that is read from where one likes, as one that has been received is. */
export type ZipSource = {
  readonly size: number;
  /** Up to `length` bytes from `position`; fewer at the file's end. */
  read(position: number, length: number): Promise<Uint8Array>;
};

/** A zip whose list of files has been looked through. No name in it is ever used as a path on a disk. */
export type OpenZip = {
  /** By name, the size that the list says: no more than that is ever unpacked of it. */
  readonly sizes: ReadonlyMap<string, number>;
  /** The bytes of one, as they are unpacked. @throws Refusal `fileDamaged` */
  content(name: string): AsyncIterable<Uint8Array>;
};

/** More than any matter's: each document is some twelve files. */
const maxFiles = 20_000;
/** What all of it may come to, unpacked: 8 GiB. Nothing of it is in memory at once. */
const maxUnpackedBytes = 8 * 1024 ** 3;
/** A text packs to a twentieth; what packs to less than a thousandth is made to. Small files are let be. */
const maxRatio = 1_000;

/**
 * Reads the list of a zip, which stands at its end. What the list says of a file is all that is believed of it.
 *
 * @throws Refusal `fileDamaged` for what is no whole zip; `fileEncrypted`; `bundleUnsafe` for names that lead elsewhere or
 * come twice, too many files, or more to unpack than there is room for
 */
export async function openZip(source: ZipSource): Promise<OpenZip> {
  const reader = new SourceReader(source);
  const zip = await damagedIfThrown(
    promisify(yauzl.fromRandomAccessReader.bind(yauzl) as typeof open)(reader, source.size, { lazyEntries: true, strictFileNames: true, autoClose: false }),
  );
  const entries = new Map<string, yauzl.Entry>();
  let unpacked = 0;
  for await (const entry of entriesOf(zip)) {
    if (entry.fileName.endsWith('/')) continue;
    unpacked += entry.uncompressedSize;
    const isBomb = unpacked > maxUnpackedBytes || (entry.uncompressedSize > 1_048_576 && entry.uncompressedSize > maxRatio * entry.compressedSize);
    if (entry.isEncrypted()) throw new Refusal('fileEncrypted');
    if (isBomb || entries.has(entry.fileName) || entries.size >= maxFiles || !isPlain(entry.fileName)) throw new Refusal('bundleUnsafe');
    entries.set(entry.fileName, entry);
  }
  return {
    sizes: new Map([...entries].map(([name, { uncompressedSize }]) => [name, uncompressedSize])),
    content: (name) => contentOf(zip, entries.get(name)),
  };
}

declare const open: (
  reader: yauzl.RandomAccessReader,
  size: number,
  options: yauzl.Options,
  callback: (error: Error | null, zip: yauzl.ZipFile) => void,
) => void;

/** No folder above, no drive, nothing unseen: yauzl refuses the first two by itself, whatever the system. */
const isPlain = (name: string) =>
  name !== '' && name.length <= 500 && !/[\p{Cc}\\:]/u.test(name) && name.split('/').every((part) => part !== '' && part !== '.' && part !== '..');

async function* entriesOf(zip: yauzl.ZipFile): AsyncGenerator<yauzl.Entry> {
  for (;;) {
    const entry = await new Promise<yauzl.Entry | null>((resolve, reject) => {
      const settle = (act: () => void) => {
        zip.removeAllListeners('entry');
        zip.removeAllListeners('end');
        zip.removeAllListeners('error');
        act();
      };
      zip.once('entry', (found: yauzl.Entry) => settle(() => resolve(found)));
      zip.once('end', () => settle(() => resolve(null)));
      zip.once('error', (error: Error) => settle(() => reject(nameless(error))));
      zip.readEntry();
    });
    if (entry === null) return;
    yield entry;
  }
}

/** What yauzl says of a name is no damage: somebody made it so. */
const nameless = (error: Error) =>
  new Refusal(/file ?name|relative path|absolute path|characters/iu.test(error.message) ? 'bundleUnsafe' : 'fileDamaged', { cause: error });

async function* contentOf(zip: yauzl.ZipFile, entry: yauzl.Entry | undefined): AsyncGenerator<Uint8Array> {
  if (entry === undefined) throw new Refusal('bundleIncomplete');
  const stream = await damagedIfThrown(
    new Promise<Readable>((resolve, reject) => zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)))),
  );
  try {
    // Its own size is counted by yauzl: a file that goes on beyond it is damaged.
    for await (const piece of stream) yield piece as Uint8Array; // a stream of bytes, which the type does not say
  } catch (cause) {
    throw new Refusal('fileDamaged', { cause });
  } finally {
    stream.destroy();
  }
}

async function damagedIfThrown<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (cause) {
    throw cause instanceof Refusal ? cause : new Refusal('fileDamaged', { cause });
  }
}

class SourceReader extends yauzl.RandomAccessReader {
  private readonly source: ZipSource;

  constructor(source: ZipSource) {
    super();
    this.source = source;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(piecesBetween(this.source, start, end), { objectMode: false });
  }
}

const pieceBytes = 256 * 1024;

async function* piecesBetween(source: ZipSource, start: number, end: number): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; ) {
    const piece = await source.read(at, Math.min(pieceBytes, end - at));
    if (piece.length === 0) return;
    yield piece;
    at += piece.length;
  }
}
