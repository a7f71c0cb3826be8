import type { Node } from 'prosemirror-model';
import { isProcedural, stageOf, yrkandenNotPut } from '@yrka/formal-text';
import { alternativeWord } from '@yrka/schema';
import { isQuestion } from '../clauses.ts';
import { type Found, wholeOf } from '../finding.ts';
import { sources } from '../sources.ts';
import { all, isWritten, textOf } from '../text.ts';
import { allWords, isAgainstDecision, type Meeting, type Question, senseOf, senseWords, wordsOf } from './meeting.ts';

/** [PUT1] Each yrkande is put, alone or by another that moves the same. Only where the chair's questions are recorded as such. */
export function put(meeting: Meeting): Found[] {
  if (meeting.questions.every(({ puts }) => puts.length === 0)) return [];
  const notPut = new Set(yrkandenNotPut(meeting.doc));
  // A matter that is referred back or deferred goes no further: what is moved in the matter waits.
  const isPostponed = meeting.senses.has('referralBack') || meeting.senses.has('deferral');
  return meeting.yrkanden
    .filter((moved) => notPut.has(moved.id) && !(isPostponed && !isProcedural(moved)))
    .map(
      (moved): Found => ({
        code: 'yrkandeNotPut',
        place: wholeOf(moved.node),
        severity: 'warn',
        params: { name: moved.by[0]?.name ?? '' },
        source: sources.putToTheMeeting,
      }),
    );
}

/** [PUT2, PUT3] A question has two answers: two alternatives, or one that is taken or not; and no alternative is itself a question. */
export function answerable(meeting: Meeting): Found[] {
  const found: Found[] = [];
  for (const { node, isVote, stage, puts } of meeting.questions) {
    const different = new Set(puts.map(alternativeWord)).size;
    // Which of several is to stand against the main proposal is found step by step.
    if (!isVote && different > 2 && stage !== 'counterProposal')
      found.push({ code: 'questionOfMany', place: wholeOf(node), severity: 'warn', params: { count: different }, source: sources.yesOrNo });
    if (isVote && puts.length === 2 && different === 1)
      found.push({ code: 'sameForBoth', place: wholeOf(node), severity: 'warn', params: {}, source: sources.yesOrNo });
  }
  for (const { node } of meeting.yrkanden)
    for (const clause of all(node, 'attClause').filter(isWritten))
      if (isQuestion(textOf(clause)))
        found.push({ code: 'questionNotYesOrNo', place: wholeOf(clause), severity: 'warn', params: { begins: begins(clause) }, source: sources.yesOrNo });
  return found;
}

const begins = (node: Node) => wordsOf(node).split(' ').slice(0, 5).join(' ');

/** [PUT4, PUT5] The formal questions first, additions last. Votes follow the question that they are about, and are not asked again. */
export function order(meeting: Meeting): Found[] {
  const asked = meeting.questions.filter(({ isVote, puts, stage }) => !isVote && (puts.length > 0 || stage !== null));
  const found: Found[] = [];
  asked.forEach((question, index) => {
    const stageAt = (one: Question) => one.stage ?? stageOf(one.puts, meeting.context);
    const stage = stageAt(question);
    const before = asked.slice(0, index).map(stageAt);
    const after = asked.slice(index + 1).map(stageAt);
    const tell = (code: 'formalPutLate' | 'additionPutEarly') =>
      found.push({ code, place: wholeOf(question.node), severity: 'warn', params: {}, source: sources.order });
    if (stage === 'procedural' && before.some((one) => one === 'main' || one === 'counterProposal' || one === 'clause')) tell('formalPutLate');
    if (stage === 'addition' && after.some((one) => one === 'main' || one === 'counterProposal')) tell('additionPutEarly');
  });
  return found;
}

/** [PUT6] What the chair found, where nobody asked for a vote, and what was decided. */
export function findings(meeting: Meeting): Found[] {
  return meeting.questions.flatMap(({ node, isVote, stage, found }, index): Found[] => {
    if (isVote || meeting.questions[index + 1]?.isVote === true || (stage !== null && stage !== 'main' && stage !== 'procedural')) return [];
    const sense = found === null ? null : senseOf(found, meeting);
    if (sense === null || !isAgainstDecision(sense, meeting)) return [];
    return [{ code: 'findingAgainstDecision', place: wholeOf(node), severity: 'warn', params: { winner: senseWords[sense] }, source: sources.decision }];
  });
}

/** [PUT7] Several would have it differently, something is decided, and nothing tells how the chair put it. */
export function orderMissing(meeting: Meeting): Found[] {
  const { doc, yrkanden, decided, words } = meeting;
  const senses = new Set(yrkanden.filter(({ kind }) => kind !== 'other').map(({ kind, target, targetId }) => `${kind} ${target} ${targetId ?? ''}`));
  const first = yrkanden[0];
  if (first === undefined || senses.size < 2 || !decided.some(isWritten) || meeting.questions.length > 0) return [];
  const isTold = all(doc, 'section').some((section) => section.attrs.part === 'beslutsgang' && allWords(section) !== '');
  if (isTold || /(?<!\p{L})(?:ställ(?:er|de)|framställ|finner|fann|prövar|prövade|proposition|omröst|voter|acklamation|konstatera)/iu.test(words)) return [];
  return [{ code: 'orderMissing', place: wholeOf(first.node), severity: 'inform', params: {}, source: sources.minutesOrder }];
}

/**
 * [PUT8] An addition or a proposal of its own that shares no word of weight with the rest of the
 * document: perhaps a new matter, which the chair may not put. A question, and only where there is
 * enough to compare with.
 */
export function newMatters(meeting: Meeting): Found[] {
  return meeting.yrkanden.flatMap(({ node, kind, by }): Found[] => {
    if (kind !== 'addition' && kind !== 'proposal') return [];
    const own = stemsOf(all(node, 'attClause', 'paragraph').map(wordsOf).join(' '), by.map(({ name }) => name).join(' '));
    const others = new Set<string>();
    meeting.doc.descendants((child) => {
      if (child === node) return false;
      if (child.isTextblock && child.type.name !== 'person' && child.type.name !== 'castVote') for (const stem of stemsOf(wordsOf(child), '')) others.add(stem);
      return !child.isTextblock;
    });
    // Enough to tell what each is about.
    if (own.size < 4 || others.size < 40) return [];
    for (const stem of own) if ([...others].some((other) => other.includes(stem) || stem.includes(other))) return [];
    return [{ code: 'perhapsNewMatter', place: wholeOf(node), severity: 'inform', params: { name: by[0]?.name ?? '' }, source: sources.newMatter }];
  });
}

/** The beginnings of the words that tell what a text is about: five letters, so that inflections and compounds meet. */
function stemsOf(text: string, without: string): Set<string> {
  const names = new Set(without.toLocaleLowerCase('sv').split(/\s+/u));
  const words = text.toLocaleLowerCase('sv').match(/\p{L}{5,}/gu) ?? [];
  return new Set(words.filter((word) => !names.has(word) && !procedure.test(word)).map((word) => word.slice(0, 5)));
}

const procedure =
  /^(?:yrka|bifall|avsl|återremi|tillägg|kommun|region|fullmäktig|nämnd|styrels|utskott|förvaltning|uppdrag|beslut|förslag|ärende|motion|besvara|sammanträde|också|samt|under|enligt|följande|skall|skulle|detta|denna|dessa|utreda|genom|innan|efter|mellan|eller|andra|första)/u;
