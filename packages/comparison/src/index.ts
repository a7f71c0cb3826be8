export { asSuggestions, type SuggestingOptions } from './asSuggestions.ts';
export { type Brought, bringEdits, type BringingOptions, type BroughtChange, type BroughtOutcome, replacementsIn } from './bringEdits.ts';
export type { Replacement } from './bringWords.ts';
export { type Change, compareDocuments, isWorthTelling } from './compare.ts';
export { compareQuotations, type Quotation } from './compareQuotations.ts';
export { compareTexts } from './compareTexts.ts';
export { applyComparison, type Compared, type Comparison, nodeOn, type Side, versionOf } from './comparison.ts';
export { changesIn, type ComparedBlock, layOut, type Marked } from './layOut.ts';
