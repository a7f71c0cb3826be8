export { TakeInPage } from './TakeInPage.tsx';
