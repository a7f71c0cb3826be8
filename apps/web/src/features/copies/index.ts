export { ChangedCopyDialog } from './ChangedCopyDialog.tsx';
