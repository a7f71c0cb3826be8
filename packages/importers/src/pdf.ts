import { ImporterError } from './importerError.ts';
import { type Line, linesOf } from './lines.ts';

/** A whole year's minutes have some thousand pages. */
export const maxPages = 2_000;

/** A run of letters on a page: where it begins, how wide and how high it is, in points. */
export type Glyphs = { readonly text: string; readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** What a PDF/A-3a that Yrka made carries is called (`@yrka/exporters`, pdf/compileWorker.ts). */
const carriedFile = 'dokument.akn.xml';

/** `carried`: the same document as Akoma Ntoso, where Yrka made the file and it carries one; null for none. */
export type ReadPdf = { readonly lines: readonly Line[]; readonly carried: string | null };

/**
 * [FIL4] The lines of a PDF, put together from where the letters stand, and what it carries. Throws ImporterError `damaged`,
 * `encrypted`, `tooLarge`, or `noText` where no page has any, as of a scan.
 */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const { getDocumentProxy } = await import('unpdf');
  // The parser takes the bytes over, and leaves nothing of them to whoever gave them.
  const pdf = await getDocumentProxy(bytes.slice(), { verbosity: 0 }).catch((cause: unknown) => {
    const isLocked = cause instanceof Error && cause.name === 'PasswordException';
    throw new ImporterError(isLocked ? 'encrypted' : 'damaged', isLocked ? 'The PDF needs a password' : 'The PDF could not be opened', { cause });
  });
  try {
    if (pdf.numPages > maxPages) throw new ImporterError('tooLarge', `${pdf.numPages} pages are more than the ${maxPages} that are read`);
    const pages: string[] = [];
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      pages.push(
        textOfPage(
          items.flatMap((item): Glyphs[] =>
            'str' in item && item.str.trim() !== ''
              ? [
                  {
                    text: item.str,
                    x: item.transform[4] as number,
                    y: item.transform[5] as number,
                    width: item.width,
                    height: Math.abs(item.transform[3] as number) || item.height,
                  },
                ]
              : [],
          ),
        ),
      );
      page.cleanup();
    }
    const text = pages.join('\n\f');
    if (!/[\p{L}\p{N}]/u.test(text)) throw new ImporterError('noText', 'No page has any text');
    return { lines: linesOf(text), carried: await carriedIn(pdf) };
  } catch (cause) {
    if (cause instanceof ImporterError) throw cause;
    throw new ImporterError('damaged', 'A page of the PDF could not be read', { cause });
  } finally {
    await pdf.cleanup();
  }
}

type Attachments = { readonly getAttachments: () => Promise<unknown>; readonly getAttachmentContent: (name: string) => Promise<unknown> };

/** A file within the file that cannot be read is none: the pages say all that it would. */
async function carriedIn(pdf: Attachments): Promise<string | null> {
  try {
    const attachments = await pdf.getAttachments();
    if (!(attachments instanceof Map) || !attachments.has(carriedFile)) return null;
    const content = await pdf.getAttachmentContent(carriedFile);
    return content instanceof Uint8Array ? new TextDecoder('utf-8', { fatal: true }).decode(content) : null;
  } catch {
    return null;
  }
}

/**
 * [FIL4] The text of one page as it would be typed: letters on one height are a line, a gap between them
 * as many spaces as it is wide, so that columns stand under one another, and a wider gap between
 * lines than usual is a blank line.
 */
export function textOfPage(glyphs: readonly Glyphs[]): string {
  const rows: Glyphs[][] = [];
  for (const glyph of [...glyphs].sort((one, other) => other.y - one.y || one.x - other.x)) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (first !== undefined && Math.abs(first.y - glyph.y) < Math.min(first.height, glyph.height) * 0.5) row?.push(glyph);
    else rows.push([glyph]);
  }
  const letter = median(glyphs.map(({ text, width }) => width / Math.max(text.length, 1)).filter((width) => width > 0)) || 5;
  const left = Math.min(...glyphs.map(({ x }) => x));
  const pitch = median(rows.slice(1).map((row, index) => (rows[index]?.[0]?.y ?? 0) - (row[0]?.y ?? 0))) || 12;
  let text = '';
  rows.forEach((row, index) => {
    const gap = (rows[index - 1]?.[0]?.y ?? 0) - (row[0]?.y ?? 0);
    const height = row[0]?.height ?? pitch;
    const before = rows[index - 1]?.[0]?.height ?? height;
    // Letters of another size are of another paragraph, however near.
    const isApart = gap > Math.max(pitch * 1.35, height * 1.6) || Math.abs(before - height) > height * 0.08;
    if (index > 0) text += isApart ? '\n\n' : '\n';
    text += lineOf(
      row.sort((one, other) => one.x - other.x),
      left,
      letter,
    );
  });
  return text;
}

function lineOf(row: readonly Glyphs[], left: number, letter: number): string {
  let line = '';
  let end: number | null = null;
  for (const { text, x, width, height } of row) {
    const gap: number = end === null ? 0 : x - end;
    // Set apart by more than words are: the next stands in its column, and never nearer than three spaces.
    if (end === null) line = ' '.repeat(Math.max(0, Math.round((x - left) / letter)));
    else if (gap > Math.max(height, letter * 3)) line = `${line.trimEnd().padEnd(Math.round((x - left) / letter) - 3)}   `;
    else if (gap > height * 0.12 && !/\s$/u.test(line) && !/^\s/u.test(text)) line += ' ';
    line += text;
    end = x + width;
  }
  return line.trimEnd();
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
