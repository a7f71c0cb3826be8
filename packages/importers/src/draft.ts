import type { NamedPerson } from '@yrka/formal-text';
import type { SectionPart } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import type { Nodes } from './nodes.ts';
import type { Findings } from './report.ts';

/** One part of what was read, in the order of the file. `heading` is as it stood; '' for none. */
export type DraftSection = {
  readonly part: SectionPart;
  readonly heading: string;
  readonly content: readonly Node[];
  /** Whether the heading runs in with its text. */
  readonly runsIn?: boolean;
  /** What stands between this part and the next, as signatures do. */
  readonly after?: readonly Node[];
};

/** The yrkanden of the meeting, which a reservation may speak for and another yrkande be moved towards. */
export type MovedYrkande = { readonly id: string; readonly by: readonly NamedPerson[] };

export type Reading = { readonly nodes: Nodes; readonly findings: Findings; readonly moved: MovedYrkande[] };

/** One who signs a report; the title is what stands below the name. */
export type Signatory = NamedPerson & { readonly title: string | null };

/** A protokollsparagraf: what stands before its parts, and the parts. */
export type DraftDocument = {
  readonly head: readonly Node[];
  readonly sections: readonly DraftSection[];
  /** What the head says in paragraphs that are no fields, since their labels stand apart from them. */
  readonly facts?: { readonly date?: string; readonly diarienummer?: string };
  /** Who moved the motion, where the document has no list of them. */
  readonly movers?: readonly NamedPerson[];
  /** Those who sign, where that is no list of the document's own. */
  readonly signatories?: readonly Signatory[];
  /** Where the document is not divided into sections, as a motion is not. */
  readonly headings?: readonly { readonly text: string; readonly runsIn: boolean }[];
};
