import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { BundleEntry, BundleFile } from '../bundles/zipping.ts';

/** In a tar what comes is said before it comes: content that is read from a disk brings its size. */
export type SizedFile = BundleFile & { readonly size?: number };

const blockBytes = 512;
/** What the name of an entry has room for; a longer one stands in an entry of its own before it (POSIX.1-2001, pax). */
const nameBytes = 100;

/**
 * Files as one tar, made as it is read, as `zipped` makes a zip. All have one time and one owner, so that one input makes one file.
 * Whoever stops reading ends it.
 */
export function tarred(files: AsyncIterable<SizedFile>, end: (entries: readonly BundleEntry[]) => readonly SizedFile[]): ReadableStream<Uint8Array> {
  return Readable.toWeb(Readable.from(blocksOf(files, end), { objectMode: false })) as ReadableStream<Uint8Array>;
}

async function* blocksOf(files: AsyncIterable<SizedFile>, end: (entries: readonly BundleEntry[]) => readonly SizedFile[]): AsyncGenerator<Uint8Array> {
  const entries: BundleEntry[] = [];
  async function* add({ path, content, size }: SizedFile): AsyncGenerator<Uint8Array> {
    const announced = content instanceof Uint8Array ? content.length : size;
    if (announced === undefined) throw new TypeError(`${path} comes without its size`);
    yield* headOf(path, announced);
    const hash = createHash('sha256');
    let came = 0;
    for await (const piece of content instanceof Uint8Array ? [content] : content) {
      hash.update(piece);
      came += piece.length;
      yield piece;
    }
    if (came !== announced) throw new Error(`A file of ${announced} bytes was one of ${came}`);
    yield padding(came);
    entries.push({ path, size: came, sha256: hash.digest('hex') });
  }
  for await (const file of files) yield* add(file);
  for (const file of end([...entries])) yield* add(file);
  yield new Uint8Array(2 * blockBytes);
}

const padding = (size: number) => new Uint8Array((blockBytes - (size % blockBytes)) % blockBytes);

function* headOf(path: string, size: number): Generator<Uint8Array> {
  const name = Buffer.from(path);
  const isAscii = name.length === path.length;
  if (name.length > nameBytes || !isAscii || size >= 8 ** 11) {
    const records = Buffer.from([recordOf('path', path), ...(size >= 8 ** 11 ? [recordOf('size', String(size))] : [])].join(''));
    yield header('pax', records.length, 'x');
    yield records;
    yield padding(records.length);
  }
  yield header(isAscii ? path.slice(-nameBytes) : 'pax', Math.min(size, 8 ** 11 - 1), '0');
}

/** "<length> <keyword>=<value>\n", where the length counts itself. */
function recordOf(keyword: string, value: string): string {
  const rest = Buffer.byteLength(` ${keyword}=${value}\n`);
  let length = rest;
  while (String(length).length + rest !== length) length = String(length).length + rest;
  return `${length} ${keyword}=${value}\n`;
}

function header(name: string, size: number, type: '0' | 'x'): Uint8Array {
  const block = Buffer.alloc(blockBytes);
  block.write(name, 0, nameBytes);
  const octal = (value: number, at: number, digits: number) => block.write(value.toString(8).padStart(digits, '0'), at);
  octal(0o644, 100, 7);
  octal(0, 108, 7);
  octal(0, 116, 7);
  octal(size, 124, 11);
  octal(0, 136, 11);
  block.fill(' ', 148, 156);
  block.write(type, 156);
  block.write('ustar\0', 257);
  block.write('00', 263);
  octal(
    block.reduce((sum, byte) => sum + byte, 0),
    148,
    6,
  );
  block[154] = 0;
  return block;
}
