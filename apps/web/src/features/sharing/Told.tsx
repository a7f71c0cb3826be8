import { type ReactNode, useEffect, useId, useRef } from 'react';

/** What a press came to, where the button was: it has the focus, which went with the button, and so it is read. */
export function Told({ children, className }: { readonly children: ReactNode; readonly className?: string | undefined }) {
  const place = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => place.current?.focus(), []);
  return (
    // Named by its own words: of what has the focus the name is read, and a status has none of itself.
    <div ref={place} id={id} aria-labelledby={id} tabIndex={-1} role="status" className={className}>
      {children}
    </div>
  );
}
