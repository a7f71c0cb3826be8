import type { CSSProperties } from 'react';

/** A choice that stands in a sentence as a word does. The browser's own list: it is known to every hand, phone and screen reader. */
export function Choice<Value extends string>({
  label,
  value,
  options,
  onChange,
  isMissing = false,
  isAside = false,
  isWho = false,
}: {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  readonly isMissing?: boolean;
  /** Seldom changed: who goes on with Enter passes it by. */
  readonly isAside?: boolean;
  /** Chooses a person. */
  readonly isWho?: boolean;
}) {
  const chosen = options.find((option) => option.value === value)?.label ?? '';
  return (
    <select
      className="yrka-choice"
      style={{ '--letters': chosen.length } as CSSProperties}
      aria-label={label}
      value={value}
      data-missing={isMissing || undefined}
      data-aside={isAside || undefined}
      data-who={isWho || undefined}
      onChange={(event) => onChange(event.target.value as Value)}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
