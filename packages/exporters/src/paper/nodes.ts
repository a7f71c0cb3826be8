import type { NodeName } from '@yrka/schema';
import { clause } from './clauses.ts';
import { castVote, castVoteList, event, vote } from './events.ts';
import { field, fieldList } from './fields.ts';
import { line, recipient } from './lines.ts';
import { paragraph } from './paragraph.ts';
import { person, personList } from './people.ts';
import { section } from './section.ts';
import { table, tableCell, tableRow } from './table.ts';
import { title } from './title.ts';
import type { NodeWriter } from './writer.ts';

const children: NodeWriter = (node, writer) => writer.blocks(node);
// Running text is written by `words`, together with its marks.
const nothing: NodeWriter = () => [];
const unknown: NodeWriter = (node, writer) => {
  writer.lose({ code: 'unknownContent', name: node.attrs.name as string });
  return [];
};

/** Every node of the schema has its function: one that is forgotten does not compile. */
export const nodeWriters: Readonly<Record<NodeName, NodeWriter>> = {
  doc: children,
  title,
  paragraph,
  section,
  fieldList,
  field,
  personList,
  person,
  yrkandeList: children,
  attClause: clause,
  yrkande: event,
  decisionList: children,
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
  recipient,
  attachmentList: children,
  attachment: line,
  decisionBasisList: children,
  decisionBasis: line,
  table,
  tableRow,
  tableCell,
  opaque: unknown,
  text: nothing,
  hardBreak: nothing,
  footnote: nothing,
  opaqueInline: nothing,
};
