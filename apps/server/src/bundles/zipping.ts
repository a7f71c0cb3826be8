import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** `isPacked`: packing it once more would gain nothing. */
export type BundleFile = { readonly path: string; readonly content: Uint8Array | AsyncIterable<Uint8Array>; readonly isPacked?: boolean };

/** What stands in a bundle: its bytes, and their SHA-256 in hexadecimal. */
export type BundleEntry = { readonly path: string; readonly size: number; readonly sha256: string };

/** The earliest that a zip can say, so that one input makes one file. */
const zipTime = new Date(1980, 0, 1);

/** What is packed at once; between two pieces others are served. */
const pieceBytes = 64 * 1024;

/**
 * Files as one zip, made as it is read: one file at a time is in memory, and none whose bytes come from a disk. `end` says what
 * stands last, once it is known what stands before. Whoever stops reading ends it.
 */
export function zipped(files: AsyncIterable<BundleFile>, end: (entries: readonly BundleEntry[]) => readonly BundleFile[]): ReadableStream<Uint8Array> {
  return Readable.toWeb(Readable.from(piecesOf(files, end), { objectMode: false })) as ReadableStream<Uint8Array>;
}

async function* piecesOf(files: AsyncIterable<BundleFile>, end: (entries: readonly BundleEntry[]) => readonly BundleFile[]): AsyncGenerator<Uint8Array> {
  let made: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error !== null) throw error;
    made.push(piece);
  });
  const taken = () => {
    const pieces = made;
    made = [];
    return pieces;
  };
  const entries: BundleEntry[] = [];
  async function* add({ path, content, isPacked = false }: BundleFile): AsyncGenerator<Uint8Array> {
    const entry = isPacked ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 6 });
    entry.mtime = zipTime;
    zip.add(entry);
    const hash = createHash('sha256');
    let size = 0;
    for await (const piece of content instanceof Uint8Array ? piecesIn(content) : content) {
      hash.update(piece);
      size += piece.length;
      entry.push(piece);
      yield* taken();
    }
    entry.push(new Uint8Array(), true);
    entries.push({ path, size, sha256: hash.digest('hex') });
    yield* taken();
  }
  for await (const file of files) yield* add(file);
  for (const file of end([...entries])) yield* add(file);
  zip.end();
  yield* taken();
}

async function* piecesIn(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    yield bytes.subarray(at, at + pieceBytes);
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}
