import { useParams } from '@tanstack/react-router';
import { DraftLogPage } from '../features/audit/index.ts';

export function DraftLogRoute() {
  const { matterId } = useParams({ from: '/arenden/$matterId/handelser' });
  return <DraftLogPage key={matterId} matterId={matterId} />;
}
