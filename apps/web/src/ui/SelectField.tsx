import { type ReactNode, useId } from 'react';
import css from './SelectField.module.css';

export type SelectFieldProps<Value extends string> = {
  readonly label: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  /** Value and what is read, in order. */
  readonly options: readonly (readonly [value: Value, words: string])[];
  readonly description?: ReactNode;
  readonly isDisabled?: boolean;
  /** The label is read out and not shown: the field stands among others and says itself what it is. */
  readonly isQuiet?: boolean;
};

/** One of a few: the machine's own list, which every phone and screen reader knows. */
export function SelectField<Value extends string>({
  label,
  value,
  onChange,
  options,
  description,
  isDisabled = false,
  isQuiet = false,
}: SelectFieldProps<Value>) {
  const id = useId();
  return (
    <div className={css.field}>
      {!isQuiet && (
        <label htmlFor={id} className={css.label}>
          {label}
        </label>
      )}
      <select
        id={id}
        className={css.select}
        data-quiet={isQuiet || undefined}
        aria-label={isQuiet ? label : undefined}
        value={value}
        disabled={isDisabled}
        aria-describedby={description === undefined ? undefined : `${id}-description`}
        // What a list of these options gives back is one of them.
        onChange={(event) => onChange(event.target.value as Value)}
      >
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
      {description !== undefined && (
        <p id={`${id}-description`} className={css.description}>
          {description}
        </p>
      )}
    </div>
  );
}
