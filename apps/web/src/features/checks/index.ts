export { ChecksPanel } from './ChecksPanel.tsx';
export { FindingList } from './FindingList.tsx';
export { useCheck } from './useCheck.ts';
export { useChecks } from './useChecks.ts';
