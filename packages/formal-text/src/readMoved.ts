import type { YrkandeKind, YrkandeRank, YrkandeTarget } from '@yrka/schema';
import type { AlternativeContext } from './alternative.ts';
import { readClauseReference } from './clauseReference.ts';
import type { MovedYrkande } from './meeting.ts';
import type { NamedPerson } from './person.ts';
import { readPeople } from './readPeople.ts';
import { unfill } from './wording.ts';
import type { MovedClause } from './yrkande.ts';
import { nameYrkande } from './yrkandeName.ts';

/** A yrkande as its words tell it; what it is moved towards by its id, where the document knows that. */
export type ReadMoved = Omit<MovedYrkande, 'id' | 'withdrawn'>;

/**
 * [YRK17] The whole of a yrkande in this municipality's wording: who, what, with which clauses, and who
 * agrees. Null for other words; `readYrkande` reads those of others, sentence by sentence.
 */
export function readMoved(text: string, context: AlternativeContext): ReadMoved | null {
  const { wording } = context;
  const { said, supporters: after } = withoutSupport(text.trim(), context);
  const [head = '', ...lines] = said.split('\n');
  const inset = wording.supportInset === null ? '' : '.*?';
  const slots = unfill(wording.yrkande.replace(/\.$/u, ''), head.replace(/\.$/u, ''), { inset, rank: 'i första hand |i andra hand |' });
  const by = slots === null ? null : readPeople(slots.who ?? '');
  if (slots === null || by === null) return null;
  const within = wording.supportInset === null || slots.inset === '' ? null : unfill(wording.supportInset, slots.inset ?? '');
  const supporters = readPeople(within?.supporters ?? '') ?? after;
  const matter = matterOf(slots.what ?? '', lines.map(clauseOf), context);
  const rank: YrkandeRank | null = slots.rank === 'i första hand ' ? 'first' : slots.rank === 'i andra hand ' ? 'second' : null;
  return matter === null ? null : { by, supporters, rank, ...matter };
}

/** The sentence of those who agree, after the yrkande's or on a line below its clauses. */
function withoutSupport(text: string, { wording }: AlternativeContext): { readonly said: string; readonly supporters: readonly NamedPerson[] } {
  for (const match of [...text.matchAll(/\.\s|\n/gu)].reverse()) {
    const end = match.index + match[0].length;
    const supporters = readPeople(unfill(wording.support, text.slice(end))?.supporters ?? '');
    if (supporters !== null) return { said: text.slice(0, end).trim(), supporters };
  }
  return { said: text, supporters: [] };
}

/** Below a yrkande each line is a clause: with att, or a whole sentence. */
function clauseOf(line: string): MovedClause {
  return /^att /u.test(line) ? { att: true, text: line.slice(4) } : { att: false, text: line.replace(/\.$/u, '') };
}

type Matter = Pick<ReadMoved, 'kind' | 'target' | 'targetId' | 'targetWords' | 'clauses' | 'to' | 'until'>;

