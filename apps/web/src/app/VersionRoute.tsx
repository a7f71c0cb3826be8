import { useParams } from '@tanstack/react-router';
import { VersionPage } from '../features/comparing/index.ts';

export function VersionRoute() {
  const { documentId, version } = useParams({ from: '/dokument/$documentId/versioner/$version' });
  return <VersionPage key={`${documentId} ${version}`} documentId={documentId} version={Number(version)} />;
}
