import { expect, test } from 'vitest';
import { decodeText, ImporterError, maxTextBytes } from './index.ts';

const words = 'Överläggning: Åsa Ek (M) – ”ja”';
const utf16 = (text: string, isLittle: boolean) => {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  [...text].forEach((letter, index) => {
    view.setUint16(index * 2, letter.charCodeAt(0), isLittle);
  });
  return bytes;
};
// Windows-1252 has its quotation marks and dashes where Latin-1 has control characters.
const windows1252 = Uint8Array.from([
  0xd6, 0x76, 0x65, 0x72, 0x6c, 0xe4, 0x67, 0x67, 0x6e, 0x69, 0x6e, 0x67, 0x3a, 0x20, 0xc5, 0x73, 0x61, 0x20, 0x45, 0x6b, 0x20, 0x28, 0x4d, 0x29, 0x20, 0x96,
  0x20, 0x94, 0x6a, 0x61, 0x94,
]);

test.each([
  ['UTF-8', new TextEncoder().encode(words), 'utf-8'],
  ['UTF-8 with a byte order mark', new TextEncoder().encode(`\ufeff${words}`), 'utf-8'],
  ['UTF-16 with a byte order mark, little end first', utf16(`\ufeff${words}`, true), 'utf-16le'],
  ['UTF-16 with a byte order mark, big end first', utf16(`\ufeff${words}`, false), 'utf-16be'],
  ['UTF-16 without a mark, little end first', utf16(words, true), 'utf-16le'],
  ['UTF-16 without a mark, big end first', utf16(words, false), 'utf-16be'],
  ['Windows-1252', windows1252, 'windows-1252'],
])('%s is read right', (_name, bytes, encoding) => {
  expect(decodeText(bytes)).toEqual({ text: words, encoding });
});

const codeOf = (bytes: Uint8Array) => {
  try {
    decodeText(bytes);
    return null;
  } catch (error) {
    return error instanceof ImporterError ? error.code : error;
  }
};

test.each([
  ['no bytes', new Uint8Array(), 'empty'],
  ['only blank lines', new TextEncoder().encode(' \n\n\t '), 'empty'],
  ['a byte order mark alone', Uint8Array.from([0xef, 0xbb, 0xbf]), 'empty'],
  ['a PDF', new TextEncoder().encode('%PDF-1.7 text'), 'notText'],
  ['a Word file', Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0x14]), 'notText'],
  ['a photograph', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), 'notText'],
  ['bytes at random', Uint8Array.from([1, 2, 3, 0, 200, 7, 0, 0, 9]), 'notText'],
  ['too much', new Uint8Array(maxTextBytes + 1).fill(0x61), 'tooLarge'],
])('%s is refused with the code that tells why', (_name, bytes, code) => {
  expect(codeOf(bytes)).toBe(code);
});