function matterOf(what: string, below: readonly MovedClause[], context: AlternativeContext): Matter | null {
  const one = (text: string): readonly MovedClause[] => [{ att: true, text }];
  const own = (kind: YrkandeKind, aim: Aim, clauses: readonly MovedClause[]): Matter => ({ ...empty, kind, ...aim, clauses });

  if (below.length > 0) {
    if (what === 'följande:') return own('proposal', other, below);
    if (what === 'följande tillägg:') return own('addition', proposal, below);
    if (what === 'följande ändring:') return own('amendment', other, below);
    if (what === 'delvis bifall till motionen enligt följande:') return own('approval', motion, below);
    const changed = /^följande ändring av (.+):$/u.exec(what);
    return changed === null ? null : own('amendment', aimOf(changed[1] ?? '', context), below);
  }
  const addition = /^som tillägg att (.+)$/u.exec(what);
  if (addition !== null) return own('addition', proposal, one(addition[1] ?? ''));
  const changed = /^som ändring(?: av (.+?))? att (.+)$/u.exec(what);
  if (changed !== null) return own('amendment', changed[1] === undefined ? other : aimOf(changed[1], context), one(changed[2] ?? ''));
  const words = /^att ”(.+)” ändras till ”(.+)”$/u.exec(what);
  if (words !== null) return own('amendment', { ...proposal, targetWords: words[1] ?? '' }, one(words[2] ?? ''));
  const rewritten = /^att (.+?) ändras till att (.+)$/u.exec(what);
  if (rewritten !== null) {
    const aim = aimOf(rewritten[1] ?? '', context);
    if (aim.target === 'clause' || aim.target === 'yrkande') return own('amendment', aim, one(rewritten[2] ?? ''));
  }
  const partly = /^delvis bifall till motionen på så sätt att (.+)$/u.exec(what);
  if (partly !== null) return own('approval', motion, one(partly[1] ?? ''));
  return proceduralOf(what, context) ?? answerOf(what, context) ?? (/^att /u.test(what) ? own('proposal', other, one(what.slice(4))) : null);
}

function proceduralOf(what: string, { wording }: AlternativeContext): Matter | null {
  const { referralBack, deferral, decideToday, adjournment } = wording.procedural;
  const back = unfill(referralBack.moved, what, { to: '(?: till (?:(?! för att ).)+)?', grounds: '(?: för att .+)?' });
  if (back !== null) {
    const grounds = (back.grounds ?? '').split(/(?:^|,| och) för att /u).filter((text) => text !== '');
    return { ...empty, kind: 'referralBack', ...matter, to: (back.to ?? '').replace(/^ till /u, ''), clauses: grounds.map((text) => ({ att: true, text })) };
  }
  const later = unfill(deferral.moved, what, { until: '(?: till .+)?' });
  if (later !== null) return { ...empty, kind: 'deferral', ...matter, until: (later.until ?? '').replace(/^ till /u, '') };
  if (what === decideToday.moved) return { ...empty, kind: 'decideToday', ...matter };
  return what === adjournment.moved ? { ...empty, kind: 'adjournment', ...matter } : null;
}

function answerOf(what: string, context: AlternativeContext): Matter | null {
  const { wording } = context;
  for (const [kind, pattern] of [
    ['approval', wording.approval],
    ['rejection', wording.rejection],
    ['answered', wording.answered],
  ] as const) {
    const target = unfill(pattern, what)?.target;
    if (target !== undefined) return { ...empty, kind, ...aimOf(target, context) };
  }
  return null;
}

type Aim = { readonly target: YrkandeTarget; readonly targetId: string | null; readonly targetWords: string };

const motion: Aim = { target: 'motion', targetId: null, targetWords: '' };
const proposal: Aim = { target: 'proposedDecision', targetId: null, targetWords: '' };
const matter: Aim = { target: 'matter', targetId: null, targetWords: '' };
const other: Aim = { target: 'other', targetId: null, targetWords: '' };
const empty = { clauses: [], to: '', until: '' } as const;

/** What is named: the motion, the proposal, one of the motion's clauses, what somebody moved before, else the words themselves. */
function aimOf(words: string, { meeting, clauses, wording }: AlternativeContext): Aim {
  if (words === 'motionen') return motion;
  if (words === wording.proposedDecision) return proposal;
  const places = readClauseReference(words);
  const clause = places?.length === 1 ? clauses[(places[0] ?? 0) - 1] : undefined;
  if (clause !== undefined) return { target: 'clause', targetId: clause, targetWords: '' };
  const named = [...meeting.yrkanden.values()].filter(({ by, kind }) => nameYrkande(by, kind, wording) === words);
  if (named.length === 1) return { target: 'yrkande', targetId: named[0]?.id ?? null, targetWords: '' };
  return { target: 'other', targetId: null, targetWords: words };
}
