import { useParams } from '@tanstack/react-router';
import { InvitationPage } from '../features/sharing/index.ts';

export function InvitationRoute() {
  const { token } = useParams({ from: '/inbjudan/$token' });
  return <InvitationPage key={token} token={token} />;
}
