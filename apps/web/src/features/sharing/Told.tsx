import { type ReactNode, useEffect, useRef } from 'react';

/** What a press came to, where the button was: it has the focus, which went with the button, and so it is read. */
export function Told({ children, className }: { readonly children: ReactNode; readonly className?: string | undefined }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} tabIndex={-1} role="status" className={className}>
      {children}
    </div>
  );
}
