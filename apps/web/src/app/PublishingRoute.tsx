import { useParams } from '@tanstack/react-router';
import { PublishingPage } from '../features/publishing/index.ts';

export function PublishingRoute() {
  const { documentId } = useParams({ from: '/dokument/$documentId/publicering' });
  return <PublishingPage key={documentId} documentId={documentId} />;
}
