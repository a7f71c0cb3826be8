import type { BroughtCopy } from '@yrka/server/api';
import type { Suggestion, Verdict } from '@yrka/ydoc';
import { useRef, useState } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { Button } from '../../ui/index.ts';
import type { Suggestions } from '../suggestions/index.ts';
import css from './CopyChanges.module.css';
import { decidedHere } from './copyChanges.ts';

export type CopyDecisionsProps = {
  readonly decided: BroughtCopy['decided'];
  readonly suggestions: Suggestions;
  /** Whether the person may accept and reject what others suggest. */
  readonly mayDecide: boolean;
};

/** Which suggestions were accepted or rejected in a copy, and the choice to do the same here; nothing where none was that still stands. */
export function CopyDecisions(props: CopyDecisionsProps) {
  return (['accept', 'reject'] as const).map((verdict) => <Decisions key={verdict} verdict={verdict} {...props} />);
}

function Decisions({ verdict, decided, suggestions, mayDecide }: CopyDecisionsProps & { readonly verdict: Verdict }) {
  const t = useTranslations(`importing.copy.decided.${verdict}`);
  const words = useTranslations('importing.copy.decided');
  const [done, setDone] = useState<readonly Suggestion[] | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const those = done ?? decidedHere(decided, suggestions.all, verdict);
  if (those.length === 0) return null;
  const carryOut = () => {
    suggestions.decide(verdict, those);
    setDone(those);
    heading.current?.focus();
  };
  return (
    <section className={css.part} aria-labelledby={`copy-decided-${verdict}`}>
      <h3 ref={heading} id={`copy-decided-${verdict}`} tabIndex={-1}>
        {t(done === null ? 'inFile' : 'done', { count: those.length })}
      </h3>
      {done === null && <p className={css.about}>{words(mayDecide ? 'means' : 'mayNot')}</p>}
      <ul className={css.list}>
        {those.map((one) => (
          <li key={`${one.id} ${one.by}`}>{words('one', { whose: suggestions.whose(one), what: suggestions.what(one) })}</li>
        ))}
      </ul>
      {done === null && mayDecide && (
        <div className={css.acts}>
          <Button onPress={carryOut}>{t('carryOut', { count: those.length })}</Button>
        </div>
      )}
    </section>
  );
}
