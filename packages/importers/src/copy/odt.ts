import { inflateRawSync } from 'node:zlib';
import { CommentEdges, type CopyLine, idOfBookmark, type LineForm, type OpenedCopy, SegmentWriter } from './line.ts';
import type { Parts } from './docx.ts';
import { childOf, type Element, elementAt, elementsOf, findAll, isTag, isText, rootOf, textIn } from './xml.ts';

/** More is no version that Yrka wrote. */
const maxSourceBytes = 100_000_000;

/** The paragraphs of an OpenDocument text, and what it carries where Yrka wrote it; null when it is none. */
export function openOdt(parts: Parts): OpenedCopy | null {
  const content = rootOf(parts['content.xml'] ?? '', { isXml: true });
  const text = elementAt(content, 'office:body', 'office:text');
  if (content === null || text === null) return null;
  const meta = elementAt(rootOf(parts['meta.xml'] ?? '', { isXml: true }), 'office:meta');
  const carried = meta === null ? undefined : findAll(meta, 'meta:user-defined').find(({ attribs }) => attribs['meta:name'] === 'Yrka');
  const reader = new TextReader(content, rootOf(parts['styles.xml'] ?? '', { isXml: true }));
  const lines = reader.lines(text);
  return { source: carried === undefined ? null : unpacked(textIn(carried)), lines, places: reader.comments.passagesIn(lines) };
}

function unpacked(text: string): string | null {
  try {
    return inflateRawSync(Buffer.from(text.trim(), 'base64'), { maxOutputLength: maxSourceBytes }).toString('utf8');
  } catch {
    return null; // somebody else's property: the words are all there is
  }
}

type Style = { readonly parent: string | null; readonly strong: boolean | null; readonly emphasis: boolean | null };
type Around = { readonly row: number | null; readonly list: string | null; readonly depth: number };

class TextReader {
  readonly comments = new CommentEdges();
  readonly #styles = new Map<string, Style>();
  readonly #bullets = new Set<string>();
  #rows = 0;

