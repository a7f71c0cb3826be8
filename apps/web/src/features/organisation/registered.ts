import type { Register } from '@yrka/server/api';

/** One person of the register, as the page shows them. */
export type Registered = Register['people'][number];
