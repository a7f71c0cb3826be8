import type { DocumentKind, FieldName } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import type { NodeWriter } from './writer.ts';

/** Labels on paper. A name without one stands alone; § and diarienummer of minutes are as typed. */
const labels: Readonly<Record<DocumentKind, Readonly<Partial<Record<FieldName, string>>>>> = {
  motion: {},
  officerReport: { date: 'Datum', diarienummer: 'Diarienummer', responsibleOfficer: 'Handläggare' },
  minutesItem: { date: 'Sammanträdesdatum' },
  writtenStatement: { date: 'Datum', diarienummer: 'Diarienummer' },
};

// Typed or read together with a label of its own.
const ownLabel = /^(?:datum|utfärdat|sammanträdesdatum|dnr|diarienummer|diarienr|ärendenummer|handläggare)\b/iu;

export const field: NodeWriter = (node, writer) => {
  const words = writer.inline(node).trim();
  if (words === '') return '';
  const label = labelOf(writer.kind, node.attrs.name as FieldName, words);
  return label === null ? words : `${label}: ${words}`;
};

/** The label before these words; null where they stand alone or have one of their own. */
export function labelOf(kind: DocumentKind, name: FieldName, words: string): string | null {
  return ownLabel.test(words.trim()) ? null : (labels[kind][name] ?? null);
}

/** The head has a line per field, with § and diarienummer on one; place and date close a motion on one line. */
export const fieldList: NodeWriter = (node, writer) => {
  const lines: string[] = [];
  let before: Node | null = null;
  node.forEach((child, _offset, index) => {
    const words = child.type.name === 'field' ? field(child, writer, { parent: node, index }) : '';
    if (words === '') return;
    const sameLine = node.attrs.kind === 'closing' || (child.attrs.name === 'diarienummer' && before?.attrs.name === 'paragraphNumber');
    if (sameLine && lines.length > 0) lines.push(`${lines.pop() ?? ''} ${words}`);
    else lines.push(words);
    before = child;
  });
  return lines.join('\n');
};
