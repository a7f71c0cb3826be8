import { useSearch } from '@tanstack/react-router';
import { AuditLogPage } from '../features/audit/index.ts';

export function AuditLogRoute() {
  const { om } = useSearch({ from: '/handelselogg' });
  return <AuditLogPage about={om ?? ''} />;
}
