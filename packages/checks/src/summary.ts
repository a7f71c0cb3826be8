import { readOutcome } from '@yrka/formal-text';
import type { Outcome } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { type Found, idOf } from './finding.ts';
import { sources } from './sources.ts';
import { all, sentencesOf, textOf } from './text.ts';

/** [REP7, REP8] A summary says what the report says: the same answer, and no sum or share that stands nowhere else. */
export function summary(doc: Node): Found[] {
  const sections = all(doc, 'section');
  const own = sections.filter(({ attrs }) => attrs.part === 'summary');
  const rest = sections.filter(({ attrs }) => attrs.part !== 'summary');
  const paragraphs = own.flatMap((section) => all(section, 'paragraph'));
  if (rest.length === 0) return [];
  return [...againstProposal(paragraphs, rest), ...alone(paragraphs, rest)];
}

/** As the paper has it, whatever the interface's language. */
const outcomeWords: Partial<Record<Outcome, string>> = {
  approved: 'bifall',
  partlyApproved: 'delvis bifall',
  rejected: 'avslag',
  answered: 'besvarad',
  tillstyrkan: 'tillstyrkan',
  avstyrkan: 'avstyrkan',
};

/** [REP7] Only where the proposal answers the motion as a whole, in one way, and the summary says whose the proposal is. */
function againstProposal(paragraphs: readonly Node[], rest: readonly Node[]): Found[] {
  const points = rest.filter(({ attrs }) => attrs.part === 'proposedDecision').flatMap((section) => all(section, 'decisionPoint'));
  const outcomes = new Set(points.map((point) => (typeof point.attrs.outcome === 'string' ? (point.attrs.outcome as Outcome) : readOutcome(textOf(point)))));
  outcomes.delete(null);
  const [proposed] = outcomes;
  if (outcomes.size !== 1 || proposed == null || points.some((point) => /att-sats/iu.test(textOf(point)))) return [];
  return paragraphs.flatMap((block) =>
    sentencesOf(textOf(block)).flatMap((sentence): Found[] => {
      if (!ownProposal.test(sentence.text)) return [];
      const said = readOutcome(sentence.text);
      if (said === null || said === proposed || alike.has(`${said} ${proposed}`) || alike.has(`${proposed} ${said}`)) return [];
      const params = { says: outcomeWords[said] ?? said, proposes: outcomeWords[proposed] ?? proposed };
      return [
        {
          code: 'summaryAgainstProposal',
          place: { blockId: idOf(block), from: sentence.from, to: sentence.to },
          severity: 'warn',
          params,
          source: sources.summary,
        },
      ];
    }),
  );
}

const alike = new Set(['approved tillstyrkan', 'rejected avstyrkan', 'approved partlyApproved', 'tillstyrkan partlyApproved']);
const ownProposal =
  /^(?:Mot bakgrund av|Med hänvisning till|Sammantaget|Därför)?[^.]*(?:förvaltning(?:en|ens)?|kontoret|kontorets|avdelningen)\s(?:bedömning är|föreslår|anser|bedömer|förordar)|^motionen\s(?:föreslås|bör)(?!\p{L})/iu;

/** [REP8] */
function alone(paragraphs: readonly Node[], rest: readonly Node[]): Found[] {
  const elsewhere = new Set(
    rest.flatMap((section) => all(section, 'paragraph', 'decisionPoint', 'tableCell', 'attClause')).flatMap((block) => [...figuresIn(textOf(block))]),
  );
  // A table gives sums in another unit than its text.
  if (rest.some((section) => all(section, 'table').length > 0) || elsewhere.size === 0) return [];
  return paragraphs.flatMap((block) =>
    [...textOf(block).matchAll(figure)]
      .filter((match) => !elsewhere.has(digitsOf(match[0])))
      .map(
        (match): Found => ({
          code: 'summaryAlone',
          place: { blockId: idOf(block), from: match.index, to: match.index + match[0].length },
          severity: 'inform',
          params: { words: match[0] },
          source: sources.summary,
        }),
      ),
  );
}

const figure = /(?<![\p{L}\d])\d[\d\s\u00a0]*(?:,\d+)?\s?(?:kronor|kr|tkr|mnkr|miljoner|miljarder|procent|%)(?!\p{L})/giu;
const digitsOf = (words: string) => words.replace(/[^\d,]/gu, '');
const figuresIn = (text: string) => [...text.matchAll(figure)].map(([words]) => digitsOf(words));
