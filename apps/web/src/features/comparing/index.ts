export { ComparisonPage } from './ComparisonPage.tsx';
export { QuotationPage } from './QuotationPage.tsx';
export { VersionPage } from './VersionPage.tsx';
