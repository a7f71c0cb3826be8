export { ComparisonPage } from './ComparisonPage.tsx';
export { VersionPage } from './VersionPage.tsx';
