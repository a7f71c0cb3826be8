import { getDocumentProxy } from 'unpdf';

export type ReadPdf = {
  readonly title: string;
  readonly lang: string;
  /** Whether the file says that it is tagged. */
  readonly tagged: boolean;
  /** The text of each page as a reader's program finds it, whitespace folded. */
  readonly pages: readonly string[];
  /** How far to the right the text reaches, in points from the left edge of the page. */
  readonly rightmost: number;
  /** How far down the text reaches, in points from the lower edge of the page; below 0 it is on no page. */
  readonly lowest: number;
  /** What is read aloud, in that order and without whitespace: no lines above and below the text, no hyphens at line ends. */
  readonly aloud: string;
  /** A line per element of the structure tree, indented by depth; an element's own words, or those that stand for a picture, behind its role. */
  readonly structure: string;
  /** The bookmarks, indented by depth. */
  readonly outline: string;
  /** The texts of the files within it, by their names. */
  readonly files: Readonly<Record<string, string>>;
};

type Tree = { readonly role?: string; readonly alt?: string; readonly type?: string; readonly id?: string; readonly children?: readonly Tree[] };
type Bookmark = { readonly title: string; readonly items: readonly Bookmark[] };

/** Reads a PDF as a reader's program would: its text in order, its tags, its title and bookmarks. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const pdf = await getDocumentProxy(Uint8Array.from(bytes));
  const { info } = (await pdf.getMetadata()) as { info: { Title?: string; Language?: string } };
  const pages: string[] = [];
  const structure: string[] = [];
  let aloud = '';
  let rightmost = 0;
  let lowest = Number.POSITIVE_INFINITY;
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    const open: string[] = [];
    const wordsById = new Map<string, string>();
    let text = '';
    for (const item of items) {
      if ('str' in item) {
        const words = `${item.str}${item.hasEOL ? ' ' : ''}`;
        text += words;
        rightmost = Math.max(rightmost, (item.transform[4] as number) + item.width);
        if (item.str.trim() !== '') lowest = Math.min(lowest, item.transform[5] as number);
        const id = open.findLast((one) => one !== '');
        if (id !== undefined) wordsById.set(id, `${wordsById.get(id) ?? ''}${words}`);
      } else if (item.type === 'endMarkedContent') open.pop();
      else open.push(item.id ?? '');
    }
    pages.push(fold(text));
    const tree = ((await page.getStructTree()) as Tree | null) ?? {};
    structure.push(...lines(tree, wordsById, 0));
    aloud += allWords(tree, wordsById).replace(/\s+/gu, '');
  }
  const outline = ((await pdf.getOutline()) as readonly Bookmark[] | null) ?? [];
  const files: Record<string, string> = {};
  for (const name of (await pdf.getAttachments())?.keys() ?? []) files[name] = new TextDecoder().decode((await pdf.getAttachmentContent(name)) as Uint8Array);
  return {
    title: info.Title ?? '',
    lang: info.Language ?? '',
    tagged: ((await pdf.getMarkInfo()) as { Marked?: boolean } | null)?.Marked === true,
    pages,
    rightmost,
    lowest,
    aloud,
    structure: structure.join('\n'),
    outline: outline.flatMap((one) => bookmarks(one, 0)).join('\n'),
    files,
  };
}

const fold = (text: string) => text.replace(/\s+/gu, ' ').trim();

/** Divisions and spans only group and are left out; what stands in them is not. */
function lines(tree: Tree, wordsById: ReadonlyMap<string, string>, depth: number): readonly string[] {
  const children = tree.children ?? [];
  const isGroup = tree.role === undefined || ['Root', 'Document', 'Div', 'Span', 'NonStruct', 'Sect'].includes(tree.role);
  const inner = children.flatMap((child) => (child.type === 'content' ? [] : lines(child, wordsById, isGroup ? depth : depth + 1)));
  if (isGroup) return inner;
  return [`${'  '.repeat(depth)}${tree.role} ${tree.alt ?? fold(ownWords(tree, wordsById))}`.trimEnd(), ...inner];
}

function ownWords(tree: Tree, wordsById: ReadonlyMap<string, string>): string {
  return (tree.children ?? [])
    .map((child) =>
      child.type === 'content' ? (wordsById.get(child.id ?? '') ?? '') : ['Span', 'Div'].includes(child.role ?? '') ? ownWords(child, wordsById) : '',
    )
    .join('');
}

const allWords = (tree: Tree, wordsById: ReadonlyMap<string, string>): string =>
  (tree.children ?? []).map((child) => (child.type === 'content' ? (wordsById.get(child.id ?? '') ?? '') : allWords(child, wordsById))).join('');

const bookmarks = ({ title, items }: Bookmark, depth: number): readonly string[] => [
  `${'  '.repeat(depth)}${title}`,
  ...items.flatMap((one) => bookmarks(one, depth + 1)),
];
