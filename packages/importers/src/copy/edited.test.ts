import { stopPdf, toDocx, toFile } from '@yrka/exporters';
import { bjorkvik, type DocumentKind, schema, suggestionWord } from '@yrka/schema';
import {
  att,
  block,
  by,
  clauses,
  decisions,
  doc,
  fields,
  footnote,
  inline,
  movers,
  p,
  point,
  recipients,
  section,
  table,
  title,
  yrkanden,
} from '@yrka/test-builders';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Node } from 'prosemirror-model';
import { afterAll, describe, expect, test } from 'vitest';
import { importFile } from '../index.ts';

afterAll(stopPdf);

const options = { template: bjorkvik, createdAt: new Date('2027-01-12T20:14:00Z'), source: { documentId: 'doc1', version: 7 } };

/** The document of a Word copy in whose text somebody has changed something, by its XML. */
async function changed(document: Node, change: (xml: string) => string, kind: DocumentKind = 'motion') {
  const parts = unzipSync((await toDocx(document, { ...options, kind })).bytes);
  const xml = strFromU8(parts['word/document.xml'] as Uint8Array);
  const now = change(xml);
  expect(now).not.toBe(xml);
  return importFile(zipSync({ ...parts, 'word/document.xml': strToU8(now) }));
}

const paragraphWith = (xml: string, words: string) => [...xml.matchAll(/<w:p>.*?<\/w:p>/gsu)].map(([one]) => one).find((one) => one.includes(words)) as string;
const without = (words: string) => (xml: string) => xml.replace(paragraphWith(xml, words), '');
const replaced = (from: string, to: string) => (xml: string) => xml.replace(from, () => to);
/** What a paragraph says, its kind, and whether its id is that of the block before the change. */
const told = (document: Node) => {
  const lines: string[] = [];
  document.descendants((node) => {
    if (node.isTextblock) lines.push(`${node.type.name}${node.attrs.att === true ? ' att' : ''}: ${node.textContent}`);
    return !node.isTextblock;
  });
  return lines;
};
const idOf = (document: Node, words: string) => {
  let id: unknown = null;
  document.descendants((node) => {
    if (node.isTextblock && node.textContent.includes(words)) id = node.attrs.id;
    return true;
  });
  return id;
};

const motion = () =>
  doc(
    fields('head', { addressee: 'Till kommunfullmäktige' }),
    title('Trygga cykelvägar'),
    movers('Anna Lind (L)', 'Omar Said (S)'),
    p('Det är mörkt på stigen.', footnote('Mätt 2025.')),
    p('Många går hellre längs vägen.'),
    p('Vi föreslår att kommunfullmäktige beslutar'),
    clauses(att('nämnden bygger ljus,'), att('nämnden mäter ljuset, samt'), att('uppdraget redovisas.')),
    fields('closing', { place: 'Björkvik', date: 'den 12 januari 2027' }),
  );

