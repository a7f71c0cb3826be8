import type { LostInExport } from '@yrka/exporters';

/** Where a file's report stands beside the file: JSON, percent-encoded. apps/web/src/api/exports.ts reads it. */
export const reportHeader = 'Yrka-Export-Report';

/** In the bytes of the header. Proxies in front of us take 8 kB of all headers, some of them 4. */
const maxHeaderBytes = 3_000;
const maxCharacters = 40;
const maxAddress = 120;

/** What a file does not show, for a header: as much as has room, what is named first being what was met first. */
export function reportAsHeader(report: readonly LostInExport[]): string {
  const said: LostInExport[] = [];
  let header = encodeURIComponent('[]');
  for (const one of report) {
    const longer = encodeURIComponent(JSON.stringify([...said, shortened(one)]));
    if (longer.length > maxHeaderBytes) continue;
    said.push(shortened(one));
    header = longer;
  }
  return header;
}

function shortened(lost: LostInExport): LostInExport {
  if (lost.code === 'charactersWithoutGlyph') return { ...lost, characters: lost.characters.slice(0, maxCharacters) };
  if (lost.code === 'linkWithoutAddress') return { ...lost, href: [...lost.href].slice(0, maxAddress).join('').toWellFormed() };
  if (lost.code === 'unknownContent') return { ...lost, name: [...lost.name].slice(0, maxAddress).join('').toWellFormed() };
  return lost;
}
