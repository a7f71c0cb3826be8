export { GuestHome } from './GuestHome.tsx';
export { InvitationPage } from './InvitationPage.tsx';
export { ShareButton } from './ShareButton.tsx';
