export type FileFormat = 'pdf' | 'zip' | 'picture' | 'unknown' | 'text';

const signatures: readonly (readonly [FileFormat, readonly number[]])[] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]], // docx, odt, xlsx
  ['picture', [0x89, 0x50, 0x4e, 0x47]], // PNG
  ['picture', [0xff, 0xd8, 0xff]], // JPEG
  ['picture', [0x47, 0x49, 0x46, 0x38]], // GIF
  ['picture', [0x49, 0x49, 0x2a, 0x00]], // TIFF
  ['picture', [0x4d, 0x4d, 0x00, 0x2a]], // TIFF
  ['unknown', [0xd0, 0xcf, 0x11, 0xe0]], // older Word, or a newer one under a password
  ['unknown', [0x7b, 0x5c, 0x72, 0x74, 0x66]], // RTF: text, but not the text that it shows
];

/** What a file is by its first bytes; a text when nothing is known of them. */
export function formatOf(bytes: Uint8Array): FileFormat {
  if (isWebp(bytes) || isHeic(bytes)) return 'picture';
  return signatures.find(([, start]) => start.every((byte, index) => bytes[index] === byte))?.[0] ?? 'text';
}

const ascii = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
const isWebp = (bytes: Uint8Array) => ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP';
/** What telephones take pictures in. */
const isHeic = (bytes: Uint8Array) => ascii(bytes, 4, 8) === 'ftyp' && /^(?:heic|heix|heif|mif1|msf1|avif)$/u.test(ascii(bytes, 8, 12));

/** A newer Word file under a password lies in a file of the older form, in a stream of this name, which is UTF-16. */
export function isUnderPassword(bytes: Uint8Array): boolean {
  const name = [...'EncryptedPackage'].flatMap((letter) => [letter.charCodeAt(0), 0]);
  for (let at = 0; at + name.length <= bytes.length; at++) if (name.every((byte, index) => bytes[at + index] === byte)) return true;
  return false;
}

/** Whether a text is a document of OASIS LegalDocML, by the namespace of its first element. */
export const isAkomaNtoso = (text: string) =>
  /^\ufeff?(?:\s|<\?xml[^>]*>|<!--[\s\S]*?-->)*<akomaNtoso\s[^>]*legaldocml\/ns\/akn\/3\.0/u.test(text.slice(0, 4_000));
