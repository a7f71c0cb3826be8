import { expect, test } from 'vitest';
import { en } from './en.ts';
import { sv } from './sv.ts';

type Catalogue = { readonly [key: string]: string | Catalogue };

/** Every sentence by its full key. */
function sentences(catalogue: Catalogue, above = ''): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(catalogue).flatMap(([key, value]) =>
      typeof value === 'string' ? [[above + key, value] as const] : [...sentences(value, `${above}${key}.`)],
    ),
  );
}

/** The values that a sentence asks for: "{name} ({party})" → name, party. The branches of a plural are words, not values. */
function values(sentence: string): readonly string[] {
  return [...new Set([...sentence.matchAll(/(?<!(?:\bone|\bother|=\d+)\s*)\{(\w+)\s*[,}]/g)].map((match) => match[1] ?? ''))].sort();
}

const swedish = sentences(sv);
const english = sentences(en);

test('Swedish and English have the same sentences', () => {
  expect([...english.keys()].sort()).toEqual([...swedish.keys()].sort());
});

test('a sentence asks for the same values in both languages', () => {
  for (const [key, sentence] of swedish) expect(values(english.get(key) ?? ''), key).toEqual(values(sentence));
});

test('the points of what goes on, or of what opens a dialog, stand close to their word', () => {
  for (const [key, sentence] of [...swedish, ...english]) {
    // In a placeholder they stand for words that are left out.
    if (!key.startsWith('drafting.placeholders.')) expect(sentence, key).not.toMatch(/\s…$/);
  }
});

test('no sentence is empty, shouts or has a straight quotation mark', () => {
  for (const [key, sentence] of [...swedish, ...english]) {
    expect(sentence.trim(), key).not.toBe('');
    expect(sentence, key).not.toMatch(/[!"]/);
  }
});
