import { ImporterError } from './importerError.ts';

export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
export type DecodedText = { readonly text: string; readonly encoding: TextEncodingName };

/** Far above any plain-text minutes (a whole year's are some 3 MB); what is larger is something else. */
export const maxTextBytes = 10_000_000;

/** So much of a file is looked at to tell UTF-16 and binary files by their zero bytes. */
const sampleBytes = 4_096;

/**
 * The text of a file: by its byte order mark, else strict UTF-8, else UTF-16 by its zero bytes,
 * else Windows-1252, which older Swedish systems write and which any bytes are.
 * Throws ImporterError `empty` (no letter or figure), `tooLarge`, or `notText` (a picture, a PDF, a Word file).
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes.length > maxTextBytes) throw new ImporterError('tooLarge', `${bytes.length} bytes are more than the ${maxTextBytes} that a text may have`);
  if (bytes.length === 0) throw new ImporterError('empty', 'The file has no bytes');
  if (isKnownBinary(bytes)) throw new ImporterError('notText', 'The file is of a known binary format');
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding, { fatal: encoding !== 'windows-1252' }).decode(bytes);
  if (hasControlCharacters(text)) throw new ImporterError('notText', `Read as ${encoding} the file holds control characters`);
  if (!/[\p{L}\p{N}]/u.test(text)) throw new ImporterError('empty', 'The file holds no letter and no figure');
  return { text, encoding };
}

function encodingOf(bytes: Uint8Array): TextEncodingName {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf]) && isValid(bytes, 'utf-8')) return 'utf-8';
  if (startsWith(bytes, [0xff, 0xfe]) && isValid(bytes, 'utf-16le')) return 'utf-16le';
  if (startsWith(bytes, [0xfe, 0xff]) && isValid(bytes, 'utf-16be')) return 'utf-16be';
  const byZeros = utf16ByZeros(bytes);
  if (byZeros !== null && isValid(bytes, byZeros)) return byZeros;
  return isValid(bytes, 'utf-8') ? 'utf-8' : 'windows-1252';
}

/** Swedish letters are below U+0100, so in UTF-16 nearly every second byte is zero. */
function utf16ByZeros(bytes: Uint8Array): TextEncodingName | null {
  if (bytes.length % 2 !== 0) return null;
  const length = Math.min(bytes.length, sampleBytes);
  const zeros = [0, 0];
  for (let index = 0; index < length; index++) if (bytes[index] === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even, odd] = [(zeros[0] ?? 0) / (length / 2), (zeros[1] ?? 0) / (length / 2)];
  if (odd > 0.6 && even < 0.1) return 'utf-16le';
  if (even > 0.6 && odd < 0.1) return 'utf-16be';
  return null;
}

function isValid(bytes: Uint8Array, encoding: TextEncodingName): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false; // the only thing that a fatal decoder throws for
  }
}

const startsWith = (bytes: Uint8Array, start: readonly number[]) => start.every((byte, index) => bytes[index] === byte);

const signatures: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46], // PDF
  [0x50, 0x4b, 0x03, 0x04], // ZIP: docx, odt, xlsx
  [0xd0, 0xcf, 0x11, 0xe0], // older Word
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0x7b, 0x5c, 0x72, 0x74, 0x66], // RTF: text, but not the text that it shows
];

const isKnownBinary = (bytes: Uint8Array) => signatures.some((signature) => startsWith(bytes, signature));

/** Zero and its like do not occur in text; tabs, line breaks and page breaks do, and what Windows-1252 leaves undefined is let by. */
const hasControlCharacters = (text: string) => /[\p{Cc}--[\t\n\v\f\r\u0080-\u009f]]/v.test(text);
