import { isSafeHref } from '@yrka/schema';
import { isWordList, wordListItem } from './wordLists.ts';

/** The cleaned page, and how many pictures were left out of it. */
export type CleanHtml = { readonly html: string; readonly images: number };

/** What only programs write, and what a reader never sees. */
const unseen = new Set([
  'SCRIPT',
  'STYLE',
  'META',
  'LINK',
  'TITLE',
  'HEAD',
  'XML',
  'NOSCRIPT',
  'TEMPLATE',
  'OBJECT',
  'EMBED',
  'IFRAME',
  'SVG',
  'MATH',
  'INPUT',
  'BUTTON',
  'SELECT',
  'TEXTAREA',
  'O:P',
  'W:SDTPR',
]);
const blocks = new Set([
  'P',
  'DIV',
  'H1',
  'H2',
  'H3',
  'H4',
  'H5',
  'H6',
  'UL',
  'OL',
  'LI',
  'DL',
  'DT',
  'DD',
  'TABLE',
  'BLOCKQUOTE',
  'PRE',
  'SECTION',
  'ARTICLE',
  'HEADER',
  'FOOTER',
  'MAIN',
  'ASIDE',
  'NAV',
  'FIGURE',
  'FIGCAPTION',
  'ADDRESS',
  'HR',
  'CENTER',
  'FORM',
  'FIELDSET',
  'DETAILS',
  'SUMMARY',
]);
const headingLevel: Readonly<Record<string, number>> = { H1: 1, H2: 2, H3: 3, H4: 3, H5: 3, H6: 3 };

type Kind = { readonly level?: number; readonly quote?: boolean; readonly list?: 'bullet' | 'ordered'; readonly depth?: number };

/**
 * Turns what Word, LibreOffice, Google Docs or a web page put on the clipboard into the few
 * elements that a document knows (SPEC.md, PAS1–PAS3): paragraphs with heading, quotation and
 * list, tables, footnotes, bold, italic, line breaks and safe links. All else goes, its words stay.
 */
export function cleanHtml(html: string, parser: { parseFromString(html: string, type: 'text/html'): Document } = new DOMParser()): CleanHtml {
  const page = parser.parseFromString(html, 'text/html');
  const out = page.implementation.createHTMLDocument('');
  const cleaner = new Cleaner(page, out);
  cleaner.blocksOf(page.body, out.body, {});
  return { html: out.body.innerHTML, images: cleaner.images };
}

class Cleaner {
  images = 0;
  private readonly footnotes: Map<string, string>;
  private readonly page: Document;
  private readonly out: Document;

  constructor(page: Document, out: Document) {
    this.page = page;
    this.out = out;
    this.footnotes = takeFootnotes(page);
  }

  /** Reads an element's children as blocks; loose text between them becomes paragraphs of its own. */
  blocksOf(element: Element, target: Element, kind: Kind): void {
    let loose: Node[] = [];
    const flush = () => {
      if (loose.some((node) => (node.textContent ?? '').trim() !== '' || hasPicture(node))) this.paragraph(loose, target, kind);
      loose = [];
    };
    for (const child of [...element.childNodes]) {
      if (isElement(child) && (isBlock(child) || containsBlock(child)) && !isUnseen(child)) {
        flush();
        this.block(child, target, kind);
      } else loose.push(child);
    }
    flush();
  }

  private block(element: Element, target: Element, kind: Kind): void {
    const tag = element.tagName;
    const level = headingOf(element);
    if (tag === 'UL' || tag === 'OL') this.list(element, target, kind);
    else if (tag === 'TABLE') this.table(element, target);
    else if (tag === 'HR' || tag === 'IMG') return;
    else if (tag === 'BLOCKQUOTE') this.blocksOf(element, target, { ...kind, quote: true });
    else if (containsBlock(element)) this.blocksOf(element, target, kind);
    else if (tag === 'PRE') this.lines(element, target, kind);
    else if (isWordList(element)) {
      const { list, depth, content } = wordListItem(element, this.page);
      this.paragraph([content], target, { list, depth });
    } else this.paragraph([...element.childNodes], target, level > 0 ? { level } : kind);
  }

  private list(element: Element, target: Element, kind: Kind): void {
    const depth = kind.list ? Math.min((kind.depth ?? 0) + 1, 3) : 0;
    const item: Kind = { list: element.tagName === 'OL' ? 'ordered' : 'bullet', depth };
    // Google Docs and some old pages put a list inside a list, not inside its item.
    for (const child of [...element.children]) {
      if (child.tagName === 'UL' || child.tagName === 'OL') this.list(child, target, item);
      else this.blocksOf(child, target, item);
    }
  }

