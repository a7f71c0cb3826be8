import { type Node, Node as DocumentNode } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { undoStep } from '@yrka/editor';
import { type MunicipalityTemplate, schema, takenOver } from '@yrka/schema';
import type { DocumentSummary } from '@yrka/server/api';

type Known = Pick<DocumentSummary, 'id' | 'kind' | 'stage' | 'revision' | 'revisionOf'>;

/** The newest finalised version of the report from which a § has its basis; null when it has that one, or none. */
export function newerReport(doc: Node, documents: readonly Known[]): Known | null {
  const named = new Set<unknown>();
  doc.descendants((node) => {
    if (node.type.name === 'decisionBasis') named.add(node.attrs.document);
    return !node.isTextblock;
  });
  const reports = documents.filter(({ kind, id }) => kind === 'officerReport' && named.has(id));
  let newest: Known | null = null;
  for (const report of reports) {
    for (let later = laterThan(report, documents); later !== undefined; later = laterThan(later, documents)) if (later.stage === 'finalised') newest = later;
  }
  return newest === null || named.has(newest.id) ? null : newest;
}

const laterThan = (report: Known, documents: readonly Known[]) => documents.find(({ revisionOf }) => revisionOf === report.id);

/** Takes over a report's parts once more, in place of what stands there, as one undo step (PAR8). Null when the § has none of the parts. */
export function takeOverAnew(
  state: EditorState,
  report: unknown,
  { template, source }: { readonly template: MunicipalityTemplate; readonly source: { readonly document: string; readonly version: number } },
): Transaction | null {
  const parts = takenOver(DocumentNode.fromJSON(schema, report), template, source);
  const { tr } = state;
  // From the end, so that places further up stay where they are.
  const sections: { readonly node: Node; readonly from: number }[] = [];
  state.doc.forEach((node, from) => {
    if (node.type.name === 'section') sections.unshift({ node, from });
  });
  for (const { node, from } of sections) {
    const content = Object.entries(parts).find(([part]) => part === node.attrs.part)?.[1];
    if (content === undefined) continue;
    tr.replaceWith(
      from + 1,
      from + node.nodeSize - 1,
      content.map((block) => DocumentNode.fromJSON(state.schema, block.toJSON())),
    );
  }
  return tr.docChanged ? tr.setMeta(undoStep, true) : null;
}
