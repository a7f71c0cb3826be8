import { type CopyLine, type LineForm, type OpenedCopy, SegmentWriter } from './line.ts';
import { type Element, childOf, elementsOf, findAll, isTag, isText, rootOf, textIn } from './xml.ts';

/** A document in Akoma Ntoso; null where it has none of its parts. */
export function openAkomaNtoso(xml: string): OpenedCopy | null {
  const root = rootOf(xml, { isXml: true });
  const document = root === null ? undefined : elementsOf(root).find((child) => childOf(child, 'meta') !== null);
  if (document === undefined) return null;
  const carried = findAll(document, 'yrka:source')[0];
  const parts = elementsOf(document).filter(({ name }) => name !== 'meta');
  return { source: carried === undefined ? null : textIn(carried), lines: new FileReader({ hasLabels: carried === undefined }).lines(parts) };
}

type Marks = { readonly strong: boolean; readonly emphasis: boolean; readonly href: string | null };

/**
 * Reads the words of each paragraph and heading. They are of the nearest block around them, if no words before were its own; labels and
 * numbers are nobody's (`@yrka/exporters`, akoma-ntoso/shown.ts: the two are changed together).
 */
class FileReader {
  /** Where nothing tells which block the words are of, a label before them says it. */
  readonly #hasLabels: boolean;
  readonly #lines: CopyLine[] = [];
  readonly #taken = new Set<string>();
  #rows = 0;

  constructor({ hasLabels }: { readonly hasLabels: boolean }) {
    this.#hasLabels = hasLabels;
  }

  lines(parts: readonly Element[]): readonly CopyLine[] {
    for (const part of parts) this.#visit(part, { block: null, row: null, within: [] });
    return this.#lines;
  }

  #visit(element: Element, around: { readonly block: string | null; readonly row: number | null; readonly within: readonly Element[] }): void {
    const block = blockOf(element) ?? around.block;
    const row = element.name === 'tr' ? this.#rows++ : around.row;
    if (element.name === 'num') return;
    if (element.name !== 'p' && element.name !== 'heading') {
      const within = [...around.within, element];
      for (const child of elementsOf(element)) this.#visit(child, { block: element.name === 'table' ? null : block, row, within });
      return;
    }
    const segments = new SegmentWriter();
    if (block !== null && !this.#taken.has(block)) {
      this.#taken.add(block);
      segments.begin(block);
    }
    this.#inline(element, segments, { strong: false, emphasis: false, href: null });
    this.#lines.push({ ...formOf(element, around.within), segments: segments.segments, row });
  }

  #inline(parent: Element, segments: SegmentWriter, marks: Marks): void {
    for (const child of parent.children) {
      if (isText(child)) {
        if (child.data !== '') segments.add({ text: child.data, ...marks });
      } else if (isTag(child)) {
        const { name, attribs } = child;
        if (name === 'br' || name === 'eol') segments.add({ break: true });
        else if (name === 'authorialNote') segments.add({ note: textIn(child).trim() });
        else if (this.#hasLabels || name !== 'span' || attribs['class'] !== 'label')
          this.#inline(child, segments, {
            strong: marks.strong || name === 'b',
            emphasis: marks.emphasis || name === 'i',
            href: attribs['yrka:href'] ?? (name === 'a' ? (attribs['href'] ?? null) : marks.href),
          });
      }
    }
  }
}

/** The id of the block that an element is, as in `p_7KzRfGh2mNpQ`. */
const blockOf = ({ attribs }: Element) => /^[A-Za-z]+_(\S{1,64})$/u.exec(attribs['wId'] ?? '')?.[1] ?? null;

const divisions = new Set(['section', 'hcontainer', 'debateSection', 'rollCall', 'resolutions']);
const clauseLists = new Set(['yrkandeList', 'decisionList', 'clauses']);
const lines = new Set(['recipient', 'attachment', 'decisionBasis']);

function formOf({ name, attribs }: Element, within: readonly Element[]): LineForm {
  if (name === 'heading') return { form: 'heading', level: within.filter((element) => divisions.has(element.name)).length + 1 };
  if (attribs['class'] === 'title') return { form: 'heading', level: 1 };
  if (lines.has(attribs['class'] ?? '')) return { form: 'line' };
  const lists = within.filter((element) => element.name === 'blockList');
  const list = lists.at(-1);
  if (clauseLists.has(list?.attribs['class'] ?? '')) return { form: 'clause', isNumbered: childOf(within.at(-1) ?? null, 'num') !== null };
  if (list !== undefined) return { form: 'list', list: list.attribs['class'] === 'ordered' ? 'ordered' : 'bullet', depth: lists.length - 1 };
  return { form: within.some((element) => element.attribs['class'] === 'quotation') ? 'quotation' : 'text' };
}
