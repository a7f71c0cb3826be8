import { sectionHeading } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import type { NodeWriter, Place, Writer } from './writer.ts';

/**
 * An empty part is left out, with its heading. Two exceptions: a heading that the document has in
 * words of its own stands, and so does the decision's when the proposal to the assembly follows
 * at once, because the decision is then to propose (as Huddinge writes it).
 */
export const section: NodeWriter = (node, writer, place) => {
  const heading = headingOf(node, writer);
  const body = writer.blocks(node);
  if (body !== '') return heading === '' ? body : `${heading}\n${body}`;
  return node.attrs.heading !== null || isDecisionToPropose(node, place) ? heading : '';
};

export const headingOf = (section: Node, { template, kind }: Pick<Writer, 'template' | 'kind'>) =>
  sectionHeading(template, kind, { part: section.attrs.part as string, heading: section.attrs.heading as string | null });

export function isDecisionToPropose(section: Node, { parent, index }: Place): boolean {
  const next = index + 1 < parent.childCount ? parent.child(index + 1) : null;
  return section.attrs.part === 'decision' && next?.type.name === 'section' && next.attrs.part === 'proposalToAssembly' && next.textContent !== '';
}
