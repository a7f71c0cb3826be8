import type { Node } from '@tiptap/pm/model';
import { type DocumentKind, type MunicipalityTemplate, sectionHeading } from '@yrka/schema';
import type { Verification } from '@yrka/server/api';

export type Correctable = {
  readonly id: string;
  /** The heading that it stands under; '' for none. */
  readonly under: string;
  /** As it reads after the corrections that there are. */
  readonly words: string;
};

/** What can be corrected of a verified item: its lines of text, in order. */
export function correctable(
  content: Node,
  corrections: Verification['corrections'],
  { kind, template }: { readonly kind: DocumentKind; readonly template: MunicipalityTemplate },
): readonly Correctable[] {
  const corrected = new Map(corrections.map(({ blockId, after }) => [blockId, after]));
  const lines: Correctable[] = [];
  const collect = (node: Node, under: string): void => {
    const { id, part, heading } = node.attrs as { readonly id?: unknown; readonly part?: string; readonly heading?: string | null };
    if (!node.isTextblock) {
      const below = node.type.name === 'section' ? sectionHeading(template, kind, { part: part ?? 'other', heading: heading ?? null }) : under;
      for (const child of node.children) collect(child, below);
    } else if (typeof id === 'string' && node.textContent.trim() !== '') {
      lines.push({ id, under, words: corrected.get(id) ?? node.textContent });
    }
  };
  collect(content, '');
  return lines;
}
