import { describe, expect, test } from 'vitest';
import { withoutFurniture } from './furniture.ts';
import type { Glyphs } from './glyphs.ts';
import { type Element, linesOfTagged, type TaggedPage } from './taggedPdf.ts';

/** An element of a page: its role, and its rows or the elements in it. */
type Part = readonly [role: string, ...parts: (Part | string)[]];

function page(parts: readonly Part[], { artifacts = [], untagged = [] }: { artifacts?: readonly string[]; untagged?: readonly string[] } = {}): TaggedPage {
  const text = new Map<string, Glyphs[]>();
  let y = 800;
  const row = (words: string): Glyphs => {
    y -= 14;
    return { text: words, x: 50, y, width: words.length * 5, height: 10 };
  };
  const element = ([role, ...inner]: Part): Element => ({
    role,
    children: inner.map((part) => {
      if (typeof part !== 'string') return element(part);
      const id = `mc${text.size}`;
      text.set(id, part === '' ? [] : part.split('\n').map(row));
      return { type: 'content', id };
    }),
  });
  const tree = { role: 'Root', children: [element(['Document', ...parts])] };
  if (untagged.length > 0) text.set('', untagged.map(row));
  return { tree, text, artifacts: artifacts.map(row) };
}

const read = (...pages: readonly TaggedPage[]) => {
  const lines = linesOfTagged(pages);
  if (lines === null) return null;
  const { lines: own, furniture } = withoutFurniture(lines);
  return { text: own.map(({ text, level }) => `${'#'.repeat(level ?? 0)}${level === null ? '' : ' '}${text}`), furniture: furniture.map(({ text }) => text) };
};

const full = 'Lyktorna längs stigen släcktes år 2019 och';

describe('[FIL6] a tagged PDF', () => {
  test('is read by its structure, and what it says is the pages’ is furniture, but for numbers of lines', () => {
    const letter = read(
      page(
        [
          ['H1', 'Motion om lyktor'],
          ['P', 'Lyktorna längs stigen är släckta. Barnen går längs riks-\nvägen.', ['Lbl', '1'], ['Note', ['Lbl', '1'], 'Räknat 2026.']],
          [
            'L',
            ['LI', ['Lbl', '1'], ['LBody', 'att tända dem, samt']],
            ['LI', ['Lbl', '2'], ['LBody', 'Laga dem.']],
            ['LI', ['Lbl', '–'], ['LBody', 'Måla dem.']],
          ],
          ['Table', ['TR', ['TH', 'År'], ['TH', 'Lyktor']], ['TR', ['TD', '2026'], ['TD', '14']]],
        ],
        { artifacts: ['Utkast', '1 (1)', '17'] },
      ),
    );
    expect(letter?.text).toEqual([
      '# Motion om lyktor',
      'Lyktorna längs stigen är släckta. Barnen går längs riksvägen.',
      'att tända dem, samt',
      '2. Laga dem.',
      '– Måla dem.',
      'År      Lyktor',
      '2026    14',
      'Räknat 2026.',
    ]);
    expect(letter?.furniture).toEqual(['Utkast', '1 (1)']);
  });

  test('goes on on the next page within a sentence, an item and a row', () => {
    const list = (...words: readonly string[]): Part => ['L', ...words.map((one): Part => ['LI', ['Lbl'], ['LBody', one]])];
    const table = (...rows: readonly (readonly [string, string])[]): Part => ['Table', ...rows.map(([one, other]): Part => ['TR', ['TD', one], ['TD', other]])];
    expect(
      read(
        page([
          ['H1', 'Lyktor'],
          ['P', `${full}\n${full}`],
        ]),
        page([['P', `har inte tänts igen sedan dess, trots\natt många har klagat.`], list('En', `Två som`, '')]),
        page([list('', 'går vidare', 'Tre'), ['P', full], table(['År', 'Lyktor'], ['2026', 'fjorton av'])]),
        page([table(['', ''], ['', 'tjugo']), ['P', 'Slut.']]),
      )?.text,
    ).toEqual([
      '# Lyktor',
      `${full} ${full} har inte tänts igen sedan dess, trots att många har klagat.`,
      'En',
      'Två som går vidare',
      'Tre',
      full,
      'År      Lyktor',
      '2026    fjorton av tjugo',
      'Slut.',
    ]);
  });

  test('keeps paragraphs apart that only stand on either side of the end of a page', () => {
    const paragraph: Part = ['P', `${full}\nsedan dess.`];
    expect(read(page([['H1', 'Lyktor'], paragraph]), page([['P', `${full}\nigen.`]]))?.text).toHaveLength(3);
  });

  test('is read by where its letters stand when its structure has no heading or not all of them', () => {
    expect(read(page([['P', 'Lyktor']]))).toBeNull();
    expect(read(page([['H1', 'Lyktor']], { untagged: ['Signerat av Anna Lind'] }))).toBeNull();
  });
});
