import { type FocusEvent, useRef } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { Button, TextArea } from '../../ui/index.ts';
import css from './Comments.module.css';

type NewWordingProps = {
  /** The words that the comment is about. */
  readonly quote: string;
  readonly wording: string | null;
  readonly onChange: (wording: string | null) => void;
};

/** What the words should say instead, where one wants to say that; it begins as what they say. */
export function NewWording({ quote, wording, onChange }: NewWordingProps) {
  const t = useTranslations('comments');
  const isBegun = useRef(wording !== null);
  // Words of several paragraphs, or with a footnote among them, are no line that one could write anew.
  if (/[\n\ufffc]/u.test(quote)) return null;
  if (wording === null) {
    return (
      <Button variant="quiet" className={css.begin ?? ''} onPress={() => onChange(quote)}>
        {t('suggestWording')}
      </Button>
    );
  }
  // What one types first takes the place of the words; an arrow key keeps them.
  const chooseAll = ({ target }: FocusEvent) => {
    if (target instanceof HTMLTextAreaElement && !isBegun.current) target.select();
    isBegun.current = true;
  };
  return (
    <div className={css.field} onFocus={chooseAll}>
      <TextArea label={t('wording')} description={t('wordingMeans')} rows={2} words maxLength={4_000} lang="sv" value={wording} onChange={onChange} autoFocus />
      <Button
        variant="quiet"
        className={css.begin ?? ''}
        onPress={() => {
          isBegun.current = false;
          onChange(null);
        }}
      >
        {t('withoutWording')}
      </Button>
    </div>
  );
}
