import type { Node } from '@tiptap/pm/model';
import { contextOf, wordedBlocks } from '@yrka/formal-text';
import { type DocumentKind, type MunicipalityTemplate, sectionHeading } from '@yrka/schema';
import type { Verification } from '@yrka/server/api';

export type Correctable = {
  readonly id: string;
  /** The heading that it stands under; '' for none. */
  readonly under: string;
  /** As it reads after the corrections that there are. */
  readonly words: string;
};

/** What can be corrected of a verified item: its lines of text and the sentences of its events, in order. `clauses` are the motion's, in order. */
export function correctable(
  content: Node,
  corrections: Verification['corrections'],
  { kind, template }: { readonly kind: DocumentKind; readonly template: MunicipalityTemplate },
  clauses: readonly string[] | null = null,
): readonly Correctable[] {
  const corrected = new Map(corrections.map(({ blockId, after }) => [blockId, after]));
  return wordedBlocks(content, contextOf(content, { ...(clauses && { clauses }) })).map(({ id, words, section }) => {
    const { part = 'other', heading = null } = (section?.attrs ?? {}) as { readonly part?: string; readonly heading?: string | null };
    const under = section === null ? '' : sectionHeading(template, kind, { part, heading });
    return { id, under, words: corrected.get(id) ?? words };
  });
}
