import { useParams } from '@tanstack/react-router';
import { QuotationPage } from '../features/comparing/index.ts';

export function QuotationRoute() {
  const { documentId } = useParams({ from: '/dokument/$documentId/citat' });
  return <QuotationPage key={documentId} documentId={documentId} />;
}
