import { store } from '../../../packages/storage/src/sqlite.ts';
import { app } from '../../server/src/app.ts';

export const wrong = [app, store];
