/** The kinds of file that may be attached, with the ending that their names get. What a browser would run is not among them. */
export const fileKinds = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.presentation': 'odp',
} as const;

export type MediaType = keyof typeof fileKinds;

/** Reads bytes of a file from a position on; fewer at its end. */
export type ReadBytes = (position: number, length: number) => Promise<Uint8Array>;

/**
 * What a file is by its content; whatever its name or its sender say counts for nothing. null for
 * what may not be attached, also an office file with macros in it. Unpacks nothing.
 */
export async function mediaTypeOf(read: ReadBytes, size: number): Promise<MediaType | null> {
  const head = await read(0, headBytes);
  if (startsWith(head, '%PDF-')) return 'application/pdf';
  if (startsWith(head, '\x89PNG\r\n\x1a\n')) return 'image/png';
  if (startsWith(head, '\xff\xd8\xff')) return 'image/jpeg';
  if (!startsWith(head, 'PK\x03\x04')) return null;
  const names = await zipNames(read, size);
  if (names === null || names.some((name) => /(^|\/)vbaProject\.bin$/i.test(name) || /^(Basic|Scripts)\//.test(name))) return null;
  return openDocumentType(head) ?? officeType(names);
}

const headBytes = 256;

/** An OpenDocument says what it is in its first file, which is not packed (ODF 1.3, part 2, 3.3). */
function openDocumentType(head: Uint8Array): MediaType | null {
  const [nameAt, name] = [30, 'mimetype'];
  if (latin(head.subarray(nameAt, nameAt + name.length)) !== name) return null;
  const from = nameAt + (head[26] ?? 0) + 256 * (head[27] ?? 0) + (head[28] ?? 0) + 256 * (head[29] ?? 0);
  const length = (head[18] ?? 0) + 256 * (head[19] ?? 0);
  const stated = latin(head.subarray(from, from + length));
  return stated.includes('opendocument') && isMediaType(stated) ? stated : null;
}

function officeType(names: readonly string[]): MediaType | null {
  if (!names.includes('[Content_Types].xml')) return null;
  for (const [part, type] of officeParts) if (names.includes(part)) return type;
  return null;
}

const officeParts: readonly (readonly [part: string, type: MediaType])[] = [
  ['word/document.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xl/workbook.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['ppt/presentation.xml', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
];

/** The names in a zip's directory, which stands at its end; null when it is none, or is larger than any honest one. */
async function zipNames(read: ReadBytes, size: number): Promise<readonly string[] | null> {
  const tailAt = Math.max(0, size - (endBytes + maxCommentBytes));
  const tail = await read(tailAt, size - tailAt);
  const end = latin(tail).lastIndexOf('PK\x05\x06');
  if (end < 0 || end + endBytes > tail.length) return null;
  const view = viewOf(tail);
  const [count, bytes, at] = [view.getUint16(end + 10, true), view.getUint32(end + 12, true), view.getUint32(end + 16, true)];
  if (bytes > maxDirectoryBytes || at + bytes > size) return null;
  const directory = await read(at, bytes);
  const entries = viewOf(directory);
  const names: string[] = [];
  let position = 0;
  for (let index = 0; index < count; index++) {
    if (position + entryBytes > directory.length || entries.getUint32(position, true) !== entryMark) return null;
    const length = entries.getUint16(position + 28, true);
    names.push(latin(directory.subarray(position + entryBytes, position + entryBytes + length)));
    position += entryBytes + length + entries.getUint16(position + 30, true) + entries.getUint16(position + 32, true);
  }
  return names;
}

const endBytes = 22;
const maxCommentBytes = 65_535;
const entryBytes = 46;
const entryMark = 0x02014b50;
const maxDirectoryBytes = 1_048_576;

const latin = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes);
// Not by that decoder, which reads Windows-1252, where 0x89 is another letter.
const startsWith = (bytes: Uint8Array, mark: string) => [...mark].every((letter, index) => bytes[index] === letter.charCodeAt(0));
const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array) => new DataView(buffer, byteOffset, byteLength);
const isMediaType = (text: string): text is MediaType => Object.hasOwn(fileKinds, text);
