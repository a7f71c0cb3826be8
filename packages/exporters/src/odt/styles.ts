import type { Page } from '../paper/page.ts';
import { escaped } from '../paper/xmlText.ts';

export const namespaces = [
  'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"',
  'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"',
  'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"',
  'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"',
  'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"',
  'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"',
  'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"',
  'xmlns:xlink="http://www.w3.org/1999/xlink"',
].join(' ');

/** A4 with the paper's margins, in millimetres; `lineWidth` is as wide as a line of text. */
const margin = { top: 15, right: 28, bottom: 15, left: 32 };
export const lineWidth = 210 - margin.left - margin.right;

/** Fonts that programs have, or have a like of: no font travels in the file. */
const serif = 'Georgia';
const sans = 'Arial';
const soft = '#555555';

type Look = {
  readonly parent?: string;
  readonly name?: string;
  readonly paragraph?: string;
  readonly text?: string;
  readonly inner?: string;
  readonly more?: string;
};

/** In millimetres. What stands before a paragraph is added to what stands after the one above it, which Word does not do. */
const spacing = (before: number, after: number) => `fo:margin-top="${before}mm" fo:margin-bottom="${after}mm"`;
const keep = 'fo:keep-with-next="always"';
/** Beside the head, its labels and what stands below the text there are no numbers, as on the paper. */
const unnumbered = 'text:number-lines="false"';
const face = (font: string, size: number, more = '') => `style:font-name="${font}" fo:font-size="${size}pt"${more === '' ? '' : ` ${more}`}`;
const bold = 'fo:font-weight="bold"';
const toTheRight = `<style:tab-stops><style:tab-stop style:position="${lineWidth}mm" style:type="right"/></style:tab-stops>`;
const toWriteOn = '<style:tab-stops><style:tab-stop style:position="75mm" style:leader-style="solid" style:leader-text="_"/></style:tab-stops>';

