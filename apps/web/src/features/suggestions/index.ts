export { useChangeWords } from './useChangeWords.ts';
export { SuggestionCard } from './SuggestionCard.tsx';
export { SuggestionsPanel } from './SuggestionsPanel.tsx';
export { UndecidedSuggestions } from './UndecidedSuggestions.tsx';
export { useSuggestionKeys } from './useSuggestionKeys.ts';
export { type Suggestions, useSuggestions } from './useSuggestions.ts';
