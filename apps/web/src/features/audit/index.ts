export { AuditLogPage } from './AuditLogPage.tsx';
export { DraftLogPage } from './DraftLogPage.tsx';
export { LogLink } from './LogLink.tsx';
