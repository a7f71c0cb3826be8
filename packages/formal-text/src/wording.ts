/**
 * The nouns and sentences that municipalities choose differently. A municipality's wording is data,
 * never code; what it leaves out is as in `defaultWording`. A sentence is a pattern with `{slots}`;
 * which slots a pattern may use is said beside it.
 */
export type Wording = {
  /** The proposal that the body had before it, as in "bifall till …". */
  readonly proposedDecision: string;

  /** Whether a point that is a whole sentence says what happens (`passive`: Motionen avslås.) or who does it (`active`: Kommunfullmäktige avslår motionen.). */
  readonly decisions: 'passive' | 'active';

  /** `{who}`, `{inset}` (supporters where they stand within), `{rank}`, `{what}`. */
  readonly yrkande: string;
  /** `{target}`. */
  readonly approval: string;
  /** `{target}`. */
  readonly rejection: string;
  /** `{target}`. */
  readonly answered: string;
  /** A yrkande as others speak of it: `{genitive}`, `{noun}`, or `{who}`, `{theNoun}`. */
  readonly yrkandeOf: string;
  /** Those who agree, in a sentence of their own (`{supporters}`, `{yrkande}`) … */
  readonly support: string;
  /** … or within the yrkande's (`{supporters}`), when this is not null. */
  readonly supportInset: string | null;

  /** What is moved, put, found and voted on about the matter itself. */
  readonly procedural: Readonly<Record<ProceduralMatter, ProceduralWords>>;

  /** The word before what is put first of several questions, and before those that follow. */
  readonly first: string;
  readonly next: string;
  /** The chair's questions: `{sequence}`, `{body}`, `{found}`; what is put as `{against}` (A mot B) or `{list}` (A och B). */
  readonly acclamation: string;
  /** `{first}` and `{second}`, one at a time, besides those; `{found}` is an infinitive. */
  readonly proceduralAcclamation: string;
  /** `{main}`, before the first question of which proposal shall stand against it. */
  readonly mainProposal: string;
  readonly counterProposal: string;
  /** `{clause}` besides those of `acclamation`. */
  readonly clauseAcclamation: string;
  /** A question of one proposal alone: `{sequence}`, `{yrkande}`, `{body}`, `{outcome}`, `{theNoun}`. */
  readonly approvalOrRejection: string;
  readonly carried: string;
  readonly lost: string;

  readonly voteRequested: string;
  /** `{yes}`, `{no}`: proposals against each other … */
  readonly meanings: string;
  /** … and anything else, where the words say it all. */
  readonly otherMeanings: string;
  /** `{yes}`, `{no}`, `{yesVotes}`, `{noVotes}`, `{abstaining}`: where it is not known what it led to. */
  readonly result: string;
  /** `{body}`, `{Body}`, `{decision}` besides. */
  readonly outcome: string;
  readonly castingVoteOutcome: string;
  readonly lotOutcome: string;
  /** `{named}`, `{done}` besides: one third got what it asked for. */
  readonly minorityOutcome: string;
  /** What the outcome decides: `{it}`. */
  readonly inAccordance: string;
};

export type ProceduralMatter = 'referralBack' | 'deferral' | 'adjournment' | 'decideToday';
export type ProceduralWords = {
  /** After "yrkar": `{to}`, `{grounds}`, `{until}`, each with a space before it or ''. */
  readonly moved: string;
  /** As the chair puts it: `{yrkande}`. */
  readonly put: string;
  readonly voteFor: string;
  /** After "beslutar". */
  readonly found: string;
  /** After "begärt", and after "ärendet är därmed". */
  readonly named: string;
  readonly done: string;
};

