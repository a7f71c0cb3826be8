import { CircleAlert, Info, TriangleAlert, WifiOff } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { announce } from './announce.tsx';
import css from './Banner.module.css';

const icons = { note: Info, warning: TriangleAlert, danger: CircleAlert, offline: WifiOff } as const;

export type BannerProps = {
  readonly tone?: keyof typeof icons;
  readonly children: ReactNode;
  readonly action?: ReactNode;
  /** Whether it is read out when it appears. Off for what stands there from the start. */
  readonly isAnnounced?: boolean;
};

/** One sentence across the width of what it concerns, with at most one thing to do. */
export function Banner({ tone = 'note', children, action, isAnnounced = false }: BannerProps) {
  const Icon = icons[tone];
  const words = useRef<HTMLDivElement>(null);
  const isAlert = isAnnounced && tone === 'danger';
  const isSaid = isAnnounced && !isAlert;
  // A status that comes with its words in it is not read: only an alert is. At every drawing, as the words may have become others.
  const said = useRef('');
  useEffect(() => {
    const now = isSaid ? (words.current?.textContent ?? '') : '';
    if (now !== '' && now !== said.current) announce(now);
    said.current = now;
  });
  return (
    <div className={css.banner} data-tone={tone} {...(isAlert ? { role: 'alert' } : {})}>
      <Icon aria-hidden className={css.icon} />
      <div ref={words} className={css.words}>
        {children}
      </div>
      {action}
    </div>
  );
}
