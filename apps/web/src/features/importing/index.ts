export { ImportPage } from './ImportPage.tsx';
export { ReadIntoMatterPage } from './ReadIntoMatterPage.tsx';
