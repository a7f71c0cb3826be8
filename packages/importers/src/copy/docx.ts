import type { CopyLine, LineForm, OpenedCopy } from './line.ts';
import { CommentEdges, idOfBookmark, SegmentWriter } from './line.ts';
import { childOf, type Element, elementAt, elementsOf, findAll, rootOf, textIn } from './xml.ts';

/** By which a copy of ours is known (`@yrka/exporters`, docx/carriedParts.ts). */
const sourceNamespace = 'urn:yrka:source:1';

/** A file's parts that are text, by their paths. */
export type Parts = Readonly<Record<string, string>>;

/**
 * A Word file that Yrka wrote, as it would be with all tracked changes accepted; null for any other. What carries the
 * version is sought by what it says and not by its name: programs name such parts anew.
 */
export function openDocx(parts: Parts): OpenedCopy | null {
  const carried = Object.entries(parts).find(([path, xml]) => /^customXml\/item\d+\.xml$/u.test(path) && xml.includes(sourceNamespace))?.[1];
  const root = carried === undefined ? null : rootOf(carried, { isXml: true });
  const body = elementAt(rootOf(parts['word/document.xml'] ?? '', { isXml: true }), 'w:body');
  if (root === null || body === null) return null;
  const reader = new WordReader(parts);
  const lines = reader.lines(body);
  return {
    source: Buffer.from(textIn(root).trim(), 'base64').toString('utf8'),
    lines,
    places: reader.comments.passagesIn(lines),
    untracked: new WordReader(parts, removedBy.reject).lines(body),
  };
}

/** What does not stand, with tracked changes accepted or rejected. */
const removedBy = { accept: ['w:del', 'w:moveFrom'], reject: ['w:ins', 'w:moveTo'] } as const;

class WordReader {
  readonly comments = new CommentEdges();
  readonly #notes: ReadonlyMap<string, string>;
  readonly #links: ReadonlyMap<string, string>;
  readonly #bullets: ReadonlySet<string>;
  readonly #removed: readonly string[];
  #rows = 0;

  constructor(parts: Parts, removed: readonly string[] = removedBy.accept) {
    this.#removed = removed;
    const notes = rootOf(parts['word/footnotes.xml'] ?? '', { isXml: true });
    this.#notes = new Map((notes === null ? [] : findAll(notes, 'w:footnote')).map((note) => [note.attribs['w:id'] ?? '', noteText(note)]));
    const links = rootOf(parts['word/_rels/document.xml.rels'] ?? '', { isXml: true });
    this.#links = new Map((links === null ? [] : findAll(links, 'Relationship')).map(({ attribs }) => [attribs['Id'] ?? '', attribs['Target'] ?? '']));
    this.#bullets = bulletsIn(rootOf(parts['word/numbering.xml'] ?? '', { isXml: true }));
  }

