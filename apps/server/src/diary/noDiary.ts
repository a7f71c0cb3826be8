import type { Diary } from './diary.ts';

/** Nothing is handed over: there is nowhere to put it. */
export const noDiary: Diary = { wake: () => undefined, isWaiting: false, settled: async () => undefined, close: async () => undefined };
