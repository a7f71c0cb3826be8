import { type Glyphs, textOfPage } from './glyphs.ts';
import { ImporterError } from './importerError.ts';
import { type Line, linesOf } from './lines.ts';
import { type Element, linesOfTagged, type TaggedPage } from './taggedPdf.ts';

/** A whole year's minutes have some thousand pages. */
export const maxPages = 2_000;

/** What a PDF/A-3a that Yrka made carries is called (`@yrka/exporters`, pdf/compileWorker.ts). */
const carriedFile = 'dokument.akn.xml';

/** `carried`: the same document as Akoma Ntoso, where Yrka made the file and it carries one; null for none. */
export type ReadPdf = { readonly lines: readonly Line[]; readonly carried: string | null };

/**
 * [FIL4], [FIL6] The lines of a PDF, by its tags or else put together from where the letters stand, and what it carries. Throws ImporterError `damaged`,
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
    const isTagged = ((await pdf.getMarkInfo()) as { readonly Marked?: boolean } | null)?.Marked === true;
    const isByTypst = isTagged && /^Typst\b/u.test(((await pdf.getMetadata()).info as { readonly Creator?: string }).Creator ?? '');
    const pages: string[] = [];
    const tagged: TaggedPage[] = [];
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent({ includeMarkedContent: isTagged });
      const letters = lettersOf(items, isByTypst ? await dividedIn(page) : new Set());
      pages.push(textOfPage(letters.map(({ glyphs }) => glyphs)));
      if (isTagged) tagged.push(taggedPage(letters, ((await page.getStructTree()) as Element | null) ?? {}));
      page.cleanup();
    }
    const text = pages.join('\n\f');
    if (!/[\p{L}\p{N}]/u.test(text)) throw new ImporterError('noText', 'No page has any text');
    return { lines: linesOfTagged(tagged) ?? linesOf(text), carried: await carriedIn(pdf) };
  } catch (cause) {
    if (cause instanceof ImporterError) throw cause;
    throw new ImporterError('damaged', 'A page of the PDF could not be read', { cause });
  } finally {
    await pdf.cleanup();
  }
}

/** `content`: the id by which the structure has them, '' for none; null where they are no part of the text. */
type Letters = { readonly glyphs: Glyphs; readonly content: string | null };

type TextItem = { readonly str: string; readonly transform: readonly number[]; readonly width: number; readonly height: number };
type Mark = { readonly type: string; readonly tag?: string; readonly id?: string };

/** `divided`: the content at whose end a word is divided; there a soft hyphen is put back. */
function lettersOf(items: readonly (TextItem | Mark)[], divided: ReadonlySet<string>): readonly Letters[] {
  const letters: Letters[] = [];
  const open: (string | null)[] = [];
  for (const item of items) {
    if ('str' in item) {
      const [, , , size = 0, x = 0, y = 0] = item.transform;
      if (item.str.trim() !== '')
        letters.push({
          glyphs: { text: item.str, x, y, width: item.width, height: Math.abs(size) || item.height },
          content: open.at(-1) ?? (open.length > 0 ? null : ''),
        });
    } else if (item.type === 'endMarkedContent') {
      const last = letters.at(-1);
      const id = open.pop() ?? '';
      if (last !== undefined && divided.has(/mc\d+$/u.exec(id)?.[0] ?? ''))
        letters[letters.length - 1] = { ...last, glyphs: { ...last.glyphs, text: `${last.glyphs.text}\u00ad` } };
    } else open.push(open.at(-1) === null || item.tag === 'Artifact' ? null : (item.id ?? open.at(-1) ?? ''));
  }
  return letters;
}

type Operations = { readonly fnArray: readonly number[]; readonly argsArray: readonly unknown[] };

/** The contents of a page, as in "mc20", that end on a soft hyphen: the parser leaves those out of its text, and a word would fall in two. */
async function dividedIn(page: { readonly getOperatorList: () => Promise<Operations> }): Promise<ReadonlySet<string>> {
  const { OPS } = await (await import('unpdf')).getResolvedPDFJS();
  const { fnArray, argsArray } = await page.getOperatorList();
  const divided = new Set<string>();
  let content = '';
  fnArray.forEach((operator, index) => {
    const [first, second] = (argsArray[index] as readonly unknown[] | null) ?? [];
    if (operator === OPS.beginMarkedContentProps) content = `mc${String(second)}`;
    if (operator !== OPS.showText || !Array.isArray(first)) return;
    const last = (first as readonly ({ readonly unicode?: string } | number)[]).findLast((glyph) => typeof glyph === 'object');
    if (typeof last === 'object' && last.unicode === '\u00ad') divided.add(content);
    else divided.delete(content);
  });
  return divided;
}

function taggedPage(letters: readonly Letters[], tree: Element): TaggedPage {
  const text = Map.groupBy(
    letters.filter(({ content }) => content !== null),
    ({ content }) => content ?? '',
  );
  return {
    tree,
    text: new Map([...text].map(([id, own]) => [id, own.map(({ glyphs }) => glyphs)])),
    artifacts: letters.filter(({ content }) => content === null).map(({ glyphs }) => glyphs),
  };
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
