import type { Session } from '@yrka/server/api';
import { lazy, Suspense } from 'react';
import { ChoosePersonPage } from './ChoosePersonPage.tsx';
import { PagePending } from './PagePending.tsx';

// Not among the pages that one works in, and so not with their code.
const SignInPage = lazy(async () => ({ default: (await import('../features/signIn/index.ts')).SignInPage }));
const LeftBehind = lazy(async () => ({ default: (await import('../features/drafting/index.ts')).LeftBehind }));
const SetUpPage = lazy(async () => ({ default: (await import('../features/signIn/index.ts')).SetUpPage }));

/** Whatever page one goes to before one is somebody: the demonstration's people, the sign-in, or the first set-up. */
export function NobodyPage({ session }: { readonly session: Session }) {
  if (session.shutOut === null) return <WaysIn session={session} />;
  return (
    <Suspense fallback={<PagePending />}>
      <LeftBehind personId={session.shutOut} documentId={null} refusal="noRight">
        <WaysIn session={session} />
      </LeftBehind>
    </Suspense>
  );
}

function WaysIn({ session }: { readonly session: Session }) {
  if (session.signIn === null) return <ChoosePersonPage session={session} />;
  return <Suspense fallback={<PagePending />}>{session.signIn.needsSetUp ? <SetUpPage /> : <SignInPage ways={session.signIn} />}</Suspense>;
}
