import type { Node } from 'prosemirror-model';

const texts = new WeakMap<Node, string>();

/** The block's text, one character per position: what is no text (a line break, a whole footnote) is U+FFFC. */
export function textOf(block: Node): string {
  let text = texts.get(block);
  if (text === undefined) {
    text = '';
    block.forEach((child) => {
      text += child.isText ? (child.text ?? '') : '\ufffc'.repeat(child.nodeSize);
    });
    texts.set(block, text);
  }
  return text;
}

/** Whether anything is written in it. */
export function isWritten(block: Node): boolean {
  return /[^\s\ufffc]/u.test(textOf(block));
}

/** Every node of these names, in order. */
export function all(doc: Node, ...names: readonly string[]): Node[] {
  const found: Node[] = [];
  doc.descendants((node) => {
    if (names.includes(node.type.name)) found.push(node);
    return !node.isTextblock;
  });
  return found;
}

/** Not after these: their dot ends no sentence. */
const shortenings =
  /(?:\b(?:kap|bl\.\s?a|t\.\s?ex|m\.\s?m|m\.\s?fl|o\.\s?s\.\s?v|d\.\s?v\.\s?s|s\.\s?k|f\.\s?d|ca|nr|kl|st|resp|inkl|exkl|dnr|jfr|osv|etc|mfl|bla|tex)|(?<!\p{L})\p{L}|\d)$/iu;

/** The sentences of a text with where they stand. A line break ends one too. */
export function sentencesOf(text: string): { readonly text: string; readonly from: number; readonly to: number }[] {
  const found: { text: string; from: number; to: number }[] = [];
  let start = 0;
  const end = (at: number) => {
    const words = text.slice(start, at);
    const from = start + (words.length - words.trimStart().length);
    if (words.trim() !== '') found.push({ text: words.trim(), from, to: from + words.trim().length });
    start = at;
  };
  for (const stop of text.matchAll(/[.!?…]+[”")]?(?=\s+[\p{Lu}\d–•”"])|\ufffc\s*(?=\p{Lu}|[–•-])/gu)) {
    const isDot = stop[0].startsWith('.') && stop[0].length === 1;
    if (isDot && shortenings.test(text.slice(start, stop.index)) && !/\d$/.test(text.slice(start, stop.index))) continue;
    end(stop.index + stop[0].length);
  }
  end(text.length);
  return found;
}

export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’:/.,-]*/gu)?.length ?? 0;
}
