import { useSession } from '../api/index.ts';
import { MattersPage } from '../features/matters/index.ts';
import { GuestHome } from '../features/sharing/index.ts';

export function HomeRoute() {
  const { data: session } = useSession();
  return session?.person?.role === 'guest' ? <GuestHome /> : <MattersPage />;
}
