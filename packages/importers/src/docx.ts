import { ImporterError } from './importerError.ts';
import { linesOfHtml } from './html.ts';
import type { Line } from './lines.ts';

/** So much a file may come to when it is unpacked: some 20 000 pages of text. A bomb of 42 KB comes to petabytes. */
export const maxUnpackedBytes = 100_000_000;

const styles = [
  ...[1, 2, 3, 4].map((level) => `p[style-name='Rubrik ${level}'] => h${level}:fresh`),
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Rubrik'] => h1:fresh",
  "p[style-name='Subtitle'] => h2:fresh",
  // The head of the first page in a file of ours (`@yrka/exporters`, docx/styles.ts and odt/styles.ts).
  "p[style-name^='Brevhuvud'] => header:fresh",
];

/**
 * [FIL2] The lines of a Word file: headings, lists and tables as they are there; headers, footers and
 * pictures are not read, and of tracked changes the text as it would be with all accepted.
 * Throws ImporterError `damaged`, `tooLarge`, or `unknownFormat` for another kind of ZIP.
 */
export async function linesOfDocx(bytes: Uint8Array): Promise<readonly Line[]> {
  const names = await namesIn(bytes);
  if (!names.has('word/document.xml')) throw new ImporterError('unknownFormat', 'The archive holds no Word document');
  const { default: mammoth } = await import('mammoth');
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes) },
      { styleMap: styles, ignoreEmptyParagraphs: false, convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })) },
    );
    // The arrow by which a note points back at its place is no word of the document's.
    return await linesOfHtml(value.replace(/<a href="#(?:foot|end)note-ref-\d+">↑<\/a>/gu, ''), { hasTabs: true });
  } catch (cause) {
    if (cause instanceof ImporterError) throw cause;
    throw new ImporterError('damaged', 'The Word file could not be read', { cause });
  }
}

/** Unpacks the parts that are text, throwing them away, as long as they stay within bounds: what an archive says of its own sizes may be untrue. */
export async function namesIn(bytes: Uint8Array): Promise<ReadonlySet<string>> {
  const { Unzip, UnzipInflate } = await import('fflate');
  const names = new Set<string>();
  let total = 0;
  let failure: unknown = null;
  const unzip = new Unzip((file) => {
    names.add(file.name);
    if (!/\.(?:xml|rels)$/u.test(file.name)) return;
    file.ondata = (error, chunk) => {
      failure ??= error;
      total += chunk?.length ?? 0;
      if (total > maxUnpackedBytes) file.terminate();
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let at = 0; at < bytes.length && total <= maxUnpackedBytes; at += chunkBytes)
      unzip.push(bytes.subarray(at, at + chunkBytes), at + chunkBytes >= bytes.length);
  } catch (cause) {
    failure ??= cause;
  }
  if (total > maxUnpackedBytes) throw new ImporterError('tooLarge', `Unpacked the file comes to more than ${maxUnpackedBytes} bytes`);
  if (failure !== null || names.size === 0) throw new ImporterError('damaged', 'The archive could not be unpacked', { cause: failure });
  return names;
}

/** Small enough that one push of a bomb does not come to much. */
const chunkBytes = 16_384;
