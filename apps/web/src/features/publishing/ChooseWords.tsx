import { type FormEvent, useEffect, useState } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { Button, TextField } from '../../ui/index.ts';
import { mostAtOnce, type Place, placesOf, type Text } from './items.ts';
import css from './Publishing.module.css';

type ChooseWordsProps = {
  readonly texts: readonly Text[];
  /** What is selected on the paper; [] for nothing. */
  readonly selected: readonly Place[];
  readonly isPending: boolean;
  readonly onForget: () => void;
  readonly onMask: (places: readonly Place[], reason: string, done: () => void) => void;
};

const maxReasonLength = 300;
const suggestions = ['personal', 'persecuted', 'health', 'social', 'staff', 'safety'] as const;

/** Masks words that nobody found: those that are selected on the paper, or those that one types, wherever they stand. */
export function ChooseWords({ texts, selected, isPending, onForget, onMask }: ChooseWordsProps) {
  const t = useTranslations('publishing.choose');
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<'nowhere' | 'noWords' | null>(null);
  const wordsOf = ({ part, from, to }: Place) => texts.find(({ id }) => id === part)?.text.slice(from, to) ?? '';
  const chosen = selected
    .map(wordsOf)
    .join(' … ')
    .replace(/\ufffc+/gu, ' ');
  useEffect(() => {
    if (selected.length > 0) setProblem(null);
  }, [selected]);
  const isReasonTooLong = reason.trim().length > maxReasonLength;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isPending || isReasonTooLong) return;
    // The same words elsewhere are asked about when these are masked.
    const places = (selected.length > 0 ? selected : placesOf(typed, texts)).slice(0, mostAtOnce);
    if (places.length === 0) return setProblem(typed.trim() === '' ? 'noWords' : 'nowhere');
    onMask(places, reason.trim(), () => {
      setTyped('');
      onForget();
    });
  };
  return (
    <form className={css.choose} aria-labelledby="publishing-choose" noValidate onSubmit={submit}>
      <h2 id="publishing-choose" className={css.heading}>
        {t('title')}
      </h2>
      <TextField
        label={t('words')}
        description={t('wordsMeans')}
        value={selected.length > 0 ? chosen : typed}
        error={problem === null ? undefined : t(problem)}
        words
        onChange={(value) => {
          onForget();
          setTyped(value);
          setProblem(null);
        }}
      />
      <TextField
        label={t('reason')}
        description={t('reasonMeans')}
        value={reason}
        error={isReasonTooLong ? t('tooLong', { limit: maxReasonLength }) : undefined}
        onChange={setReason}
      />
      <div className={css.reasons} role="group" aria-label={t('reasons')}>
        {suggestions.map((name) => (
          <Button key={name} variant="quiet" onPress={() => setReason(t(`suggestions.${name}`))}>
            {t(`suggestions.${name}`)}
          </Button>
        ))}
      </div>
      <Button type="submit" isPending={isPending}>
        {t('action')}
      </Button>
    </form>
  );
}
