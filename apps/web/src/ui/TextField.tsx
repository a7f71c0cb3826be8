import type { ReactNode, Ref } from 'react';
import { FieldError, Input, Label, Text, TextArea, TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from 'react-aria-components';
import css from './TextField.module.css';

export type TextFieldProps = Omit<AriaTextFieldProps, 'children' | 'className'> & {
  readonly label: string;
  readonly description?: ReactNode;
  readonly error?: string | undefined;
  readonly placeholder?: string;
  readonly inputRef?: Ref<HTMLInputElement>;
  /** Set in the document's type, for words that will stand in a document. */
  readonly words?: boolean;
  /** For a few sentences: how many lines it shows. One line without it. */
  readonly rows?: number;
};

export function TextField({ label, description, error, placeholder, inputRef, words = false, rows, onKeyDown, ...props }: TextFieldProps) {
  // react-aria keeps every key from what stands around one who listens: Escape would not leave the dialog.
  const listen: AriaTextFieldProps['onKeyDown'] =
    onKeyDown &&
    ((event) => {
      onKeyDown(event);
      if (!event.isDefaultPrevented()) event.continuePropagation();
    });
  return (
    <AriaTextField {...props} {...(listen && { onKeyDown: listen })} isInvalid={error !== undefined || props.isInvalid === true} className={css.field ?? ''}>
      <Label className={css.label ?? ''}>{label}</Label>
      {rows === undefined ? (
        <Input ref={inputRef} className={css.input ?? ''} data-words={words || undefined} {...(placeholder === undefined ? {} : { placeholder })} />
      ) : (
        <TextArea className={css.input ?? ''} rows={rows} data-words={words || undefined} {...(placeholder === undefined ? {} : { placeholder })} />
      )}
      {description !== undefined && (
        <Text slot="description" className={css.description ?? ''}>
          {description}
        </Text>
      )}
      <FieldError className={css.error ?? ''}>{error}</FieldError>
    </AriaTextField>
  );
}
