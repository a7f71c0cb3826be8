export { type Change, compareDocuments, isWorthTelling } from './compare.ts';
