import type { NamedPerson, SentenceContext } from '@yrka/formal-text';
import type { DocumentKind, MunicipalityTemplate } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import type { Place } from '../text/writer.ts';
import type { LostInExport } from '../report.ts';
import type { Block, Words } from './page.ts';

/** What the function of a node has at hand. */
export type Writer = {
  readonly document: Node;
  readonly template: MunicipalityTemplate;
  readonly kind: DocumentKind;
  readonly sentences: SentenceContext;
  /** The children of a node that are blocks, each by its own function; [] when they are all empty. */
  readonly blocks: (parent: Node, wanted?: (child: Node) => boolean) => readonly Block[];
  /** The running text of a node; [] when it has no word. */
  readonly words: (parent: Node) => Words;
  /** The blocks of a node with the signs that say which node they are of, and what is suggested of it. */
  readonly signed: (node: Node, blocks: readonly Block[]) => readonly Block[];
  /** How deep a heading of level 1 in the text stands: 2 under the title, 3 within a part. */
  readonly headingDepth: (parent: Node) => 2 | 3;
  /** Whether these people stand below the text by what the caller gave, and are not named again there. */
  readonly isNamedBelow: (role: 'signatories' | 'supporters', person: NamedPerson) => boolean;
  /** Whether it is a text in which what went is struck, and does not count: programs of texts that track changes count by themselves. */
  readonly isComparison: boolean;
  readonly lose: (lost: LostInExport) => void;
};

/** What stands on the paper for one node; [] when it has nothing to say and is left out. */
export type NodeWriter = (node: Node, writer: Writer, place: Place) => readonly Block[];
