import type { DocumentKind } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { type DecisionReference, decisionReferences, ownReference, receivedDates } from './dates.ts';
import { type Finding, type Found, gathered, idOf, wholeOf } from './finding.ts';
import { isSpellingOf, type Mention, mentionsIn, spellingFix } from './names.ts';
import { sources } from './sources.ts';
import { all, isWritten, textOf } from './text.ts';

/** Another document of the matter, as it stands. Whoever calls gives only what the reader may read. */
export type MatterDocument = { readonly kind: DocumentKind; readonly content: Node };

/**
 * What a document says otherwise than the other documents of its matter: names, diarienummer, dates
 * of decisions, and words that it quotes. In the order of the document, [] when nothing is. Which
 * of two is right it does not know. What one document says in two ways is told there. Never throws.
 *
 *     checkMatter(report, [{ kind: 'motion', content: motion }]);
 */
export function checkMatter(doc: Node, others: readonly MatterDocument[]): readonly Finding[] {
  return gathered(doc, [...names(doc, others), ...diarienummer(doc, others), ...dates(doc, others), ...paragraphs(doc, others), ...quotations(doc, others)]);
}

/** [MAT1] Told once per name. A name that both documents have is somebody else's. */
function names(doc: Node, others: readonly MatterDocument[]): Found[] {
  const own = mentionsIn(doc);
  const ownNames = new Set(own.map(({ name }) => bare(name, own)));
  const told = new Set<string>();
  return others.flatMap(({ kind, content }) => {
    const theirs = mentionsIn(content);
    const theirNames = new Set(theirs.map(({ name }) => bare(name, theirs)));
    return own.flatMap((mention): Found[] => {
      const name = bare(mention.name, own);
      if (told.has(name)) return [];
      const { place } = mention;
      if (!theirNames.has(name)) {
        const other = theirs.find((one) => isMeant(mention, one) && !ownNames.has(bare(one.name, theirs)));
        if (other === undefined) return [];
        told.add(name);
        const usual = bare(other.name, theirs);
        return [
          {
            code: 'nameDiffersInMatter',
            place,
            severity: 'warn',
            params: { name, other: usual, where: kind },
            source: sources.matter,
            ...spellingFix(mention, name, usual),
          },
        ];
      }
      const parties = new Set(theirs.filter((one) => one.party !== null && bare(one.name, theirs) === name).map(({ party }) => party));
      const [party] = parties;
      if (mention.party === null || party == null || parties.size !== 1 || party.toLowerCase() === mention.party.toLowerCase()) return [];
      told.add(name);
      return [
        { code: 'partyDiffersInMatter', place, severity: 'warn', params: { name, party: mention.party, other: party, where: kind }, source: sources.matter },
      ];
    });
  });
}

function isMeant(one: Mention, other: Mention): boolean {
  const isSameParty = one.party === null || other.party === null || one.party.toLowerCase() === other.party.toLowerCase();
  const isSameRow = one.personId === null || other.personId === null || one.personId === other.personId;
  return isSameParty && isSameRow && isSpellingOf(one.name, other.name);
}

const bare = (name: string, mentions: readonly Mention[]) => {
  const without = name.replace(/s$/u, '');
  return mentions.some((one) => one.name === without) ? without : name;
};

/** [MAT2] In the head, and of one series: bodies number the same matter in series of their own. */
function diarienummer(doc: Node, others: readonly MatterDocument[]): Found[] {
  const [own] = numbersIn(doc);
  if (own === undefined) return [];
  return others.flatMap(({ kind, content }): Found[] => {
    const [other] = numbersIn(content);
    if (other === undefined || other.series !== own.series || other.number === own.number) return [];
    const params = { number: own.number, other: other.number, where: kind };
    return [{ code: 'diarienummerDiffers', place: wholeOf(own.field), severity: 'warn', params, source: sources.matter }];
  });
}

function numbersIn(doc: Node) {
  return all(doc, 'field')
    .filter((field) => field.attrs.name === 'diarienummer' && isWritten(field))
    .map((field) => {
      const number = textOf(field)
        .replace(/^\s*(?:dnr|diarienummer|diarienr|ärendenummer)[.:]?\s*/iu, '')
        .replace(/\s+/gu, ' ')
        .trim();
      return { field, number, series: number.replace(/\d+/gu, '0').toLowerCase() };
    });
}

/** [MAT3] One paragraph of a body, or the day on which the motion came in. */
function dates(doc: Node, others: readonly MatterDocument[]): Found[] {
  const blocks = (node: Node) => all(node, 'paragraph', 'decisionPoint', 'decisionBasis', 'attachment', 'field');
  const referencesIn = (block: Node) => [...decisionReferences(textOf(block)), ...receivedDates(textOf(block))];
  const told = new Set<string>();
  return others.flatMap(({ kind, content }) => {
    const own = ownReference(content);
    const theirs = [...blocks(content).flatMap(referencesIn), ...(own === null ? [] : [own])];
    return blocks(doc).flatMap((block) =>
      referencesIn(block).flatMap((one): Found[] => {
        const same = theirs.filter(({ key }) => key === one.key);
        const [other] = same;
        if (other === undefined || same.some(({ date }) => date === one.date) || told.has(one.key)) return [];
        told.add(one.key);
        const place = { blockId: idOf(block), from: one.from, to: one.to };
        return [
          { code: 'dateDiffersInMatter', place, severity: 'inform', params: { first: one.name, second: other.name, where: kind }, source: sources.matter },
        ];
      }),
    );
  });
}

