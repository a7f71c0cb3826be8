import { AlignmentType, BorderStyle, type IStylesOptions, LineRuleType } from 'docx';
import type { Page } from '../paper/page.ts';

/** In twentieths of a point, as Word measures. */
export const mm = (millimetres: number) => Math.round((millimetres * 1440) / 25.4);
/** In half points. */
const pt = (points: number) => points * 2;

/** Fonts that Word and LibreOffice have, or have a like of: no font travels in the file. */
const serif = 'Georgia';
const sans = 'Arial';
const soft = '555555';

/** A4 with the paper's margins; as wide as a line of text. */
export const page = { width: mm(210), height: mm(297), margin: { top: mm(28), right: mm(28), bottom: mm(24), left: mm(32) } } as const;
export const lineWidth = page.width - page.margin.left - page.margin.right;

/** How far apart lines are, in 240ths of their height. The rule is said, since LibreOffice cuts a picture to the line without it. */
const lines = (line: number) => ({ line, lineRule: LineRuleType.AUTO });

/** Beside the head, its labels and what stands below the text there are no numbers, as on the paper. */
const unnumbered = { suppressLineNumbers: true };

const plain = (id: string, name: string, more: object = {}) => ({ id, name, basedOn: 'Normal', quickFormat: true, ...more });

/** Named styles: whoever changes one in Word changes all that bear it. The heads of the text are in the municipality's colour. */
export function stylesOf({ accent }: Pick<Page, 'accent'>): IStylesOptions {
  const head = (run: object) => ({ ...run, ...(accent !== null && { color: wordColour(accent) }) });
  return {
    default: {
      document: { run: { font: serif, size: pt(11), language: { value: 'sv-SE' } }, paragraph: { spacing: { after: mm(3), ...lines(300) } } },
      title: { run: head({ font: serif, size: pt(19), bold: true }), paragraph: { spacing: { before: mm(7), after: mm(6), ...lines(260) }, keepNext: true } },
      heading1: {
        run: head({ font: serif, size: pt(19), bold: true }),
        paragraph: { spacing: { before: mm(7), after: mm(6), ...lines(260) }, keepNext: true },
      },
      heading2: { run: head({ font: sans, size: pt(13), bold: true }), paragraph: { spacing: { before: mm(7), after: mm(2.5) }, keepNext: true } },
      heading3: { run: head({ font: sans, size: pt(11), bold: true }), paragraph: { spacing: { before: mm(5.5), after: mm(2) }, keepNext: true } },
      heading4: { run: head({ font: sans, size: pt(11), bold: true, italics: true }), paragraph: { spacing: { before: mm(5), after: mm(2) }, keepNext: true } },
      hyperlink: { run: { color: '1F5C6B', underline: {} } },
      footnoteText: { run: { size: pt(9) }, paragraph: { spacing: { after: 40 }, ...unnumbered } },
    },
    paragraphStyles: [
      plain('AttClause', 'Att-sats', { paragraph: { spacing: { after: mm(3) } } }),
      plain('Quotation', 'Citat', { run: { size: pt(10.5) }, paragraph: { indent: { left: mm(8), right: mm(8) } } }),
      plain('ListItem', 'Listpunkt', { paragraph: { spacing: { after: mm(1.5) } } }),
      plain('Line', 'Rad', { paragraph: { spacing: { after: mm(1) } } }),
      plain('Addressee', 'Mottagare', { paragraph: { spacing: { after: mm(6) } } }),
      plain('ParagraphNumber', 'Paragrafnummer', {
        run: head({ font: sans, size: pt(13), bold: true }),
        paragraph: { spacing: { after: mm(4) }, keepNext: true },
      }),
      plain('Byline', 'Motionärer', { paragraph: { spacing: { after: mm(6) } } }),
      plain('Label', 'Etikett', { run: { font: sans, size: pt(9), color: soft }, paragraph: { spacing: { after: 0 }, keepNext: true, ...unnumbered } }),
      plain('Fact', 'Uppgift', { run: { font: sans, size: pt(10) }, paragraph: { spacing: { after: mm(2) }, ...unnumbered } }),
      plain('Letterhead', 'Brevhuvud', { run: { font: sans, size: pt(12), bold: true }, paragraph: { spacing: { after: mm(0.5) }, ...unnumbered } }),
      plain('LetterheadLine', 'Brevhuvud rad', { run: { font: sans, size: pt(10) }, paragraph: { spacing: { after: mm(0.5) }, ...unnumbered } }),
      plain('TableText', 'Tabelltext', { run: { font: sans, size: pt(9.5) }, paragraph: { spacing: { before: mm(0.8), after: mm(0.8), ...lines(250) } } }),
      plain('CommentText', 'annotation text', { run: { size: pt(10) }, paragraph: { spacing: { after: 0 }, ...unnumbered } }),
      plain('TableTextSmall', 'Tabelltext liten', { basedOn: 'TableText', run: { size: pt(7) } }),
      plain('TableLabel', 'Tabelletikett', { basedOn: 'TableText', run: { color: soft } }),
      plain('AfterTable', 'Efter tabell', { run: { size: pt(6) }, paragraph: { spacing: { after: mm(1) }, ...unnumbered } }),
      plain('SignatureLine', 'Underskrift', { paragraph: { spacing: { before: mm(16), after: 0 }, keepNext: true, ...unnumbered } }),
      plain('PageLine', 'Sidhuvud och sidfot', {
        run: { font: sans, size: pt(9), color: soft },
        paragraph: { spacing: { after: 0 }, alignment: AlignmentType.LEFT, ...unnumbered },
      }),
    ],
  };
}

const wordColour = (accent: string) => accent.slice(1).toUpperCase();

/** The line below the head of the first page, as the bottom edge of its last paragraph. */
export const ruleOf = ({ accent }: Pick<Page, 'accent'>) => ({
  bottom: { style: BorderStyle.SINGLE, size: 8, space: 6, color: accent === null ? '000000' : wordColour(accent) },
});
