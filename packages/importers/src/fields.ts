import { type NamedPerson, peopleOf, readYrkande } from '@yrka/formal-text';
import type { ImportableKind, SectionPart, YrkandeKind } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { bodyOf } from './body.ts';
import type { ImportedDocument } from './importText.ts';
import { groupOf } from './group.ts';

/** Names and parties as they stand; a role where one is printed below the name. */
export type ReadPerson = { readonly name: string; readonly party: string | null };
/** An event of the meeting in its words. `byGroup` is the group as it is named; `by` then holds those whom it names by name. */
export type ReadEvent = { readonly by: readonly ReadPerson[]; readonly byGroup?: string; readonly text: string };
export type ReadVote = {
  readonly role?: string;
  readonly ja: number | null;
  readonly nej: number | null;
  /** null where it is not stated, 0 where it is stated that there are none. */
  readonly avstar: number | null;
  readonly franvarande?: number;
  readonly jaMeans?: string;
  readonly nejMeans?: string;
  readonly voters?: Readonly<Partial<Record<'ja' | 'nej' | 'avstar' | 'franvarande', readonly ReadPerson[]>>>;
};

/**
 * What was read, in the shape that `yrka read --json` prints (apps/cli/README.md). What the text
 * does not have is left out.
 */
export type ReadFields = {
  readonly kind: 'motion' | 'tjansteutlatande' | 'protokoll';
  readonly title?: string;
  readonly motionBy?: readonly ReadPerson[];
  readonly decisionBody?: string;
  readonly paragraph?: string;
  readonly diary?: string;
  /** ISO. */
  readonly date?: string;
  readonly attClauses?: readonly string[];
  readonly motionClauses?: readonly string[];
  readonly yrkanden?: readonly { readonly by: readonly ReadPerson[]; readonly kind: string; readonly target?: string; readonly text: string }[];
  readonly voting?: ReadVote;
  readonly votings?: readonly ReadVote[];
  readonly reservations?: readonly (ReadEvent & { readonly written?: true; readonly blank?: true })[];
  readonly specialStatements?: readonly string[];
  readonly notesToProtocol?: readonly ReadEvent[];
  readonly jav?: readonly ReadEvent[];
  readonly notParticipating?: readonly ReadEvent[];
  readonly speakers?: readonly ReadPerson[];
  readonly signatories?: readonly { readonly name: string; readonly party?: string; readonly role?: string }[];
  readonly supporters?: readonly ReadPerson[];
  readonly sendTo?: readonly string[];
  readonly headings?: readonly string[];
  readonly runInHeadings?: true;
};

const kinds: Readonly<Record<ImportableKind, ReadFields['kind']>> = { motion: 'motion', officerReport: 'tjansteutlatande', minutesItem: 'protokoll' };

const yrkandeKinds: Readonly<Record<YrkandeKind, string>> = {
  approval: 'bifall',
  rejection: 'avslag',
  referralBack: 'aterremiss',
  minorityReferralBack: 'aterremiss',
  deferral: 'bordlaggning',
  minorityDeferral: 'bordlaggning',
  amendment: 'andring',
  addition: 'tillagg',
  answered: 'besvarad',
  proposal: 'other',
  adjournment: 'other',
  decideToday: 'other',
  other: 'other',
};

