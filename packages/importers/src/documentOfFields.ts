import { genitive, type NamedPerson, readOutcome, readYrkande } from '@yrka/formal-text';
import type { ImportableKind, DecisionLevel, MunicipalityTemplate, PersonListRole, SectionPart, VoteAnswer, YrkandeKind, YrkandeTarget } from '@yrka/schema';
import { partsOf, schema } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import type { ReadFields } from './fields.ts';
import { Nodes } from './nodes.ts';

/** The document that fields tell of, or the first of their keys that has another form than it should have. */
export type DocumentOfFields = { readonly document: Node; readonly kind: ImportableKind } | { readonly wrong: string };

const kinds: Readonly<Record<ReadFields['kind'], ImportableKind>> = { motion: 'motion', tjansteutlatande: 'officerReport', protokoll: 'minutesItem' };
const isKind = (value: unknown): value is ReadFields['kind'] => typeof value === 'string' && value in kinds;

const yrkandeKinds: Readonly<Record<string, YrkandeKind>> = {
  bifall: 'approval',
  avslag: 'rejection',
  aterremiss: 'referralBack',
  bordlaggning: 'deferral',
  andring: 'amendment',
  tillagg: 'addition',
  besvarad: 'answered',
  other: 'other',
};

/**
 * [FLD2] The document of what `fieldsOf` gives, and of what is written by hand in that shape. What
 * has words of its own stands in them; what has none is its structure, which formal-text makes words
 * of. Keys that are not known are left alone.
 */
export function documentOfFields(value: unknown, template: MunicipalityTemplate, { newId }: { readonly newId?: () => string } = {}): DocumentOfFields {
  if (!isObject(value) || !isKind(value.kind)) return { wrong: 'kind' };
  try {
    const fields = new Fields(value, '');
    const kind = kinds[value.kind];
    const blocks = new Blocks(new Nodes(newId), template);
    const content = kind === 'motion' ? blocks.motion(fields) : kind === 'officerReport' ? blocks.report(fields) : blocks.minutes(fields);
    return { document: schema.node('doc', null, [...content]), kind };
  } catch (error) {
    if (!(error instanceof WrongKey)) throw error;
    return { wrong: error.key };
  }
}

