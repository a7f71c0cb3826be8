import type { Page } from '../paper/page.ts';
import type { PictureSize } from '../paper/pictureSize.ts';
import { escaped } from '../paper/xmlText.ts';
import type { LostInExport } from '../report.ts';
import { writeBlock } from './blocks.ts';
import { namespaces } from './styles.ts';
import { line, type Writer } from './words.ts';

export type EmbeddedPicture = { readonly path: string; readonly bytes: Uint8Array; readonly format: 'png' | 'jpg'; readonly size: PictureSize };

/** What stands on the pages. */
export function contentOf(page: Page, picture: EmbeddedPicture | null, lose: (lost: LostInExport) => void): string {
  const automatic = new Map<string, { readonly name: string; readonly family: string; readonly properties: string }>();
  let notes = 0;
  let tables = 0;
  const writer: Writer = {
    note: () => ++notes,
    table: () => ++tables,
    automatic: (family, properties) => {
      const style = automatic.get(family + properties) ?? { name: `A${automatic.size + 1}`, family, properties };
      automatic.set(family + properties, style);
      return style.name;
    },
    lose,
  };
  const text = [...letterheadOf(page, picture), ...page.blocks.map((block, index) => writeBlock(block, page.blocks[index + 1], writer))].join('\n');
  const styles = [...automatic.values()].map(
    ({ name, family, properties }) => `<style:style style:name="${name}" style:family="${family}">${properties}</style:style>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document-content ${namespaces} office:version="1.3">
<office:automatic-styles>${styles.join('')}</office:automatic-styles>
<office:body><office:text text:use-soft-page-breaks="false">
${text}
</office:text></office:body>
</office:document-content>
`;
}

/** In millimetres: as high as three lines of the head, or as wide as lets a name stand beside it. */
const armsHeight = 17;
const maxArmsWidth = 40;

/** The head of the first page, in reading order; it is text like any other, so that nobody misses it. */
function letterheadOf({ letterhead, mark, headRule }: Page, picture: EmbeddedPicture | null): readonly string[] {
  const { municipality, body, label, facts, stamp } = letterhead;
  const [first = '', ...others] = [...(mark === null ? [] : [mark]), ...facts.map((fact) => `${fact.label} ${fact.value}`), ...(stamp === null ? [] : [stamp])];
  const sides = (style: string, left: string, right: string) => line(style, right === '' ? left : `${left}\t${right}`);
  const head = [
    ...(letterhead.arms === null || picture === null
      ? []
      : [`<text:p text:style-name="Brevhuvud_20_första">${frameOf(picture, letterhead.arms.alt)}</text:p>`]),
    sides('Brevhuvud', municipality, label),
    ...(body === '' && first === '' ? [] : [sides('Brevhuvud_20_rad', body, first)]),
    ...others.map((text) => line('Brevhuvud_20_höger', text)),
    ...(headRule ? [line('Brevhuvud_20_linje', '')] : []),
    line('Brevhuvud_20_rad', ''),
  ];
  // The style of the first paragraph names the page that it stands on.
  return head.map((xml, index) => (index === 0 ? xml.replace('"Brevhuvud"', '"Brevhuvud_20_första"') : xml));
}

function frameOf({ path, size }: EmbeddedPicture, alt: string): string {
  const scale = Math.min(armsHeight / size.height, maxArmsWidth / size.width);
  const mm = (pixels: number) => `${(pixels * scale).toFixed(2)}mm`;
  return `<draw:frame draw:name="Vapen" text:anchor-type="as-char" svg:width="${mm(size.width)}" svg:height="${mm(size.height)}"><draw:image xlink:href="${path}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/><svg:title>${escaped(alt)}</svg:title><svg:desc>${escaped(alt)}</svg:desc></draw:frame>`;
}
