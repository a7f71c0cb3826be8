export { useChangeWords } from './useChangeWords.ts';
export { SuggestionsPanel } from './SuggestionsPanel.tsx';
export { UndecidedSuggestions } from './UndecidedSuggestions.tsx';
export { useSuggestions } from './useSuggestions.ts';
