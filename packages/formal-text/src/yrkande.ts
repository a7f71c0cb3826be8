import type { YrkandeKind, YrkandeRank, YrkandeTarget } from '@yrka/schema';
import { readClauseReference, writeClauseReference } from './clauseReference.ts';
import { genitiveOfPeople, type NamedPerson, writePeople } from './person.ts';
import { findPeople, readPeople } from './readPeople.ts';
import { defaultWording, type Wording } from './wording.ts';

/** What is known of a yrkande apart from its own words. */
export type YrkandeStructure = {
  readonly by: readonly NamedPerson[];
  readonly kind: YrkandeKind;
  readonly rank?: YrkandeRank | null;
  readonly target: YrkandeTarget;
  /** The place of the clause in the motion, counted from 1, when the target is a clause. */
  readonly clause?: number | null;
  /** Who moved the yrkande that is supported, when the target is a yrkande. */
  readonly targetBy?: readonly NamedPerson[];
  /** The target in words, when no list knows it: "förslaget från M, D och L i kommunstyrelsen". */
  readonly targetWords?: string | null;
};

/**
 * [YRK1]–[YRK8] `Bo Källström (L) yrkar bifall till motionen.` Null while nobody has moved it, or
 * where its substance is in words that the structure does not hold (an addition, an amendment).
 */
export function writeYrkande(yrkande: YrkandeStructure, wording: Wording = defaultWording): string | null {
  const who = writePeople(yrkande.by);
  const what = matterOf(yrkande, wording);
  if (who === '' || what === null) return null;
  const rank = yrkande.rank === 'first' ? 'i första hand ' : yrkande.rank === 'second' ? 'i andra hand ' : '';
  return `${who} yrkar ${rank}${what}.`;
}

function matterOf(yrkande: YrkandeStructure, wording: Wording): string | null {
  const target = targetOf(yrkande, wording);
  switch (yrkande.kind) {
    case 'approval':
      return target && `bifall till ${target}`;
    case 'rejection':
      return target && `avslag på ${target}`;
    // Only what answers a motion can be answered: a proposal is carried or lost.
    case 'answered':
      return target && (yrkande.target === 'motion' || yrkande.target === 'clause') ? `att ${target} ska anses besvarad` : null;
    // A minority's referral back is moved in the same words; one third is a matter of the result (KL 5:50).
    case 'referralBack':
    case 'minorityReferralBack':
      return 'att ärendet ska återremitteras';
    case 'deferral':
    case 'minorityDeferral':
      return 'att ärendet ska bordläggas';
    case 'decideToday':
      return 'att ärendet ska avgöras i dag';
    case 'adjournment':
      return 'ajournering';
    case 'amendment':
    case 'addition':
    case 'proposal':
    case 'other':
      return null;
  }
}

function targetOf({ target, clause, targetBy, targetWords }: YrkandeStructure, wording: Wording): string | null {
  switch (target) {
    case 'motion':
      return 'motionen';
    case 'proposedDecision':
      return wording.proposedDecision;
    case 'clause':
      return clause == null ? null : writeClauseReference([clause]);
    case 'yrkande':
      return targetBy === undefined || targetBy.length === 0 ? null : `${genitiveOfPeople(targetBy)} yrkande`;
    case 'matter':
      return null;
    case 'other':
      return targetWords == null || targetWords.trim() === '' ? null : targetWords.trim();
  }
}

/** A yrkande as it was read from a sentence; `targetWords` holds the words that follow "bifall till" and the like. */
export type ReadYrkande = {
  readonly by: readonly NamedPerson[];
  readonly kind: YrkandeKind;
  readonly rank: YrkandeRank | null;
  readonly target: YrkandeTarget;
  readonly clause: number | null;
  readonly targetWords: string | null;
};

const verb =
  /\s(yrkar|yrkade|föreslår|föreslog|tillstyrker|tillstyrkte|avstyrker|avstyrkte|instämmer|instämde|stödjer|stöder|(?:lämnar|lämnade)(?= (?:ett |en )?[\p{L}-]*(?:yrkande|förslag)\b))(?=[\s.,:]|$)/u;

/**
 * [YRK9] Reads one sentence of what was moved at a meeting, or null. The one who moves must be a
 * person (or people) by name: "Motionären yrkar …" is a description, not a yrkande.
 */
export function readYrkande(sentence: string): ReadYrkande | null {
  const words = sentence.replace(/\s+/gu, ' ').trim().replace(/\.$/u, '');
  const colon = /^([^:]+):\s+(.+)$/u.exec(words);
  const match = verb.exec(words);
  if (match !== null && (colon === null || match.index < (colon[1] ?? '').length)) {
    const by = readMovers(words.slice(0, match.index));
    return by === null ? null : readMatter(by, match[1] ?? '', words.slice(match.index + match[0].length).trim());
  }
  // "Harriet Klockars (M): Avslag på motionen"
  if (colon !== null && /^(?:på )?(?:bifall|avslag|återremiss|bordläggning|ajournering|tillägg|ändring|att )/iu.test(colon[2] ?? '')) {
    const by = readMovers(colon[1] ?? '');
    return by === null ? null : readMatter(by, 'yrkar', colon[2] ?? '');
  }
  return null;
}

/** Who moves, before the verb. "föreslår, med biträde av B (C), att" puts supporters after it, which readMatter takes. */
function readMovers(subject: string): readonly NamedPerson[] | null {
  const people = readPeople(subject);
  if (people !== null) return people;
  const group = /^[\p{L}\s]+\sgenom\s(.+)$/u.exec(subject);
  return group === null ? null : readPeople(group[1] ?? '');
}

