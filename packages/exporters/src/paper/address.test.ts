import { expect, test } from 'vitest';
import { addressOf } from './address.ts';

test.each([
  ['https://example.org/r', 'https://example.org/r'],
  ['https://example.org/å b?c=<d>&e#f#g%', 'https://example.org/%C3%A5%20b?c=%3Cd%3E&e#f%23g%25'],
  ['https://example.org/a[1]|{b}^?q[]=100%', 'https://example.org/a%5B1%5D%7C%7Bb%7D%5E?q%5B%5D=100%25'],
  ['http://[::1]/x', 'http://[::1]/x'],
  ['https://example.org/%C3%A5', 'https://example.org/%C3%A5'],
  ['mailto:anna.lind@example.org', 'mailto:anna.lind@example.org'],
  ['tel:+46123', 'tel:+46123'],
])('%s is an address that every program takes', (href, written) => {
  expect(addressOf(href)).toBe(written);
});

test('what is no address is none', () => {
  expect(addressOf('https://[x')).toBeNull();
});

test('an address is written in browsers without URL.parse, as Safari 17', () => {
  const { parse } = URL;
  Reflect.deleteProperty(URL, 'parse');
  try {
    expect(addressOf('https://example.org/å')).toBe('https://example.org/%C3%A5');
  } finally {
    Object.assign(URL, { parse });
  }
});