  private table(element: Element, target: Element): void {
    const rows = [...element.querySelectorAll('tr')].filter((row) => row.closest('table') === element);
    const isLayout = rows.every((row) => row.children.length <= 1);
    if (isLayout) {
      for (const row of rows) for (const cell of [...row.children]) this.blocksOf(cell, target, {});
      return;
    }
    const table = this.out.createElement('table');
    const body = table.appendChild(this.out.createElement('tbody'));
    for (const row of rows) {
      const cells = body.appendChild(this.out.createElement('tr'));
      for (const cell of [...row.children]) {
        const isHeader = cell.tagName === 'TH' || cell.closest('thead') !== null;
        this.cell(cell, cells.appendChild(this.out.createElement(isHeader ? 'th' : 'td')));
        // A cell over several columns keeps its place: those after it must not slide under another heading.
        for (let extra = 1; extra < Math.min(Number(cell.getAttribute('colspan') ?? 1), 50); extra++)
          cells.append(this.out.createElement(isHeader ? 'th' : 'td'));
      }
    }
    target.append(table);
  }

  /** A cell holds one run of text; its paragraphs become lines. */
  private cell(cell: Element, target: Element): void {
    const parts = this.out.createElement('div');
    this.blocksOf(cell, parts, {});
    [...parts.querySelectorAll('p,h1,h2,h3')].forEach((paragraph, index) => {
      if (index > 0) target.append(this.out.createElement('br'));
      target.append(...paragraph.childNodes);
    });
  }

  private lines(element: Element, target: Element, kind: Kind): void {
    for (const line of (element.textContent ?? '').split('\n')) if (line.trim() !== '') this.paragraph([this.page.createTextNode(line)], target, kind);
  }

  private paragraph(nodes: readonly Node[], target: Element, { level = 0, quote = false, list, depth = 0 }: Kind): void {
    const paragraph = this.out.createElement(level > 0 ? `h${level}` : 'p');
    if (level > 0 || quote || list) {
      paragraph.setAttribute('data-node', 'paragraph');
      paragraph.setAttribute('data-level', String(level));
      paragraph.setAttribute('data-quote', String(quote));
      paragraph.setAttribute('data-depth', String(depth));
      if (list) paragraph.setAttribute('data-list', list);
    }
    for (const node of nodes) this.inline(node, paragraph, { strong: level > 0, emphasis: false });
    trim(paragraph);
    // Word writes an empty line as a paragraph with a space in it; the sheet has its own distances.
    if ((paragraph.textContent ?? '') !== '') target.append(paragraph);
  }

  private inline(node: Node, target: Element, on: { readonly strong: boolean; readonly emphasis: boolean }): void {
    if (node.nodeType === 3) {
      target.append(this.out.createTextNode((node.textContent ?? '').replace(/[ \t\r\n]+/g, ' ').replace(/[\u200b\ufeff]/g, '')));
      return;
    }
    if (!isElement(node) || isUnseen(node)) return;
    const footnote = this.footnoteOf(node);
    if (footnote !== null) {
      const mark = target.appendChild(this.out.createElement('span'));
      mark.setAttribute('data-node', 'footnote');
      mark.textContent = footnote;
      return;
    }
    if (node.tagName === 'IMG') {
      if (!isTrackingPixel(node)) this.images++;
      return;
    }
    if (node.tagName === 'BR') {
      target.append(this.out.createElement('br'));
      return;
    }
    let inner = target;
    const href = node.tagName === 'A' ? node.getAttribute('href') : null;
    if (isSafeHref(href)) {
      inner = inner.appendChild(this.out.createElement('a'));
      inner.setAttribute('href', href);
    }
    const style = styleOf(node);
    const strong = isStrong(node, style, on.strong);
    const emphasis = isEmphasis(node, style, on.emphasis);
    // Headings are bold as such; the mark would be left when they become text.
    if (strong && !on.strong) inner = inner.appendChild(this.out.createElement('strong'));
    if (emphasis && !on.emphasis) inner = inner.appendChild(this.out.createElement('em'));
    for (const child of [...node.childNodes]) this.inline(child, inner, { strong: strong || on.strong, emphasis: emphasis || on.emphasis });
  }

  /** The words of the note that an element refers to, or null when it is no reference. */
  private footnoteOf(element: Element): string | null {
    const href = element.tagName === 'A' ? element : element.querySelector(':scope > a');
    const target = href?.getAttribute('href') ?? '';
    if (element !== href && (element.textContent ?? '').trim() !== (href?.textContent ?? '').trim()) return null;
    return target.startsWith('#') ? (this.footnotes.get(target.slice(1)) ?? null) : null;
  }
}

