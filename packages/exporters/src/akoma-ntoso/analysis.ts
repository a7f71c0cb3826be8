import { itemPeopleOf, type SentenceContext, settledOutcome } from '@yrka/formal-text';
import { type ClauseReference, personListRoles, readAlternative, voteAnswers } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { type AttributeValue, element, type Element } from './element.ts';
import type { References } from './references.ts';

export type Told = { readonly node: Node; readonly element: Element };
type Context = {
  readonly told: readonly Told[];
  readonly references: References;
  readonly sentences: SentenceContext;
  /** Whether the file may hold ids of other documents. */
  readonly hasIds: boolean;
};

/** Of what the standard has no element or attribute for. */
export const ownNamespace = 'urn:yrka:akn:1';

/** What happened, for programs: votes as the standard has them, and what it has no element for in one of our own. Null where nothing did. */
export function analysis(context: Context): Element | null {
  const { told, references } = context;
  const byId = new Map(told.map(({ node, element: its }) => [node.attrs.id as unknown, its]));
  const votings = told.filter(({ node }) => node.type.name === 'vote').flatMap((vote, index) => votingOf(vote, index + 1, context));
  const others = told.map((one) => structureOf(one, byId, context)).filter((one) => one !== null);
  if (votings.length === 0 && others.length === 0) return null;
  return element(
    'analysis',
    { source: references.program() },
    ...(votings.length === 0 ? [] : [element('parliamentary', {}, ...votings)]),
    ...(others.length === 0 ? [] : [element('otherAnalysis', { source: references.program() }, ...others)]),
  );
}

/** A vote that was counted: how many said what, and what won. */
function votingOf({ node, element: its }: Told, number: number, { references, sentences }: Context): readonly Element[] {
  const given = voteAnswers.filter((answer) => typeof node.attrs[answer] === 'number');
  const counts = given.map((answer, index) =>
    element('count', { eId: `voting_${number}__count_${index + 1}`, value: node.attrs[answer] as number, refersTo: references.answer(answer) }),
  );
  if (counts.length === 0) return [];
  const settled = settledOutcome(node, { meeting: sentences.meeting, wording: sentences.wording, clauses: sentences.clauses });
  const outcome = settled === null ? null : settled.winner === null ? references.event('tied') : references.answer(settled.winner);
  return [element('voting', { eId: `voting_${number}`, href: its, outcome }, ...counts)];
}

/** What is chosen of an event or a point, and its people; null where nothing is. */
function structureOf({ node, element: its }: Told, byId: ReadonlyMap<unknown, Element>, { references, hasIds }: Context): Element | null {
  const attributes: Record<string, AttributeValue> = {};
  for (const [name, given] of Object.entries(node.attrs as Readonly<Record<string, unknown>>)) {
    if (given === node.type.spec.attrs?.[name]?.default || notTold.has(name)) continue;
    if (name === 'targetId' || name === 'inFavourOf') attributes[name] = byId.get(given) ?? null;
    else if (name === 'puts') attributes.puts = Array.isArray(given) ? given.flatMap((one) => alternativeOf(one, byId)) : null;
    else if (name === 'found' || name === 'yesFor' || name === 'noFor') attributes[name] = alternativeOf(given, byId);
    else if (typeof given === 'string' || typeof given === 'number') attributes[name] = given;
  }
  for (const role of personListRoles) {
    const people = itemPeopleOf(node, role);
    if (people.length > 0) attributes[role] = people.map((one) => references.person(one));
  }
  const answers = hasIds ? answersOf(node) : [];
  if (Object.keys(attributes).length === 0 && answers.length === 0) return null;
  return element(`yrka:${node.type.name}`, { href: its, ...attributes }, ...answers);
}

/** Counts stand in the vote; ids stand on the elements; of a written statement that was picked in, its words stand. `att` is in the text. */
const notTold = new Set([
  'id',
  'inserted',
  'deleted',
  'suggested',
  'writtenOver',
  'withdrawn',
  'document',
  'version',
  'att',
  'yes',
  'no',
  'abstain',
  'absent',
  'answers',
]);

/** `about` and, where it is of something that stands in the file, what. */
function alternativeOf(given: unknown, byId: ReadonlyMap<unknown, Element>): (string | Element)[] {
  const alternative = readAlternative(given);
  if (alternative === null) return [];
  const target = 'id' in alternative ? byId.get(alternative.id) : undefined;
  return [alternative.about, ...(target === undefined ? [] : [target])];
}

function answersOf(node: Node): readonly Element[] {
  const answers: unknown = node.attrs.answers;
  if (!Array.isArray(answers)) return [];
  return answers.flatMap((one: Partial<ClauseReference> | null) =>
    typeof one?.document === 'string' && typeof one.version === 'number' && typeof one.clause === 'string'
      ? [element('yrka:answers', { document: one.document, version: one.version, clause: one.clause })]
      : [],
  );
}
