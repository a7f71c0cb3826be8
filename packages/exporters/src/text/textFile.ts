import type { Node } from 'prosemirror-model';
import type { PaperOptions } from '../paper/pageOf.ts';
import { lostMarks, standing } from '../paper/standing.ts';
import type { ExportedFile, LostInExport } from '../report.ts';
import { toPlainText } from './toPlainText.ts';

/** A document as a text file in UTF-8, with what a text has no form for. The same document makes the same bytes. */
export function textFile(document: Node, options: PaperOptions): ExportedFile {
  const shown = standing(document);
  return { bytes: new TextEncoder().encode(toPlainText(shown, options)), report: [...lostMarks(document, options), ...lostIn(shown, options)] };
}

function lostIn(document: Node, { arms, lineNumbers }: PaperOptions): readonly LostInExport[] {
  const lost = new Map<string, LostInExport>();
  const lose = (one: LostInExport) => lost.set(JSON.stringify(one), one);
  if (arms != null) lose({ code: 'notCarried', what: 'arms' });
  if (lineNumbers === true) lose({ code: 'notCarried', what: 'lineNumbers' });
  document.descendants((node) => {
    if (node.type.name === 'opaque' || node.type.name === 'opaqueInline') lose({ code: 'unknownContent', name: String(node.attrs.name) });
    if (node.marks.some(({ type }) => type.name === 'strong' || type.name === 'emphasis')) lose({ code: 'notCarried', what: 'emphasis' });
  });
  return [...lost.values()];
}
