import type { CommentList } from '@yrka/server/api';
import { type KeyboardEvent, type ReactNode, type SyntheticEvent, useRef, useState } from 'react';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { Button, TextArea } from '../../ui/index.ts';
import css from './Comments.module.css';
import { mentionable } from './words.ts';

/** As the server takes them (commentMessages.ts). */
const maxLength = 4_000;

type CommentFieldProps = {
  readonly label: string;
  /** The name of the button. */
  readonly actLabel: string;
  readonly text: string;
  /** Whom one may mention. */
  readonly people: readonly Pick<CommentList['people'][number], 'id' | 'name'>[];
  readonly onChange: (text: string) => void;
  /** Rejects when it was not kept: then the words stay. */
  readonly onSend: (text: string) => Promise<void>;
  readonly onCancel?: () => void;
  readonly autoFocus?: boolean;
  /** What else belongs to it, between the words and the button. */
  readonly children?: ReactNode;
  /** Whether it says something without words. */
  readonly isEnough?: boolean;
};

/** Where a comment is written. What is not sent stays in it, and the caller keeps it for the next page. */
export function CommentField({ label, actLabel, text, people, onChange, onSend, onCancel, autoFocus = false, children, isEnough = false }: CommentFieldProps) {
  const t = useTranslations('comments');
  const failure = useFailureWords();
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [caret, setCaret] = useState(0);
  const field = useRef<HTMLDivElement>(null);
  const mentioned = mentionable(text, caret, people);
  const written = text.trim();
  const isEmpty = written === '' && !isEnough;
  const tooLong = written.length > maxLength ? t('tooLong', { count: String(written.length), max: String(maxLength) }) : null;

  const send = async () => {
    if (isSending || isEmpty || tooLong !== null) return;
    setSending(true);
    setProblem(null);
    try {
      await onSend(written);
    } catch (error) {
      setProblem(failure(error));
    } finally {
      setSending(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void send();
  };
  const followCaret = ({ target }: SyntheticEvent) => {
    if (target instanceof HTMLTextAreaElement) setCaret(target.selectionStart);
  };
  const mention = (name: string) => {
    const before = `${text.slice(0, mentioned.from)}@${name} `;
    onChange(before + text.slice(caret));
    const area = field.current?.querySelector('textarea');
    // When the field has the name.
    requestAnimationFrame(() => {
      area?.focus();
      area?.setSelectionRange(before.length, before.length);
    });
  };
  const error = tooLong ?? problem;
  return (
    <div ref={field} className={css.field} onKeyDown={onKeyDown} onSelect={followCaret}>
      <TextArea
        label={label}
        value={text}
        onChange={(value) => {
          setProblem(null);
          onChange(value);
        }}
        rows={2}
        autoFocus={autoFocus}
        {...(error !== null && { error })}
      />
      {mentioned.people.length > 0 && (
        <ul className={css.mentions} aria-label={t('mention')}>
          {mentioned.people.map(({ id, name }) => (
            <li key={id}>
              <Button variant="quiet" aria-label={t('mentionOf', { name })} onPress={() => mention(name)}>
                {name}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {children}
      {(!isEmpty || onCancel !== undefined) && (
        <div className={css.acts}>
          <Button isPending={isSending} isDisabled={isEmpty} onPress={() => void send()}>
            {actLabel}
          </Button>
          {onCancel !== undefined && (
            <Button variant="quiet" onPress={onCancel}>
              {t('cancel')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
