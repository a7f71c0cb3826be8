import type { Diary } from './diary.ts';

/** Nothing is handed over: for tests that are about something else. */
export const noDiary: Diary = { wake: () => undefined, isWaiting: false, settled: async () => undefined, close: async () => undefined };
