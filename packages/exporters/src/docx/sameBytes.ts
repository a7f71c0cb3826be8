import { unzipSync, type Zippable, zipSync } from 'fflate';
import { withSource } from './carriedParts.ts';

/** The earliest that a zip can say. It says it in the machine's own zone, and the file is to be the same in all of them. */
const zipTime = new Date(1980, 0, 1);

/**
 * The same file with nothing of chance in it: `docx` writes the instant at which it runs, and names
 * links at random. One input gives one file, which a registry can compare. `source` is carried along unseen; null for none.
 */
export function sameBytes(zipped: Uint8Array, createdAt: Date, source: string | null): Uint8Array<ArrayBuffer> {
  const files = unzipSync(zipped);
  const read = new Map(Object.entries(files).flatMap(([path, bytes]) => (/\.(?:xml|rels)$/u.test(path) ? [[path, new TextDecoder().decode(bytes)]] : [])));
  const xmls = source === null ? read : withSource(read, source);
  const names = linkNames([...xmls].flatMap(([path, xml]) => (path.endsWith('.rels') ? [xml] : [])));
  const written: Zippable = {};
  for (const path of [...new Set([...Object.keys(files), ...xmls.keys()])].sort((a, b) => order(a) - order(b) || (a < b ? -1 : 1))) {
    const xml = xmls.get(path)?.replace(/(?<=")rId[^"]*(?=")/gu, (id) => names.get(id) ?? id);
    const ordered = path === 'word/styles.xml' ? xml?.replace(misplaced, '$1<w:suppressLineNumbers/>$2') : xml;
    const dated = path === 'docProps/core.xml' ? ordered?.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/gu, `$1${createdAt.toISOString()}`) : ordered;
    written[path] = [dated === undefined ? (files[path] as Uint8Array) : new TextEncoder().encode(dated), { mtime: zipTime }];
  }
  return new Uint8Array(zipSync(written));
}

/** Word opens no file whose properties stand in another order than its schema's, and the library writes this one behind its place (ECMA-376 part 1, 17.3.1.26). */
const misplaced = /(<w:pPr>(?:<w:(?:pStyle|keepNext|keepLines|pageBreakBefore|widowControl)\b[^>]*\/>)*)((?:(?!<\/w:pPr>).)*?)<w:suppressLineNumbers\/>/gsu;

/** New names for those given at random, by the relations that have them: whatever else looks like such a name is somebody's words. */
function linkNames(relations: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const xml of relations) for (const [, id = ''] of xml.matchAll(/ Id="(rId(?!\d+"|Source")[^"]*)"/gu)) names.set(id, `rIdLink${names.size + 1}`);
  return names;
}

/** What must come first in the file comes first. */
const order = (path: string) => (path === '[Content_Types].xml' ? 0 : 1);
