export { FailedPage } from './FailedPage.tsx';
