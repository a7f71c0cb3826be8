import type { MatterDetails } from '@yrka/server/api';
import { useMoments, useTranslations } from '../../i18n/index.ts';
import css from './Events.module.css';

/** What has happened, newest first. */
export function Events({ events }: { readonly events: MatterDetails['events'] }) {
  const t = useTranslations('matters');
  const moments = useMoments();
  return (
    <aside className={css.events} aria-labelledby="matter-events">
      <h2 id="matter-events" className={css.heading}>
        {t('events')}
      </h2>
      {events.length === 0 && <p className={css.nothing}>{t('noEvents')}</p>}
      <ol className={css.list}>
        {events.map((event) => (
          <li key={event.id}>
            <time dateTime={event.at} className={css.when}>
              {moments.long(event.at)}
            </time>
            <Event event={event} />
          </li>
        ))}
      </ol>
    </aside>
  );
}

function Event({ event }: { readonly event: MatterDetails['events'][number] }) {
  const t = useTranslations('matters');
  const words = useTranslations('audit.act');
  const moments = useMoments();
  const { act, who, bodies, on, outcome, diarienummer } = event;
  const details = [
    diarienummer,
    bodies.join(', '),
    on === null ? '' : moments.day(on),
    outcome !== null && t.has(`outcome.${outcome as 'approved'}`) ? t(`outcome.${outcome as 'approved'}`) : '',
  ];
  const said = details.filter((detail) => detail !== null && detail !== '').join(' · ');
  // A newer server may have acts that this page does not know.
  if (!words.has(act as 'register')) return null;
  return (
    <p className={css.what}>
      {words(act as 'register', { actor: who ?? t('someone') })}
      {said !== '' && <span className={css.details}> {said}</span>}
    </p>
  );
}