/** [FLD1] The fields of a document that was read. Nothing in them is made up: what cannot be read is left out. */
export function fieldsOf(imported: ImportedDocument): ReadFields {
  const { document, kind, movers, diarienummer, headings } = imported;
  const body = bodyOf(imported);
  const votings = kind === 'minutesItem' ? votesOf(document) : [];
  const voting = settling(votings);
  return present<ReadFields>({
    kind: kinds[kind],
    title: all(document, 'title')[0]?.textContent,
    motionBy: people(movers),
    decisionBody: kind === 'motion' ? undefined : (body ?? undefined),
    paragraph: kind === 'minutesItem' ? fieldOf(document, 'paragraphNumber')?.replace(/,$/u, '') : undefined,
    diary: diarienummer ?? undefined,
    date: imported.date ?? undefined,
    attClauses: clausesOf(document, kind, /fullmäktige$/iu.test(body ?? '')),
    motionClauses: kind === 'motion' ? [] : quotedClauses(document),
    yrkanden: all(document, 'yrkande').map(yrkandeOf),
    voting: voting?.vote,
    votings: votings.map(({ vote }) => vote),
    reservations: all(document, 'reservation').map((node) => ({
      ...eventOf(node),
      ...(node.attrs.form === 'written' && { written: true as const }),
      ...(node.attrs.form === 'blank' && { blank: true as const }),
    })),
    specialStatements: all(document, 'separateStatement').map(wordsOfEvent),
    notesToProtocol: all(document, 'minutesNote').map(eventOf),
    jav: all(document, 'conflictOfInterest').map(eventOf),
    notParticipating: all(document, 'notParticipating').map(eventOf),
    speakers: people(all(document, 'deliberation').flatMap((node) => peopleOf(node, 'speakers'))),
    signatories: imported.signatories.map(({ name, party, title }) => ({ name, ...(party !== null && { party }), ...(title !== null && { role: title }) })),
    supporters: people(listed(document, 'supporters')),
    sendTo: all(document, 'recipient').map((node) => node.textContent.replace(/,$/u, '')),
    headings: headings.map(({ text }) => text),
    runInHeadings: headings.some(({ runsIn }) => runsIn) ? true : undefined,
  });
}

/** Without what is empty or undefined. */
function present<Fields extends object>(fields: { readonly [K in keyof Fields]: Fields[K] | undefined }): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0))) as Fields;
}

function all(node: Node, name: string): readonly Node[] {
  const found: Node[] = [];
  node.descendants((child) => {
    if (child.type.name === name) found.push(child);
    return !child.isTextblock;
  });
  return found;
}

const people = (list: readonly NamedPerson[]): readonly ReadPerson[] => list.map(({ name, party }) => ({ name, party }));

function listed(document: Node, role: string): readonly NamedPerson[] {
  return all(document, 'personList')
    .filter(({ attrs }) => attrs.role === role)
    .flatMap((list) => all(list, 'person').map((person) => ({ name: person.textContent, party: person.attrs.party as string | null })));
}

const fieldOf = (document: Node, name: string) => all(document, 'field').find(({ attrs }) => attrs.name === name)?.textContent;

function sectionsOf(document: Node, parts: readonly SectionPart[]): readonly Node[] {
  return all(document, 'section').filter(({ attrs }) => parts.includes(attrs.part as SectionPart));
}

/** A motion's clauses; the points of a decision, or, where a report or a letter has none, of what it proposes. */
function clausesOf(document: Node, kind: ImportableKind, isAssembly: boolean): readonly string[] {
  // A number that no list gives back stands in the words.
  const clause = (node: Node) => `${node.attrs.att === true ? 'att ' : ''}${node.textContent.replace(/^\d{1,2}\.?\s+(?=att\s)/u, '')}`;
  if (kind === 'motion') return all(document, 'attClause').map(clause);
  const pointsIn = (...parts: SectionPart[]) => sectionsOf(document, parts).flatMap((section) => all(section, 'decisionPoint').map(clause));
  // What the board proposed stands in the assembly's minutes too; there only the assembly's own words decide.
  const own = pointsIn('decision');
  const decided = kind !== 'minutesItem' ? [] : own.length > 0 && isAssembly ? own : pointsIn('decision', 'proposalToAssembly');
  const proposed = decided.length > 0 && !decided.every((text) => byReference.test(text)) ? [] : pointsIn('proposedDecision');
  return proposed.length > 0 ? proposed : decided;
}

/** A decision that only points at what was proposed: the words are there. */
const byReference =
  /^(?:[\p{L}-]+ ){1,4}(?:beslutar|beslutade)(?: i enlighet med| enligt) (?:[\p{L}-]+ ){0,3}(?:förslag(?:et)?|utlåtande(?:t)?)(?: till beslut)?\.?$/iu;

/** The motion's clauses where a report or the minutes quote them: points that stand together after a lead-in that tells of the motion. */
function quotedClauses(document: Node): readonly string[] {
  const clauses: string[] = [];
  for (const section of sectionsOf(document, ['summary', 'matter', 'earlierTreatment', 'other'])) {
    let isQuoted = false;
    for (const { textContent: text, attrs } of all(section, 'paragraph')) {
      if (/^att\s/u.test(text) || (attrs.list !== null && attrs.list !== undefined && isQuoted)) {
        if (isQuoted) clauses.push(text);
      } else
        isQuoted =
          /\b(?:motion|föreslå|yrka|hemställ)/iu.test(text) &&
          /(?::|\b(?:att|besluta|beslutar|föreslår|föreslås|yrkar|yrkas|hemställer|vill|följande))$/u.test(text);
    }
  }
  return clauses;
}

