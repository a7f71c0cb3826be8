import { findPeople, genitive, type NamedPerson } from '@yrka/formal-text';
import type { Node } from 'prosemirror-model';
import { type Fix, type Found, idOf, type Place } from './finding.ts';
import { sources } from './sources.ts';
import { all, textOf } from './text.ts';

/** A person where a document names them: a person's own block, or words in running text. */
export type Mention = NamedPerson & {
  readonly place: Place;
  readonly block: Node;
  /** People whom one list names together are different people; null for running text outside a list. */
  readonly group: object | null;
  /** The person in the register; null for one whose name was typed. */
  readonly personId: string | null;
};

/** Everybody whom the document names with a party or in a block of their own, in its order. */
export function mentionsIn(doc: Node): readonly Mention[] {
  let found = known.get(doc);
  if (found === undefined) {
    found = readMentions(doc);
    known.set(doc, found);
  }
  return found;
}

// The other documents of a matter stay the same while one types in this one.
const known = new WeakMap<Node, readonly Mention[]>();

function readMentions(doc: Node): readonly Mention[] {
  const found: Mention[] = [];
  doc.descendants((node) => {
    const { name } = node.type;
    if (name === 'personList' || name === 'castVoteList') {
      for (const person of all(node, 'person', 'castVote')) {
        const words = textOf(person).replaceAll('\ufffc', ' ');
        const text = words.trim();
        if (text === '') continue;
        const from = words.indexOf(text);
        found.push({
          name: text.replace(/\s+/gu, ' '),
          party: ownParty(person),
          place: { blockId: idOf(person), from, to: from + text.length },
          block: person,
          group: node,
          personId: typeof person.attrs.personId === 'string' && person.attrs.personId !== '' ? person.attrs.personId : null,
        });
      }
      return false;
    }
    if (!node.isTextblock) return true;
    const text = textOf(node);
    let group = {};
    let end = 0;
    for (const { name: words, party, from, to } of findPeople(text)) {
      // Commas and "och" alone between two people: one enumeration.
      if (!/^(?:\s|,|och|samt)*$/u.test(text.slice(end, from))) group = {};
      end = to;
      found.push({ name: words, party, place: { blockId: idOf(node), from, to: from + nameLength(text, from, to) }, block: node, group, personId: null });
    }
    return false;
  });
  return found;
}

/** Up to the parenthesis with the party. */
const nameLength = (text: string, from: number, to: number) => text.slice(from, to).replace(/\s*\([^()]*\)$/u, '').length;

function ownParty(person: Node): string | null {
  const party: unknown = person.attrs.party;
  return typeof party === 'string' && party.trim() !== '' ? party.trim() : null;
}

/** [NAM1, NAM2] One person in two spellings, or with two parties: told once per pair, where the rarer one stands first. */
export function spellings(doc: Node, mentions: readonly Mention[]): Found[] {
  const byName = new Map<string, Mention[]>();
  for (const mention of [...mentions, ...withoutParty(doc, mentions)]) {
    const name = baseName(mention.name, mentions);
    byName.set(name, [...(byName.get(name) ?? []), mention]);
  }
  const names = [...byName.keys()];
  const found: Found[] = [];
  names.forEach((name, index) => {
    const own = byName.get(name) ?? [];
    for (const other of names.slice(index + 1)) {
      const others = byName.get(other) ?? [];
      if (!isSpellingOf(name, other) || !mayBeOne(own, others)) continue;
      const [rare, usual, word] = own.length < others.length ? [own, other, name] : [others, name, other];
      const at = rare[0];
      if (at === undefined) continue;
      found.push({
        code: 'nameSpelledTwoWays',
        place: at.place,
        severity: 'warn',
        params: { name: word, other: usual },
        source: sources.people,
        ...spellingFix(at, word, usual),
      });
    }
    found.push(...twoParties(name, own));
  });
  return found;
}

/** Puts the usual spelling where another stands; nothing for somebody picked from the register, whose name is not typed. */
export function spellingFix({ place, name, personId }: Mention, written: string, usual: string): { readonly fix?: Fix } {
  const { blockId, from, to } = place;
  if (personId !== null || blockId === null) return {};
  const isGenitive = name !== written || (/s$/u.test(written) && !/s$/u.test(usual));
  return { fix: { kind: 'replaceText', blockId, from, to, text: isGenitive ? genitive(usual) : usual } };
}

function twoParties(name: string, mentions: readonly Mention[]): Found[] {
  const first = mentions.find(({ party }) => party !== null);
  const other = mentions.find((one) => one.party !== null && first !== undefined && !same(one.party, first.party ?? '') && one.group !== first.group);
  if (first?.party == null || other?.party == null || mentions.some((one) => one.group === first.group && one !== first)) return [];
  return [
    { code: 'nameWithTwoParties', place: other.place, severity: 'warn', params: { name, party: first.party, other: other.party }, source: sources.people },
  ];
}

