import { readAlternative } from './alternatives.ts';
import { suggestionAttributes } from './nodes.ts';
import { readSuggestionWord } from './suggestions.ts';
import {
  attendanceChanges,
  beslutsgangStages,
  decisionLevels,
  fieldListKinds,
  fieldNames,
  listStyles,
  outcomes,
  personListRoles,
  personRoles,
  recipientPurposes,
  reservationForms,
  sectionParts,
  tableKinds,
  voteAnswers,
  voteSettlements,
  yrkandeKinds,
  yrkandeRanks,
  yrkandeTargets,
} from './vocabulary.ts';

/**
 * What a stored attribute is shown as: itself, or the default where it does not have the form of
 * one. Whoever may write in a document may store anything under an attribute's name; nothing that
 * reads documents shall have to think of that. The stored value stays (packages/schema, vocabulary).
 */
export function shownValue(nodeName: string, name: string, value: unknown, byDefault: unknown): unknown {
  if (value === undefined) return byDefault;
  // Its changes stand in attributes of their own (suggestedChanges.ts).
  if (name === 'suggested') return null;
  if (suggestionAttributes.has(name)) return readSuggestionWord(value) === null ? null : value;
  const choices = chosenFrom[`${nodeName}.${name}`];
  if (choices !== undefined) return choices.some((choice) => choice === value) ? value : byDefault;
  if (nodeName === 'acclamation' && name === 'puts') return Array.isArray(value) ? value.filter((put) => readAlternative(put) !== null) : byDefault;
  if (alternatives.has(`${nodeName}.${name}`)) return readAlternative(value) === null ? byDefault : value;
  if (nodeName === 'decisionPoint' && name === 'answers') return Array.isArray(value) ? value.filter(isClauseReference) : byDefault;
  if (typeof value === 'number' && !Number.isSafeInteger(value)) return byDefault;
  // Null stands for words, or for a number.
  if (byDefault === null || byDefault === undefined) return typeof value === 'string' || typeof value === 'number' ? value : byDefault;
  return typeof value === typeof byDefault && Array.isArray(value) === Array.isArray(byDefault) ? value : byDefault;
}

/** The attributes that name one alternative. */
const alternatives: ReadonlySet<string> = new Set(['acclamation.found', 'vote.yesFor', 'vote.noFor']);

const upTo = (most: number) => Array.from({ length: most + 1 }, (_, value) => value);

/** The closed lists that attributes choose from, by node and attribute. */
const chosenFrom: Readonly<Record<string, readonly (string | number)[]>> = {
  // HTML has six levels of headings; lists deeper than nine have left the paper.
  'paragraph.level': upTo(6),
  'paragraph.depth': upTo(9),
  'paragraph.list': listStyles,
  'section.part': sectionParts,
  'fieldList.kind': fieldListKinds,
  'fieldList.level': decisionLevels,
  'field.name': fieldNames,
  'personList.role': personListRoles,
  'person.role': personRoles,
  'yrkande.kind': yrkandeKinds,
  'yrkande.rank': yrkandeRanks,
  'yrkande.target': yrkandeTargets,
  'decisionPoint.outcome': outcomes,
  'castVote.answer': voteAnswers,
  'acclamation.stage': beslutsgangStages,
  'vote.stage': beslutsgangStages,
  'vote.settledBy': voteSettlements,
  'attendanceChange.change': attendanceChanges,
  'reservation.form': reservationForms,
  'recipient.purpose': recipientPurposes,
  'table.kind': tableKinds,
};

function isClauseReference(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('document' in value) || !('version' in value) || !('clause' in value)) return false;
  return typeof value.document === 'string' && Number.isSafeInteger(value.version) && typeof value.clause === 'string';
}