/** Finds Word's (`_ftn1`), LibreOffice's (`sdfootnote1sym`) and Google Docs' (`ftnt1`) notes and takes them from the end of the page. */
function takeFootnotes(page: Document): Map<string, string> {
  const notes = new Map<string, string>();
  for (const anchor of [...page.querySelectorAll('a[name], a[id]')]) {
    const name = anchor.getAttribute('name') ?? anchor.getAttribute('id') ?? '';
    if (!/^(?:_ftn\d+|_edn\d+|sdfootnote\d+sym|sdendnote\d+sym|ftnt\d+)$/.test(name)) continue;
    const holder =
      anchor.closest(
        'div[style*="mso-element:footnote"], div[style*="mso-element:endnote"], div[id^="ftn"], div[id^="edn"], div[id^="sdfootnote"], div[id^="sdendnote"]',
      ) ?? anchor.closest('p, li');
    if (!holder) continue;
    anchor.remove();
    notes.set(name, (holder.textContent ?? '').replace(/\s+/g, ' ').trim());
    const parent = holder.parentElement;
    holder.remove();
    if (parent && parent !== page.body && (parent.textContent ?? '').trim() === '') parent.remove();
  }
  for (const list of [...page.querySelectorAll('div[style*="mso-element:footnote-list"], div[style*="mso-element:endnote-list"]')])
    if ((list.textContent ?? '').trim() === '') list.remove();
  return notes;
}

function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

function isUnseen(element: Element): boolean {
  const style = styleOf(element);
  if (unseen.has(element.tagName.toUpperCase()) || /(?:^|;)(?:display:none|mso-hide:all)/.test(style)) return true;
  // Deleted words of tracked changes, and the comments that Word appends.
  return (
    element.tagName === 'DEL' ||
    (element.tagName === 'S' && /msodel/i.test(element.className)) ||
    /mso-element:comment(?:-list)?(?:;|$)|mso-special-character:comment/.test(style) ||
    /(?:^|\s)(?:msocomtxt|msocomanch|MsoCommentReference)(?:\s|$)/.test(element.className) ||
    /^_msoanchor_|^_msocom_/.test(element.getAttribute('name') ?? element.getAttribute('id') ?? '')
  );
}

function isBlock(element: Element): boolean {
  return blocks.has(element.tagName);
}

function containsBlock(element: Element): boolean {
  return [...element.children].some((child) => !isUnseen(child) && (isBlock(child) || containsBlock(child)));
}

/** The level that a paragraph has by its tag, or by Word's and LibreOffice's outline level. */
function headingOf(element: Element): number {
  const byTag = headingLevel[element.tagName];
  if (byTag !== undefined) return byTag;
  const outline = /mso-outline-level:(\d)/.exec(styleOf(element))?.[1];
  const byClass = /^(?:MsoHeading|Heading|Rubrik)(\d)/i.exec(element.className)?.[1];
  const level = Number(outline ?? byClass ?? (element.className === 'MsoTitle' ? 1 : 0));
  return Math.min(level, 3);
}

const styleOf = (element: Element) => (element.getAttribute('style') ?? '').replace(/\s*([:;])\s*/g, '$1').toLowerCase();

function isStrong(element: Element, style: string, inherited: boolean): boolean {
  const weight = /(?:^|;)font-weight:([a-z0-9]+)/.exec(style)?.[1];
  // Google Docs wraps everything in <b style="font-weight:normal">.
  if (weight !== undefined) return /^(?:bold|bolder|[6-9]\d\d)$/.test(weight);
  return inherited || element.tagName === 'B' || element.tagName === 'STRONG';
}

function isEmphasis(element: Element, style: string, inherited: boolean): boolean {
  const value = /(?:^|;)font-style:([a-z]+)/.exec(style)?.[1];
  if (value !== undefined) return value === 'italic' || value === 'oblique';
  return inherited || element.tagName === 'I' || element.tagName === 'EM';
}

const isTrackingPixel = (image: Element) => ['width', 'height'].some((side) => Number(image.getAttribute(side) ?? 2) <= 1);

function hasPicture(node: Node): boolean {
  return isElement(node) && (node.tagName === 'IMG' || node.querySelector('img') !== null);
}

/** No spaces or line breaks at the ends of a paragraph. */
function trim(paragraph: Element): void {
  trimEnd(paragraph, 'firstChild');
  trimEnd(paragraph, 'lastChild');
}

/** Whether something is left at that end. */
function trimEnd(element: Element, side: 'firstChild' | 'lastChild'): boolean {
  for (let child = element[side]; child; child = element[side]) {
    if (isElement(child)) {
      if (child.hasAttribute('data-node') || (child.tagName !== 'BR' && trimEnd(child, side))) return true;
    } else {
      const text = (child.textContent ?? '').replace(side === 'firstChild' ? /^[ \u00a0]+/ : /[ \u00a0]+$/, '');
      child.textContent = text;
      if (text !== '') return true;
    }
    child.remove();
  }
  return false;
}
