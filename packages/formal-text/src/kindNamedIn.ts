import type { YrkandeKind } from '@yrka/schema';

/** [YRK18] What a written yrkande moves, as its own words call it; a proposal where they call it nothing. A guess: whoever picks it in sees it and may choose another. */
export function kindNamedIn(words: string): YrkandeKind {
  return names.find(([pattern]) => pattern.test(words))?.[1] ?? 'proposal';
}

const names: readonly (readonly [pattern: RegExp, kind: YrkandeKind])[] = [
  [/tilläggsyrkande|som tillägg|följande tillägg/iu, 'addition'],
  [/ändringsyrkande|som ändring|ändras till/iu, 'amendment'],
  [/återremi/iu, 'referralBack'],
  [/bordlägg/iu, 'deferral'],
];
