import type { Suggestion, Verdict } from '@yrka/ydoc';
import { type RefObject, useState } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { Button, keepingFocus, SelectField, SidePanel, TextField } from '../../ui/index.ts';
import { Deciding } from './Deciding.tsx';
import css from './SuggestionsPanel.module.css';
import { keyOf, type Suggestions } from './useSuggestions.ts';

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
  const [limit, setLimit] = useState(shownAtOnce);
  const [chosen, setChosen] = useState('');
  const people = [...Map.groupBy(suggestions.all, ({ by }) => by)];
  // Whoever has nothing left is nobody to choose.
  const person = people.find(([by]) => by === chosen)?.[0] ?? '';
  const shown = person === '' ? suggestions.all : suggestions.all.filter(({ by }) => by === person);
  const showMore = () => {
    setLimit(limit + shownAtOnce);
    requestAnimationFrame(() => panel.current?.querySelectorAll<HTMLElement>('[data-sentence]')[limit]?.focus());
  };
  const nameOf = (by: string) => (suggestions.isOwn({ by }) ? t('me') : (suggestions.nameOf({ by }) ?? t('unknown')));
  return (
    <SidePanel title={t('title')} about={t('about')} closeLabel={t('close')} panel={panel} onClose={onClose} onLeave={onLeave}>
      {people.length > 1 && (
        <SelectField
          label={t('whoseLabel')}
          value={person}
          onChange={setChosen}
          options={[
            ['', t('everybody', { count: suggestions.all.length })],
            ...people.map(([by, theirs]): readonly [string, string] => [by, t('person', { name: nameOf(by), count: theirs.length })]),
          ]}
        />
      )}
      {shown.length === 0 ? (
        <p>{t('nothing')}</p>
      ) : (
        <ol className={css.list} aria-label={t('list')}>
          {shown.slice(0, limit).map((suggestion) => (
            <Item
              key={keyOf(suggestion)}
              suggestion={suggestion}
              suggestions={suggestions}
              mayDecide={mayDecide}
              onGo={() => {
                onGo();
                suggestions.go(suggestion);
              }}
              onDecide={(verdict, reason) => keepingFocus(panel, () => suggestions.decide(verdict, [suggestion], reason))}
            />
          ))}
        </ol>
      )}
      {shown.length > limit && (
        <Button variant="quiet" onPress={showMore}>
          {t('more', { left: shown.length - limit })}
        </Button>
      )}
      {mayDecide && shown.length > 1 && (
        <DecideAll
          name={person === '' ? null : nameOf(person)}
          onDecide={(verdict, reason) => {
            suggestions.decide(verdict, shown, reason);
            panel.current?.querySelector('h2')?.focus();
          }}
        />
      )}
    </SidePanel>
  );
}

/** `name`: whose all are; null for everybody's. */
function DecideAll({ name, onDecide }: { readonly name: string | null; readonly onDecide: (verdict: Verdict, reason: string) => void }) {
  const t = useTranslations('suggestions');
  const [reason, setReason] = useState('');
  const decide = (verdict: Verdict) => () => {
    onDecide(verdict, reason);
    setReason('');
  };
  return (
    <div className={css.all} role="group" aria-label={t('all')}>
      <TextField label={t('reason')} value={reason} onChange={setReason} maxLength={1_000} />
      <div className={css.acts}>
        <Button onPress={decide('accept')}>{name === null ? t('acceptAll') : t('acceptAllOf', { name })}</Button>
        <Button variant="quiet" onPress={decide('reject')}>
          {name === null ? t('rejectAll') : t('rejectAllOf', { name })}
        </Button>
      </div>
    </div>
  );
}

type ItemProps = {
  readonly suggestion: Suggestion;
  readonly suggestions: Suggestions;
  readonly mayDecide: boolean;
  readonly onGo: () => void;
  readonly onDecide: (verdict: Verdict, reason: string) => void;
};

function Item({ suggestion, suggestions, mayDecide, onGo, onDecide }: ItemProps) {
  return (
    <li className={css.item} aria-current={suggestions.current === suggestion || undefined}>
      <button type="button" className={css.sentence} data-sentence onClick={onGo}>
        <span className={css.whose}>{suggestions.whose(suggestion)}</span>
        <span className={css.what}>{suggestions.what(suggestion)}</span>
      </button>
      {mayDecide && <Deciding suggestion={suggestion} suggestions={suggestions} onDecide={onDecide} />}
    </li>
  );
}