/** Named styles: whoever changes one changes all that bear it. The key is the name in the file; `name` what people see. */
const paragraphStyles = (coloured: string, rule: string): Readonly<Record<string, Look>> => ({
  Standard: { paragraph: `${spacing(0, 3)} fo:line-height="125%" fo:orphans="2" fo:widows="2"` },
  Text_20_body: { name: 'Text body', more: 'style:class="text"' },
  Inledning: { parent: 'Text_20_body', paragraph: keep },
  Heading: { paragraph: `${spacing(2.5, 2)} ${keep}`, text: face(sans, 11, `${bold}${coloured}`), more: 'style:class="text"' },
  Heading_20_1: {
    name: 'Heading 1',
    parent: 'Heading',
    paragraph: `${spacing(4, 6)} ${keep} fo:line-height="110%"`,
    text: face(serif, 19, `${bold}${coloured}`),
    more: 'style:default-outline-level="1"',
  },
  Heading_20_2: {
    name: 'Heading 2',
    parent: 'Heading',
    paragraph: `${spacing(4, 2.5)} ${keep}`,
    text: face(sans, 13, `${bold}${coloured}`),
    more: 'style:default-outline-level="2"',
  },
  Heading_20_3: { name: 'Heading 3', parent: 'Heading', more: 'style:default-outline-level="3"' },
  Heading_20_4: {
    name: 'Heading 4',
    parent: 'Heading',
    text: face(sans, 11, `${bold} fo:font-style="italic"${coloured}`),
    more: 'style:default-outline-level="4"',
  },
  'Att-sats': { name: 'Att-sats' },
  Quotations: { name: 'Quotations', paragraph: 'fo:margin-left="8mm" fo:margin-right="8mm"', text: 'fo:font-size="10.5pt"' },
  Listpunkt: { paragraph: spacing(0, 1.5) },
  Rad: { paragraph: spacing(0, 1) },
  Rad_20_första: { name: 'Rad första', parent: 'Rad', paragraph: spacing(3, 1) },
  Rad_20_kvar: { name: 'Rad kvar', parent: 'Rad', paragraph: keep },
  Efter_20_tabell: { name: 'Efter tabell', paragraph: `${spacing(0, 1)} ${unnumbered}`, text: 'fo:font-size="6pt"' },
  Mottagare: { paragraph: spacing(0, 6) },
  Paragrafnummer: { paragraph: `${spacing(0, 4)} ${keep}`, text: face(sans, 13, `${bold}${coloured}`) },
  Motionärer: { paragraph: spacing(0, 6) },
  Etikett: { paragraph: `${spacing(0, 0)} ${keep} ${unnumbered}`, text: face(sans, 9, `fo:color="${soft}"`) },
  Uppgift: { paragraph: `${spacing(0, 2)} ${unnumbered}`, text: face(sans, 10) },
  Brevhuvud: { paragraph: `${spacing(0, 0.5)} ${unnumbered}`, inner: toTheRight, text: face(sans, 12, bold) },
  Brevhuvud_20_första: {
    name: 'Brevhuvud första',
    parent: 'Brevhuvud',
    paragraph: unnumbered,
    more: 'style:master-page-name="Första_20_sidan"',
    inner: toTheRight,
  },
  Brevhuvud_20_rad: { name: 'Brevhuvud rad', paragraph: `${spacing(0, 0.5)} ${unnumbered}`, inner: toTheRight, text: face(sans, 10) },
  ...(rule !== '' && {
    Brevhuvud_20_linje: { name: 'Brevhuvud linje', parent: 'Brevhuvud_20_rad', paragraph: `fo:padding-bottom="2mm" fo:border-bottom="${rule}" ${unnumbered}` },
  }),
  Brevhuvud_20_höger: { name: 'Brevhuvud höger', parent: 'Brevhuvud_20_rad', paragraph: `fo:text-align="end" ${unnumbered}` },
  Tabelltext: { paragraph: `${spacing(0.8, 0.8)} fo:line-height="105%"`, text: face(sans, 9.5) },
  Tabelltext_20_liten: { name: 'Tabelltext liten', parent: 'Tabelltext', text: 'fo:font-size="7pt"' },
  Tabelltal_20_liten: { name: 'Tabelltal liten', parent: 'Tabelltal', text: 'fo:font-size="7pt"' },
  Tabelletikett: { parent: 'Tabelltext', text: `fo:color="${soft}"` },
  Tabelltal: { parent: 'Tabelltext', paragraph: 'fo:text-align="end"' },
  Underskrift: { paragraph: `${spacing(16, 0)} ${keep} ${unnumbered}`, inner: toWriteOn },
  Header: { paragraph: `${spacing(0, 0)} ${unnumbered}`, inner: toTheRight, text: face(sans, 9, `fo:color="${soft}"`), more: 'style:class="extra"' },
  Footer: { paragraph: `${spacing(0, 0)} ${unnumbered}`, text: face(sans, 9, `fo:color="${soft}"`), more: 'style:class="extra"' },
  Footnote: {
    paragraph: `${spacing(0, 0.7)} fo:margin-left="4mm" fo:text-indent="-4mm" ${unnumbered}`,
    text: 'fo:font-size="9pt"',
    more: 'style:class="extra"',
  },
});

const textStyles: Readonly<Record<string, readonly [name: string, properties: string]>> = {
  Fet: ['Fet', bold],
  Kursiv: ['Kursiv', 'fo:font-style="italic"'],
  Fet_20_kursiv: ['Fet kursiv', `${bold} fo:font-style="italic"`],
  Internet_20_link: ['Internet link', 'fo:color="#1f5c6b" style:text-underline-style="solid" style:text-underline-width="auto"'],
  Satsnummer: ['Satsnummer', face(sans, 10, `fo:color="${soft}"`)],
};

