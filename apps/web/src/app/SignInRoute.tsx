import { Navigate } from '@tanstack/react-router';

/** /logga-in, where the municipality's directory sends one back to: whoever is in has nothing to do there. */
export function SignInRoute() {
  return <Navigate to="/" replace />;
}
