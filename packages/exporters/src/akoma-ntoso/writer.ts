import type { NamedPerson, SentenceContext } from '@yrka/formal-text';
import type { DocumentKind, MunicipalityTemplate } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import type { LostInExport } from '../report.ts';
import type { Place } from '../text/writer.ts';
import type { Content, Element } from './element.ts';
import type { References } from './references.ts';

/** What a node is in the file, before headings, items and quotations are gathered (arranged.ts). */
export type Piece =
  | { readonly type: 'block'; readonly element: Element }
  /** A part of a report or of minutes; its heading may be empty. */
  | { readonly type: 'part'; readonly node: Node; readonly heading: string; readonly pieces: readonly Piece[] }
  | { readonly type: 'heading'; readonly level: number; readonly node: Node; readonly words: readonly Content[] }
  | { readonly type: 'item'; readonly mark: number | 'bullet'; readonly depth: number; readonly element: Element }
  | { readonly type: 'quotation'; readonly element: Element };

/** What the function of a node has at hand. */
export type Writer = {
  readonly document: Node;
  readonly template: MunicipalityTemplate;
  readonly kind: DocumentKind;
  readonly sentences: SentenceContext;
  readonly references: References;
  /** The children of a node, each by its own function. */
  readonly pieces: (parent: Node, wanted?: (child: Node, index: number) => boolean) => readonly Piece[];
  /** The same where only blocks may stand: a heading is a paragraph there. */
  readonly blocks: (parent: Node, wanted?: (child: Node, index: number) => boolean) => readonly Element[];
  /** The running text of a node; [] when it has no word. Call it once per node: it numbers the footnotes that it meets. */
  readonly words: (parent: Node) => readonly Content[];
  /** Whether these people stand below the text by what the caller gave, and are not named again there. */
  readonly isNamedBelow: (role: 'signatories' | 'supporters', person: NamedPerson) => boolean;
  /** Remembers what an event or a point is about, for the analysis at the head of the file. */
  readonly tell: (node: Node, element: Element) => void;
  readonly lose: (lost: LostInExport) => void;
};

/** The pieces of one node; [] when it has nothing to say and is left out. */
export type NodeWriter = (node: Node, writer: Writer, place: Place) => readonly Piece[];

export const blockPiece = (element: Element): Piece => ({ type: 'block', element });
