import {
  derivedBlockId,
  type FieldListKind,
  type FieldName,
  hasId,
  type NodeName,
  type PersonListRole,
  schema,
  type SectionPart,
  type TableKind,
  type VoteAnswer,
  type YrkandeKind,
  type YrkandeTarget,
} from '@yrka/schema';
import { Fragment, type Mark, type Node } from 'prosemirror-model';

/** Attributes by name; those left out have the schema's defaults. */
type Attributes = Readonly<Record<string, unknown>>;
type Inline = string | Node;

/** Any node, when no shorter builder says it. Strings become text. */
export function block(name: NodeName, attributes: Attributes = {}, ...content: readonly (Inline | null)[]): Node {
  const children = content.filter((child) => child !== null && child !== '').map((child) => (typeof child === 'string' ? schema.text(child) : (child as Node)));
  return schema.node(name, attributes, children);
}

/**
 * A document. Blocks without an id get one derived from their place ("block 1" …), so that a test
 * has the same ids every time. Throws when the content does not fit the schema.
 *
 *     doc(title('Motion om bättre belysning'), p('Det är mörkt.'), clauses(att('förbättra belysningen')))
 */
export function doc(...content: readonly Node[]): Node {
  let count = 0;
  const identify = (node: Node): Node => {
    if (node.isText) return node;
    const id = hasId(node.type.name) && node.attrs.id === null ? derivedBlockId(`block ${++count}`) : (node.attrs.id as unknown);
    const children: Node[] = [];
    node.forEach((child) => {
      children.push(identify(child));
    });
    return node.type.create(hasId(node.type.name) ? { ...node.attrs, id } : node.attrs, Fragment.from(children), node.marks);
  };
  const built = identify(schema.node('doc', null, [...content]));
  built.check();
  return built;
}

// Text

export const title = (text: string, attributes: Attributes = {}) => block('title', attributes, text);
export const p = (...content: readonly Inline[]) => block('paragraph', {}, ...content);
export const heading = (level: 1 | 2 | 3, text: string) => block('paragraph', { level }, text);
export const quote = (text: string) => block('paragraph', { quote: true }, text);
/** Text with marks: `inline('viktigt', schema.mark('strong'))`. */
export const inline = (text: string, ...marks: readonly Mark[]) => schema.text(text, marks);
export const footnote = (text: string) => block('footnote', {}, text);
export const hardBreak = () => schema.node('hardBreak');
/** A part of a report or of minutes; heading null is the template's. */
export const section = (part: SectionPart, heading: string | null, ...content: readonly Node[]) => block('section', { part, heading }, ...content);

/** `fields('head', { date: '2023-10-04' })`. */
export const fields = (kind: FieldListKind, values: Readonly<Partial<Record<FieldName, string>>>) =>
  block('fieldList', { kind }, ...Object.entries(values).map(([name, text]) => field(name as FieldName, text)));
export const field = (name: FieldName, text: string) => block('field', { name }, text);

// People

/** `person('Bo Källström', 'L')`, or in one string: `person('Bo Källström (L)')`. */
export function person(name: string, party: string | null = null, attributes: Attributes = {}): Node {
  const written = /^(.*\S)\s*\(([^()]+)\)$/.exec(name);
  if (written !== null && party === null) return person(written[1] ?? '', written[2] ?? null, attributes);
  return block('person', { party, ...attributes }, name);
}
/** A list of people from strings or nodes: `people('by', 'Bo Källström (L)', person('Eva Ek', 'L'))`. */
export const people = (role: PersonListRole, ...persons: readonly Inline[]) =>
  block('personList', { role }, ...persons.map((one) => (typeof one === 'string' ? person(one) : one)));
export const by = (...persons: readonly Inline[]) => people('by', ...persons);
export const speakers = (...persons: readonly Inline[]) => people('speakers', ...persons);
export const movers = (...persons: readonly Inline[]) => people('movers', ...persons);
export const signatories = (...persons: readonly Inline[]) => people('signatories', ...persons);
export const supporters = (...persons: readonly Inline[]) => people('supporters', ...persons);

// Clauses and decisions

export const clauses = (...content: readonly Node[]) => block('yrkandeList', {}, ...content);
/** A clause; the word att is the block's and is not given. */
export const att = (text: string, attributes: Attributes = {}) => block('attClause', { att: true, ...attributes }, text);
/** A clause that is a whole sentence. */
export const sentence = (text: string, attributes: Attributes = {}) => block('attClause', { att: false, ...attributes }, text);
export const decisions = (...points: readonly Inline[]) => block('decisionList', {}, ...points.map((one) => (typeof one === 'string' ? point(one) : one)));
export const point = (text: string, attributes: Attributes = {}) => block('decisionPoint', attributes, text);

// What happens at a meeting

export const yrkanden = (...content: readonly Node[]) => block('yrkandeList', {}, ...content);
/** `yrkande('approval', 'motion', by('Bo Källström (L)'))`, with words after the people when they are given. */
export const yrkande = (kind: YrkandeKind, target: YrkandeTarget, ...content: readonly Node[]) => block('yrkande', { kind, target }, ...content);
export const deliberation = (...content: readonly Node[]) => block('deliberation', {}, ...content);
export const reservation = (attributes: Attributes, ...content: readonly Node[]) => block('reservation', attributes, ...content);
export const event = (name: 'separateStatement' | 'minutesNote' | 'conflictOfInterest' | 'notParticipating', ...content: readonly Node[]) =>
  block(name, {}, ...content);
/** Counts as attributes; null or left out is not stated, 0 is stated as none. */
export const vote = (counts: Attributes, ...content: readonly Node[]) => block('vote', counts, ...content);
export const castVotes = (...content: readonly Node[]) => block('castVoteList', {}, ...content);
export function castVote(name: string, answer: VoteAnswer | null): Node {
  const { party } = person(name).attrs;
  return block('castVote', { party, answer }, person(name).textContent);
}
export const yes = (name: string) => castVote(name, 'yes');
export const no = (name: string) => castVote(name, 'no');
export const abstain = (name: string) => castVote(name, 'abstain');
export const absent = (name: string) => castVote(name, 'absent');

// Lists at the end, tables

export const recipients = (...names: readonly string[]) => block('recipientList', {}, ...names.map((name) => block('recipient', {}, name)));
export const attachments = (...names: readonly string[]) => block('attachmentList', {}, ...names.map((name) => block('attachment', {}, name)));
export const basis = (...names: readonly string[]) => block('decisionBasisList', {}, ...names.map((name) => block('decisionBasis', {}, name)));
/** A table whose first row is its header: `table(['Post', 'Kronor'], ['Armatur', '480 000'])`. */
export const table = (...content: readonly (readonly string[])[]) => rows('plain', content);
export const costs = (...content: readonly (readonly string[])[]) => rows('costs', content);
export const rows = (kind: TableKind, content: readonly (readonly string[])[]) =>
  block('table', { kind }, ...content.map((cells, index) => block('tableRow', {}, ...cells.map((text) => block('tableCell', { header: index === 0 }, text)))));
