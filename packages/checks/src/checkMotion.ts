import type { Node } from 'prosemirror-model';
import { type Finding, type Fix, type Found, gathered, idOf, wholeDocument, wholeOf } from './finding.ts';
import { isQuestion } from './clauses.ts';
import { dates } from './dates.ts';
import { languageOf, spelledTwoWays } from './language.ts';
import { mentionsIn, spellings } from './names.ts';
import { hasManySubjects } from './subjects.ts';
import { sources } from './sources.ts';
import { all, isWritten, textOf } from './text.ts';
import { twoDecisions } from './twoDecisions.ts';

/** What is known about the municipality. A rule whose facts are null is not run: it would be a guess. */
export type MotionFacts = {
  /** The codes of the municipality's parties, and other ways to write them. */
  readonly parties: readonly string[] | null;
  /** Who has a seat in the assembly on the day, by the person's id in the register. */
  readonly seats: ReadonlyMap<string, 'member' | 'substitute'> | null;
  /** The municipality's settings (its arbetsordning). */
  readonly rules: { readonly attachmentsOnMotions: boolean; readonly servingSubstitutesSign: boolean } | null;
};

/**
 * What there is to say about a motion, in the order of the document; [] when nothing is. Reads any
 * document and never throws: a document that is no motion lacks what a motion has.
 *
 *     checkMotion(doc, { parties: ['L', 'S'], seats: null, rules: null });
 */
export function checkMotion(doc: Node, facts: MotionFacts): readonly Finding[] {
  return gathered(doc, [
    ...parts(doc),
    ...clauses(doc),
    ...people(doc, facts),
    ...attachments(doc, facts),
    ...spellings(doc, mentionsIn(doc)),
    ...dates(doc),
    ...language(doc),
  ]);
}

/** [MOT1–MOT4] What a motion consists of. */
function parts(doc: Node): Found[] {
  const found: Found[] = [];
  const missing = (code: 'titleMissing' | 'addresseeMissing' | 'dateMissing' | 'senderMissing', node: Node | undefined, severity: 'inform' | 'warn') =>
    found.push({ code, place: node === undefined ? wholeDocument : wholeOf(node), severity, params: {}, source: sources.parts });
  const title = all(doc, 'title');
  if (!title.some(isWritten)) missing('titleMissing', title[0], 'warn');
  for (const [name, code] of [
    ['addressee', 'addresseeMissing'],
    ['date', 'dateMissing'],
  ] as const) {
    const fields = all(doc, 'field').filter((field) => field.attrs.name === name);
    if (!fields.some(isWritten)) missing(code, fields[0], 'inform');
  }
  if (senders(doc).length === 0) missing('senderMissing', all(doc, 'personList')[0], 'warn');
  const [titled] = title.filter(isWritten);
  if (titled !== undefined && hasManySubjects(textOf(titled))) {
    found.push({ code: 'manySubjects', place: wholeOf(titled), severity: 'inform', params: {}, source: sources.oneSubject });
  }
  return found;
}

/** [CLS1–CLS5] */
function clauses(doc: Node): Found[] {
  const lists = all(doc, 'yrkandeList').map((list) => all(list, 'attClause'));
  const every = lists.flat();
  const first = every[0];
  if (!every.some(isWritten))
    return [{ code: 'noYrkande', place: first === undefined ? wholeDocument : wholeOf(first), severity: 'warn', params: {}, source: sources.parts }];
  // Numbered as on paper: each list from one.
  return lists.flatMap((list) => list.flatMap((clause, index) => clauseFindings(clause, index + 1)));
}

function clauseFindings(clause: Node, number: number): Found[] {
  const blockId = idOf(clause);
  const text = textOf(clause);
  const place = wholeOf(clause);
  const params = { number };
  const withFix = (fix: (id: string) => Fix) => (blockId === null ? {} : { fix: fix(blockId) });
  if (!isWritten(clause)) {
    const isRemovable = clause.content.size === 0;
    return [
      {
        code: 'emptyClause',
        place,
        severity: 'inform',
        params,
        source: sources.parts,
        ...(isRemovable && withFix((id) => ({ kind: 'removeBlock', blockId: id }))),
      },
    ];
  }
  const found: Found[] = [];
  for (const doubled of doubledAtt(text, clause.attrs.att === true)) {
    const fix = withFix((id) => ({ kind: 'replaceText', blockId: id, ...doubled, text: '' }));
    found.push({ code: 'attDoubled', place: { blockId, ...doubled }, severity: 'warn', params, source: sources.att, ...fix });
  }
  const cuts = twoDecisions(text, clause.attrs.att === true);
  const joint = cuts?.[0];
  if (cuts !== null && joint !== undefined) {
    const fix = withFix((id) => ({ kind: 'splitClause', blockId: id, cuts }));
    found.push({
      code: 'twoDecisions',
      place: { blockId, ...wordsOf(text, joint) },
      severity: 'warn',
      params: { number, parts: cuts.length + 1 },
      source: sources.yesOrNo,
      ...fix,
    });
  }
  if (isQuestion(text)) found.push({ code: 'notYesOrNo', place, severity: 'warn', params, source: sources.yesOrNo });
  return found;
}

