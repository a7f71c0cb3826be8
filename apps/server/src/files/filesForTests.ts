import { crc32, deflateSync } from 'node:zlib';

/** Small files that are what they say, byte by byte: the tests need no binaries in the repository. */
export const pdf = () => ascii('%PDF-1.7\n1 0 obj\n<< >>\nendobj\n%%EOF\n');
export const png = () => new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
export const jpeg = () => new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46]);
export const html = () => ascii('<!doctype html><script>alert(1)</script>');

/** A whole PNG of grey, as large as this in pixels; `profile`: what it says of its colours. */
export function pngOf(width: number, height: number, profile: Uint8Array | null = null): Uint8Array<ArrayBuffer> {
  const chunk = (name: string, content: Uint8Array) => {
    const named = joined([ascii(name), content]);
    return joined([bytesOf(content.length, 4), named, bytesOf(crc32(named), 4)]);
  };
  const header = joined([bytesOf(width, 4), bytesOf(height, 4), new Uint8Array([8, 0, 0, 0, 0])]);
  const rows = new Uint8Array((width + 1) * height);
  const colours = profile === null ? new Uint8Array() : chunk('iCCP', joined([ascii('sRGB\0\0'), deflateSync(profile)]));
  return joined([png().subarray(0, 8), chunk('IHDR', header), colours, chunk('IDAT', deflateSync(rows)), chunk('IEND', new Uint8Array())]);
}

/** A whole JPEG of grey: one table each of what it can have, and two bits for each block of 8 × 8. */
export function jpegOf(width: number, height: number): Uint8Array<ArrayBuffer> {
  const segment = (mark: number, content: readonly number[]) => joined([new Uint8Array([0xff, mark]), bytesOf(content.length + 2, 2), new Uint8Array(content)]);
  const ones = Array.from({ length: 64 }, () => 1);
  const oneCode = [1, ...Array.from({ length: 16 }, () => 0)];
  return joined([
    new Uint8Array([0xff, 0xd8]),
    segment(0xdb, [0, ...ones]),
    segment(0xc0, [8, ...bytesOf(height, 2), ...bytesOf(width, 2), 1, 1, 0x11, 0]),
    segment(0xc4, [0x00, ...oneCode]),
    segment(0xc4, [0x10, ...oneCode]),
    segment(0xda, [1, 1, 0, 0, 63, 0]),
    new Uint8Array(Math.ceil((Math.ceil(width / 8) * Math.ceil(height / 8)) / 4)),
    new Uint8Array([0xff, 0xd9]),
  ]);
}

/** A zip of files that are stored as they are, in this order. */
export function zip(files: readonly (readonly [name: string, content: string])[]): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const [name, content] of files) {
    const [nameBytes, bytes] = [ascii(name), ascii(content)];
    const local = new Uint8Array(30);
    fields(local, [0, 0x04034b50, 4], [4, 20, 2], [18, bytes.length, 4], [22, bytes.length, 4], [26, nameBytes.length, 2]);
    const entry = new Uint8Array(46);
    fields(entry, [0, 0x02014b50, 4], [20, bytes.length, 4], [24, bytes.length, 4], [28, nameBytes.length, 2], [42, at, 4]);
    parts.push(local, nameBytes, bytes);
    directory.push(entry, nameBytes);
    at += local.length + nameBytes.length + bytes.length;
  }
  const end = new Uint8Array(22);
  const length = directory.reduce((sum, part) => sum + part.length, 0);
  fields(end, [0, 0x06054b50, 4], [8, files.length, 2], [10, files.length, 2], [12, length, 4], [16, at, 4]);
  return joined([...parts, ...directory, end]);
}

export const odt = () =>
  zip([
    ['mimetype', 'application/vnd.oasis.opendocument.text'],
    ['content.xml', '<x/>'],
  ]);

/** `part` says what it is: "word/document.xml". */
export const office = (...parts: readonly string[]) => zip([['[Content_Types].xml', '<Types/>'], ...parts.map((part) => [part, '<x/>'] as const)]);

function fields(bytes: Uint8Array, ...values: readonly (readonly [at: number, value: number, length: 2 | 4])[]): void {
  const view = new DataView(bytes.buffer);
  for (const [at, value, length] of values) {
    if (length === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
  }
}

/** A number with its largest byte first. */
function bytesOf(value: number, length: 2 | 4): Uint8Array {
  const view = new DataView(new ArrayBuffer(length));
  if (length === 2) view.setUint16(0, value);
  else view.setUint32(0, value);
  return new Uint8Array(view.buffer);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function ascii(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
