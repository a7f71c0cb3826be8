import { useParams } from '@tanstack/react-router';
import { FilingPage } from '../features/way/index.ts';

export function FilingRoute() {
  const { documentId } = useParams({ from: '/dokument/$documentId/lamna-in' });
  return <FilingPage key={documentId} documentId={documentId} />;
}
