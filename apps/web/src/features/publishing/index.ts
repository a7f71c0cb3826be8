export { PublishingPage } from './PublishingPage.tsx';
