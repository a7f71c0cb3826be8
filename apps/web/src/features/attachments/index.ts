export { Attachments } from './Attachments.tsx';
export { Scans } from './Scans.tsx';
