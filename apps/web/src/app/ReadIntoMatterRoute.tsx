import { useParams } from '@tanstack/react-router';
import { ReadIntoMatterPage } from '../features/importing/index.ts';

export function ReadIntoMatterRoute() {
  const { matterId } = useParams({ from: '/arenden/$matterId/las-in' });
  return <ReadIntoMatterPage key={matterId} matterId={matterId} />;
}
