import { unzipSync, type Zippable, zipSync } from 'fflate';

/** A zip cannot say an earlier one. */
const earliest = Date.UTC(1980, 0, 2);

/**
 * The same file with nothing of chance in it: `docx` writes the instant at which it runs, and names
 * links at random. One input gives one file, which a registry can compare.
 */
export function sameBytes(zipped: Uint8Array, createdAt: Date): Uint8Array<ArrayBuffer> {
  const mtime = new Date(Math.max(createdAt.getTime(), earliest));
  const decoder = new TextDecoder();
  const names = new Map<string, string>();
  // In the order of the text; the relations use the same names.
  const named = (xml: string) => xml.replace(/\brId[A-Za-z0-9_-]{12,}/gu, (random) => names.get(random) ?? keep(names, random));
  const files = unzipSync(zipped);
  const written: Zippable = {};
  for (const path of Object.keys(files).sort((a, b) => order(a) - order(b) || (a < b ? -1 : 1))) {
    const bytes = files[path] as Uint8Array;
    const xml = /\.(?:xml|rels)$/u.test(path) ? named(decoder.decode(bytes)) : null;
    const dated = path === 'docProps/core.xml' ? xml?.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/gu, `$1${createdAt.toISOString()}`) : xml;
    written[path] = [dated == null ? bytes : new TextEncoder().encode(dated), { mtime }];
  }
  return new Uint8Array(zipSync(written));
}

function keep(names: Map<string, string>, random: string): string {
  const name = `rIdLink${names.size + 1}`;
  names.set(random, name);
  return name;
}

/** What must come first in the file comes first; and the text before the relations that it names. */
const order = (path: string) => (path === '[Content_Types].xml' ? 0 : path === 'word/document.xml' ? 1 : path === 'word/footnotes.xml' ? 2 : 3);
