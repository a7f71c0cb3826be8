import type { Node } from 'prosemirror-model';
import { readDate } from '@yrka/formal-text';
import type { ClauseReference, SectionPart } from '@yrka/schema';
import { decisionWords } from './decisionWords.ts';
import { type Finding, type Found, gathered, wholeDocument, wholeOf } from './finding.ts';
import { dates, decisionDates } from './dates.ts';
import { languageOf, spelledTwoWays } from './language.ts';
import { moversInText } from './minutes/people.ts';
import { genitives, mentionsIn, spellings } from './names.ts';
import { summary } from './summary.ts';
import { sources } from './sources.ts';
import { all, isWritten, textOf } from './text.ts';

/** What is known about what the report answers, and about the municipality. */
export type ReportFacts = {
  /** The clauses of the motion in order; null where the report answers none, or they are not at hand. */
  readonly clauses: readonly { readonly document: string; readonly id: string }[] | null;
  /** Whether the municipality's reports answer every clause: in some the officials take no position on a motion. */
  readonly everyClauseIsAnswered: boolean;
  /** The parts that may not stand empty where they stand. */
  readonly requiredParts: readonly SectionPart[];
};

/** What there is to say about an officer's report, in the order of the document; [] when nothing is. Never throws. */
export function checkReport(doc: Node, facts: ReportFacts): readonly Finding[] {
  const mentions = mentionsIn(doc);
  return gathered(doc, [
    ...parts(doc, facts),
    ...answers(doc, facts),
    ...decisionWords(proposedPoints(doc)),
    ...summary(doc),
    ...basis(doc),
    ...spellings(doc, mentions),
    ...genitives(doc, mentions),
    ...moversInText(doc),
    ...dates(doc),
    ...decisionDates(doc),
    ...language(doc),
  ]);
}

/** [REP1] Title and parts. */
function parts(doc: Node, { requiredParts }: ReportFacts): Found[] {
  const found: Found[] = [];
  const title = all(doc, 'title');
  if (!title.some(isWritten))
    found.push({
      code: 'titleMissing',
      place: title[0] === undefined ? wholeDocument : wholeOf(title[0]),
      severity: 'warn',
      params: {},
      source: sources.handbook,
    });
  for (const section of all(doc, 'section')) {
    const part = section.attrs.part as SectionPart;
    if (!requiredParts.includes(part) || hasWords(section)) continue;
    found.push({ code: 'partEmpty', place: wholeOf(section), severity: 'inform', params: { part }, source: sources.municipality });
  }
  return found;
}

function hasWords(section: Node): boolean {
  let has = false;
  section.descendants((node) => {
    has ||= (node.isTextblock && isWritten(node)) || node.type.name === 'opaque';
    return !has;
  });
  return has;
}

/** [REP2, REP3] Each of the motion's clauses has one answer. */
function answers(doc: Node, { clauses, everyClauseIsAnswered }: ReportFacts): Found[] {
  if (clauses === null) return [];
  const points = proposedPoints(doc);
  const [first] = all(doc, 'decisionList');
  const nothingSaid = first === undefined ? wholeDocument : wholeOf(first);
  const ofWhole = points.some((point) => referencesOf(point).length === 0 && isOfWholeMotion(textOf(point)));
  return clauses.flatMap(({ document, id }, index): Found[] => {
    const number = index + 1;
    const given = points.filter((point) => referencesOf(point).some((reference) => reference.document === document && reference.clause === id));
    const [, second] = given;
    if (second !== undefined)
      return [{ code: 'clauseAnsweredTwice', place: wholeOf(second), severity: 'warn', params: { number, times: given.length }, source: sources.everyClause }];
    if (given.length === 1 || ofWhole || !everyClauseIsAnswered) return [];
    return [{ code: 'clauseUnanswered', place: nothingSaid, severity: 'warn', params: { number }, source: sources.everyClause }];
  });
}

/** "Motionen avslås." answers every clause there is. */
const isOfWholeMotion = (text: string) =>
  /(?<!\p{L})motionen(?!s?\s+\p{L}+\s+att-sats)(?!\p{L})/iu.test(text) &&
  /(?<!\p{L})(?:avslå|bifall|besvarad|avskriv|avstyrk|tillstyrk|återremitt|ställningstagande)/iu.test(text);

/** [REP6] The basis is named with its date, so that one finds the very paper. */
function basis(doc: Node): Found[] {
  return all(doc, 'decisionBasis')
    .filter((item) => isWritten(item) && !hasDate(textOf(item)))
    .map(
      (item): Found => ({
        code: 'basisWithoutDate',
        place: wholeOf(item),
        severity: 'inform',
        params: { words: textOf(item).replaceAll('\ufffc', ' ').trim().slice(0, 60) },
        source: sources.basis,
      }),
    );
}

function hasDate(text: string): boolean {
  return (text.match(/\d{4}-\d{2}-\d{2}|\d{1,2}\s\p{L}+\s\d{4}|\d{1,2}\/\d{1,2}\s(?:\d{4}|-\d{2})/gu) ?? []).some((date) => readDate(date) !== null);
}

/** The points that the report proposes; where no part is so called, all of them. */
function proposedPoints(doc: Node): Node[] {
  const sections = all(doc, 'section').filter(({ attrs }) => attrs.part === 'proposedDecision');
  return (sections.length === 0 ? [doc] : sections)
    .flatMap((section) => all(section, 'decisionPoint'))
    .filter((point) => isWritten(point) || referencesOf(point).length > 0);
}

function referencesOf(point: Node): readonly ClauseReference[] {
  const answers: unknown = point.attrs.answers;
  return Array.isArray(answers) ? answers.filter(isReference) : [];
}

const isReference = (value: unknown): value is ClauseReference =>
  typeof value === 'object' &&
  value !== null &&
  'document' in value &&
  'clause' in value &&
  typeof value.document === 'string' &&
  typeof value.clause === 'string';

function language(doc: Node): Found[] {
  return [...all(doc, 'paragraph', 'attClause', 'decisionPoint').flatMap(languageOf), ...spelledTwoWays(doc)];
}
