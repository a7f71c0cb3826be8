/**
 * How long a page waits before it tries to come back, in milliseconds, when it has failed so often in a row (from 1):
 * anything up to a time that doubles each time, or all who were in the rooms of a server that restarts would come at the
 * same moments. Source: "Exponential Backoff And Jitter", AWS Architecture Blog, 2015 (full jitter).
 */
export function waitBeforeReturning(failures: number, random: () => number = Math.random): number {
  return random() * Math.min(longestWaitMs, firstWaitMs * 2 ** failures);
}

const firstWaitMs = 100;
const longestWaitMs = 2_500;
