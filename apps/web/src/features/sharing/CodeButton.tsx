import type { Invitation } from '@yrka/server/api';
import { useInvitationCode } from '../../api/index.ts';
import { useFailureWords, useMoments, useTranslations } from '../../i18n/index.ts';
import { Button } from '../../ui/index.ts';
import css from './Sharing.module.css';
import { Told } from './Told.tsx';

/** Makes a code to be said to the invited, and shows it: this once, as another press makes another. */
export function CodeButton({ documentId, invitation }: { readonly documentId: string; readonly invitation: Pick<Invitation, 'id' | 'name'> }) {
  const t = useTranslations('sharing');
  const failure = useFailureWords();
  const moments = useMoments();
  const make = useInvitationCode(documentId);
  return (
    <>
      {make.data === undefined ? (
        <Button isPending={make.isPending} aria-label={t('showCodeFor', { name: invitation.name })} onPress={() => make.mutate(invitation.id)}>
          {t('showCode')}
        </Button>
      ) : (
        <Told className={css.code}>
          <span className={css.digits}>{`${make.data.code.slice(0, 3)} ${make.data.code.slice(3)}`}</span>
          <span className={css.role}>{t('codeMeans', { time: moments.clock(make.data.expiresAt) })}</span>
        </Told>
      )}
      {make.isError && <p role="alert">{failure(make.error)}</p>}
    </>
  );
}
