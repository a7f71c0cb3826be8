import css from './CountButton.module.css';
import { VisuallyHidden } from './VisuallyHidden.tsx';

type CountButtonProps = {
  readonly label: string;
  readonly count: number;
  /** What there are so many of, for those who only hear it: "att titta på". */
  readonly of: string;
  /** Whether some of it is new to the person; `of` says so too. */
  readonly isNew?: boolean;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
};

/** Opens a panel, and tells how much there is in it. Safari gives a pressed button the focus, and so has where to go back to, when its tabIndex is said. */
export function CountButton({ label, count, of, isNew = false, isOpen, onToggle }: CountButtonProps) {
  return (
    <button type="button" tabIndex={0} className={css.button} aria-expanded={isOpen} onClick={onToggle}>
      {label}{' '}
      <span className={css.count} data-none={count === 0 || undefined} data-new={isNew || undefined}>
        {count}
      </span>{' '}
      <VisuallyHidden>{of}</VisuallyHidden>
    </button>
  );
}
