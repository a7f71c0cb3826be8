import type { ReactNode } from 'react';
import { Tooltip as AriaTooltip } from 'react-aria-components';
import css from './Tooltip.module.css';

/** What a control is called; beside its trigger in a `TooltipTrigger`. Never the only place where something is said. */
export function Tooltip({ children, keys }: { readonly children: ReactNode; readonly keys?: string }) {
  return (
    <AriaTooltip offset={6} className={css.tooltip ?? ''}>
      {children}
      {keys !== undefined && <kbd className={css.keys}>{keys}</kbd>}
    </AriaTooltip>
  );
}
