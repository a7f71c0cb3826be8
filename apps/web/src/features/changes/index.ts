export { ChangesBand } from './ChangesBand.tsx';
export { useChanges } from './useChanges.ts';
