import { deflateRawSync } from 'node:zlib';
import type { Page } from '../paper/page.ts';
import { escaped } from '../paper/xmlText.ts';
import type { EmbeddedPicture } from './content.ts';

const head = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** The name under which the version travels that the copy was made from; @yrka/importers finds it by this. */
const sourceName = 'Yrka';

/** What the file says of itself. A property of the user's own is what programs keep when they write a file anew. */
export function metaOf(page: Page, createdAt: Date, source: string | null): string {
  const date = `${createdAt.toISOString().slice(0, 19)}Z`;
  const author = escaped(page.authors.join(', ') || page.letterhead.municipality);
  const carried =
    source === null ? '' : `<meta:user-defined meta:name="${sourceName}">${deflateRawSync(Buffer.from(source, 'utf8')).toString('base64')}</meta:user-defined>`;
  return `${head}<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"><office:meta><meta:generator>Yrka</meta:generator><dc:title>${escaped(page.title)}</dc:title><meta:initial-creator>${author}</meta:initial-creator><dc:creator>${author}</dc:creator><meta:creation-date>${date}</meta:creation-date><dc:date>${date}</dc:date><dc:language>sv-SE</dc:language>${carried}</office:meta></office:document-meta>
`;
}

/** What is in the package. */
export function manifestOf(mimetype: string, picture: EmbeddedPicture | null): string {
  const entry = (path: string, type: string, more = '') => `<manifest:file-entry manifest:full-path="${path}"${more} manifest:media-type="${type}"/>`;
  return `${head}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">${[
    entry('/', mimetype, ' manifest:version="1.3"'),
    ...['content.xml', 'styles.xml', 'meta.xml'].map((path) => entry(path, 'text/xml')),
    ...(picture === null ? [] : [entry(picture.path, picture.format === 'png' ? 'image/png' : 'image/jpeg')]),
  ].join('')}</manifest:manifest>
`;
}