describe('[COP3] what somebody changes in a copy is changed in the block that it stands in', () => {
  test('words, without a trace of tracking', async () => {
    const before = motion();
    const { document, report, copyOf } = await changed(before, replaced('Det är mörkt på', 'Det är alldeles mörkt på'));
    expect(copyOf).toEqual({ documentId: 'doc1', version: 7 });
    expect(document.child(3).textContent).toBe('Det är alldeles mörkt på stigen.Mätt 2025.');
    expect(document.child(3).attrs.id).toBe(before.child(3).attrs.id);
    // All else is as it was, ids and notes and all.
    expect(document.childCount).toBe(before.childCount);
    before.forEach((child, _offset, index) => {
      if (index !== 3) expect(document.child(index).eq(child), child.type.name).toBe(true);
    });
    expect(document.child(3).lastChild?.eq(before.child(3).lastChild as Node)).toBe(true);
    expect(report.unplaced).toEqual([]);
  });

  test('words that Word has tracked, as they are with all of it accepted', async () => {
    const tracked =
      '<w:del w:id="900" w:author="Eva" w:date="2027-01-12T00:00:00Z"><w:r><w:delText xml:space="preserve">Många</w:delText></w:r></w:del><w:ins w:id="901" w:author="Eva" w:date="2027-01-12T00:00:00Z"><w:r><w:t>Alla</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> går hellre längs vägen.</w:t></w:r>';
    const { document } = await changed(motion(), (xml) => xml.replace(/<w:r><w:t xml:space="preserve">Många går hellre längs vägen\.<\/w:t><\/w:r>/u, tracked));
    expect(document.child(4).textContent).toBe('Alla går hellre längs vägen.');
  });

  test('a word in bold', async () => {
    const { document } = await changed(motion(), (xml) =>
      xml.replace(
        'Många går hellre längs vägen.</w:t></w:r>',
        'Många går </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>hellre</w:t></w:r><w:r><w:t xml:space="preserve"> längs vägen.</w:t></w:r>',
      ),
    );
    expect(
      document
        .child(4)
        .eq(schema.node('paragraph', document.child(4).attrs, [inline('Många går '), inline('hellre', schema.mark('strong')), inline(' längs vägen.')])),
    ).toBe(true);
  });

  test('a clause keeps its word att, which is none of its text', async () => {
    const { document } = await changed(motion(), replaced('nämnden mäter ljuset', 'nämnden mäter allt ljus'));
    expect(told(document)).toContain('attClause att: nämnden mäter allt ljus, samt');
  });

  test('§ and diarienummer stand in one line, and each has its own words', async () => {
    const item = doc(fields('head', { body: 'Kommunstyrelsen', paragraphNumber: '§ 47', diarienummer: 'KS 1' }), title('Svar'));
    const { document } = await changed(item, replaced('>KS 1<', '>KS 22<'), 'minutesItem');
    expect(told(document)).toEqual(['field: Kommunstyrelsen', 'field: § 47', 'field: KS 22', 'title: Svar']);
  });

  test('the words of a cell, and a row that is put in', async () => {
    const before = doc(title('Ljus'), table(['Plats', 'Lyktor'], ['Stigen', '14']));
    const row = (xml: string) => [...xml.matchAll(/<w:tr>.*?<\/w:tr>/gsu)].map(([one]) => one).at(-1) as string;
    const { document } = await changed(before, (xml) => {
      const copy = row(xml)
        .replace(/<w:bookmarkStart [^>]*\/><w:bookmarkEnd [^>]*\/>/gu, '')
        .replace('Stigen', 'Torget')
        .replace('14', '3');
      return xml.replace(row(xml), (one) => one.replace('14', '15') + copy);
    });
    expect(document.child(1).children.map((one) => one.children.map((cell) => cell.textContent))).toEqual([
      ['Plats', 'Lyktor'],
      ['Stigen', '15'],
      ['Torget', '3'],
    ]);
    expect(document.child(1).child(1).child(0).eq(before.child(1).child(1).child(0))).toBe(true);
  });
});

