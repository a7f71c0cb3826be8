import type { DecisionLevel, Outcome } from '@yrka/schema';
import { writeClauseReference } from './clauseReference.ts';

export type DecisionStructure = {
  readonly outcome: Outcome;
  /** The places of the clauses that it answers, counted from 1; none or all of them means the motion as a whole. */
  readonly clauses: readonly number[];
  /** How many clauses the motion has; 0 when that is not known. */
  readonly clauseCount: number;
  /** Whether the municipality's decisions begin with the word att, which is not part of the result. */
  readonly att: boolean;
};

/** [DEC1] `Motionens andra att-sats avslås.`, or with att `avslå motionens andra att-sats`; null past the twentieth clause. */
export function writeDecision({ outcome, clauses, clauseCount, att }: DecisionStructure): string | null {
  const whole = clauses.length === 0 || clauses.length === clauseCount;
  const what = whole ? 'motionen' : writeClauseReference(clauses);
  if (what === null) return null;
  const several = !whole && clauses.length > 1;
  return att ? infinitives[outcome](what, several) : `${what.charAt(0).toUpperCase()}${what.slice(1)} ${passives[outcome](several)}.`;
}

/** Who decides, as in a sentence ("kommunstyrelsen"), and at which level. */
export type Decider = { readonly body: string; readonly level: DecisionLevel };

/**
 * [DEC4] `Kommunfullmäktige avslår motionen.`, of the board `Kommunstyrelsen föreslår att
 * kommunfullmäktige avslår motionen.`, of a committee `Nämnden tillstyrker motionen.` What a body
 * settles itself, such as a referral back, it does not propose. Null past the twentieth clause.
 */
export function writeBodyDecision({ outcome, clauses, clauseCount }: Omit<DecisionStructure, 'att'>, { body, level }: Decider): string | null {
  const whole = clauses.length === 0 || clauses.length === clauseCount;
  const what = whole ? 'motionen' : writeClauseReference(clauses);
  if (what === null) return null;
  const decision = actives[outcome](what, !whole && clauses.length > 1);
  const who = `${body.charAt(0).toUpperCase()}${body.slice(1)}`;
  return level !== 'assembly' && assemblyOnly.has(outcome) ? `${who} föreslår att kommunfullmäktige ${decision}.` : `${who} ${decision}.`;
}

/** Only the assembly answers a motion (DOMAIN 0); the others say what they think, or propose. */
const assemblyOnly: ReadonlySet<Outcome> = new Set(['approved', 'partlyApproved', 'rejected', 'answered', 'struckOff']);

const actives: Record<Outcome, (what: string, several: boolean) => string> = {
  approved: (what) => `bifaller ${what}`,
  partlyApproved: (what) => `bifaller ${what} delvis`,
  rejected: (what) => `avslår ${what}`,
  answered: (what, several) => `anser ${what} ${besvarad(several)}`,
  tillstyrkan: (what) => `tillstyrker ${what}`,
  avstyrkan: (what) => `avstyrker ${what}`,
  noPosition: (what) => `lämnar ${what} utan ställningstagande`,
  referredBack: (what) => `återremitterar ${what}`,
  struckOff: (what) => `avskriver ${what}`,
};

const passives: Record<Outcome, (several: boolean) => string> = {
  approved: () => 'bifalls',
  partlyApproved: () => 'bifalls delvis',
  rejected: () => 'avslås',
  answered: (several) => `anses ${besvarad(several)}`,
  tillstyrkan: () => 'tillstyrks',
  avstyrkan: () => 'avstyrks',
  noPosition: () => 'lämnas utan ställningstagande',
  referredBack: () => 'återremitteras',
  struckOff: () => 'avskrivs',
};

const infinitives: Record<Outcome, (what: string, several: boolean) => string> = {
  approved: (what) => `bifalla ${what}`,
  partlyApproved: (what) => `delvis bifalla ${what}`,
  rejected: (what) => `avslå ${what}`,
  answered: (what, several) => `anse ${what} ${besvarad(several)}`,
  tillstyrkan: (what) => `tillstyrka ${what}`,
  avstyrkan: (what) => `avstyrka ${what}`,
  noPosition: (what) => `lämna ${what} utan ställningstagande`,
  referredBack: (what) => `återremittera ${what}`,
  struckOff: (what) => `avskriva ${what}`,
};

const besvarad = (several: boolean) => (several ? 'besvarade' : 'besvarad');

/**
 * [DEC3] The outcome that a decision's own words state, or null where none can be read, or where
 * they state two that exclude each other ("avslås och anses besvarad").
 */
export function readOutcome(text: string): Outcome | null {
  const words = text.replace(/\s+/gu, ' ');
  const found = outcomeWords.filter(([, pattern]) => pattern.test(words)).map(([outcome]) => outcome);
  return found.length === 1 ? (found[0] ?? null) : null;
}

const subject = '(?:motionen|att-sats(?:en|er|erna)?|motion)';
const outcomeWords: readonly (readonly [Outcome, RegExp])[] = [
  ['partlyApproved', /delvis bifall|bifalls delvis|bifalles delvis|bifaller (?:[\p{L}-]+ ){1,6}delvis/iu],
  [
    'approved',
    new RegExp(
      String.raw`${subject}\s(?:bifalls|bifalles)(?! delvis)|(?<!delvis )bifalla ${subject}|(?<!delvis )bifaller ${subject}(?![^.]{0,80} delvis)`,
      'iu',
    ),
  ],
  ['rejected', new RegExp(`${subject} avslås|avslå ${subject}|avslår ${subject}`, 'iu')],
  ['answered', /(?:anses|anser|anse|är)(?: [\p{L}-]+){0,6} besvarad/iu],
  ['tillstyrkan', /tillstyrk/iu],
  ['avstyrkan', /avstyrk/iu],
  ['noPosition', /utan ställningstagande/iu],
  ['referredBack', /(?:motionen|ärendet|att-sats(?:er)?) återremitteras|återremittera[r]? (?:motionen|ärendet)/iu],
  ['struckOff', /(?:motionen|ärendet|att-sats(?:er)?) avskrivs|avskriv(?:a|er) (?:motion|ärende)/iu],
];
