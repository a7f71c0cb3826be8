import { useRouter } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { ApiError, useEnterByInvitation, useMailCode, useOpenedInvitation, useSession } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { Banner, Button, EmptyState, PageHeading, SkeletonPaper, TextField } from '../../ui/index.ts';
import css from './Sharing.module.css';

/** Where a link leads: who invites, a code, and then the document. Of the draft itself it says nothing. */
export function InvitationPage({ token }: { readonly token: string }) {
  const t = useTranslations('sharing.invitation');
  const frame = useTranslations('frame');
  const failure = useFailureWords();
  const opened = useOpenedInvitation(token);
  if (opened.isPending) return <SkeletonPaper label={frame('loading')} />;
  if (opened.isError) {
    const isOurs = opened.error instanceof ApiError && opened.error.status >= 400 && opened.error.status < 500;
    return (
      <EmptyState title={t('title')} action={isOurs ? undefined : <Button onPress={() => opened.refetch()}>{frame('retry')}</Button>}>
        {failure(opened.error)}
      </EmptyState>
    );
  }
  return <Enter token={token} {...opened.data} />;
}

type EnterProps = { readonly token: string; readonly inviter: string; readonly isMailed: boolean; readonly isUsed: boolean };

function Enter({ token, inviter, isMailed, isUsed }: EnterProps) {
  const t = useTranslations('sharing.invitation');
  const failure = useFailureWords();
  const router = useRouter();
  const { data: session } = useSession();
  const mail = useMailCode();
  const enter = useEnterByInvitation();
  const [code, setCode] = useState('');
  const [hasTried, setTried] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const digits = code.replace(/\D/g, '');
  const problem = /^\d{6}$/.test(digits) ? undefined : t('codeMissing');
  // Until a code is on its way there is none to type.
  const isAsked = !isMailed || mail.isSuccess;
  // The field is drawn by then; so too when another code is sent.
  useEffect(() => {
    if (mail.isSuccess) field.current?.focus();
  }, [mail.isSuccess]);

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (problem !== undefined) field.current?.focus();
    if (problem !== undefined || enter.isPending) return;
    enter.mutate(
      { token, code: digits },
      {
        onSuccess: ({ documentId }) => void router.navigate({ to: '/dokument/$documentId', params: { documentId }, replace: true }),
        onError: () => field.current?.select(),
      },
    );
  }

  return (
    <div className={css.page} data-page="">
      <PageHeading title={t('invites', { name: inviter })} />
      <p>{isUsed ? t('again') : t('means')}</p>
      {session?.person != null && <Banner>{t('signedInAs', { name: session.person.name })}</Banner>}
      {isMailed && (
        <div className={css.mail}>
          <p role="status">{mail.isSuccess ? t('mailed') : t('willMail')}</p>
          <Button variant={mail.isSuccess ? 'plain' : 'primary'} isPending={mail.isPending} onPress={() => mail.mutate(token)}>
            {mail.isSuccess ? t('sendAnother') : t('send')}
          </Button>
        </div>
      )}
      {mail.isError && (
        <Banner tone="danger" isAnnounced>
          {failure(mail.error)}
        </Banner>
      )}
      {isAsked && (
        <form onSubmit={submit} noValidate className={css.form}>
          <TextField
            label={t('code')}
            description={isMailed ? t('codeByMail') : t('codeBy', { name: inviter })}
            value={code}
            onChange={setCode}
            error={hasTried ? problem : undefined}
            inputRef={field}
            inputMode="numeric"
            autoComplete="one-time-code"
          />
          {enter.isError && problem === undefined && (
            <Banner tone="danger" isAnnounced>
              {failure(enter.error)}
            </Banner>
          )}
          <div>
            <Button variant="primary" type="submit" isPending={enter.isPending}>
              {t('enter')}
            </Button>
          </div>
        </form>
      )}
    </div>
  );
}