describe('[COP4] paragraphs come, go, move and are joined', () => {
  test('a new paragraph and a new clause stand behind what they were written behind', async () => {
    const { document } = await changed(motion(), (xml) => {
      const line = '<w:p><w:r><w:t>Nytt stycke.</w:t></w:r></w:p>';
      const clause = '<w:p><w:pPr><w:pStyle w:val="AttClause"/></w:pPr><w:r><w:t>att det lyser på torget,</w:t></w:r></w:p>';
      const [first, second] = [paragraphWith(xml, 'Många går'), paragraphWith(xml, 'nämnden bygger')];
      return xml.replace(first, first + line).replace(second, second + clause);
    });
    expect(told(document).slice(4, 11)).toEqual([
      'paragraph: Det är mörkt på stigen.Mätt 2025.',
      'paragraph: Många går hellre längs vägen.',
      'paragraph: Nytt stycke.',
      'paragraph: Vi föreslår att kommunfullmäktige beslutar',
      'attClause att: nämnden bygger ljus,',
      'attClause att: det lyser på torget,',
      'attClause att: nämnden mäter ljuset, samt',
    ]);
  });

  test('a paragraph that is gone is gone, and so is one that is struck whole', async () => {
    const before = motion();
    const gone = await changed(before, without('Många går'));
    const struck = await changed(before, (xml) => {
      const paragraph = paragraphWith(xml, 'Många går');
      const mark = '<w:rPr><w:del w:id="900" w:author="Eva" w:date="2027-01-12T00:00:00Z"/></w:rPr></w:pPr>';
      return xml.replace(
        paragraph,
        paragraph
          .replace('</w:pPr>', mark)
          .replace(
            /<w:r><w:t[^>]*>(.*?)<\/w:t><\/w:r>/u,
            '<w:del w:id="901" w:author="Eva" w:date="2027-01-12T00:00:00Z"><w:r><w:delText>$1</w:delText></w:r></w:del>',
          ),
      );
    });
    expect(told(gone.document)).not.toContain('paragraph: Många går hellre längs vägen.');
    expect(struck.document.eq(gone.document)).toBe(true);
  });

  test('a clause that stands elsewhere has moved there, with its id', async () => {
    const before = motion();
    const { document } = await changed(before, (xml) => {
      const [first, last] = [paragraphWith(xml, 'nämnden bygger'), paragraphWith(xml, 'uppdraget redovisas')];
      return xml.replace(first, '').replace(last, last + first);
    });
    expect(told(document).filter((line) => line.startsWith('attClause'))).toEqual([
      'attClause att: nämnden mäter ljuset, samt',
      'attClause att: uppdraget redovisas.',
      'attClause att: nämnden bygger ljus,',
    ]);
    expect(idOf(document, 'nämnden bygger')).toBe(idOf(before, 'nämnden bygger'));
  });

  test('two paragraphs that were joined are one', async () => {
    const { document } = await changed(motion(), (xml) => xml.replace(/<\/w:p>(<w:p>(?:(?!<\/w:pPr>).)*<\/w:pPr>)((?:(?!<\/w:p>).)*Många går)/su, '$2'));
    expect(document.child(3).textContent).toBe('Det är mörkt på stigen.Mätt 2025.Många går hellre längs vägen.');
    expect(told(document).filter((line) => line.includes('Många'))).toHaveLength(1);
  });
});

describe('[COP5] what was written from choices', () => {
  const minutes = () =>
    doc(
      title('Svar på motion'),
      section('decision', null, decisions(point('', { outcome: 'rejected' }))),
      section('yrkanden', null, yrkanden(block('yrkande', { kind: 'approval', target: 'motion' }, by('Kim Ståhl (C)')))),
      section('recipients', null, recipients('Tekniska nämnden')),
    );

  test('a sentence that somebody changes is words of the event’s own', async () => {
    const { document, report } = await changed(minutes(), replaced('yrkar bifall till motionen', 'yrkar starkt bifall till motionen'), 'minutesItem');
    expect(told(document)).toContain('paragraph: Kim Ståhl (C) yrkar starkt bifall till motionen.');
    expect(report.unplaced).toEqual([]);
  });

  test('a point of its outcome alone gets words of its own', async () => {
    const { document } = await changed(
      minutes(),
      (xml) => xml.replace(paragraphWith(xml, 'avslå'), (one) => one.replace(/(<w:t[^>]*>)[^<]*/u, '$1Motionen avslås helt.')),
      'minutesItem',
    );
    expect(told(document)).toContain('decisionPoint: Motionen avslås helt.');
  });

  test('a heading of the municipality’s has no place for other words, and that is told', async () => {
    const { document, report } = await changed(minutes(), replaced('Kommunstyrelsens beslut', 'Vårt beslut'), 'minutesItem');
    expect(report.unplaced.map(({ text }) => text)).toEqual(['Vårt beslut']);
    expect(document.child(1).attrs.heading).toBeNull();
  });
});

