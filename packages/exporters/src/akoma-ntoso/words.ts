import { type NamedPerson, writePerson } from '@yrka/formal-text';
import { isSafeHref } from '@yrka/schema';
import type { Mark, Node } from 'prosemirror-model';
import { addressOf } from '../paper/address.ts';
import type { LostInExport } from '../report.ts';
import { type Content, element, ofBlock } from './element.ts';
import type { References } from './references.ts';

/** Writes running text and numbers the footnotes of the document. */
export class WordsWriter {
  readonly #lose: (lost: LostInExport) => void;
  #notes = 0;

  constructor(lose: (lost: LostInExport) => void) {
    this.#lose = lose;
  }

  words(parent: Node): readonly Content[] {
    if (!hasWords(parent)) return [];
    return parent.children.flatMap((node): readonly Content[] => {
      switch (node.type.name) {
        case 'text':
          return [this.#marked(node.text ?? '', node.marks)];
        case 'hardBreak':
          return [element('br')];
        case 'footnote':
          return node.textContent.trim() === '' ? [] : [this.#note(node)];
        default:
          return []; // what is not known is told of by the page (pageOf.ts)
      }
    });
  }

  #note(node: Node): Content {
    const marker = String(++this.#notes);
    return ofBlock(node.attrs.id, element('authorialNote', { marker, placement: 'bottom' }, element('p', {}, node.textContent.trim())));
  }

  #marked(text: string, marks: readonly Mark[]): Content {
    const has = (name: string) => marks.some((mark) => mark.type.name === name);
    const emphasised: Content = has('emphasis') ? element('i', {}, text) : text;
    const strong: Content = has('strong') ? element('b', {}, emphasised) : emphasised;
    const given: unknown = marks.find((mark) => mark.type.name === 'link')?.attrs.href;
    if (!isSafeHref(given)) return strong;
    const href = addressOf(given);
    if (href !== null) return element('a', { href, 'yrka:href': href === given ? null : given }, strong);
    this.#lose({ code: 'linkWithoutAddress', href: given });
    return element('span', { 'yrka:href': given }, strong);
  }
}

/** Whether there is a word, or a footnote with one. */
const hasWords = (parent: Node) => parent.textContent.trim() !== '';

export const label = (words: string): Content => element('span', { class: 'label' }, words);

export type KnownPerson = NamedPerson & { readonly personId?: string | null };

/** Somebody by name, as a reference. */
export const personOf = (one: KnownPerson, references: References, attributes: Readonly<Record<string, string>> = {}): Content =>
  element('person', { refersTo: references.person(one), ...attributes }, writePerson(one));

/** A sentence in which these people are named, with a reference wherever one of them is. */
export function named(sentence: string, people: readonly KnownPerson[], references: References): readonly Content[] {
  const byName = new Map<string, KnownPerson>();
  for (const one of people) for (const words of [writePerson(one), one.name]) if (words !== '' && !byName.has(words)) byName.set(words, one);
  const longestFirst = [...byName.keys()].sort((one, other) => other.length - one.length);
  if (longestFirst.length === 0) return [sentence];
  const anyone = new RegExp(
    `(?<![\\p{L}\\p{N}])(${longestFirst.map((words) => words.replace(/[^\p{L}\p{N}]/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16) ?? ''}}`)).join('|')})(?![\\p{L}\\p{N}])`,
    'gu',
  );
  return sentence
    .split(anyone)
    .map((part, index): Content => {
      const one = index % 2 === 1 ? byName.get(part) : undefined;
      return one === undefined ? part : element('person', { refersTo: references.person(one) }, part);
    })
    .filter((part) => part !== '');
}
