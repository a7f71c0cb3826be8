import { type XmlElement, XmlDocument } from 'libxml2-wasm';

const namespaces = {
  text: 'urn:oasis:names:tc:opendocument:xmlns:text:1.0',
  table: 'urn:oasis:names:tc:opendocument:xmlns:table:1.0',
  style: 'urn:oasis:names:tc:opendocument:xmlns:style:1.0',
  draw: 'urn:oasis:names:tc:opendocument:xmlns:drawing:1.0',
  xlink: 'http://www.w3.org/1999/xlink',
  manifest: 'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0',
};

/** What is wrong with an OpenDocument text by ODF 1.3: its list of parts, names that must be each one's own, styles and pictures that there are not. */
export function openDocumentFaults(parts: Readonly<Record<string, string>>): readonly string[] {
  const documents = Object.entries(parts).flatMap(([path, xml]) => (path.endsWith('.xml') ? [[path, XmlDocument.fromString(xml)] as const] : []));
  try {
    const roots = new Map(documents.map(([path, { root }]) => [path, root]));
    const values = (path: string, of: readonly string[]) => of.flatMap((part) => (roots.get(part)?.find(path, namespaces) ?? []).map(({ content }) => content));
    const faults: string[] = [];
    if (Object.keys(parts)[0] !== 'mimetype' || parts['mimetype'] !== 'application/vnd.oasis.opendocument.text')
      faults.push('it does not begin with what it is');
    const listed = values('//manifest:file-entry/@manifest:full-path', ['META-INF/manifest.xml']);
    for (const path of Object.keys(parts))
      if (!['mimetype', 'META-INF/manifest.xml'].includes(path) && !listed.includes(path)) faults.push(`${path} is not listed`);
    for (const path of listed) if (path !== '/' && parts[path] === undefined) faults.push(`there is no ${path}`);
    for (const name of ['//text:bookmark/@text:name', '//text:note/@text:id', '//table:table/@table:name'])
      for (const value of repeated(values(name, ['content.xml']))) faults.push(`${value} is there twice`);
    for (const value of repeated(['text', 'paragraph'].flatMap((family) => styleNames(roots, family).map((name) => `${family} ${name}`))))
      faults.push(`the style ${value} is there twice`);
    for (const [family, use] of [
      ['paragraph', '//text:p/@text:style-name | //text:h/@text:style-name'],
      ['text', '//text:span/@text:style-name'],
      ['table', '//table:table/@table:style-name'],
      ['table-column', '//table:table-column/@table:style-name'],
      ['table-cell', '//table:table-cell/@table:style-name'],
    ] as const) {
      const known = styleNames(roots, family);
      for (const name of new Set(values(use, ['content.xml', 'styles.xml'])))
        if (!known.includes(name)) faults.push(`there is no style ${name} of a ${family}`);
    }
    for (const path of values('//draw:image/@xlink:href', ['content.xml'])) if (parts[path] === undefined) faults.push(`there is no picture ${path}`);
    // ODF 1.3 part 3, 9.1.2: a table has its columns, and no row more cells than there are.
    for (const table of (roots.get('content.xml')?.find('//table:table', namespaces) ?? []) as XmlElement[]) {
      const columns = table.find('table:table-column', namespaces).length;
      for (const row of table.find('.//table:table-row', namespaces) as XmlElement[])
        if (row.find('table:table-cell', namespaces).length !== columns) faults.push('a row has other cells than the table has columns');
    }
    return faults;
  } finally {
    for (const [, document] of documents) document.dispose();
  }
}

const styleNames = (roots: ReadonlyMap<string, XmlElement>, family: string) =>
  ['content.xml', 'styles.xml'].flatMap((part) =>
    (roots.get(part)?.find(`//style:style[@style:family="${family}"]/@style:name`, namespaces) ?? []).map(({ content }) => content),
  );

const repeated = (values: readonly string[]) => [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
