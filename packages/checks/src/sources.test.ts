import { expect, test } from 'vitest';
import { lawAddress, type Source, sources } from './sources.ts';

test('[FIN7] every law behind a finding leads to its section, and nothing else leads anywhere', () => {
  const all: readonly Source[] = Object.values(sources);
  expect(all.filter((source) => source.kind === 'law' && lawAddress(source) === null)).toEqual([]);
  expect(all.filter((source) => source.kind !== 'law' && lawAddress(source) !== null)).toEqual([]);
  expect(lawAddress(sources.oneThird)).toBe('https://lagen.nu/2017:725#K5P50');
  expect(lawAddress(sources.votes)).toBe('https://lagen.nu/2017:725#K5P67');
});
