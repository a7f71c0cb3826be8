import type { app } from '../../../apps/server/src/app.ts';
import { wrong } from '../../schema/src/index.ts';

export const store: typeof app | typeof wrong = wrong;
