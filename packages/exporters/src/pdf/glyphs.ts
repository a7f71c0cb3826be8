/**
 * Which characters a TrueType font has: its `cmap`, formats 4 and 12, which all Unicode fonts use.
 * Source: OpenType specification 1.9.1, "cmap", read 2026-11-25. Throws RangeError on a file that is no font.
 */
export function charactersOf(font: Uint8Array): ReadonlySet<number> {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const cmap = tableOffset(view, 'cmap');
  const characters = new Set<number>();
  for (let index = 0; index < view.getUint16(cmap + 2); index++) {
    const subtable = cmap + view.getUint32(cmap + 4 + index * 8 + 4);
    const format = view.getUint16(subtable);
    if (format === 4) readSegments(view, subtable, characters);
    else if (format === 12) readGroups(view, subtable, characters);
  }
  return characters;
}

function tableOffset(view: DataView, tag: string): number {
  for (let index = 0; index < view.getUint16(4); index++) {
    const record = 12 + index * 16;
    if ([0, 1, 2, 3].every((at) => view.getUint8(record + at) === tag.charCodeAt(at))) return view.getUint32(record + 8);
  }
  throw new RangeError(`The font has no table ${tag}`);
}

function readSegments(view: DataView, subtable: number, characters: Set<number>): void {
  const doubled = view.getUint16(subtable + 6);
  const [ends, starts] = [subtable + 14, subtable + 16 + doubled];
  const [deltas, ranges] = [starts + doubled, starts + 2 * doubled];
  for (let at = 0; at < doubled; at += 2) {
    const [start, end, delta, range] = [view.getUint16(starts + at), view.getUint16(ends + at), view.getUint16(deltas + at), view.getUint16(ranges + at)];
    for (let code = start; code <= end && code < 0xffff; code++) {
      const glyph = range === 0 ? code : view.getUint16(ranges + at + range + (code - start) * 2);
      if (((glyph + delta) & 0xffff) !== 0 && (range === 0 || glyph !== 0)) characters.add(code);
    }
  }
}

function readGroups(view: DataView, subtable: number, characters: Set<number>): void {
  for (let group = 0; group < view.getUint32(subtable + 12); group++) {
    const at = subtable + 16 + group * 12;
    for (let code = view.getUint32(at); code <= view.getUint32(at + 4); code++) characters.add(code);
  }
}
