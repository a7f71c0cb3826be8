import { useParams } from '@tanstack/react-router';
import { MatterPage } from '../features/matters/index.ts';

export function MatterRoute() {
  const { matterId } = useParams({ from: '/arenden/$matterId' });
  return <MatterPage key={matterId} matterId={matterId} />;
}
