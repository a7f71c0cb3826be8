import type { DocumentKind, MunicipalityTemplate } from '@yrka/schema';
import type { SentenceContext } from '@yrka/formal-text';
import type { Node } from 'prosemirror-model';

/** Where a node stands among its siblings. */
export type Place = { readonly parent: Node; readonly index: number };

/** What the function of a node has at hand. */
export type Writer = {
  readonly document: Node;
  readonly template: MunicipalityTemplate;
  readonly kind: DocumentKind;
  readonly sentences: SentenceContext;
  /** The children of a node that are blocks, each by its own function, with the right space between; '' when they are all empty. */
  readonly blocks: (parent: Node, wanted?: (child: Node) => boolean) => string;
  /** The running text of a node. Call it once per node: it numbers the footnotes that it meets. */
  readonly inline: (parent: Node) => string;
};

/** The plain text of one node; '' when it has nothing to say and is left out. */
export type NodeWriter = (node: Node, writer: Writer, place: Place) => string;
