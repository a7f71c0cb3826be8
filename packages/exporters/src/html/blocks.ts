import type { Block, Signature, Words } from '../paper/page.ts';
import { nested, type NestedList } from '../paper/nesting.ts';
import { escaped } from '../paper/xmlText.ts';
import { tableOf } from './table.ts';
import { element, type Writer } from './words.ts';

type BlockWriter<Type extends Block['type']> = (block: Extract<Block, { type: Type }>, writer: Writer) => string;

const paragraphOf =
  (name = '') =>
  ({ words }: { readonly words: Words }, writer: Writer) =>
    element('p', words, writer, name === '' ? '' : ` class="${name}"`);

/** What each block of the paper is in HTML: one that is forgotten does not compile. */
export const blockWriters: { readonly [Type in Block['type']]: BlockWriter<Type> } = {
  // It looks as on the paper, and is heard as there, where no level is skipped.
  heading: ({ level, look, words }, writer) => element(`h${level}`, words, writer, ` class="look${look}"`),
  paragraph: paragraphOf(),
  quotation: ({ paragraphs }, writer) => `<blockquote>\n${paragraphs.map((words) => element('p', words, writer)).join('\n')}\n</blockquote>`,
  list: ({ items }, writer) =>
    nested(items)
      .map((list) => listOf(list, writer))
      .join('\n'),
  clauses: ({ items }, writer) => {
    const first = items[0]?.number ?? null;
    // One alone has no number.
    if (first === null) return items.map(({ words }) => element('p', words, writer, ' class="clause"')).join('\n');
    const list = items.map(({ words }) => element('li', words, writer)).join('\n');
    return `<ol class="clauses"${startAt(first)}>\n${list}\n</ol>`;
  },
  lines: ({ items }, writer) => `<ul class="lines">\n${items.map((words) => element('li', words, writer)).join('\n')}\n</ul>`,
  facts: ({ facts }, writer) => {
    const labelled = facts.filter(({ label }) => label !== null);
    const alone = facts.filter(({ label }) => label === null).map(({ words }) => element('p', words, writer, ' class="fact"'));
    const list = labelled.map(({ label, words }) => `<div><dt>${escaped(label ?? '')}</dt>${element('dd', words, writer)}</div>`);
    return [...alone, ...(list.length === 0 ? [] : [`<dl class="facts">\n${list.join('\n')}\n</dl>`])].join('\n');
  },
  addressee: paragraphOf('addressee'),
  paragraphNumber: paragraphOf('number'),
  byline: paragraphOf('byline'),
  people: ({ label, names }) => `<dl class="people">\n<div><dt>${escaped(label)}</dt>${names.map((name) => `<dd>${escaped(name)}</dd>`).join('')}</div>\n</dl>`,
  names: ({ names }) => `<ul class="names">\n${names.map((name) => `<li>${escaped(name)}</li>`).join('\n')}\n</ul>`,
  table: tableOf,
  signatures: ({ heading, people }) =>
    `<section class="signatures">\n<p class="small">${escaped(heading)}</p>\n<ul class="names">\n${people.map(signature).join('\n')}\n</ul>\n</section>`,
  signatureLines: ({ people }) => `<div class="signing">\n${people.map(signatureLine).join('\n')}\n</div>`,
  code: ({ label, code }) => `<dl class="facts">\n<div><dt>${escaped(label)}</dt><dd><code>${escaped(code)}</code></dd></div>\n</dl>`,
  particulars: ({ rows }) =>
    `<dl class="particulars">\n${rows.map(({ label, lines }) => `<div><dt>${escaped(label)}</dt><dd>${lines.map(escaped).join('<br>')}</dd></div>`).join('\n')}\n</dl>`,
};

/** The content of the paper, block by block. */
export function writeBlock(block: Block, writer: Writer): string {
  // The record has the function of each type under its name, which TypeScript does not follow through a union.
  return (blockWriters[block.type] as BlockWriter<Block['type']>)(block as never, writer);
}

const startAt = (number: number) => (number === 1 ? '' : ` start="${number}"`);

function listOf({ isOrdered, start, items }: NestedList, writer: Writer): string {
  const tag = isOrdered ? 'ol' : 'ul';
  const rows = items.map(({ item, below }) => {
    const own = element('li', item.words, writer);
    return below.length === 0 ? own : `${own.slice(0, -'</li>'.length)}\n${below.map((list) => listOf(list, writer)).join('\n')}\n</li>`;
  });
  return `<${tag}${isOrdered ? startAt(start) : ''}>\n${rows.join('\n')}\n</${tag}>`;
}

const signature = ({ name, date }: Signature) => `<li>${escaped(name)}${date === null ? '' : ` <span class="small">${escaped(date)}</span>`}</li>`;

/** A line to write on, with the name and what the person is below it. */
const signatureLine = ({ name, role }: Signature) =>
  `<p class="line">${escaped(name)}${role === null ? '' : `<br><span class="small">${escaped(role)}</span>`}</p>`;
