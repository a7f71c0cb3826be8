export { DocumentPage } from './DocumentPage.tsx';
export { LeftBehind } from './LeftBehind.tsx';
