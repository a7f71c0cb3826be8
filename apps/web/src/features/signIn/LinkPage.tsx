import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { accounts, type EntryStep, useEnter } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { Banner, Button, ButtonLink, PageHeading, useFocusKept } from '../../ui/index.ts';
import css from './SignIn.module.css';
import { SecondFactor } from './SignInPage.tsx';
import { useStepFailure } from './useWords.ts';

/**
 * Where a link in a mail leads. It waits for a press: mail programs open links by themselves to look
 * for viruses, and would have used it up before the person came.
 */
export function LinkPage() {
  const t = useTranslations('signIn');
  const failure = useStepFailure();
  const navigate = useNavigate();
  // Read once: the address is then cleared, so that the token does not stay in the history.
  const [token] = useState(takeToken);
  const page = useRef<HTMLDivElement>(null);
  useFocusKept(page);
  const [step, setStep] = useState<EntryStep | null>(null);
  const open = useEnter(async (given: string): Promise<EntryStep> => {
    const next = await accounts.openLink(given);
    if (next === 'signedIn') await navigate({ to: '/', replace: true });
    return next;
  });
  // This page is the same to everybody, signed in or not: whoever is in goes on to the matters.
  if (step === 'secondFactor') return <SecondFactor onAgain={() => setStep(null)} onDone={() => void navigate({ to: '/', replace: true })} />;
  return (
    <div ref={page} tabIndex={-1} className={css.page}>
      <PageHeading title={t('linkTitle')} />
      {token === '' || open.isError ? (
        <>
          <Banner tone="danger" isAnnounced>
            {token === '' ? t('linkNone') : failure(open.error)}
          </Banner>
          <div className={css.actions}>
            <ButtonLink variant="primary" to="/">
              {t('toSignIn')}
            </ButtonLink>
          </div>
        </>
      ) : (
        <>
          <p className={css.words}>{t('linkWords')}</p>
          <div className={css.actions}>
            <Button variant="primary" isPending={open.isPending} onPress={() => open.mutate(token, { onSuccess: setStep })}>
              {t('enter')}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

function takeToken(): string {
  const token = window.location.hash.slice(1);
  if (token !== '') window.history.replaceState(window.history.state, '', window.location.pathname);
  return token;
}
