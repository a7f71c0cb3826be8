import type { NodeName } from '@yrka/schema';
import { clause, clauseList } from './clauses.ts';
import { castVote, castVoteList, event, vote } from './events.ts';
import { field } from './fields.ts';
import { line } from './lines.ts';
import { paragraph } from './paragraph.ts';
import { person, personList } from './people.ts';
import { section } from './section.ts';
import { table, tableCell, tableRow } from './table.ts';
import { title } from './title.ts';
import type { NodeWriter } from './writer.ts';

const children: NodeWriter = (node, writer) => writer.pieces(node);
// Running text is written by `words`, together with its marks; what is not known is in the report.
const nothing: NodeWriter = () => [];

/** Every node of the schema has its function: one that is forgotten does not compile. */
export const nodeWriters: Readonly<Record<NodeName, NodeWriter>> = {
  doc: children,
  title,
  paragraph,
  section,
  fieldList: children,
  field,
  personList,
  person,
  yrkandeList: clauseList,
  attClause: clause,
  yrkande: event,
  decisionList: clauseList,
  decisionPoint: clause,
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
  recipient: line,
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