/** Where the same name, near enough, stands without a party. Only what resembles somebody who is known is a name. */
function withoutParty(doc: Node, mentions: readonly Mention[]): readonly Mention[] {
  const known = [...new Set(mentions.map(({ name }) => name))].filter((name) => name.includes(' '));
  const found: Mention[] = [];
  doc.descendants((block) => {
    if (!block.isTextblock) return true;
    if (block.type.name === 'person' || block.type.name === 'castVote') return false;
    const text = textOf(block);
    for (const run of text.matchAll(capitalRun)) {
      const words = [...run[0].matchAll(/\S+/gu)];
      for (const name of known) {
        const count = name.split(' ').length;
        for (let at = 0; at + count <= words.length; at++) {
          const [first, last] = [words[at], words[at + count - 1]];
          if (first === undefined || last === undefined) continue;
          const written = words
            .slice(at, at + count)
            .map(([word]) => word)
            .join(' ');
          const from = run.index + first.index;
          const to = run.index + last.index + last[0].length;
          // With its party it has been met already.
          if (!isSpellingOf(written, name) || /^\s*\(/u.test(text.slice(to))) continue;
          found.push({ name: written, party: null, place: { blockId: idOf(block), from, to }, block, group: null, personId: null });
        }
      }
    }
    return false;
  });
  return found;
}

const capitalRun = /\p{Lu}[\p{L}\p{M}'’´-]*(?:\s+(?:(?:von|af|de|van|der|den|del|la|le|el|al|ben|bin|da|dos|zu)\s+){0,3}\p{Lu}[\p{L}\p{M}'’´-]*)+/gu;

/** Without the genitive's s, where the name is met without it too. */
function baseName(name: string, mentions: readonly Mention[]): string {
  const bare = name.replace(/s$/u, '');
  return bare !== name && mentions.some((one) => one.name === bare) ? bare : name;
}

/** Named together they are two people; with two parties they are not taken for one. */
function mayBeOne(own: readonly Mention[], others: readonly Mention[]): boolean {
  return own.every((one) =>
    others.every(
      (other) =>
        (one.group === null || one.group !== other.group) &&
        (one.party === null || other.party === null || same(one.party, other.party)) &&
        (one.personId === null || other.personId === null || one.personId === other.personId),
    ),
  );
}

/**
 * Whether one name is likely to be the other spelt otherwise: the same words in another order, or
 * one letter more, less, other or changed with its neighbour in one word of four letters or more.
 * A genitive's s is no difference, nor is the first letter: Anna and Hanna are two.
 */
export function isSpellingOf(one: string, other: string): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  if (a.length !== b.length || a.length < 2) return false;
  const differing = a.flatMap((word, index) => (word === b[index] ? [] : [index]));
  if (differing.length === 0) return false;
  if (a.length === 2 && a[0] === b[1] && a[1] === b[0]) return true;
  const [at] = differing;
  if (differing.length > 1 || at === undefined) return false;
  const [x, y] = [a[at] ?? '', b[at] ?? ''];
  if (at < a.length - 1) return isOneSlip(x, y);
  return x !== `${y}s` && y !== `${x}s` && (isOneSlip(x, y) || isOneSlip(x.replace(/s$/u, ''), y) || isOneSlip(x, y.replace(/s$/u, '')));
}

/** One letter added, left out, exchanged or moved by one place, after the first. */
export function isOneSlip(one: string, other: string): boolean {
  if (one === other || Math.min(one.length, other.length) < 4 || one[0] !== other[0] || Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  const [a, b] = [one.slice(start), other.slice(start)];
  if (a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1)) return true;
  return a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
}

const wordsOf = (name: string) => name.normalize('NFC').toLocaleLowerCase('sv').split(/\s+/u);
const same = (one: string, other: string) => one.toLocaleLowerCase('sv') === other.toLocaleLowerCase('sv');

/**
 * [NAM3] The genitive's s forgotten before what somebody has moved: "Anna Lind (L) yrkande". Of a
 * name without a party it is told only where the document has that name elsewhere.
 */
export function genitives(doc: Node, mentions: readonly Mention[]): Found[] {
  const known = new Set(mentions.map(({ name }) => name));
  return all(doc, 'paragraph', 'decisionPoint', 'field', 'attClause').flatMap((block) => {
    const text = textOf(block);
    const blockId = idOf(block);
    const named = findPeople(text).map(({ name, from, to }) => ({ name, to, end: from + nameLength(text, from, to) }));
    const bare = [...text.matchAll(capitalRun)].flatMap((run) => {
      const name = [...known].find((one) => run[0] === one || run[0].endsWith(` ${one}`));
      return name === undefined ? [] : [{ name, to: run.index + run[0].length, end: run.index + run[0].length }];
    });
    return [...named, ...bare].flatMap(({ name, to, end }): Found[] => {
      if (/[sxz]$/iu.test(name) || !movedThing.test(text.slice(to)) || isChairAsking(text.slice(0, end - name.length))) return [];
      // The whole name, unless a line break stands in it.
      const isWhole = text.slice(end - name.length, end) === name;
      const last = isWhole ? name : (/[\p{L}\p{M}]+$/u.exec(name)?.[0] ?? '');
      if (last === '') return [];
      const place = { blockId, from: end - last.length, to: end };
      return [
        {
          code: 'genitiveMissing',
          place,
          severity: 'warn',
          params: { name, genitive: genitive(name) },
          source: sources.genitive,
          ...(blockId !== null && { fix: { ...place, kind: 'replaceText', blockId, text: genitive(last) } as const }),
        },
      ];
    });
  });
}

/** Whether whoever is named next is the chair who puts the question: "… ställer ordförande Rut Berg (S) yrkandena mot varandra". */
export const isChairAsking = (before: string) =>
  /(?:ställer|ställde|framställer|framställde|prövar|prövade|lägger|lade)\s(?:\p{L}+\s){0,2}?ordföranden?\s$/iu.test(before);

// "Anna Lind (L) yrkande bifall" is the verb misspelt.
const movedThing =
  /^\s+(?:\p{L}+)?(?:yrkande(?:t|n|na)?|förslag(?:et)?|reservation(?:en)?|yttrande(?:t)?|motion)(?!\p{L})(?!\s+(?:bifall|avslag|att|på\s+(?:bifall|avslag)))/u;
