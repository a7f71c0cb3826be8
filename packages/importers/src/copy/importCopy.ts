import { importableKinds } from '@yrka/schema';
import { readDate } from '@yrka/formal-text';
import { type ImportedDocument, type ImportOptions, moversOf } from '../importText.ts';
import { Findings } from '../report.ts';
import { editedCopy } from './edited.ts';
import { refuseMore } from '../lines.ts';
import { normalized, type OpenedCopy, wordsOfLine } from './line.ts';
import { readSource } from './source.ts';

/**
 * [COP1] A file that Yrka wrote, as the document that it was made from, with what somebody has changed in it since. Null for
 * one that carries no version that can be read, and then the file is read by its words.
 */
export function importCopy(
  { source: carried, lines }: OpenedCopy,
  { kind: wanted, templates, newId, maxLines = Infinity }: ImportOptions,
): ImportedDocument | null {
  const source = carried === null ? null : readSource(carried);
  const kind = importableKinds.find((one) => one === source?.kind);
  // Who says that it is something else, or another municipality's, means the words.
  if (source === null || kind === undefined || (wanted !== undefined && wanted !== kind)) return null;
  if (templates !== undefined && !templates.some(({ id }) => id === source.templateId)) return null;
  refuseMore(lines.map(wordsOfLine), maxLines);
  const { document, unplaced } = editedCopy(source, lines, newId === undefined ? {} : { newId });
  const findings = new Findings();
  const texts = lines.map((line, index) => ({ text: normalized(wordsOfLine(line)), line: index + 1 })).filter(({ text }) => text !== '');
  for (const words of unplaced) findings.unplaced(texts.find(({ text }) => text.includes(normalized(words))) ?? { text: words, line: texts.length });
  const fields = new Map<string, string>();
  document.descendants((node) => {
    if (node.type.name === 'field' && !fields.has(node.attrs.name as string)) fields.set(node.attrs.name as string, node.textContent.trim());
    return !node.isTextblock;
  });
  return {
    kind,
    document,
    templateId: source.templateId,
    movers: moversOf(document),
    diarienummer: fields.get('diarienummer') || null,
    date: readDate(fields.get('date') ?? ''),
    signatories: [],
    headings: [],
    lines: texts,
    report: findings.report(document, []),
    copyOf: source.documentId === null || source.version === null ? null : { documentId: source.documentId, version: source.version },
  };
}
