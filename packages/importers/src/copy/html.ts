import { type CopyLine, type LineForm, type OpenedCopy, SegmentWriter } from './line.ts';
import { type Element, findAll, isTag, isText, rootOf, textIn } from './xml.ts';

/** A page of HTML that Yrka wrote; null for any other. */
export function openHtml(html: string): OpenedCopy | null {
  if (!html.includes('id="yrka-source"')) return null;
  const root = rootOf(html, { isXml: false });
  const carried = root === null ? undefined : findAll(root, 'script').find(({ attribs }) => attribs['id'] === 'yrka-source');
  const main = root === null ? undefined : findAll(root, 'main')[0];
  if (root === null || carried === undefined || main === undefined) return null;
  const notes = new Map(
    findAll(root, 'section')
      .filter(({ attribs }) => attribs['role'] === 'doc-endnotes')
      .flatMap((section) => findAll(section, 'li'))
      .map((item) => [item.attribs['id'] ?? '', noteText(item)]),
  );
  return { source: textIn(carried), lines: new PageReader(notes).lines(main) };
}

const noteText = (item: Element) =>
  item.children
    .map((child) => (isText(child) ? child.data : isTag(child) && child.attribs['role'] !== 'doc-backlink' ? textIn(child) : ''))
    .join('')
    .trim();

/** Elements that hold a paragraph of their own. */
const paragraphs = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'dd', 'td', 'th']);
const lists = new Set(['ul', 'ol']);

class PageReader {
  readonly #notes: ReadonlyMap<string, string>;
  #rows = 0;

  constructor(notes: ReadonlyMap<string, string>) {
    this.#notes = notes;
  }

  lines(main: Element): readonly CopyLine[] {
    const lines: CopyLine[] = [];
    const visit = (element: Element, around: readonly Element[], row: number | null) => {
      const inside = [...around, element];
      if (element.name === 'tr') row = this.#rows++;
      if (paragraphs.has(element.name)) {
        const segments = new SegmentWriter();
        const id = element.attribs['data-block'];
        if (id !== undefined) segments.begin(id);
        this.#inline(element, segments, { strong: false, emphasis: false, href: null });
        lines.push({ ...formOf(element, around), segments: segments.segments, row });
        // Lists within an item are paragraphs of their own.
        for (const child of element.children) if (isTag(child) && lists.has(child.name)) visit(child, inside, row);
      } else for (const child of element.children) if (isTag(child)) visit(child, inside, row);
    };
    visit(main, [], null);
    return lines;
  }

  #inline(parent: Element, segments: SegmentWriter, marks: { readonly strong: boolean; readonly emphasis: boolean; readonly href: string | null }): void {
    for (const child of parent.children) {
      if (isText(child)) {
        const text = child.data.replace(/[\t\n\r ]+/gu, ' ');
        if (text !== '') segments.add({ text, ...marks });
      } else if (isTag(child) && !lists.has(child.name)) {
        const { name, attribs } = child;
        if (name === 'br') segments.add({ break: true });
        else if (attribs['role'] === 'doc-noteref') segments.add({ note: this.#notes.get((attribs['href'] ?? '').slice(1)) ?? '' });
        else {
          if (name === 'span' && attribs['data-block'] !== undefined) segments.begin(attribs['data-block']);
          this.#inline(child, segments, {
            strong: marks.strong || name === 'strong' || name === 'b',
            emphasis: marks.emphasis || name === 'em' || name === 'i',
            href: name === 'a' ? (attribs['href'] ?? null) : marks.href,
          });
        }
      }
    }
  }
}

function formOf({ name, attribs }: Element, around: readonly Element[]): LineForm {
  const heading = /^h(\d)$/u.exec(name)?.[1];
  // It stands at the level that the eye sees; a reader's program hears it at that of its element.
  if (heading !== undefined) return { form: 'heading', level: Number(/look(\d)/u.exec(attribs['class'] ?? '')?.[1] ?? heading) };
  const list = around.findLast((element) => lists.has(element.name));
  if (attribs['class'] === 'clause' || list?.attribs['class'] === 'clauses') return { form: 'clause', isNumbered: attribs['class'] !== 'clause' };
  if (list?.attribs['class'] === 'lines') return { form: 'line' };
  if (name === 'li' && list !== undefined) {
    const depth = around.filter((element) => lists.has(element.name)).length - 1;
    return { form: 'list', list: list.name === 'ul' ? 'bullet' : 'ordered', depth };
  }
  return { form: around.some((element) => element.name === 'blockquote') ? 'quotation' : 'text' };
}
