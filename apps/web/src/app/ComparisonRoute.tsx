import { useParams } from '@tanstack/react-router';
import { ComparisonPage } from '../features/comparing/index.ts';

export function ComparisonRoute() {
  const { documentId, before, after } = useParams({ from: '/dokument/$documentId/jamfor/$before/$after' });
  return <ComparisonPage key={documentId} documentId={documentId} before={Number(before)} after={after === 'nu' ? null : Number(after)} />;
}