/** The words that join, without the comma and the spaces around them; where sentences meet, all of the second. */
function wordsOf(text: string, { from, to }: { readonly from: number; readonly to: number }): { readonly from: number; readonly to: number } {
  const joining = text.slice(from, to);
  const [before] = /^[\s,;]*/u.exec(joining) ?? [''];
  return before.length === joining.length ? { from: to, to: text.length } : { from: from + before.length, to: from + joining.trimEnd().length };
}

/** [CLS3] The word that is there twice, with the space after it. */
function doubledAtt(text: string, blockHasAtt: boolean): { readonly from: number; readonly to: number }[] {
  const found = [...text.matchAll(/(?<!\p{L})att(?=\s+att(?!\p{L}))\s+/giu)].map((match) => ({ from: match.index, to: match.index + match[0].length }));
  const atStart = blockHasAtt ? /^\s*att\s+/iu.exec(text) : null;
  return atStart === null || found.some(({ from }) => from <= atStart[0].length) ? found : [{ from: 0, to: atStart[0].length }, ...found];
}

/** [PEO1–PEO3] */
function people(doc: Node, facts: MotionFacts): Found[] {
  const found: Found[] = [];
  const told = new Set<string>();
  for (const { person, role } of senders(doc)) {
    const name = textOf(person).trim();
    const party = partyOf(person);
    const tell = (code: 'moverWithoutParty' | 'unknownParty' | 'mayNotSign', params: Found['params'], source: Found['source']) => {
      // Who stands both as mover and as signatory is told once.
      if (told.has(`${code} ${name}`)) return;
      told.add(`${code} ${name}`);
      found.push({ code, place: wholeOf(person), severity: 'warn', params: { name, ...params }, source });
    };
    if (party === null) tell('moverWithoutParty', {}, sources.people);
    else if (party !== '-' && facts.parties !== null && !facts.parties.some((known) => known.toLowerCase() === party.toLowerCase()))
      tell('unknownParty', { party }, sources.municipality);
    const reason = mayNotSign(person, facts);
    if (role === 'signatories' && reason !== null) tell('mayNotSign', { reason }, reason === 'substitute' ? sources.municipality : sources.whoMoves);
  }
  return found;
}

function mayNotSign(person: Node, { seats, rules }: MotionFacts): 'substitute' | 'notMember' | null {
  const { role, personId } = person.attrs as { role: string | null; personId: string | null };
  if (role === 'servingSubstitute') return rules !== null && !rules.servingSubstitutesSign ? 'substitute' : null;
  if (role === 'substitute') return 'substitute';
  // Who is not in the register was typed freely: nothing is known.
  if (seats === null || personId === null) return null;
  const seat = seats.get(personId);
  if (seat === undefined) return 'notMember';
  return seat === 'substitute' ? 'substitute' : null;
}

type Sender = { readonly person: Node; readonly role: 'movers' | 'signatories' };

function senders(doc: Node): Sender[] {
  return all(doc, 'personList').flatMap((list) => {
    const { role } = list.attrs;
    if (role !== 'movers' && role !== 'signatories') return [];
    return all(list, 'person')
      .filter(isWritten)
      .map((person): Sender => ({ person, role }));
  });
}

/** From the attribute, or as it was typed after the name; null for none. */
function partyOf(person: Node): string | null {
  const given = typeof person.attrs.party === 'string' ? person.attrs.party.trim() : '';
  return given !== '' ? given : (/\(\s*([^()\s]{1,12})\s*\)\s*$/u.exec(textOf(person))?.[1] ?? null);
}

/** [ATT1] */
function attachments(doc: Node, { rules }: MotionFacts): Found[] {
  if (rules === null || rules.attachmentsOnMotions) return [];
  return all(doc, 'attachment')
    .filter(isWritten)
    .map((attachment): Found => ({ code: 'attachmentsNotAllowed', place: wholeOf(attachment), severity: 'warn', params: {}, source: sources.municipality }));
}

function language(doc: Node): Found[] {
  return [...all(doc, 'paragraph', 'attClause', 'decisionPoint').flatMap(languageOf), ...spelledTwoWays(doc)];
}
