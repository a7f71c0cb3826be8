export type PictureSize = { readonly width: number; readonly height: number };

/** How large a PNG or JPEG is, in pixels, read from its own marks; null when it does not hold together from its first byte to its last. */
export function pictureSize(bytes: Uint8Array, format: 'png' | 'jpg'): PictureSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return format === 'png' ? pngSize(bytes, view) : jpegSize(view);
}

/** Chunks with a checksum each, from IHDR to IEND (PNG, third edition, 5.3). */
function pngSize(bytes: Uint8Array, view: DataView): PictureSize | null {
  let size: PictureSize | null = null;
  let at = 8;
  while (at + 12 <= bytes.length) {
    const length = view.getUint32(at);
    const name = view.getUint32(at + 4);
    const end = at + 8 + length;
    if (end + 4 > bytes.length || crc32(bytes.subarray(at + 4, end)) !== view.getUint32(end)) return null;
    if (at === 8) {
      if (name !== chunkName('IHDR') || length !== 13) return null;
      size = { width: view.getUint32(16), height: view.getUint32(20) };
    }
    if (name === chunkName('IEND')) return size;
    at = end + 4;
  }
  return null;
}

/** Segments from SOI to EOI; behind each scan's header stand its letters, until a mark that is none of theirs (ITU-T T.81, annex B). */
function jpegSize(view: DataView): PictureSize | null {
  let size: PictureSize | null = null;
  let at = 2;
  while (at + 2 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const mark = view.getUint8(at + 1);
    if (mark === endOfImage) return size;
    // Any number of FF may fill the space before a mark; a few marks have nothing behind them.
    if (mark === 0xff) at += 1;
    else if (mark === 0x01 || isRestart(mark)) at += 2;
    else {
      if (at + 4 > view.byteLength) return null;
      const end = at + 2 + view.getUint16(at + 2);
      if (end > view.byteLength) return null;
      if (isFrame(mark)) {
        if (end < at + 9) return null;
        size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
      }
      at = mark === startOfScan ? endOfScan(view, end) : end;
    }
  }
  return null;
}

function endOfScan(view: DataView, from: number): number {
  let at = from;
  while (at + 1 < view.byteLength) {
    const next = view.getUint8(at + 1);
    if (view.getUint8(at) === 0xff && next !== 0x00 && next !== 0xff && !isRestart(next)) return at;
    at += 1;
  }
  return view.byteLength;
}

/** PNG, third edition, annex D. Ours, as the program that writes Word files runs in browsers too. */
const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}

const endOfImage = 0xd9;
const startOfScan = 0xda;
const isRestart = (mark: number) => mark >= 0xd0 && mark <= 0xd7;
/** SOF0–SOF15, among which stand three that begin no frame: DHT, JPG and DAC. */
const isFrame = (mark: number) => mark >= 0xc0 && mark <= 0xcf && mark !== 0xc4 && mark !== 0xc8 && mark !== 0xcc;
const chunkName = (name: string) => new DataView(new TextEncoder().encode(name).buffer).getUint32(0);
