export { DocumentPage } from './DocumentPage.tsx';
export { LeftBehind } from './LeftBehind.tsx';
export { StillPaper } from './StillPaper.tsx';
