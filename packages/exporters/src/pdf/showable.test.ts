import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fontPaths } from './fonts.ts';
import { charactersOf } from './glyphs.ts';
import { showing, withBreaks } from './showable.ts';

const codes = (characters: string) => new Set([...characters].map((character) => character.codePointAt(0) ?? 0));
const latin = codes(' abcdeö\u0301');
const signs = codes('★\u{1f469}\u{1f467}');

test('each font is read for the characters that it has', () => {
  const faces = fontPaths().map((path) => charactersOf(readFileSync(path)));
  for (const face of faces.slice(0, -1)) for (const character of 'åäöÅÄÖéß§–—…”’•€½²×−') expect(face.has(character.codePointAt(0) ?? 0), character).toBe(true);
  expect([faces[0]?.has(0x167), faces.at(-2)?.has(0x167), faces.at(-1)?.has(0x1f600), faces[0]?.has(0x4e2d)]).toEqual([false, true, true, false]);
  expect(() => charactersOf(Buffer.from('not a font at all'))).toThrow(RangeError);
});

test('a letter and its accent must be in one font', () => {
  const { show, missing } = showing([latin, signs]);
  expect(show('abc e\u0301 ★ ★\u0301 q')).toBe('abc □ ★ ★ □');
  expect([...missing]).toEqual(['é', '★\u0301', 'q']);
});

test('letters in two parts become one, joined signs stay joined', () => {
  const { show, missing } = showing([latin, signs]);
  expect(show('o\u0308 \u{1f469}\u200d\u{1f467}')).toBe('ö \u{1f469}\u200d\u{1f467}');
  expect(missing.size).toBe(0);
});

test('line ends and tabs are spaces, and what has no shape is gone', () => {
  const { show, missing } = showing([latin]);
  expect(show('a\tb\r\nc\u2028d\u0000\u202e\ufeffe')).toBe('a b c de');
  expect(missing.size).toBe(0);
});

test('only a word without end gets breaks, an address after its signs', () => {
  expect(withBreaks('en gång- och cykelväg')).toBe('en gång- och cykelväg');
  expect(withBreaks('https://example.org/en/ganska/lang/vag?fraga=svar')).toBe(
    'https://\u200bexample.\u200borg/\u200ben/\u200bganska/\u200blang/\u200bvag?\u200bfraga=\u200bsvar',
  );
  expect(withBreaks(`se ${'x'.repeat(70)} nu`)).toBe(`se ${'x'.repeat(30)}\u200b${'x'.repeat(30)}\u200b${'x'.repeat(10)} nu`);
  const accented = `${'x'.repeat(29)}x\u0301`;
  expect(withBreaks(accented.repeat(2))).toBe(`${accented}\u200b${accented}`);
});