/** Names, numbers and pages of the file. */
export function stylesOf({ running, mark, documentId, lineNumbers, accent, headRule, footer }: Page): string {
  const coloured = accent === null ? '' : ` fo:color="${accent}"`;
  const paragraphs = Object.entries(paragraphStyles(coloured, headRule ? `1pt solid ${accent ?? '#000000'}` : '')).map(
    ([key, { name = key, parent, paragraph = '', inner = '', text = '', more = '' }]) =>
      `<style:style style:name="${key}" style:display-name="${name}" style:family="paragraph"${key === 'Standard' ? '' : ` style:parent-style-name="${parent ?? 'Standard'}"`}${more === '' ? '' : ` ${more}`}>${
        paragraph === '' && inner === '' ? '' : `<style:paragraph-properties ${paragraph}>${inner}</style:paragraph-properties>`
      }${text === '' ? '' : `<style:text-properties ${text}/>`}</style:style>`,
  );
  const texts = Object.entries(textStyles).map(
    ([key, [name, properties]]) =>
      `<style:style style:name="${key}" style:display-name="${name}" style:family="text"><style:text-properties ${properties}/></style:style>`,
  );
  const head = (left: string) =>
    `<style:header><text:p text:style-name="Header">${escaped(left)}<text:tab/>${mark === null ? '' : `<text:span text:style-name="Fet">${escaped(mark)}</text:span><text:s text:c="3"/>`}<text:page-number text:select-page="current">1</text:page-number> (<text:page-count>1</text:page-count>)</text:p></style:header>`;
  const id = `<text:p text:style-name="Footer">${documentId === null ? '' : `Dokument-id ${escaped(documentId)}`}</text:p>`;
  const reached = footer.map(({ label, value }) => `<text:span text:style-name="Fet">${escaped(label)}</text:span> ${escaped(value)}`).join(' · ');
  const foot = `<style:footer>${id}</style:footer>`;
  const firstFoot = reached === '' ? foot : `<style:footer><text:p text:style-name="Footer">${reached}</text:p>${id}</style:footer>`;
  const edge = (tag: 'header' | 'footer') =>
    `<style:${tag}-style><style:header-footer-properties fo:min-height="13mm" fo:margin-${tag === 'header' ? 'bottom' : 'top'}="6mm"/></style:${tag}-style>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document-styles ${namespaces} office:version="1.3">
<office:font-face-decls><style:font-face style:name="${serif}" svg:font-family="${serif}" style:font-family-generic="roman"/><style:font-face style:name="${sans}" svg:font-family="${sans}" style:font-family-generic="swiss"/></office:font-face-decls>
<office:styles>
<style:default-style style:family="paragraph"><style:paragraph-properties style:tab-stop-distance="12.5mm"/><style:text-properties ${face(serif, 11)} fo:language="sv" fo:country="SE"/></style:default-style>
${[...paragraphs, ...texts].join('\n')}
<style:style style:name="Tabellrad" style:family="table-row"/>
${listStyles}
<text:notes-configuration text:note-class="footnote" text:citation-body-style-name="Fotnotstecken" style:num-format="1" text:start-value="0" text:footnotes-position="page" text:start-numbering-at="document"/>
<style:style style:name="Fotnotstecken" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
${lineNumbers ? '<text:linenumbering-configuration text:number-lines="true" text:offset="13mm" style:num-format="1" text:number-position="left" text:increment="1" text:restart-on-page="true"/>' : ''}
</office:styles>
<office:automatic-styles>
<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm" style:print-orientation="portrait" fo:margin-top="${margin.top}mm" fo:margin-bottom="${margin.bottom}mm" fo:margin-left="${margin.left}mm" fo:margin-right="${margin.right}mm"><style:footnote-sep style:width="0.2mm" style:distance-before-sep="2mm" style:distance-after-sep="2mm" style:line-style="solid" style:adjustment="left" style:rel-width="25%" style:color="#555555"/></style:page-layout-properties>${edge('header')}${edge('footer')}</style:page-layout>
</office:automatic-styles>
<office:master-styles>
<style:master-page style:name="Standard" style:page-layout-name="A4">${head(running)}${foot}</style:master-page>
<style:master-page style:name="Första_20_sidan" style:display-name="Första sidan" style:page-layout-name="A4" style:next-style-name="Standard">${head('')}${firstFoot}</style:master-page>
</office:master-styles>
</office:document-styles>
`;
}

/** The deepest that a list has in this format. */
const levels = 10;

/** As on the paper: a clause's number hangs in the margin without a full stop. */
const listStyles = [
  ['Att-satser', (level: number) => numberLevel(level, '', 0, 8)] as const,
  ['Numrerad', (level: number) => numberLevel(level, ' style:num-suffix="."', 7 * (level + 1), 7)] as const,
  [
    'Punkter',
    (level: number) =>
      `<text:list-level-style-bullet text:level="${level + 1}" text:bullet-char="–">${place(7 * (level + 1), 7)}</text:list-level-style-bullet>`,
  ] as const,
]
  .map(([name, level]) => `<text:list-style style:name="${name}">${Array.from({ length: levels }, (_, at) => level(at)).join('')}</text:list-style>`)
  .join('\n');

function numberLevel(level: number, suffix: string, left: number, hanging: number): string {
  return `<text:list-level-style-number text:level="${level + 1}" style:num-format="1"${suffix}${hanging === 8 ? ' text:style-name="Satsnummer"' : ''}>${place(left, hanging)}</text:list-level-style-number>`;
}

function place(left: number, hanging: number): string {
  return `<style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" text:list-tab-stop-position="${left}mm" fo:text-indent="-${hanging}mm" fo:margin-left="${left}mm"/></style:list-level-properties>`;
}
