export { ExportDialog } from './ExportDialog.tsx';
export { SaveAs } from './SaveAs.tsx';
