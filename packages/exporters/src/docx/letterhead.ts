import { AlignmentType, Footer, Header, ImageRun, PageNumber, Paragraph, type ParagraphChild, Tab, TabStopType, TextRun } from 'docx';
import type { Page } from '../paper/page.ts';
import type { Picture } from '../paper/picture.ts';
import { pictureSize } from '../paper/pictureSize.ts';
import { lineWidth, mm, ruleOf } from './styles.ts';
import { xmlText } from '../paper/xmlText.ts';
import { line, type Writer } from './words.ts';

/** As high as three lines of the head, in pixels of 1/96 inch; or as wide as lets a name stand beside it. */
const armsHeight = 64;
const maxArmsWidth = 150;

const right = [{ type: TabStopType.RIGHT, position: lineWidth }];
const twoSides = (style: string, left: readonly ParagraphChild[], other: string) =>
  new Paragraph({ style, tabStops: right, children: [...left, ...(other === '' ? [] : [new TextRun({ children: [new Tab(), xmlText(other)] })])] });

/** The head of the first page, in reading order; it is text like any other, so that nobody misses it. */
/** `before`: what stands unseen before the first words. */
export function letterheadOf(page: Page, arms: Picture | null, before: readonly ParagraphChild[], writer: Writer): readonly Paragraph[] {
  const { letterhead, mark } = page;
  const { municipality, body, label, facts, stamp } = letterhead;
  const picture = letterhead.arms === null || arms === null ? null : armsRun(arms, letterhead.arms.alt, writer);
  const beside = [...(mark === null ? [] : [mark]), ...facts.map((fact) => `${fact.label} ${fact.value}`), ...(stamp === null ? [] : [stamp])];
  const [first = '', ...others] = beside;
  return [
    ...(picture === null ? [] : [new Paragraph({ style: 'LetterheadLine', children: [picture] })]),
    twoSides('Letterhead', [...before, new TextRun(xmlText(municipality))], label),
    ...(body === '' && first === '' ? [] : [twoSides('LetterheadLine', body === '' ? [] : [new TextRun(xmlText(body))], first)]),
    ...others.map((text) => new Paragraph({ style: 'LetterheadLine', alignment: AlignmentType.RIGHT, children: [new TextRun(xmlText(text))] })),
    ...(page.headRule ? [new Paragraph({ style: 'LetterheadLine', border: ruleOf(page) })] : []),
    line('LetterheadLine', ''),
  ];
}

function armsRun({ bytes, format }: Picture, alt: string, writer: Writer): ImageRun | null {
  const size = pictureSize(bytes, format);
  if (size === null || size.width === 0 || size.height === 0) {
    writer.lose({ code: 'pictureUnreadable' });
    return null;
  }
  const scale = Math.min(armsHeight / size.height, maxArmsWidth / size.width);
  const transformation = { width: Math.round(size.width * scale), height: Math.round(size.height * scale) };
  return new ImageRun({ type: format, data: bytes, transformation, altText: { name: 'Vapen', title: alt, description: alt } });
}

/** What stands at the top and at the foot of the first page, and of the others. */
export function edgesOf({ running, mark, documentId, footer }: Page) {
  const pages = [
    ...(mark === null ? [] : [new TextRun({ text: `${mark}   `, bold: true })]),
    new TextRun({ children: [PageNumber.CURRENT, ' (', PageNumber.TOTAL_PAGES, ')'] }),
  ];
  const head = (left: string) =>
    new Header({
      children: [
        new Paragraph({ style: 'PageLine', tabStops: right, children: [new TextRun(xmlText(left)), new TextRun({ children: [new Tab()] }), ...pages] }),
      ],
    });
  const reached = footer.map(({ label, value }, index) => [
    ...(index === 0 ? [] : [new TextRun(' · ')]),
    new TextRun({ text: `${xmlText(label)} `, bold: true }),
    new TextRun(xmlText(value)),
  ]);
  const id = () => line('PageLine', documentId === null ? '' : `Dokument-id ${documentId}`);
  const first = [...(reached.length === 0 ? [] : [new Paragraph({ style: 'PageLine', spacing: { before: mm(3) }, children: reached.flat() })]), id()];
  return {
    headers: { first: head(''), default: head(running) },
    footers: { first: new Footer({ children: first }), default: new Footer({ children: [id()] }) },
  };
}
