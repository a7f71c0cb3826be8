import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox } from 'react-aria-components';
import css from './CheckField.module.css';

export type CheckFieldProps = {
  readonly children: ReactNode;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly isDisabled?: boolean;
};

/** Yes or no, with what it means beside it. */
export function CheckField({ children, ...props }: CheckFieldProps) {
  return (
    <Checkbox {...props} className={css.field ?? ''}>
      <span className={css.box}>
        <Check aria-hidden className={css.mark} />
      </span>
      <span>{children}</span>
    </Checkbox>
  );
}
