import type { Suggestion, Verdict } from '@yrka/ydoc';
import { useId, useState } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { Button, TextField } from '../../ui/index.ts';
import css from './SuggestionsPanel.module.css';
import type { Suggestions } from './useSuggestions.ts';

type DecidingProps = {
  readonly suggestion: Suggestion;
  readonly suggestions: Suggestions;
  readonly onDecide: (verdict: Verdict, reason: string) => void;
};

/** What may become of one suggestion, and why in a few words for whoever wants to say it. */
export function Deciding({ suggestion, suggestions, onDecide }: DecidingProps) {
  const t = useTranslations('suggestions');
  const reasonId = useId();
  const [reason, setReason] = useState<string | null>(null);
  const isOwn = suggestions.isOwn(suggestion);
  const what = suggestions.what(suggestion);
  const act = (word: 'accept' | 'reject' | 'withdraw' | 'giveReason') => ({ 'aria-label': t('actOf', { act: t(word), what }), children: t(word) });
  const decide = (verdict: Verdict) => () => onDecide(verdict, reason ?? '');
  return (
    <>
      <div className={css.acts}>
        <Button onPress={decide('accept')} {...act('accept')} />
        <Button variant="quiet" onPress={decide('reject')} {...act(isOwn ? 'withdraw' : 'reject')} />
        {!isOwn && (
          <Button
            variant="quiet"
            aria-expanded={reason !== null}
            aria-controls={reasonId}
            onPress={() => setReason(reason === null ? '' : null)}
            {...act('giveReason')}
          />
        )}
      </div>
      <div id={reasonId}>
        {reason !== null && <TextField label={t('reason')} value={reason} onChange={setReason} maxLength={1_000} description={t('reasonFor')} autoFocus />}
      </div>
    </>
  );
}
