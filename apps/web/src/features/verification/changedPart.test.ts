import { expect, it } from 'vitest';
import { changedPart } from './changedPart.ts';

it.each([
  ['one word', 'alla dagar klockan 7–22 och', 'alla dagar klockan 7–21 och', ['alla dagar klockan ', '7–22', ' och']],
  ['a word that was taken away', 'den nya skolan', 'den skolan', ['den ', 'nya ', 'skolan']],
  ['nothing of it, where the other has more', 'den skolan', 'den nya skolan', ['den ', '', 'skolan']],
  ['what stands twice', 'a a a', 'a a', ['a a', ' a', '']],
  ['all of it', 'Motionen avslås', 'Bifall', ['', 'Motionen avslås', '']],
  ['all of it, where the other is empty', 'Motionen', '', ['', 'Motionen', '']],
])('marks in a wording what the other has not: %s', (_, wording, other, parts) => {
  const { before, changed, after } = changedPart(wording, other);
  expect([before, changed, after]).toEqual(parts);
});
