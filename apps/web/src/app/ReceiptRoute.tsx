import { useParams } from '@tanstack/react-router';
import { ReceiptPage } from '../features/way/index.ts';

export function ReceiptRoute() {
  const { documentId } = useParams({ from: '/dokument/$documentId/kvitto' });
  return <ReceiptPage key={documentId} documentId={documentId} />;
}
