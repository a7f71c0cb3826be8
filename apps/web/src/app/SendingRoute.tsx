import { useParams } from '@tanstack/react-router';
import { SendingPage } from '../features/verification/index.ts';

export function SendingRoute() {
  const { documentId } = useParams({ from: '/dokument/$documentId/justering' });
  return <SendingPage key={documentId} documentId={documentId} />;
}
