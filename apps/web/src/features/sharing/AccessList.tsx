import type { Invitation, Sharing } from '@yrka/server/api';
import { type ReactNode, useState } from 'react';
import { useEndAccess, useEndInvitation } from '../../api/index.ts';
import { useFailureWords, useMoments, useTranslations } from '../../i18n/index.ts';
import { announce, Avatar, Banner, Button, PartyBadge } from '../../ui/index.ts';
import { CodeButton } from './CodeButton.tsx';
import css from './Sharing.module.css';

/** The group, those who were given access, and links that nobody has come in by yet. */
export function AccessList({ documentId, sharing }: { readonly documentId: string; readonly sharing: Sharing }) {
  const t = useTranslations('sharing');
  const people = useTranslations('people');
  const endAccess = useEndAccess(documentId);
  return (
    <ul className={css.access} aria-label={t('who')}>
      <li className={css.row}>
        <div className={css.person}>
          <strong>{t('group')}</strong>
          <span className={css.role}>{sharing.group.map(({ name, party }) => (party === null ? name : people('withParty', { name, party }))).join(', ')}</span>
        </div>
      </li>
      {sharing.given.map(({ person, role }) => (
        <Row
          key={person.id}
          name={person.name}
          more={person.party !== null && <PartyBadge party={person.party} />}
          role={person.role === 'guest' ? t('guestWho', { role: t(`role.${role}`) }) : t(`role.${role}`)}
          onRemove={() => endAccess.mutateAsync(person.id)}
        />
      ))}
      {sharing.open.map((invitation) => (
        <OpenInvitation key={invitation.id} documentId={documentId} invitation={invitation} />
      ))}
    </ul>
  );
}

function OpenInvitation({ documentId, invitation }: { readonly documentId: string; readonly invitation: Invitation }) {
  const t = useTranslations('sharing');
  const moments = useMoments();
  const end = useEndInvitation(documentId);
  const { id, name, role, isExpired, expiresAt } = invitation;
  return (
    <Row
      name={name}
      role={`${t(`role.${role}`)}. ${isExpired ? t('expired') : t('unused', { when: moments.short(expiresAt) })}`}
      onRemove={() => end.mutateAsync(id)}
      action={!isExpired && <CodeButton documentId={documentId} invitation={invitation} />}
    />
  );
}

type RowProps = {
  readonly name: string;
  readonly more?: ReactNode;
  readonly role: string;
  readonly action?: ReactNode;
  readonly onRemove: () => Promise<unknown>;
};

/** One with access, and how it ends: asked once more, since it ends at once. */
function Row({ name, more, role, action, onRemove }: RowProps) {
  const t = useTranslations('sharing');
  const frame = useTranslations('frame');
  const failure = useFailureWords();
  const [isAsking, setAsking] = useState(false);
  const [isRemoving, setRemoving] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const remove = async () => {
    setRemoving(true);
    try {
      await onRemove();
      announce(t('removed', { name }));
    } catch (error) {
      setProblem(failure(error));
      setRemoving(false);
      setAsking(false);
    }
  };

  return (
    <li className={css.row}>
      <Avatar name={name} isNamed />
      <div className={css.person}>
        <span className={css.name}>
          {name} {more}
        </span>
        <span className={css.role}>{role}</span>
      </div>
      {isAsking ? (
        <div className={css.asking}>
          <p>{t('removeMeans', { name })}</p>
          <Button variant="quiet" onPress={() => setAsking(false)} autoFocus>
            {frame('cancel')}
          </Button>
          <Button variant="danger" isPending={isRemoving} onPress={remove}>
            {t('removeNow')}
          </Button>
        </div>
      ) : (
        <div className={css.actions}>
          {action}
          <Button variant="quiet" aria-label={t('removeName', { name })} onPress={() => setAsking(true)}>
            {t('remove')}
          </Button>
        </div>
      )}
      {problem !== null && (
        <Banner tone="danger" isAnnounced>
          {problem}
        </Banner>
      )}
    </li>
  );
}