  lines(body: Element): readonly CopyLine[] {
    const lines: CopyLine[] = [];
    let open: SegmentWriter | null = null;
    const block = (element: Element, row: number | null): void => {
      if (element.name === 'w:tbl') {
        for (const tableRow of findAll(element, 'w:tr')) {
          const number = this.#rows++;
          if (!this.#isRemoved(childOf(tableRow, 'w:trPr'))) for (const paragraph of findAll(tableRow, 'w:p')) block(paragraph, number);
        }
      } else if (element.name === 'w:p') {
        const segments: SegmentWriter = open ?? new SegmentWriter();
        const properties = childOf(element, 'w:pPr');
        const isGone = this.#isRemoved(childOf(properties, 'w:rPr'));
        this.#inline(element, segments, { strong: false, emphasis: false, href: null }, isGone);
        // With its mark a paragraph's end goes: what is left of it begins the next.
        const hasWords = segments.segments.some(({ runs }) => runs.length > 0);
        if (isGone) open = hasWords ? segments : null;
        else {
          open = null;
          lines.push({ ...this.#formOf(properties), segments: segments.segments, row });
        }
      } else for (const child of elementsOf(element)) block(child, row);
    };
    for (const child of elementsOf(body)) block(child, null);
    const rest = open as SegmentWriter | null; // a paragraph may have set it
    if (rest !== null) lines.push({ form: 'text', segments: rest.segments, row: null });
    return lines;
  }

  /** Whether what has these properties goes. */
  #isRemoved(properties: Element | null): boolean {
    return this.#removed.some((name) => childOf(properties, name) !== null);
  }

  /** Whether words of a paragraph stand when what goes is not counted. */
  #hasText(parent: Element): boolean {
    return elementsOf(parent).some((child) => isWords(child) || (!this.#removed.includes(child.name) && this.#hasText(child)));
  }

  #inline(parent: Element, segments: SegmentWriter, marks: Marks, isGone: boolean): void {
    for (const child of elementsOf(parent)) {
      if (this.#removed.includes(child.name)) continue;
      switch (child.name) {
        case 'w:bookmarkStart': {
          const id = idOfBookmark(child.attribs['w:name']);
          // Of a paragraph that is struck whole nothing stays, nor its name.
          if (id !== null && !(isGone && !this.#hasText(parent))) segments.begin(id);
          break;
        }
        case 'w:commentRangeStart':
          this.comments.begin(child.attribs['w:id'] ?? '', segments.place);
          break;
        case 'w:commentRangeEnd':
          this.comments.end(child.attribs['w:id'] ?? '', segments.place);
          break;
        case 'w:r':
          this.#run(child, segments, marks);
          break;
        case 'w:hyperlink': {
          const href = this.#links.get(child.attribs['r:id'] ?? '') ?? null;
          this.#inline(child, segments, { ...marks, href: href ?? marks.href }, isGone);
          break;
        }
        case 'w:pPr':
          break;
        default:
          this.#inline(child, segments, marks, isGone);
      }
    }
  }

  #run(run: Element, segments: SegmentWriter, marks: Marks): void {
    const properties = childOf(run, 'w:rPr');
    const look = { strong: isOn(childOf(properties, 'w:b')), emphasis: isOn(childOf(properties, 'w:i')), href: marks.href };
    for (const child of elementsOf(run)) {
      if (child.name === 'w:commentReference') this.comments.begin(child.attribs['w:id'] ?? '', segments.place);
      else if (isWords(child)) segments.add({ text: textIn(child), ...look });
      else if (child.name === 'w:tab') segments.add({ text: '\t', ...look });
      else if (child.name === 'w:noBreakHyphen') segments.add({ text: '\u2011', ...look });
      else if (child.name === 'w:br' && (child.attribs['w:type'] ?? 'textWrapping') === 'textWrapping') segments.add({ break: true });
      else if (child.name === 'w:footnoteReference') segments.add({ note: this.#notes.get(child.attribs['w:id'] ?? '') ?? '' });
    }
  }

  #formOf(properties: Element | null): LineForm {
    const style = (childOf(properties, 'w:pStyle')?.attribs['w:val'] ?? '').toLowerCase();
    const level = /^(?:heading|rubrik)(\d)$/u.exec(style)?.[1];
    if (level !== undefined) return { form: 'heading', level: Number(level) };
    if (style === 'attclause') return { form: 'clause', isNumbered: childOf(properties, 'w:numPr') !== null };
    if (style === 'quotation') return { form: 'quotation' };
    const number = childOf(properties, 'w:numPr');
    const id = childOf(number, 'w:numId')?.attribs['w:val'] ?? '0';
    if (number !== null && id !== '0')
      return { form: 'list', list: this.#bullets.has(id) ? 'bullet' : 'ordered', depth: Math.min(Number(childOf(number, 'w:ilvl')?.attribs['w:val'] ?? 0), 8) };
    return { form: style === 'line' ? 'line' : 'text' };
  }
}

type Marks = { readonly strong: boolean; readonly emphasis: boolean; readonly href: string | null };

const isOn = (property: Element | null) => property !== null && !['0', 'false', 'off', 'none'].includes(property.attribs['w:val'] ?? 'true');

/** Struck words are words where striking them is rejected; else nobody comes to them. */
const isWords = ({ name }: Element) => name === 'w:t' || name === 'w:delText';

const noteText = (note: Element) =>
  findAll(note, 'w:p')
    .map((paragraph) =>
      findAll(paragraph, 'w:t', 'w:del', 'w:moveFrom')
        .map((found) => (found.name === 'w:t' ? textIn(found) : ''))
        .join(''),
    )
    .join(' ')
    .trim();

/** The numberings whose first level is a bullet. */
function bulletsIn(numbering: Element | null): ReadonlySet<string> {
  if (numbering === null) return new Set();
  const formats = new Map(
    findAll(numbering, 'w:abstractNum').map((one) => [one.attribs['w:abstractNumId'], elementAt(one, 'w:lvl', 'w:numFmt')?.attribs['w:val']]),
  );
  return new Set(
    findAll(numbering, 'w:num')
      .filter((one) => formats.get(childOf(one, 'w:abstractNumId')?.attribs['w:val'] ?? '') === 'bullet')
      .map((one) => one.attribs['w:numId'] ?? ''),
  );
}
