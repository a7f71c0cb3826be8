import { unzipSync } from 'fflate';

type Parts = Readonly<Record<string, string>>;

/** A Word file's parts, by their paths. */
export function partsOf(bytes: Uint8Array): Parts {
  return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([path, part]) => [path, new TextDecoder().decode(part)]));
}

/** The text as Word would show it, a line for each paragraph: its style, the sort of number it has, its words. "[1]" is a footnote, "→" a link. */
export function shown(parts: Parts): string {
  const body = parts['word/document.xml'] ?? '';
  return [...body.matchAll(/<w:p>.*?<\/w:p>/gsu)].map(([xml]) => paragraph(xml, parts)).join('\n');
}

/** What a reader hears, with the numbers that Word puts before paragraphs. */
export function aloud(parts: Parts): string {
  const counts = new Map<string, number[]>();
  const body = [...(parts['word/document.xml'] ?? '').matchAll(/<w:p>.*?<\/w:p>/gsu)].map(([xml]) => {
    const [, level = '', numId = ''] = /<w:ilvl w:val="(\d)"\/><w:numId w:val="(\d+)"/u.exec(xml) ?? [];
    if (numId === '' || numberOf(numId, 0, parts) === 'bullets') return wordsOf(xml);
    // What is deeper begins anew after this one, as in Word.
    const depth = Number(level);
    const reached = [...(counts.get(numId) ?? [])].slice(0, depth + 1);
    reached[depth] = (reached[depth] ?? startOf(numId, depth, parts) - 1) + 1;
    counts.set(numId, reached);
    return `${reached[depth]} ${wordsOf(xml)}`;
  });
  return body.join('\n');
}

function paragraph(xml: string, parts: Parts): string {
  const style = /<w:pStyle w:val="([^"]*)"/u.exec(xml)?.[1] ?? 'Normal';
  const list = /<w:ilvl w:val="(\d)"\/><w:numId w:val="(\d+)"/u.exec(xml);
  return [style, ...(list === null ? [] : [numberOf(list[2] ?? '', Number(list[1]), parts)]), wordsOf(xml)].join(' ').trimEnd();
}

/** "decimal", "decimal." with a full stop, or "bullets"; deeper ones with their level. */
function numberOf(numId: string, level: number, parts: Parts): string {
  const definition = definitionOf(numId, parts);
  const format = /<w:numFmt w:val="([^"]*)"/u.exec(definition)?.[1];
  const text = /<w:lvlText w:val="([^"]*)"/u.exec(definition)?.[1] ?? '';
  return `${format === 'bullet' ? 'bullets' : `${format}${text.endsWith('.') ? '.' : ''}`}${level > 0 ? `+${level}` : ''}`;
}

const startOf = (numId: string, depth: number, parts: Parts) =>
  Number(new RegExp(`<w:lvl w:ilvl="${depth}"[^>]*><w:start w:val="(\\d+)"`, 'u').exec(definitionOf(numId, parts))?.[1] ?? 1);

function definitionOf(numId: string, parts: Parts): string {
  const numbering = parts['word/numbering.xml'] ?? '';
  const abstract = new RegExp(`<w:num w:numId="${numId}"[^>]*><w:abstractNumId w:val="(\\d+)"`, 'u').exec(numbering)?.[1] ?? '';
  return numbering.slice(numbering.indexOf(`<w:abstractNum w:abstractNumId="${abstract}"`));
}

const wordsOf = (xml: string) =>
  [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)|<w:tab\/>|<w:br\/>|<w:footnoteReference w:id="(\d+)"|<w:hyperlink|<w:drawing/gu)]
    .map(([tag, text, note]) => {
      if (text !== undefined) return text;
      if (note !== undefined) return `[${note}]`;
      if (tag.startsWith('<w:drawing')) return '(picture)';
      if (tag.startsWith('<w:hyperlink')) return '→';
      return tag === '<w:tab/>' ? '\t' : '\n';
    })
    .join('');
