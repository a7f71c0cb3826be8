export { NameDialog } from './NameDialog.tsx';
export { useVersionWords } from './useVersionWords.ts';
export { VersionList } from './VersionList.tsx';
export { VersionsPanel } from './VersionsPanel.tsx';
