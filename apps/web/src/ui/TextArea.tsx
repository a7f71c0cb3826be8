import type { ReactNode } from 'react';
import { FieldError, Label, Text, TextArea as AriaTextArea, TextField as AriaTextField, type TextFieldProps } from 'react-aria-components';
import css from './TextField.module.css';

export type TextAreaProps = Omit<TextFieldProps, 'children' | 'className'> & {
  readonly label: string;
  readonly description?: ReactNode;
  readonly error?: string | undefined;
  readonly rows?: number;
  /** Set in the document's type, for words that will stand in a document. */
  readonly words?: boolean;
};

/** Several lines of text. */
export function TextArea({ label, description, error, rows = 5, words = false, ...props }: TextAreaProps) {
  return (
    <AriaTextField {...props} isInvalid={error !== undefined || props.isInvalid === true} className={css.field ?? ''}>
      <Label className={css.label ?? ''}>{label}</Label>
      <AriaTextArea rows={rows} className={css.input ?? ''} data-long="" data-words={words || undefined} />
      {description !== undefined && (
        <Text slot="description" className={css.description ?? ''}>
          {description}
        </Text>
      )}
      <FieldError className={css.error ?? ''}>{error}</FieldError>
    </AriaTextField>
  );
}
