/** The names of the parts in which a Word file carries what its reader does not see. */
const itemPath = 'customXml/item1.xml';
/** @yrka/importers finds it by this. */
export const sourceNamespace = 'urn:yrka:source:1';

/**
 * Adds a part that Word keeps and nobody sees (custom XML, ECMA-376 part 1, 15.2.5): the version that the copy was made
 * from. The library has no way to say it.
 */
export function withSource(parts: ReadonlyMap<string, string>, source: string): ReadonlyMap<string, string> {
  const changed = new Map(parts);
  const add = (path: string, before: string, words: string) => {
    const xml = parts.get(path);
    if (xml === undefined || !xml.includes(before)) throw new Error(`${path} has no ${before}`);
    changed.set(
      path,
      xml.replace(before, () => `${words}${before}`),
    );
  };
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  // base64, so that no program that writes the file anew changes a space in it.
  changed.set(itemPath, `${head}<source xmlns="${sourceNamespace}">${base64Of(source)}</source>`);
  changed.set(
    'customXml/itemProps1.xml',
    `${head}<ds:datastoreItem ds:itemID="{6F2C8A3E-51B7-4D0C-9C46-0D5B7E2A9F11}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs><ds:schemaRef ds:uri="${sourceNamespace}"/></ds:schemaRefs></ds:datastoreItem>`,
  );
  changed.set(
    'customXml/_rels/item1.xml.rels',
    `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps" Target="itemProps1.xml"/></Relationships>`,
  );
  add(
    'word/_rels/document.xml.rels',
    '</Relationships>',
    '<Relationship Id="rIdSource" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml" Target="../customXml/item1.xml"/>',
  );
  add(
    '[Content_Types].xml',
    '</Types>',
    '<Override PartName="/customXml/itemProps1.xml" ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/>',
  );
  return changed;
}

/** A browser writes Word files too, and has no Buffer. */
const base64Of = (text: string) => btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
