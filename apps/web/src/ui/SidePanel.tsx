import { X } from 'lucide-react';
import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import { IconButton } from './IconButton.tsx';
import css from './SidePanel.module.css';

type SidePanelProps = {
  readonly title: string;
  /** What it is about, in a sentence. */
  readonly about: string;
  readonly closeLabel: string;
  readonly panel: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
  /** Escape: back to where one writes. */
  readonly onLeave: () => void;
  readonly children: ReactNode;
};

/** What stands beside the text, as a part of the page with a name. */
export function SidePanel({ title, about, closeLabel, panel, onClose, onLeave, children }: SidePanelProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    onLeave();
  };
  return (
    <section ref={panel} className={css.panel} aria-label={title} onKeyDown={onKeyDown}>
      <div className={css.head}>
        {/* Focus comes here when what one pressed is gone. */}
        <h2 className={css.heading} tabIndex={-1}>
          {title}
        </h2>
        <IconButton label={closeLabel} className={css.close ?? ''} onPress={onClose}>
          <X aria-hidden />
        </IconButton>
      </div>
      <p className={css.about}>{about}</p>
      {children}
    </section>
  );
}

/** What was pressed goes with its line: the focus goes to the `data-sentence` that takes its place, else to the heading. */
export function keepingFocus(panel: RefObject<HTMLElement | null>, act: () => void): void {
  const items = [...(panel.current?.querySelectorAll('li') ?? [])];
  const pressed = document.activeElement;
  const at = items.findIndex((item) => item.contains(pressed));
  act();
  if (at < 0) return;
  requestAnimationFrame(() => {
    // Who has gone on to something else by then, stays there.
    if (document.activeElement !== pressed && document.activeElement !== document.body) return;
    const left = panel.current?.querySelectorAll<HTMLElement>('[data-sentence]') ?? [];
    const next = left[Math.min(at, left.length - 1)] ?? panel.current?.querySelector('h2');
    next?.focus();
  });
}
