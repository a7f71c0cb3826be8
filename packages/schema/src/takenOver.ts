import { Fragment, type Node } from 'prosemirror-model';
import { hasId, schema } from './schema.ts';
import type { MunicipalityTemplate } from './template.ts';
import type { SectionPart } from './vocabulary.ts';

/** A version of a report, as other documents name it. */
export type ReportVersion = { readonly document: string; readonly version: number };

/**
 * [PAR8] What a § takes over from the report that it treats, by the part of the § in which it stands:
 * the proposed decision, the summary and the decision basis, word for word. The basis names the report
 * itself and its version, so that a later one is noticed. Blocks have no ids: they are others than
 * the report's. A part that the report does not have is left out.
 */
export function takenOver(report: Node, template: MunicipalityTemplate, source: ReportVersion): Readonly<Partial<Record<SectionPart, readonly Node[]>>> {
  const proposed = partOf(report, 'proposedDecision');
  const summary = partOf(report, 'summary');
  return {
    ...(proposed.length > 0 && { [proposalPart(template)]: proposed }),
    ...(summary.length > 0 && { summary }),
    decisionBasis: naming(partOf(report, 'decisionBasis'), report, template, source),
  };
}

/** Where the proposal stands in a §: what the assembly is to decide, or the body's own decision. */
function proposalPart({ minutesLevel, minutesParts }: MunicipalityTemplate): SectionPart {
  return minutesLevel !== 'assembly' && minutesParts.some(({ part }) => part === 'proposalToAssembly') ? 'proposalToAssembly' : 'decision';
}

function partOf(report: Node, part: SectionPart): readonly Node[] {
  const sections = report.children.filter(({ type, attrs }) => type.name === 'section' && attrs.part === part);
  const blocks = sections.flatMap(({ children }) => children.map(withoutIds));
  // An empty line that nobody has written in says nothing.
  return blocks.every((block) => block.textContent === '') ? [] : blocks;
}

function withoutIds(node: Node): Node {
  if (node.isText) return node;
  return node.type.create(hasId(node.type.name) ? { ...node.attrs, id: null } : node.attrs, Fragment.from(node.children.map(withoutIds)), node.marks);
}

/** The basis with the report's own line bound to its version; one is put first where the report does not name itself. */
function naming(blocks: readonly Node[], report: Node, template: MunicipalityTemplate, source: ReportVersion): readonly Node[] {
  const label = template.documentLabels.officerReport;
  const isItself = (item: Node) => item.attrs.document === null && item.textContent.toLowerCase().includes(label.toLowerCase());
  let isNamed = false;
  const bound = blocks.map((block) => {
    if (block.type.name !== 'decisionBasisList') return block;
    const items = block.children.map((item) => {
      if (isNamed || !isItself(item)) return item;
      isNamed = true;
      return item.type.create({ ...item.attrs, ...source }, item.content, item.marks);
    });
    return block.type.create(block.attrs, Fragment.from(items), block.marks);
  });
  if (isNamed) return bound;
  const own = schema.node('decisionBasis', { ...source }, [schema.text([label, dateOf(report)].filter((words) => words !== '').join(' '))]);
  const [first, ...rest] = bound;
  if (first?.type.name === 'decisionBasisList') return [first.type.create(first.attrs, Fragment.from([own, ...first.children]), first.marks), ...rest];
  return [schema.node('decisionBasisList', null, [own]), ...bound];
}

function dateOf(report: Node): string {
  let words = '';
  report.descendants((node) => {
    if (words === '' && node.type.name === 'field' && node.attrs.name === 'date') words = node.textContent;
    return !node.isTextblock;
  });
  return words;
}
