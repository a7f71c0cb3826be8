import type { Suggestion } from '@yrka/ydoc';
import { type RefObject, useState } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { Button, keepingFocus, SidePanel } from '../../ui/index.ts';
import css from './SuggestionsPanel.module.css';
import { keyOf, type Suggestions } from './useSuggestions.ts';
import { useSuggestionWords } from './useSuggestionWords.ts';

type SuggestionsPanelProps = {
  readonly suggestions: Suggestions;
  readonly mayDecide: boolean;
  readonly panel: RefObject<HTMLElement | null>;
  /** Before the text is shown, where only one thing is shown at a time. */
  readonly onGo: () => void;
  readonly onClose: () => void;
  /** Escape: back to where one writes. */
  readonly onLeave: () => void;
};

/** The list grows by as many at a time: a document may hold thousands, and each would be drawn anew at every pause. */
const shownAtOnce = 50;

/** Ändringar: what is suggested, beside the text, each with what may become of it. */
export function SuggestionsPanel({ suggestions, mayDecide, panel, onGo, onClose, onLeave }: SuggestionsPanelProps) {
  const t = useTranslations('suggestions');
  const { all } = suggestions;
  const [limit, setLimit] = useState(shownAtOnce);
  const showMore = () => {
    setLimit(limit + shownAtOnce);
    requestAnimationFrame(() => panel.current?.querySelectorAll<HTMLElement>('[data-sentence]')[limit]?.focus());
  };
  const decideAll = (verdict: 'accept' | 'reject') => {
    suggestions.decide(verdict, all);
    panel.current?.querySelector('h2')?.focus();
  };
  return (
    <SidePanel title={t('title')} about={t('about')} closeLabel={t('close')} panel={panel} onClose={onClose} onLeave={onLeave}>
      {all.length === 0 ? (
        <p>{t('nothing')}</p>
      ) : (
        <ol className={css.list} aria-label={t('list')}>
          {all.slice(0, limit).map((suggestion) => (
            <Item
              key={keyOf(suggestion)}
              suggestion={suggestion}
              suggestions={suggestions}
              mayDecide={mayDecide}
              onGo={() => {
                onGo();
                suggestions.go(suggestion);
              }}
              onDecide={(verdict) => keepingFocus(panel, () => suggestions.decide(verdict, [suggestion]))}
            />
          ))}
        </ol>
      )}
      {all.length > limit && (
        <Button variant="quiet" onPress={showMore}>
          {t('more', { left: all.length - limit })}
        </Button>
      )}
      {mayDecide && all.length > 1 && (
        <div className={css.all}>
          <Button onPress={() => decideAll('accept')}>{t('acceptAll')}</Button>
          <Button variant="quiet" onPress={() => decideAll('reject')}>
            {t('rejectAll')}
          </Button>
        </div>
      )}
    </SidePanel>
  );
}

type ItemProps = {
  readonly suggestion: Suggestion;
  readonly suggestions: Suggestions;
  readonly mayDecide: boolean;
  readonly onGo: () => void;
  readonly onDecide: (verdict: 'accept' | 'reject') => void;
};

function Item({ suggestion, suggestions, mayDecide, onGo, onDecide }: ItemProps) {
  const t = useTranslations('suggestions');
  const words = useSuggestionWords();
  const isOwn = suggestions.isOwn(suggestion);
  const name = suggestions.nameOf(suggestion);
  const whose = isOwn ? t('own') : name === null ? t('byUnknown') : t('by', { name });
  const what = words(suggestion);
  const act = (word: 'accept' | 'reject' | 'withdraw') => ({ 'aria-label': t('actOf', { act: t(word), what }), children: t(word) });
  return (
    <li className={css.item} aria-current={suggestions.current === suggestion || undefined}>
      <button type="button" className={css.sentence} data-sentence onClick={onGo}>
        <span className={css.whose}>{whose}</span>
        <span className={css.what}>{what}</span>
      </button>
      {mayDecide && (
        <div className={css.acts}>
          <Button onPress={() => onDecide('accept')} {...act('accept')} />
          <Button variant="quiet" onPress={() => onDecide('reject')} {...act(isOwn ? 'withdraw' : 'reject')} />
        </div>
      )}
    </li>
  );
}