const wordsOfEvent = (node: Node) =>
  all(node, 'paragraph')
    .map(({ textContent }) => textContent)
    .join(' ');

function eventOf(node: Node): ReadEvent {
  const text = wordsOfEvent(node);
  const group = groupOf(text);
  return { by: people(peopleOf(node, 'by')), ...(group !== null && { byGroup: group }), text };
}

function yrkandeOf(node: Node) {
  const text = wordsOfEvent(node);
  const words = readYrkande(text)?.targetWords ?? undefined;
  const target = node.attrs.target === 'motion' ? 'motion' : node.attrs.target === 'proposedDecision' ? 'forslag' : words;
  return { by: people(peopleOf(node, 'by')), kind: yrkandeKinds[node.attrs.kind as YrkandeKind], ...(target !== undefined && { target }), text };
}

type HeadedVote = { readonly vote: ReadVote; readonly heading: string };

function votesOf(document: Node): readonly HeadedVote[] {
  const votes: HeadedVote[] = [];
  for (const section of all(document, 'section')) {
    const heading = (section.attrs.heading as string | null) ?? '';
    for (const node of all(section, 'vote')) {
      const vote = voteOf(node, heading);
      // A list of names at the end of the item belongs to the first vote that has none yet.
      const of =
        vote.voters !== undefined && node.attrs.yes === null && vote.jaMeans === undefined ? votes.findIndex((one) => one.vote.voters === undefined) : -1;
      const before = votes[of];
      if (before === undefined) votes.push({ vote, heading });
      else votes[of] = { ...before, vote: { ...vote, ...before.vote, avstar: before.vote.avstar ?? vote.avstar, ...(vote.voters && { voters: vote.voters }) } };
    }
  }
  return votes;
}

const answers = [
  ['ja', 'yes'],
  ['nej', 'no'],
  ['avstar', 'abstain'],
  ['franvarande', 'absent'],
] as const;

function voteOf(node: Node, heading: string): ReadVote {
  const means = (name: string) => fieldOf(node, name);
  const cast = all(node, 'castVote');
  const voters = Object.fromEntries(
    answers
      .map(
        ([key, answer]) =>
          [
            key,
            cast.filter(({ attrs }) => attrs.answer === answer).map((vote) => ({ name: vote.textContent, party: vote.attrs.party as string | null })),
          ] as const,
      )
      .filter(([, list]) => list.length > 0),
  );
  const role = /^huvud/iu.test(heading) ? 'huvudvotering' : /motförslag|kontra/iu.test(heading) ? 'kontrapropositionsvotering' : null;
  const counted = (side: 'yes' | 'no') =>
    (node.attrs[side] as number | null) ?? (isToldByName(cast) ? cast.filter(({ attrs }) => attrs.answer === side).length : null);
  const [jaMeans, nejMeans] = [means('yesMeans'), means('noMeans')];
  return {
    ...(role !== null && { role }),
    ja: counted('yes'),
    nej: counted('no'),
    // Where everybody's vote is told by name, those who abstain are too: none means none.
    avstar: (node.attrs.abstain as number | null) ?? (isToldByName(cast) ? cast.filter(({ attrs }) => attrs.answer === 'abstain').length : null),
    ...(node.attrs.absent !== null && { franvarande: node.attrs.absent as number }),
    ...(jaMeans !== undefined && { jaMeans }),
    ...(nejMeans !== undefined && { nejMeans }),
    ...(cast.length > 0 && { voters }),
  };
}

const isToldByName = (cast: readonly Node[]) => cast.some(({ attrs }) => attrs.answer === 'yes') && cast.some(({ attrs }) => attrs.answer === 'no');

/** The vote that settles the matter: the main one, else the last that is about more than its order or an addition. */
function settling(votes: readonly HeadedVote[]): HeadedVote | undefined {
  const isAside = ({ vote }: HeadedVote) => /återremi|bordlägg|avgör|tillägg/iu.test(`${vote.jaMeans ?? ''} ${vote.nejMeans ?? ''}`);
  return votes.find(({ vote }) => vote.role === 'huvudvotering') ?? votes.findLast((vote) => !isAside(vote)) ?? votes.at(-1);
}
