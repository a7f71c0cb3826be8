export { ChecksPanel } from './ChecksPanel.tsx';
export { FindingList } from './FindingList.tsx';
export { nothingKnown, useCheck } from './useCheck.ts';
export { useChecks } from './useChecks.ts';