class WrongKey extends Error {
  readonly key: string;
  constructor(key: string) {
    super(`${key} has another form than it should have`);
    this.key = key;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object's values by key, each in the form that is asked for: what is left out or null is empty, what has another form is wrong. */
class Fields {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #path: string;

  constructor(values: Readonly<Record<string, unknown>>, path: string) {
    this.#values = values;
    this.#path = path;
  }

  text(key: string): string {
    const value = this.#values[key] ?? '';
    if (typeof value !== 'string') throw new WrongKey(this.#path + key);
    return value.replace(/\s+/gu, ' ').trim();
  }

  count(key: string): number | null {
    const value = this.#values[key] ?? null;
    if (value !== null && !(Number.isSafeInteger(value) && Number(value) >= 0)) throw new WrongKey(this.#path + key);
    return value as number | null;
  }

  flag(key: string): boolean {
    const value = this.#values[key] ?? false;
    if (typeof value !== 'boolean') throw new WrongKey(this.#path + key);
    return value;
  }

  list(key: string): readonly unknown[] {
    const value = this.#values[key] ?? [];
    if (!Array.isArray(value)) throw new WrongKey(this.#path + key);
    return value;
  }

  texts(key: string): readonly string[] {
    return this.list(key).map((value, index) => new Fields({ [index]: value }, `${this.#path}${key}.`).text(String(index)));
  }

  objects(key: string): readonly Fields[] {
    return this.list(key).map((value, index) => {
      if (!isObject(value)) throw new WrongKey(`${this.#path}${key}.${index}`);
      return new Fields(value, `${this.#path}${key}.${index}.`);
    });
  }

  object(key: string): Fields {
    const value = this.#values[key] ?? {};
    if (!isObject(value)) throw new WrongKey(this.#path + key);
    return new Fields(value, `${this.#path}${key}.`);
  }

  people(key: string): readonly NamedPerson[] {
    return this.objects(key).map((one) => ({ name: one.text('name'), party: one.text('party') || null }));
  }
}

/** Makes the blocks of each kind of document, in the template's order. */
class Blocks {
  readonly #nodes: Nodes;
  readonly #template: MunicipalityTemplate;
  readonly #moved: { readonly id: string; readonly by: readonly NamedPerson[] }[] = [];

  constructor(nodes: Nodes, template: MunicipalityTemplate) {
    this.#nodes = nodes;
    this.#template = template;
  }

  motion(fields: Fields): readonly Node[] {
    const { leadIn } = this.#template;
    const clauses = fields.texts('attClauses').map((text) => this.#clause('attClause', text));
    return [
      this.#title(fields),
      ...this.#people('movers', fields.people('motionBy')),
      ...(clauses.length === 0 ? [] : [this.#nodes.paragraph(leadIn), this.#nodes.block('yrkandeList', {}, clauses)]),
      ...this.#date('closing', fields),
      ...this.#people('signatories', fields.people('signatories')),
      ...this.#people('supporters', fields.people('supporters')),
    ];
  }

  report(fields: Fields): readonly Node[] {
    return [
      ...this.#head(fields, null),
      this.#title(fields),
      ...this.#sections(this.#template.reportParts, { proposedDecision: this.#points(fields), recipients: this.#recipients(fields) }),
      ...this.#people('signatories', fields.people('signatories')),
    ];
  }

  minutes(fields: Fields): readonly Node[] {
    const level = levelOf(fields.text('decisionBody'));
    // What the board does with a motion is to propose; sending the matter back or putting it off it decides itself.
    const decides = fields.texts('attClauses').some((text) => readOutcome(text) === 'referredBack' || /bordlägg/iu.test(text));
    const proposes = !decides && level === 'executiveBoard' && this.#template.minutesParts.some(({ part }) => part === 'proposalToAssembly');
    const points = this.#points(fields);
    const yrkanden = fields.objects('yrkanden').map((one) => this.#yrkande(one));
    const speakers = fields.people('speakers');
    const votings =
      fields.list('votings').length > 0 ? fields.objects('votings') : fields.object('voting').count('ja') === null ? [] : [fields.object('voting')];
    // The template's heading names the body that it is usual for.
    const body = fields.text('decisionBody');
    const decisionHeading = body === '' ? {} : { decision: `${genitive(body)} beslut` };
    return [
      ...this.#head(fields, level),
      this.#title(fields),
      ...this.#sections(
        this.#template.minutesParts,
        {
          // The board's decision is then to propose, and its heading stands alone (Huddinge).
          decision: proposes ? [this.#nodes.block('decisionList', {})] : points,
          proposalToAssembly: proposes ? points : [],
          conflictOfInterest: fields.objects('jav').map((one) => this.#event('conflictOfInterest', one)),
          deliberation: speakers.length === 0 ? [] : [this.#nodes.block('deliberation', {}, this.#people('speakers', speakers))],
          yrkanden: yrkanden.length === 0 ? [] : [this.#nodes.block('yrkandeList', {}, yrkanden)],
          vote: votings.map((one) => this.#vote(one)),
          notParticipating: fields.objects('notParticipating').map((one) => this.#event('notParticipating', one)),
          reservations: fields.objects('reservations').map((one) => this.#reservation(one)),
          separateStatements: fields.texts('specialStatements').map((text) => this.#nodes.block('separateStatement', {}, [this.#nodes.paragraph(text)])),
          minutesNotes: fields.objects('notesToProtocol').map((one) => this.#event('minutesNote', one)),
          recipients: this.#recipients(fields),
        },
        decisionHeading,
      ),
    ];
  }

  #sections(
    parts: MunicipalityTemplate['minutesParts'],
    contents: Readonly<Partial<Record<SectionPart, readonly Node[]>>>,
    headings: Readonly<Partial<Record<SectionPart, string>>> = {},
  ): readonly Node[] {
    const order = parts.map(({ part }) => part);
    const usual = partsOf.minutesItem;
    // What this municipality has no part for stands before what usually follows it.
    for (const part of usual.filter((one) => (contents[one] ?? []).length > 0 && !order.includes(one))) {
      const next = order.findIndex((one) => usual.indexOf(one) > usual.indexOf(part));
      order.splice(next === -1 ? order.length : next, 0, part);
    }
    return order.flatMap((part) => ((contents[part] ?? []).length === 0 ? [] : [this.#nodes.section(part, headings[part] ?? null, contents[part] ?? [])]));
  }

  #title(fields: Fields): Node {
    return this.#nodes.line('title', {}, fields.text('title'));
  }

  #head(fields: Fields, level: DecisionLevel | null): readonly Node[] {
    const given = [
      ['body', fields.text('decisionBody')],
      ['date', fields.text('date')],
      ['paragraphNumber', fields.text('paragraph')],
      ['diarienummer', fields.text('diary')],
    ] as const;
    const lines = given.filter(([, text]) => text !== '').map(([name, text]) => this.#nodes.line('field', { name }, text));
    return lines.length === 0 ? [] : [this.#nodes.block('fieldList', { kind: 'head', level }, lines)];
  }

  #date(kind: 'closing', fields: Fields): readonly Node[] {
    const date = fields.text('date');
    return date === '' ? [] : [this.#nodes.fields(kind, [['date', date]])];
  }

  #points(fields: Fields): readonly Node[] {
    const points = fields.texts('attClauses').map((text) => this.#clause('decisionPoint', text));
    return points.length === 0 ? [] : [this.#nodes.block('decisionList', {}, points)];
  }

  /** The word att belongs to the block (CLA1). */
  #clause(name: 'attClause' | 'decisionPoint', text: string): Node {
    const att = /^att\s/iu.test(text);
    return this.#nodes.line(name, { att }, att ? text.slice(4) : text);
  }

  #recipients(fields: Fields): readonly Node[] {
    const names = fields.texts('sendTo').map((name) => this.#nodes.line('recipient', {}, name));
    return names.length === 0 ? [] : [this.#nodes.block('recipientList', {}, names)];
  }

  #people(role: PersonListRole, people: readonly NamedPerson[]): readonly Node[] {
    return people.length === 0 ? [] : [this.#nodes.people(role, people)];
  }

  #words(text: string): readonly Node[] {
    return text === '' ? [] : [this.#nodes.paragraph(text)];
  }

  #yrkande(fields: Fields): Node {
    const [by, text, words] = [fields.people('by'), fields.text('text'), fields.text('target')];
    const read = text === '' ? null : readYrkande(text);
    const kind = read?.kind ?? yrkandeKinds[fields.text('kind')] ?? 'other';
    const target = targetOf(kind, words);
    const content = [
      ...this.#people('by', by),
      ...(target === 'other' && words !== '' ? [this.#nodes.fields('head', [['target', words]])] : []),
      ...this.#words(text),
    ];
    const node = this.#nodes.block('yrkande', { kind, target }, content);
    this.#moved.push({ id: node.attrs.id as string, by });
    return node;
  }

  /** Without words it speaks for the one yrkande that those who reserve themselves moved; with two it is not known for which. */
  #reservation(fields: Fields): Node {
    const by = fields.people('by');
    const own = this.#moved.filter(({ by: movers }) => by.length > 0 && by.every(({ name }) => movers.some((mover) => mover.name === name)));
    const form = fields.flag('blank') ? 'blank' : fields.flag('written') ? 'written' : 'oral';
    return this.#nodes.block('reservation', { form, inFavourOf: own.length === 1 ? (own[0]?.id ?? null) : null }, [
      ...this.#people('by', by),
      ...this.#words(fields.text('text')),
    ]);
  }

  #event(name: 'conflictOfInterest' | 'notParticipating' | 'minutesNote', fields: Fields): Node {
    return this.#nodes.block(name, {}, [...this.#people('by', fields.people('by')), ...this.#words(fields.text('text'))]);
  }

  #vote(fields: Fields): Node {
    const [yes, no] = [fields.text('jaMeans'), fields.text('nejMeans')];
    const voters = fields.object('voters');
    const cast = (
      [
        ['ja', 'yes'],
        ['nej', 'no'],
        ['avstar', 'abstain'],
        ['franvarande', 'absent'],
      ] as const
    ).flatMap(([key, answer]) =>
      voters.people(key).map(({ name, party }) => this.#nodes.line('castVote', { party, answer: answer satisfies VoteAnswer }, name)),
    );
    const counts = { yes: fields.count('ja'), no: fields.count('nej'), abstain: fields.count('avstar'), absent: fields.count('franvarande') };
    return this.#nodes.block('vote', counts, [
      ...(yes === '' && no === ''
        ? []
        : [
            this.#nodes.fields('head', [
              ['yesMeans', yes],
              ['noMeans', no],
            ]),
          ]),
      ...(cast.length === 0 ? [] : [this.#nodes.block('castVoteList', {}, cast)]),
    ]);
  }
}

function targetOf(kind: YrkandeKind, words: string): YrkandeTarget {
  if (kind === 'referralBack' || kind === 'deferral' || kind === 'decideToday' || kind === 'adjournment') return 'matter';
  return words === 'motion' ? 'motion' : words === 'forslag' ? 'proposedDecision' : 'other';
}

function levelOf(body: string): DecisionLevel | null {
  if (/fullmäktige$/iu.test(body)) return 'assembly';
  if (/^(?:kommun|region)styrelsen$/iu.test(body)) return 'executiveBoard';
  if (/utskott(?:et)?$/iu.test(body)) return 'subcommittee';
  return /nämnd(?:en)?$/iu.test(body) ? 'committee' : null;
}
