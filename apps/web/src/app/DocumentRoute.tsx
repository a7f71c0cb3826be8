import { useParams } from '@tanstack/react-router';
import { DocumentPage } from '../features/drafting/index.ts';

export function DocumentRoute() {
  const { documentId } = useParams({ from: '/dokument/$documentId' });
  return <DocumentPage key={documentId} documentId={documentId} />;
}
