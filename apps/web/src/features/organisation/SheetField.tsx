import { type KeyboardEvent, useId } from 'react';
import css from './Template.module.css';

type Props = {
  /** What it is, for those who do not see where it stands. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly maxLength: number;
  readonly isDisabled: boolean;
  /** How it looks on the paper, by the names in Template.module.css. */
  readonly look?: 'label' | 'heading' | 'small';
  readonly placeholder?: string;
  readonly error?: string | undefined;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
};

/** Words on the sheet that are written over where they stand. As long as what is in it, and always one paragraph. */
export function SheetField({ label, value, onChange, maxLength, isDisabled, look, placeholder, error, onKeyDown }: Props) {
  const id = useId();
  return (
    <span className={css.field} data-look={look}>
      {/* What stands behind has the size of the words, and the field takes it over. */}
      <span className={css.words} data-words={value === '' ? (placeholder ?? '') : value}>
        <textarea
          rows={1}
          aria-label={label}
          value={value}
          maxLength={maxLength}
          disabled={isDisabled}
          placeholder={placeholder}
          aria-invalid={error !== undefined}
          aria-describedby={error === undefined ? undefined : id}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.preventDefault();
            onKeyDown?.(event);
          }}
          onChange={({ target }) => onChange(target.value.replace(/\s*\n\s*/g, ' '))}
        />
      </span>
      {error !== undefined && (
        <span id={id} className={css.error}>
          {error}
        </span>
      )}
    </span>
  );
}
