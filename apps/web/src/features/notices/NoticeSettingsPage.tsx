import type { NoticeSettings } from '@yrka/server/api';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { useChangeMailHabit, useMuteMatter, useNoticeSettings } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { announce, BackLink, Banner, Button, PageHeading, SkeletonPaper } from '../../ui/index.ts';
import { FailedPage } from '../failing/index.ts';
import css from './NoticeSettingsPage.module.css';

const habits = ['soon', 'daily', 'never'] as const satisfies readonly NoticeSettings['habit'][];

/** How one is told: how often by mail, and of which matters not at all. */
export function NoticeSettingsPage() {
  const t = useTranslations('notices');
  const frame = useTranslations('frame');
  const settings = useNoticeSettings();

  if (settings.isPending) return <SkeletonPaper label={frame('loading')} />;
  if (settings.isError && settings.data === undefined)
    return <FailedPage title={t('settings.title')} error={settings.error} onRetry={() => settings.refetch()} />;
  return (
    <div className={css.page}>
      <PageHeading title={t('settings.title')} above={<BackLink to="/aviseringar">{t('title')}</BackLink>} />
      <div className={css.sheet}>
        <MailHabit settings={settings.data} />
        <Muted muted={settings.data.muted} />
      </div>
    </div>
  );
}

function MailHabit({ settings: { habit, mail } }: { readonly settings: NoticeSettings }) {
  const t = useTranslations('notices.settings');
  const failure = useFailureWords();
  const change = useChangeMailHabit();
  return (
    <section aria-labelledby="mejl" className={css.part}>
      <h2 id="mejl">{t('mailTitle')}</h2>
      <p className={css.words}>{t('mailWords')}</p>
      {mail !== 'on' && <Banner>{t(mail)}</Banner>}
      <RadioGroup
        className={css.habits ?? ''}
        // While it is being stored, what was chosen is shown and not what was.
        value={change.isPending ? change.variables : habit}
        onChange={(value) => {
          const chosen = habits.find((one) => one === value);
          if (chosen !== undefined) change.mutate(chosen, { onSuccess: () => announce(t('saved')) });
        }}
      >
        <Label className={css.question ?? ''}>{t('habit')}</Label>
        {habits.map((one) => (
          <Radio key={one} value={one} className={css.habit ?? ''}>
            <span aria-hidden className={css.mark} />
            <span className={css.choice}>
              <span className={css.name}>{t(one)}</span>
              <span className={css.means}>{t(`${one}Means`)}</span>
            </span>
          </Radio>
        ))}
      </RadioGroup>
      {change.isError && (
        <Banner tone="danger" isAnnounced>
          {failure(change.error)}
        </Banner>
      )}
    </section>
  );
}

function Muted({ muted }: { readonly muted: NoticeSettings['muted'] }) {
  const t = useTranslations('notices');
  const untitled = useTranslations('matters')('untitled');
  const failure = useFailureWords();
  const mute = useMuteMatter();
  return (
    <section aria-labelledby="bortvalda" className={css.part}>
      <h2 id="bortvalda">{t('settings.mutedTitle')}</h2>
      {muted.length === 0 ? (
        <p className={css.words}>{t('settings.mutedNone')}</p>
      ) : (
        <ul className={css.muted}>
          {muted.map(({ id, title }) => {
            const name = title === null ? t('settings.mutedUnknown') : title === '' ? untitled : title;
            return (
              <li key={id}>
                <span className={css.matter} lang={title === null ? undefined : 'sv'}>
                  {name}
                </span>
                <Button
                  aria-label={t('settings.unmuteOf', { title: name })}
                  onPress={() =>
                    mute.mutate(
                      { matterId: id, isMuted: false },
                      { onSuccess: () => announce(t('unmuted', { title: name })), onError: (error) => announce(failure(error)) },
                    )
                  }
                >
                  {t('settings.unmute')}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
