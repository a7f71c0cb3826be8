/** What somebody makes of something, step by step: each can be taken back, and made again. */
export type History<Value> = {
  /** Oldest first. */
  readonly past: readonly Value[];
  readonly now: Value;
  /** What was taken back, the last first. */
  readonly undone: readonly Value[];
  /** What the last step was about, as long as one can go on with it; null when one cannot. */
  readonly about: string | null;
};

/** Nobody takes back more, and none of it is kept for longer than the page. */
const mostSteps = 200;

export const begunWith = <Value>(now: Value): History<Value> => ({ past: [], now, undone: [], about: null });

/** Letter after letter in the same place is one step: `about` names the place, null for what is a step by itself. */
export function stepped<Value>({ past, now, about: before }: History<Value>, next: Value, about: string | null): History<Value> {
  const goesOn = about !== null && about === before;
  return { past: goesOn ? past : [...past, now].slice(-mostSteps), now: next, undone: [], about };
}

/** The same when there is nothing to take back. */
export function takenBack<Value>(history: History<Value>): History<Value> {
  const before = history.past.at(-1);
  return before === undefined ? history : { past: history.past.slice(0, -1), now: before, undone: [history.now, ...history.undone], about: null };
}

/** The same when nothing was taken back. */
export function madeAgain<Value>(history: History<Value>): History<Value> {
  const [next, ...undone] = history.undone;
  return next === undefined ? history : { past: [...history.past, history.now], now: next, undone, about: null };
}

/** Every step upon other ground: what somebody else changed meanwhile is not taken back with one's own. */
export function onOtherGround<Value>({ past, now, undone }: History<Value>, moved: (value: Value) => Value): History<Value> {
  return { past: past.map(moved), now: moved(now), undone: undone.map(moved), about: null };
}