function readMatter(by: readonly NamedPerson[], verbWord: string, rest: string): ReadYrkande {
  let words = rest;
  let movers = by;
  const support = /^,? ?med (?:biträde|instämmande) av (.+?), (?=att )/u.exec(words);
  const supporters = support === null ? null : readPeople(support[1] ?? '');
  if (support !== null && supporters !== null) {
    movers = [...by, ...supporters];
    words = words.slice(support[0].length);
  }
  const rankWords = /^i (första|andra) hand,? /u.exec(words);
  if (rankWords !== null) words = words.slice(rankWords[0].length);
  const rank = rankWords === null ? null : rankWords[1] === 'första' ? 'first' : 'second';
  return { by: movers, rank, ...kindAndTarget(verbWord, words) };
}

type Aim = Pick<ReadYrkande, 'kind' | 'target' | 'clause' | 'targetWords'>;

function kindAndTarget(verbWord: string, words: string): Aim {
  if (/^tillstyrk/u.test(verbWord)) return { kind: 'approval', ...readTarget(words) };
  if (/^avstyrk/u.test(verbWord)) return { kind: 'rejection', ...readTarget(words) };
  if (/^(?:instäm|stöd)/u.test(verbWord)) return { kind: 'other', ...readTarget(words.replace(/^i /u, '')) };
  const approval = /^(?:på )?bifall(?:a)? till (.+)$/iu.exec(words);
  if (approval !== null) return { kind: 'approval', ...readTarget(approval[1] ?? '') };
  const rejection = /^(?:på )?avslag (?:på|till) (.+)$/iu.exec(words);
  if (rejection !== null) return { kind: 'rejection', ...readTarget(rejection[1] ?? '') };
  if (/^(?:att ärendet |på |om )?(?:ska |skall |skulle )?(?:återremi)/iu.test(words)) return { kind: 'referralBack', ...matter };
  if (/^(?:att (?:ärendet|motionen) |på )?(?:ska |skall |skulle )?(?:bordlägg)/iu.test(words)) return { kind: 'deferral', ...matter };
  if (/^att ärendet (?:ska |skall |skulle )?avgör(?:a)?s/iu.test(words)) return { kind: 'decideToday', ...matter };
  if (/^ajournering/iu.test(words)) return { kind: 'adjournment', ...matter };
  const passive = /^att (motionen|motionens .+? att-sats(?:er)?) (?:ska |skall |skulle )?(anses|bifall|avsl|tillstyrk|avstyrk|återremitter)(.*)$/iu.exec(words);
  if (passive !== null) {
    const aim = readTarget(passive[1] ?? '');
    const root = (passive[2] ?? '').toLowerCase();
    if (root === 'anses') return { kind: /besvarad|behandlad/iu.test(passive[3] ?? '') ? 'answered' : 'proposal', ...aim };
    if (root === 'bifall' || root === 'tillstyrk') return { kind: 'approval', ...aim };
    if (root === 'avsl' || root === 'avstyrk') return { kind: 'rejection', ...aim };
    return { kind: 'referralBack', ...matter };
  }
  const active = /^att (?:[\p{L}-]+ )?(?:ska |skall )?(?:besluta[r]? )?(?:att )?(bifalla|avslå) (.+)$/iu.exec(words);
  if (active !== null) return { kind: active[1]?.toLowerCase() === 'bifalla' ? 'approval' : 'rejection', ...readTarget(active[2] ?? '') };
  if (/^(?:följande |ett |en )?tillägg/iu.test(words)) return { kind: 'addition', target: 'proposedDecision', clause: null, targetWords: null };
  if (/^(?:följande |en |ett )?ändring/iu.test(words) || /^att .* ändras till /iu.test(words))
    return { kind: 'amendment', target: 'proposedDecision', clause: null, targetWords: null };
  if (/^följande: 1\. (?:Tillstyrka motionen|.*tillstyrker motionen)/iu.test(words)) return { kind: 'approval', ...motion };
  if (/^följande: 1\. .*avstyrker motionen/iu.test(words)) return { kind: 'rejection', ...motion };
  if (/^att /iu.test(words)) return { kind: 'proposal', target: 'other', clause: null, targetWords: null };
  return { kind: 'other', target: 'other', clause: null, targetWords: words === '' ? null : words };
}

const matter = { target: 'matter', clause: null, targetWords: null } as const;
const motion = { target: 'motion', clause: null, targetWords: null } as const;

function readTarget(text: string): Omit<Aim, 'kind'> {
  const words = text.trim();
  const places = readClauseReference(words);
  if (places !== null) return { target: 'clause', clause: places.length === 1 ? (places[0] ?? null) : null, targetWords: words };
  if (/^motionens .*att-sats/iu.test(words)) return { target: 'clause', clause: null, targetWords: words };
  if (/^motionen(?:$| i (?:sin|dess) helhet$| med | då )/iu.test(words)) return { target: 'motion', clause: null, targetWords: words };
  if (/^(?:\p{L}+-?(?: och )?)*\p{L}*s (?:\p{L}+s )?förslag(?: till beslut)?$/iu.test(words) && findPeople(words).length === 0)
    return { target: 'proposedDecision', clause: null, targetWords: words };
  if (/yrkandet?$/iu.test(words) && findPeople(words).length > 0 && /\)\s(?:\p{L}+)?yrkande$/u.test(words))
    return { target: 'yrkande', clause: null, targetWords: words };
  if (/^ärendet$/iu.test(words)) return { ...matter, targetWords: words };
  return { target: 'other', clause: null, targetWords: words === '' ? null : words };
}
