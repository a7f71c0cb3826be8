import { documentActNames, matterActNames } from '@yrka/policies';
import { expect, test } from 'vitest';
import { audit as english } from './en/audit.ts';
import { audit as swedish } from './sv/audit.ts';

test.each([
  ['Swedish', swedish.act],
  ['English', english.act],
] as const)('every act on a document or a matter is worded in %s, with who did it', (_, words) => {
  for (const act of [...documentActNames, ...matterActNames]) expect(words[act], act).toMatch(/^\{actor\} \p{Ll}/u);
});
