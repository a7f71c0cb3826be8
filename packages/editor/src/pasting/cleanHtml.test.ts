// @vitest-environment happy-dom
import { DOMParser as SchemaParser, type Node } from '@tiptap/pm/model';
import { schema } from '@yrka/schema';
import { expect, test } from 'vitest';
import { cleanHtml } from './cleanHtml.ts';
import { gdocs, libreOffice, word, wordFootnotes, wordTable, wordTracked } from './fixturesForTests.ts';

/** What the document gets, one line per block. */
function pasted(html: string): string[] {
  const { html: cleaned } = cleanHtml(html);
  const body = new DOMParser().parseFromString(cleaned, 'text/html').body;
  const lines: string[] = [];
  SchemaParser.fromSchema(schema)
    .parse(body)
    .forEach((node) => {
      lines.push(line(node));
    });
  return lines;
}

function line(node: Node): string {
  if (!node.isTextblock) {
    const parts: string[] = [];
    node.forEach((child) => {
      parts.push(line(child));
    });
    return `${node.type.name}(${parts.join(' ')})`;
  }
  const { level, list, depth, quote, header } = node.attrs;
  const name =
    node.type.name === 'tableCell'
      ? header
        ? 'th'
        : 'td'
      : level
        ? `h${level}`
        : list
          ? `${list === 'bullet' ? '-' : '1.'}${depth || ''}`
          : quote
            ? 'q'
            : 'p';
  const parts: string[] = [];
  node.forEach((child) => {
    if (child.type.name === 'hardBreak') parts.push('⏎');
    else if (!child.isText) parts.push(`[${child.textContent}]`);
    else
      parts.push(
        child.marks.reduce(
          (text, mark) => (mark.type.name === 'strong' ? `**${text}**` : mark.type.name === 'emphasis' ? `_${text}_` : `${text}<${mark.attrs.href as string}>`),
          child.text ?? '',
        ),
      );
  });
  return `${name}: ${parts.join('')}`;
}

test('[PAS1] keeps headings, lists, bold and italic from Word, and drops the rest', () => {
  expect(pasted(word)).toEqual([
    'h1: Trygga cykelvägar',
    'h2: Bakgrund',
    'p: Varje morgon cyklar **många barn** till _skolan_ längs väg 222.',
    '-: Belysning saknas.',
    '-1: Särskilt vid bron.',
    '-: Korsningen är farlig.',
    '1.: Först detta.',
    '1.: Sedan detta.',
  ]);
});
test('[PAS1] nothing of Word’s own is left in the page', () => {
  const { html } = cleanHtml(word);
  expect(html).not.toMatch(/mso|class=|style=|font|o:p|<span|<!--/i);
});
test('[PAS1] keeps a Word table with its header and the words of each cell', () => {
  expect(pasted(wordTable)).toEqual(['table(tableRow(th: Post th: 2026) tableRow(td: Cykelväg⏎vid skolan td: 480 000) tableRow(td: Drift td: ))']);
});
test('[PAS1] keeps Word’s footnotes where they stand', () => {
  expect(pasted(wordFootnotes)).toEqual(['p: Enligt statistiken[Trafikanalys 2025.] har olyckorna ökat.']);
});
test('[PAS1] leaves deleted words and comments behind, keeps inserted ones', () => {
  expect(pasted(wordTracked)).toEqual(['p: Kommunen ska bygga nya vägar.']);
});
test('[PAS1] reads Google Docs, whose bold is not bold', () => {
  expect(pasted(gdocs)).toEqual(['h2: Bakgrund', 'p: Text med **fet** och länk<https://www.skr.se>.', '-: Ett', '-1: Ett ett', '-: Två', 'p: Efter']);
});
test('[PAS1] reads LibreOffice with its footnotes', () => {
  expect(pasted(libreOffice)).toEqual(['h1: Rubrik', 'p: Text[Noten.] fortsätter.', '1.: Första', '1.: Andra']);
});
test('[PAS2] drops images and says how many', () => {
  expect(
    cleanHtml('<p>Ett<img src="a.png" width="300" height="200"></p><img src="data:image/png;base64,xx"><p><img width="1" height="1" src="t.gif">Två</p>')
      .images,
  ).toBe(2);
  expect(pasted('<p>Ett<img src="a.png"></p><p><img src="b.png"></p>')).toEqual(['p: Ett']);
});
test('[PAS3] lets no script through', () => {
  expect(pasted('<p><a href="javascript:alert(1)">klicka</a><script>alert(2)</script></p><p onclick="x()">text</p>')).toEqual(['p: klicka', 'p: text']);
  expect(pasted('<a href=" JaVaScRiPt:alert(1)">a</a><a href="data:text/html,x">b</a>')).toEqual(['p: ab']);
  expect(cleanHtml('<p onclick="x()">text</p><object data="x"></object><svg><script>1</script></svg>').html).toBe('<p>text</p>');
});
test('takes no ids and nothing of ours from a foreign page', () => {
  expect(cleanHtml('<p data-node="attClause" data-id="zzzzzzzzzzzz" id="x">text</p>').html).toBe('<p>text</p>');
});
test('loose text, line breaks, quotations and layout tables', () => {
  expect(pasted('Löst<br>två<blockquote><p>Citat</p></blockquote><table><tr><td><p>Ruta</p></td></tr></table>')).toEqual([
    'p: Löst⏎två',
    'q: Citat',
    'p: Ruta',
  ]);
});
test('a cell over several columns keeps those after it in place', () => {
  expect(pasted('<table><tr><td colspan="2">a</td><td>b</td></tr><tr><td>1</td><td>2</td><td>3</td></tr></table>')).toEqual([
    'table(tableRow(td: a td:  td: b) tableRow(td: 1 td: 2 td: 3))',
  ]);
});
