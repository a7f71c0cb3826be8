import type { Node } from '@tiptap/pm/model';
import { type DocumentKind, type MunicipalityTemplate, sectionHeading } from '@yrka/schema';
import { createContext, type ReactNode, use, useCallback } from 'react';

const PartHeadingContext = createContext<(section: Node) => string>(() => '');

/** What a part of the document is called on its paper; '' where it bears no heading. */
export const usePartHeading = () => use(PartHeadingContext);

type PartHeadingsProps = { readonly kind: DocumentKind; readonly template: MunicipalityTemplate; readonly children: ReactNode };

/** Tells the blocks of a paper what the parts are called that they stand in. */
export function PartHeadings({ kind, template, children }: PartHeadingsProps) {
  const heading = useCallback((section: Node) => sectionHeading(template, kind, section.attrs as { part: string; heading: string | null }), [kind, template]);
  return <PartHeadingContext value={heading}>{children}</PartHeadingContext>;
}
