import { schema } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { compareTexts } from './compareTexts.ts';
import type { Comparison } from './comparison.ts';
import { clausesIn, type QuotedClause, type QuotedLine, quotationsIn, type Wording } from './quotedClauses.ts';

/** A place where a document quotes a motion: the motion's clauses, and what is quoted of them. */
export type Quotation = {
  readonly comparison: Comparison;
  /** Numbers of the clauses that are quoted in their own words, from 1. */
  readonly exact: readonly number[];
  /** How many clauses the motion has. */
  readonly of: number;
};

/** A motion's clauses beside each quotation of them in a document, in the order of the document (SPEC.md, CMP14–CMP17). */
export function compareQuotations(motion: Node, document: Node): readonly Quotation[] {
  const clauses = clausesIn(motion);
  return quotationsIn(document, clauses).map((lines) => {
    const quoted = lines.map(asQuoted);
    const exact = clauses.flatMap(({ id, text }, index) => (quoted.some((line) => line.id === id && line.text === text) ? [index + 1] : []));
    return { comparison: compareTexts(listOf(clauses), listOf(quoted)), exact, of: clauses.length };
  });
}

/** As a clause of the motion, so that it is compared with it and nothing else. */
function asQuoted({ clause, att, text }: QuotedLine, index: number): QuotedClause {
  if (clause === null) return { id: `quoted ${index}`, att, text };
  // Whether att stands before it is the sentence's that leads to it.
  return { id: clause.id, att: clause.att, text: endedAs(text, clause) };
}

/** [CMP16] What ends a line is the sentence's in which it is quoted. */
function endedAs(text: string, clause: Wording): string {
  const body = withoutEnd(clause.text);
  return withoutEnd(text) === body ? clause.text : withoutEnd(text) + clause.text.slice(body.length);
}

function withoutEnd(text: string): string {
  const [, before = null] = /^(.*)\s(?:och|samt)$/su.exec(trimmed(text)) ?? [];
  return before === null ? trimmed(text) : trimmed(before);
}

/** Not by an expression, which looks at a long row of full stops once from each of them. */
function trimmed(text: string): string {
  let length = text.length;
  while (length > 0 && ' .,;:'.includes(text.charAt(length - 1))) length--;
  return text.slice(0, length);
}

function listOf(clauses: readonly QuotedClause[]): Node {
  const content = clauses.map(({ id, att, text }) => schema.node('attClause', { id, att }, text === '' ? [] : [schema.text(text)]));
  return schema.node('doc', null, [schema.node('yrkandeList', { id: 'clauses' }, content)]);
}
