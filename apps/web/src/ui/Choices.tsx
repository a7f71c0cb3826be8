import type { ReactNode } from 'react';
import { Label, Radio, RadioGroup, Text } from 'react-aria-components';
import css from './Choices.module.css';

export type ChoicesProps<Value extends string> = {
  readonly label: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly choices: readonly { readonly value: Value; readonly label: string; readonly description?: ReactNode }[];
};

/** One of a few, all in sight. */
export function Choices<Value extends string>({ label, value, onChange, choices }: ChoicesProps<Value>) {
  return (
    <RadioGroup
      className={css.group ?? ''}
      value={value}
      onChange={(chosen) => {
        const choice = choices.find((one) => one.value === chosen);
        if (choice !== undefined) onChange(choice.value);
      }}
    >
      <Label className={css.label ?? ''}>{label}</Label>
      {choices.map((choice) => (
        <Radio key={choice.value} value={choice.value} className={css.choice ?? ''}>
          <span className={css.mark} aria-hidden />
          <span className={css.words}>
            {choice.label}
            {choice.description !== undefined && (
              <Text slot="description" className={css.description ?? ''}>
                {choice.description}
              </Text>
            )}
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
