export { ExportDialog } from './ExportDialog.tsx';
export { PagesPreview } from './PagesPreview.tsx';
export { PrintKey } from './PrintKey.tsx';
export { SaveAs } from './SaveAs.tsx';
