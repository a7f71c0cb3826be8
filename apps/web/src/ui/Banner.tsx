import { CircleAlert, Info, TriangleAlert, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
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
  return (
    <div className={css.banner} data-tone={tone} {...(isAnnounced ? { role: tone === 'danger' ? 'alert' : 'status' } : {})}>
      <Icon aria-hidden className={css.icon} />
      <div className={css.words}>{children}</div>
      {action}
    </div>
  );
}
