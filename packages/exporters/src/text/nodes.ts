import type { NodeName } from '@yrka/schema';
import { attClause, decisionPoint } from './clauses.ts';
import { castVote, castVoteList, event, vote } from './events.ts';
import { field, fieldList } from './fields.ts';
import { line, recipient } from './lines.ts';
import { paragraph } from './paragraph.ts';
import { person, personList } from './people.ts';
import { section } from './section.ts';
import { table, tableCell, tableRow } from './table.ts';
import type { NodeWriter } from './writer.ts';

const children: NodeWriter = (node, writer) => writer.blocks(node);
// Running text is written by `inline`, together with its marks; what is not known here has no words.
const nothing: NodeWriter = () => '';

/** Every node of the schema has its function: one that is forgotten does not compile. */
export const nodeWriters: Readonly<Record<NodeName, NodeWriter>> = {
  doc: children,
  title: (node) => node.textContent,
  paragraph,
  section,
  fieldList,
  field,
  personList,
  person,
  yrkandeList: children,
  attClause,
  yrkande: event,
  decisionList: children,
  decisionPoint,
  deliberation: event,
  acclamation: event,
  vote,
  castVoteList,
  castVote,
  reservation: event,
  separateStatement: event,
  minutesNote: event,
  conflictOfInterest: event,
  notParticipating: event,
  attendanceChange: event,
  recipientList: children,
  recipient,
  attachmentList: children,
  attachment: line,
  decisionBasisList: children,
  decisionBasis: line,
  table,
  tableRow,
  tableCell,
  opaque: nothing,
  text: nothing,
  hardBreak: nothing,
  footnote: nothing,
  opaqueInline: nothing,
};