/** Huddinge's executive board, 2023 (v01), and where that says nothing the forms that were met most (DOMAIN 3.2–3.4). */
export const defaultWording: Wording = {
  proposedDecision: 'förvaltningens förslag till beslut',
  decisions: 'passive',

  yrkande: '{who} yrkar{inset} {rank}{what}.',
  approval: 'bifall till {target}',
  rejection: 'avslag på {target}',
  answered: 'att {target} ska anses besvarad',
  yrkandeOf: '{genitive} {noun}',
  support: '{supporters} instämmer i {yrkande}.',
  supportInset: null,

  procedural: {
    referralBack: {
      moved: 'att ärendet ska återremitteras{to}{grounds}',
      put: '{yrkande} om återremiss',
      voteFor: 'återremiss',
      found: 'att återremittera ärendet',
      named: 'återremiss',
      done: 'återremitterat',
    },
    deferral: {
      moved: 'att ärendet ska bordläggas{until}',
      put: '{yrkande} om bordläggning',
      voteFor: 'bordläggning',
      found: 'att bordlägga ärendet',
      named: 'bordläggning',
      done: 'bordlagt',
    },
    adjournment: {
      moved: 'ajournering',
      put: '{yrkande} om ajournering',
      voteFor: 'ajournering',
      found: 'att ajournera sammanträdet',
      named: 'ajournering',
      done: 'ajournerat',
    },
    decideToday: {
      moved: 'att ärendet ska avgöras i dag',
      put: 'att ärendet ska avgöras i dag',
      voteFor: 'att ärendet avgörs i dag',
      found: 'att avgöra ärendet i dag',
      named: 'att ärendet avgörs i dag',
      done: 'avgjort',
    },
  },

  first: 'först ',
  next: 'därefter ',
  acclamation: 'Ordföranden ställer {sequence}{against} och finner att {body} beslutar i enlighet med {found}.',
  proceduralAcclamation: 'Ordföranden ställer {sequence}{against} och finner att {body} beslutar {found}.',
  mainProposal: 'Ordföranden utser {main} till huvudförslag.',
  counterProposal: 'Ordföranden ställer {sequence}{against} och finner att {found} antas som motförslag.',
  clauseAcclamation: 'I fråga om {clause} ställer ordföranden {against} och finner att {body} beslutar i enlighet med {found}.',
  approvalOrRejection: 'Ordföranden ställer {sequence}proposition på bifall respektive avslag på {yrkande} och finner att {body} {outcome} {theNoun}.',
  carried: 'bifaller',
  lost: 'avslår',

  voteRequested: 'Omröstning begärs och verkställs.',
  meanings: 'Ja-röst för {yes}. Nej-röst för {no}.',
  otherMeanings: 'Ja-röst för {yes}. Nej-röst för {no}.',
  result: 'Omröstningen utfaller med {yes} Ja mot {no} Nej.',
  outcome: 'Med {yesVotes} mot {noVotes}{abstaining} beslutar {body} {decision}.',
  castingVoteOutcome: 'Med {yesVotes} mot {noVotes}{abstaining}, och genom ordförandens utslagsröst, beslutar {body} {decision}.',
  lotOutcome: 'Med {yesVotes} mot {noVotes}{abstaining} och efter lottning beslutar {body} {decision}.',
  minorityOutcome:
    'Med {yesVotes} mot {noVotes}{abstaining} konstaterar ordföranden att minst en tredjedel av de närvarande ledamöterna har begärt {named} och att ärendet därmed är {done}.',
  inAccordance: 'i enlighet med {it}',
};

/** A pattern with its slots filled; a slot that nothing fills is left out. */
export function fill(pattern: string, slots: Readonly<Record<string, string>>): string {
  return pattern.replace(/\{(\w+)\}/gu, (_, slot: string) => slots[slot] ?? '');
}

/** Longer than any sentence of a meeting: a pattern with several slots is slow to find missing in a text without end. */
const longestText = 10_000;

/**
 * What the slots of a pattern hold in a text that was filled from it; null when it was not. `forms`
 * are regular expressions of what certain slots can hold; the others hold anything.
 */
export function unfill(pattern: string, text: string, forms: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> | null {
  if (text.length > longestText) return null;
  const met = new Set<string>();
  const source = pattern.split(/(\{\w+\})/u).map((part) => {
    const slot = /^\{(\w+)\}$/u.exec(part)?.[1];
    if (slot === undefined) return part.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
    if (met.has(slot)) return `\\k<${slot}>`;
    met.add(slot);
    return `(?<${slot}>${forms[slot] ?? '.*?'})`;
  });
  return new RegExp(`^${source.join('')}$`, 'su').exec(text)?.groups ?? (met.size === 0 && pattern === text ? {} : null);
}
