import { Schema } from 'prosemirror-model';
import { markSpecs, type MarkName, type NodeName, nodeSpecs, type YrkaNodeSpec } from './nodes.ts';

/** Raised when a program that knows only the older schema could do harm; travels in the handshake (protocol). */
// 2: suggestions, which an older editor would show as text that stands. 3: the meeting's events, which it would show as opaque.
// 4: suggested choices and moves, and letters suggested in names, which it would show as standing.
export const schemaVersion = 4;

/** The schema for code that has no editor: server, importers, exporters, tests. */
export const schema: Schema<NodeName, MarkName> = new Schema({ nodes: nodeSpecs, marks: markSpecs });

/** The lists whose children are ordered by a hidden key (SPEC.md, ORD1). */
export const keyedLists: ReadonlySet<string> = new Set(
  Object.entries(nodeSpecs as Record<string, YrkaNodeSpec>)
    .filter(([, spec]) => spec.keyed)
    .map(([name]) => name),
);

/** The nodes that stand for what is not known here. They exist on the screen only. */
export const opaqueNodes: ReadonlySet<string> = new Set(['opaque', 'opaqueInline']);

/** Whether a node of this name bears an id. */
export function hasId(nodeName: string): boolean {
  const attrs = (nodeSpecs as Record<string, YrkaNodeSpec>)[nodeName]?.attrs;
  return attrs !== undefined && 'id' in attrs;
}
