import { store } from '../../storage/src/index.ts';

export const wrong = store;
