import { Link } from '@tanstack/react-router';
import type { Notices } from '@yrka/server/api';
import { BellOff, Ellipsis } from 'lucide-react';
import { useMarkRead, useMuteMatter } from '../../api/index.ts';
import { useFailureWords, useMoments, useTranslations } from '../../i18n/index.ts';
import { announce, IconButton, Menu, MenuItem, MenuTrigger, VisuallyHidden } from '../../ui/index.ts';
import css from './NoticeList.module.css';

type Notice = Notices['notices'][number];

/** What one goes to from a notice about the matter rather than one of its documents. */
const ofMatter: ReadonlySet<Notice['kind']> = new Set([
  'received',
  'registered',
  'announced',
  'referred',
  'referralAnswered',
  'assigned',
  'inPreparation',
  'scheduled',
  'handled',
  'decided',
  'withdrawn',
  'closed',
]);

/** About nothing that one could go to. */
const ofRegister: ReadonlySet<Notice['kind']> = new Set(['joinedGroup', 'addressChanged', 'secondFactorReset']);

type Props = {
  readonly notices: readonly Notice[];
  /** When one has gone to what a notice is about. */
  readonly onFollowed?: () => void;
};

/** Notices, newest first: who did what, with what, when. */
export function NoticeList({ notices, onFollowed }: Props) {
  const t = useTranslations('notices');
  if (notices.length === 0) return <p className={css.empty}>{t('empty')}</p>;
  return (
    <ul className={css.list}>
      {notices.map((notice) => (
        <NoticeItem key={notice.id} notice={notice} {...(onFollowed !== undefined && { onFollowed })} />
      ))}
    </ul>
  );
}

function NoticeItem({ notice, onFollowed }: { readonly notice: Notice; readonly onFollowed?: () => void }) {
  const t = useTranslations('notices');
  const moments = useMoments();
  const markRead = useMarkRead();
  const { actor, kind, matter } = notice;
  const follow = () => {
    if (!notice.isRead) markRead.mutate([notice.id]);
    onFollowed?.();
  };
  return (
    <li className={css.notice} data-unread={!notice.isRead || undefined}>
      <p className={css.words}>
        {!notice.isRead && <VisuallyHidden>{t('unread')}: </VisuallyHidden>}
        {t(`kind.${kind}`, { actor: actor === null ? t('program') : (actor.name ?? t('gone')) })}
      </p>
      <Target notice={notice} onFollow={follow} />
      <p className={css.facts}>
        <time dateTime={notice.at} title={moments.long(notice.at)}>
          {moments.short(notice.at)}
        </time>
        {matter?.isMuted === true && (
          <span className={css.muted}>
            <BellOff aria-hidden />
            {t('isMuted')}
          </span>
        )}
      </p>
      {matter !== null && <NoticeMenu matter={matter} />}
    </li>
  );
}

/** The title, as a link; where the reader may not read it now, neither. */
function Target({ notice: { kind, matter, document, commentId }, onFollow }: { readonly notice: Notice; readonly onFollow: () => void }) {
  const t = useTranslations();
  if (ofRegister.has(kind)) return null;
  const words = (title: string) => (title === '' ? t('matters.untitled') : title);
  if (document !== null && (matter === null || !ofMatter.has(kind))) {
    return (
      <Link
        to="/dokument/$documentId"
        params={{ documentId: document.id }}
        {...(commentId !== null && { hash: `kommentar-${commentId}` })}
        className={css.title}
        lang="sv"
        onClick={onFollow}
      >
        {words(document.title)}
      </Link>
    );
  }
  if (matter !== null) {
    return (
      <Link to="/arenden/$matterId" params={{ matterId: matter.id }} className={css.title} lang="sv" onClick={onFollow}>
        {words(matter.title)}
      </Link>
    );
  }
  return <p className={css.gone}>{t('notices.notReadable')}</p>;
}

function NoticeMenu({ matter }: { readonly matter: NonNullable<Notice['matter']> }) {
  const t = useTranslations('notices');
  const untitled = useTranslations('matters')('untitled');
  const failure = useFailureWords();
  const mute = useMuteMatter();
  const { id: matterId, isMuted } = matter;
  const title = matter.title === '' ? untitled : matter.title;
  const turn = () =>
    mute.mutate(
      { matterId, isMuted: !isMuted },
      { onSuccess: () => announce(t(isMuted ? 'unmuted' : 'muted', { title })), onError: (error) => announce(failure(error)) },
    );
  return (
    <div className={css.more}>
      <MenuTrigger>
        <IconButton label={t('more', { title })}>
          <Ellipsis aria-hidden />
        </IconButton>
        <Menu placement="bottom end">
          {isMuted ? (
            <MenuItem onAction={turn}>{t('unmute')}</MenuItem>
          ) : (
            <MenuItem onAction={turn} description={t('muteMeans')}>
              {t('mute')}
            </MenuItem>
          )}
        </Menu>
      </MenuTrigger>
    </div>
  );
}