/** [MAT5] A paragraph of the matter's own, told with another number of the same day. */
function paragraphs(doc: Node, others: readonly MatterDocument[]): Found[] {
  const items = others.flatMap(({ kind, content }) => {
    const reference = ownReference(content);
    return reference === null ? [] : [{ kind, reference }];
  });
  const told = new Set<string>();
  return all(doc, 'paragraph', 'decisionPoint', 'decisionBasis', 'field').flatMap((block) =>
    decisionReferences(textOf(block)).flatMap((one): Found[] => {
      const sameDay = items.filter(({ reference }) => bodyAndYear(reference) === bodyAndYear(one) && reference.date === one.date);
      const [item] = sameDay;
      if (item === undefined || sameDay.some(({ reference }) => reference.key === one.key) || told.has(one.key)) return [];
      told.add(one.key);
      const params = { first: one.name, second: item.reference.name, where: item.kind };
      return [{ code: 'paragraphDiffers', place: { blockId: idOf(block), from: one.from, to: one.to }, severity: 'inform', params, source: sources.matter }];
    }),
  );
}

const bodyAndYear = ({ key }: DecisionReference) => key.slice(0, key.lastIndexOf(' '));

/** So many words that they cannot be alike by chance. */
const minQuoted = 6;
/** Of the words, in order, that a quotation has in common with what it is taken for. */
const minAlike = 0.8;

/** [MAT4] What is quoted is in the words of what it quotes. Only where nearly all of it is there: else it is quoted from elsewhere. */
function quotations(doc: Node, others: readonly MatterDocument[]): Found[] {
  const quoted = quotedIn(doc).filter(({ words }) => words.length >= minQuoted);
  if (quoted.length === 0) return [];
  const sourcesOf = others.map(({ kind, content }) => ({
    kind,
    texts: all(content, 'paragraph', 'attClause', 'decisionPoint').map((block) => wordsOf(textOf(block))),
  }));
  const isExact = (words: readonly string[]) => sourcesOf.some(({ texts }) => texts.some((text) => ` ${text.join(' ')} `.includes(` ${words.join(' ')} `)));
  return quoted.flatMap(({ place, words, begins }): Found[] => {
    if (isExact(words)) return [];
    const from = sourcesOf.find(({ texts }) => texts.some((text) => likeness(words, text) >= minAlike));
    if (from === undefined) return [];
    return [{ code: 'quotationDiffers', place, severity: 'inform', params: { begins, where: from.kind }, source: sources.quotation }];
  });
}

function quotedIn(doc: Node) {
  return all(doc, 'paragraph', 'decisionPoint').flatMap((block) => {
    const text = textOf(block);
    const passages =
      block.attrs.quote === true
        ? [{ from: 0, to: text.length }]
        : [...text.matchAll(/”([^”]{20,2000})”/gu)].map(({ index, 0: whole }) => ({ from: index + 1, to: index + whole.length - 1 }));
    return passages.map((passage) => {
      const words = text.slice(passage.from, passage.to);
      return { place: { blockId: idOf(block), ...passage }, words: wordsOf(words), begins: words.trim().split(/\s+/u).slice(0, 5).join(' ') };
    });
  });
}

/** Letters and figures alone: how a dash or a full stop is set is no other wording. The word att is the clause's own. */
const wordsOf = (text: string) => (text.toLocaleLowerCase('sv').match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).filter((word, index) => index > 0 || word !== 'att');

/** The share of a quotation's words that stand in a text in the same order, within a passage not much longer. */
function likeness(words: readonly string[], text: readonly string[]): number {
  // Long texts are looked at from where the quotation's beginning or its second word stands.
  const starts = text.flatMap((word, index) => (word === words[0] || word === words[1] || word === words[2] ? [Math.max(0, index - 2)] : []));
  let best = 0;
  for (const start of starts.slice(0, 20)) best = Math.max(best, common(words, text.slice(start, start + words.length + 4)) / words.length);
  return best;
}

/** The length of the longest common subsequence. */
function common(one: readonly string[], other: readonly string[]): number {
  let row = new Array<number>(other.length + 1).fill(0);
  for (const word of one) {
    const next = [0];
    other.forEach((candidate, index) => {
      next.push(word === candidate ? (row[index] ?? 0) + 1 : Math.max(row[index + 1] ?? 0, next[index] ?? 0));
    });
    row = next;
  }
  return row.at(-1) ?? 0;
}