  constructor(...roots: readonly (Element | null)[]) {
    for (const root of roots) {
      if (root === null) continue;
      for (const style of findAll(root, 'style:style')) {
        const { attribs } = childOf(style, 'style:text-properties') ?? { attribs: {} as Record<string, string> };
        this.#styles.set(style.attribs['style:name'] ?? '', {
          parent: style.attribs['style:parent-style-name'] ?? null,
          strong:
            style.attribs['style:family'] !== 'text' || attribs['fo:font-weight'] === undefined ? null : /^(?:bold|[6-9]00)$/u.test(attribs['fo:font-weight']),
          emphasis: style.attribs['style:family'] !== 'text' || attribs['fo:font-style'] === undefined ? null : attribs['fo:font-style'] !== 'normal',
        });
      }
      for (const list of findAll(root, 'text:list-style'))
        if (elementsOf(list)[0]?.name === 'text:list-level-style-bullet') this.#bullets.add(list.attribs['style:name'] ?? '');
    }
  }

  lines(text: Element): readonly CopyLine[] {
    const lines: CopyLine[] = [];
    const visit = (element: Element, around: Around): void => {
      switch (element.name) {
        case 'text:p':
        case 'text:h': {
          const segments = new SegmentWriter();
          this.#inline(element, segments, { strong: false, emphasis: false, href: null });
          lines.push({ ...this.#formOf(element, around), segments: segments.segments, row: around.row });
          return;
        }
        case 'text:list': {
          const list = element.attribs['text:style-name'] ?? around.list;
          for (const item of elementsOf(element)) for (const child of elementsOf(item)) visit(child, { ...around, list, depth: around.depth + 1 });
          return;
        }
        case 'table:table-row': {
          const row = this.#rows++;
          for (const child of elementsOf(element)) visit(child, { ...around, row });
          return;
        }
        // What is struck lies here and not in the text.
        case 'text:tracked-changes':
        case 'office:annotation':
          return;
        default:
          for (const child of elementsOf(element)) visit(child, around);
      }
    };
    for (const child of elementsOf(text)) visit(child, { row: null, list: null, depth: -1 });
    return lines;
  }

  #inline(parent: Element, segments: SegmentWriter, marks: { readonly strong: boolean; readonly emphasis: boolean; readonly href: string | null }): void {
    for (const child of parent.children) {
      if (isText(child)) {
        const text = child.data.replace(/[\t\n\r ]+/gu, ' ');
        if (text !== '') segments.add({ text, ...marks });
        continue;
      }
      if (!isTag(child)) continue;
      const { name, attribs } = child;
      if (name === 'text:bookmark' || name === 'text:bookmark-start') {
        const id = idOfBookmark(attribs['text:name']);
        if (id !== null) segments.begin(id);
      } else if (name === 'text:s') segments.add({ text: ' '.repeat(Math.max(1, Math.min(Number(attribs['text:c'] ?? 1) || 1, 1_000))), ...marks });
      else if (name === 'text:tab') segments.add({ text: '\t', ...marks });
      else if (name === 'text:line-break') segments.add({ break: true });
      else if (name === 'text:note') segments.add({ note: findAll(child, 'text:p').map(noteText).join(' ').trim() });
      else if (name === 'office:annotation') this.comments.begin(annotationName(child), segments.place);
      else if (name === 'office:annotation-end') this.comments.end(attribs['office:name'] ?? '', segments.place);
      else if (name === 'draw:frame') continue;
      else
        this.#inline(child, segments, {
          strong: this.#markOf(attribs['text:style-name'], 'strong') ?? marks.strong,
          emphasis: this.#markOf(attribs['text:style-name'], 'emphasis') ?? marks.emphasis,
          href: name === 'text:a' ? (attribs['xlink:href'] ?? null) : marks.href,
        });
    }
  }

  /** By the style or the nearest behind it that says so. In a file that somebody made one may stand behind itself. */
  #markOf(name: string | undefined, mark: 'strong' | 'emphasis'): boolean | null {
    const looked = new Set<string>();
    for (let at = name ?? null; at !== null && !looked.has(at); at = this.#styles.get(at)?.parent ?? null) {
      const said = this.#styles.get(at)?.[mark] ?? null;
      if (said !== null) return said;
      looked.add(at);
    }
    return null;
  }

  #formOf({ name, attribs }: Element, { list, depth }: Around): LineForm {
    const style = this.#named(attribs['text:style-name'] ?? '');
    const heading = /^Heading_20_(\d)$/u.exec(style)?.[1];
    if (heading !== undefined || name === 'text:h') return { form: 'heading', level: Number(heading ?? attribs['text:outline-level'] ?? 2) };
    if (style === 'Att-sats' || list === 'Att-satser') return { form: 'clause', isNumbered: list !== null };
    if (style.startsWith('Brevhuvud')) return { form: 'letterhead' };
    if (style === 'Quotations') return { form: 'quotation' };
    if (list !== null) return { form: 'list', list: this.#bullets.has(list) ? 'bullet' : 'ordered', depth: Math.max(0, Math.min(depth, 8)) };
    return { form: style === 'Rad' || style === 'Rad_20_kvar' ? 'line' : 'text' };
  }

  /** The named style behind one that a program made for itself, as "P3". */
  #named(name: string): string {
    const parent = this.#styles.get(name)?.parent ?? null;
    return parent !== null && /^P\d+$/u.test(name) ? parent : name;
  }
}

/** By which its end is known; of one that is at a point, and has no name, all that it says. */
export const annotationName = (annotation: Element) => annotation.attribs['office:name'] ?? textIn(annotation);

function noteText(paragraph: Element): string {
  return paragraph.children.map((child) => (isText(child) ? child.data : isTag(child) ? (child.name === 'text:s' ? ' ' : noteText(child)) : '')).join('');
}
