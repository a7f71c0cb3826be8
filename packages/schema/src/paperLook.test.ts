import { expect, test } from 'vitest';
import { contrastOnWhite, isReadableOnWhite, leastContrast, readableOnWhite } from './paperLook.ts';

test.each([
  ['#000000', 21],
  ['#ffffff', 1],
  // The usual examples: the lightest grey that passes, and the next that does not.
  ['#767676', 4.54],
  ['#777777', 4.48],
  ['#FF0000', 4],
  ['#0000ff', 8.59],
])('%s stands out from white by %f', (colour, contrast) => expect(contrastOnWhite(colour)).toBeCloseTo(contrast, 2));

test.each(['', 'red', '#123', '#12345g', '#1234567', 'rgb(0,0,0)', '#000000; background: url(x)'])('%j is no colour, and never readable', (colour) => {
  expect(contrastOnWhite(colour)).toBeNull();
  expect(isReadableOnWhite(colour)).toBe(false);
  expect(readableOnWhite(colour)).toBeNull();
});

test('a colour that is too light becomes just dark enough, of the same hue; one that is not stays', () => {
  expect(readableOnWhite('#1f5c6b')).toBe('#1f5c6b');
  for (const light of ['#ffffff', '#ffdd00', '#00ff00', '#ff0000', '#9fd3e0', '#777777']) {
    const dark = readableOnWhite(light) ?? '';
    expect(contrastOnWhite(dark), light).toBeGreaterThanOrEqual(leastContrast);
    expect(contrastOnWhite(dark), light).toBeLessThan(leastContrast + 0.15);
  }
  const [red = 0, green = 0, blue = 0] =
    /^#(..)(..)(..)$/
      .exec(readableOnWhite('#ffdd00') ?? '')
      ?.slice(1)
      .map((figure) => Number.parseInt(figure, 16)) ?? [];
  expect(red).toBeGreaterThan(green);
  expect(green).toBeGreaterThan(blue);
});
