export { SuggestionsPanel } from './SuggestionsPanel.tsx';
export { UndecidedSuggestions } from './UndecidedSuggestions.tsx';
export { useSuggestions } from './useSuggestions.ts';
