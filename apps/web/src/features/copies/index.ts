export { ChangedCopyDialog } from './ChangedCopyDialog.tsx';
export { CopyDrop } from './CopyDrop.tsx';