describe('[COP6] what a file carries is not believed blindly', () => {
  const carrying = async (value: unknown) => {
    const parts = unzipSync((await toDocx(motion(), { ...options, kind: 'motion' })).bytes);
    const xml = `<source xmlns="urn:yrka:source:1">${Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64')}</source>`;
    return importFile(zipSync({ ...parts, 'customXml/item1.xml': strToU8(xml) }));
  };
  const whole = { yrka: 1, documentId: 'd', version: 1, kind: 'motion', templateId: 'bjorkvik', shown: [], others: [] };

  test.each<[string, unknown]>([
    ['no JSON', '{'],
    ['nothing', ''],
    ['another form', { ...whole, yrka: 2, document: { type: 'doc' } }],
    ['a block that there is not', { ...whole, document: { type: 'doc', content: [{ type: 'film' }] } }],
    ['a block where it may not stand', { ...whole, document: { type: 'doc', content: [{ type: 'person' }] } }],
    ['words that are none', { ...whole, shown: [[1, 2]], document: { type: 'doc' } }],
    ['a kind that there is not', { ...whole, kind: 'film', document: { type: 'doc' } }],
  ])('with %s the words are read', async (_name, value) => {
    const { document, copyOf } = await carrying(value);
    expect(copyOf ?? null).toBeNull();
    expect(document.textContent).toContain('Många går hellre längs vägen.');
  });

  test('an attribute of another form is its default', async () => {
    const { document } = await carrying({
      ...whole,
      document: { type: 'doc', content: [{ type: 'paragraph', attrs: { id: 'p', level: 'high', list: {} }, content: [{ type: 'text', text: 'Ord.' }] }] },
    });
    let levels: unknown[] = [];
    document.forEach((node) => {
      levels = [...levels, node.attrs.level];
    });
    expect(levels).not.toContain('high');
  });

  test('a version without the words that stand in the file takes none of them away', async () => {
    const { document } = await carrying({ ...whole, document: { type: 'doc', content: [] } });
    expect(document.textContent).toContain('Många går hellre längs vägen.');
  });
});

test('[COP7] a copy with marks comes back with what is suggested in it, and a change beside that leaves it', async () => {
  const eva = { id: 'AAAAAAAAAAAA', by: 'eva' };
  const words = p('Vi ', inline('kräver', schema.mark('deletion', eva)), inline('ber', schema.mark('insertion', eva)), ' om ljus på stigen.');
  const before = doc(
    title('Ljus'),
    words,
    block('paragraph', { inserted: suggestionWord(eva) }, 'Ett till.'),
    block('paragraph', { deleted: suggestionWord(eva) }, 'Ett mindre.'),
    clauses(
      block('attClause', { id: 'clause1', suggested: [{ ...eva, name: 'place', value: ['clause2', null] }] }, 'ett,'),
      block('attClause', { id: 'clause2' }, 'två.'),
    ),
  );
  const marks = { changeOf: () => ({ author: 'Eva Ek', at: null }), comments: [] };
  const { bytes } = await toFile('docx', before, { ...options, kind: 'motion', marks });
  expect((await importFile(bytes)).document.toJSON()).toEqual(before.toJSON());
  const parts = unzipSync(bytes);
  const xml = strFromU8(parts['word/document.xml'] as Uint8Array).replace('på stigen', 'på hela stigen');
  const { document } = await importFile(zipSync({ ...parts, 'word/document.xml': strToU8(xml) }));
  expect(document.child(1).child(1).eq(before.child(1).child(1))).toBe(true);
  expect(document.child(1).child(2).eq(before.child(1).child(2))).toBe(true);
  expect(document.child(1).textContent).toBe('Vi kräverber om ljus på hela stigen.');
  expect(document.child(2).eq(before.child(2))).toBe(true);
});
