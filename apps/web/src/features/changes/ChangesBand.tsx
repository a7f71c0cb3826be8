import type { KeyboardEvent } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { Banner, Button } from '../../ui/index.ts';
import './changes.css';
import css from './ChangesBand.module.css';
import type { Changes } from './useChanges.ts';

/** Above the text: how much has changed since one last read, and the way through it. `onLeave`: to the place in the text. */
export function ChangesBand({ changes, onLeave }: { readonly changes: Changes; readonly onLeave: () => void }) {
  const t = useTranslations('changes');
  if (changes.count === 0) return null;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    onLeave();
  };
  return (
    <section className={css.place} aria-label={t('label')} onKeyDown={onKeyDown}>
      <Banner
        action={
          <div className={css.actions}>
            {/* The focus stays, so that Enter goes on; in the text it would write. */}
            <Button onPress={() => changes.step(1, false)}>
              {t('next')} <kbd>{t('nextKeys')}</kbd>
            </Button>
            <Button
              variant="quiet"
              onPress={() => {
                changes.done();
                onLeave();
              }}
            >
              {t('done')}
            </Button>
          </div>
        }
      >
        <strong>{t('title', { count: changes.count })}</strong>
        {changes.current !== null && <p className={css.current}>{changes.current}</p>}
      </Banner>
    </section>
  );
}
