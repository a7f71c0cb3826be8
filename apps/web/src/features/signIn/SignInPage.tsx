import { useRouterState } from '@tanstack/react-router';
import type { Session } from '@yrka/server/api';
import { KeyRound } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { accounts, type EntryStep, useEnter } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { signIn as words } from '../../i18n/sv/signIn.ts';
import { Banner, Button, PageHeading, TextField } from '../../ui/index.ts';
import { signInWithPasskey } from './passkeys.ts';
import css from './SignIn.module.css';
import { isEmail, useStepFailure } from './useWords.ts';

type Ways = NonNullable<Session['signIn']>;

/** Whatever page one goes to without being signed in; one is there when one is. */
export function SignInPage({ ways }: { readonly ways: Ways }) {
  const [asksCode, setAsksCode] = useState(false);
  return asksCode ? <SecondFactor onAgain={() => setAsksCode(false)} /> : <FirstStep ways={ways} onStep={(step) => setAsksCode(step === 'secondFactor')} />;
}

function FirstStep({ ways, onStep }: { readonly ways: Ways; readonly onStep: (step: EntryStep) => void }) {
  const t = useTranslations('signIn');
  const failure = useStepFailure();
  const failed = useFailedReason();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [wrong, setWrong] = useState<{ readonly email?: string; readonly password?: string }>({});
  const [sentTo, setSentTo] = useState<string | null>(null);
  const emailField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);

  const byPassword = useEnter(accounts.withPassword);
  const byPasskey = useEnter(signInWithPasskey);
  const byLink = useEnter(async (to: string): Promise<EntryStep> => {
    await accounts.requestLink(to);
    setSentTo(to);
    return 'secondFactor'; // nobody is in yet
  });
  const byDirectory = useEnter(async (returnTo: string): Promise<EntryStep> => {
    window.location.assign(await accounts.directoryUrl(returnTo));
    return 'secondFactor'; // nobody is in yet
  });
  const all = [byPassword, byPasskey, byLink, byDirectory];
  const isBusy = all.some(({ isPending }) => isPending);
  /** Beside what was pressed: on a small screen the top of the page may be out of sight. */
  const problem = ({ error }: { readonly error: unknown }) =>
    error !== null && (
      <Banner tone="danger" isAnnounced>
        {failure(error)}
      </Banner>
    );

  /** A new attempt takes the words of the last one away. */
  function begin(): void {
    for (const way of all) way.reset();
    setSentTo(null);
    setWrong({});
  }

  function enter(event: FormEvent): void {
    event.preventDefault();
    if (isBusy) return;
    begin();
    if (email.trim() === '') {
      setWrong({ email: t('emailFirst') });
      emailField.current?.focus();
    } else if (password === '') {
      setWrong({ password: t('passwordFirst') });
      passwordField.current?.focus();
    } else {
      byPassword.mutate(
        { email, password },
        {
          onSuccess: onStep,
          onError: () => {
            setPassword('');
            passwordField.current?.focus();
          },
        },
      );
    }
  }

  function sendLink(): void {
    begin();
    if (isEmail(email)) return byLink.mutate(email.trim());
    setWrong({ email: email.trim() === '' ? t('emailFirst') : t('noEmail') });
    emailField.current?.focus();
  }

  return (
    <div className={css.page}>
      <PageHeading title={t('title')} />
      {failed !== null && !isBusy && sentTo === null && all.every(({ isError }) => !isError) && (
        <Banner tone="danger" isAnnounced>
          {t(`failed.${failed}`)}
        </Banner>
      )}
      {problem(byDirectory)}
      {ways.directory !== null && (
        <>
          <Button
            variant="primary"
            className={css.wide ?? ''}
            isPending={isBusy}
            onPress={() => {
              begin();
              byDirectory.mutate(window.location.pathname);
            }}
          >
            {ways.directory}
          </Button>
          <p className={css.or}>{t('or')}</p>
        </>
      )}
      <form className={css.form} noValidate onSubmit={enter}>
        <TextField
          label={t('email')}
          type="email"
          name="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          error={wrong.email}
          inputRef={emailField}
        />
        <TextField
          label={t('password')}
          type="password"
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          error={wrong.password}
          inputRef={passwordField}
        />
        {problem(byPassword)}
        <Button type="submit" variant={ways.directory === null ? 'primary' : 'plain'} className={css.wide ?? ''} isPending={isBusy}>
          {t('enter')}
        </Button>
      </form>
      <section className={css.ways} aria-labelledby="other-ways">
        <h2 id="other-ways">{t('otherWays')}</h2>
        {ways.link && (
          <div className={css.way}>
            <div className={css.actions}>
              <Button isPending={isBusy} onPress={sendLink} aria-describedby="way-link">
                {t('sendLink')}
              </Button>
            </div>
            <p id="way-link">{t('sendLinkMeans')}</p>
            {problem(byLink)}
            {sentTo !== null && <Banner isAnnounced>{t('linkSent', { email: sentTo })}</Banner>}
          </div>
        )}
        <div className={css.way}>
          <div className={css.actions}>
            <Button
              icon={<KeyRound aria-hidden />}
              isPending={isBusy}
              aria-describedby="way-passkey"
              onPress={() => {
                begin();
                byPasskey.mutate(undefined, { onSuccess: onStep });
              }}
            >
              {t('passkey')}
            </Button>
          </div>
          <p id="way-passkey">{t('passkeyMeans')}</p>
          {problem(byPasskey)}
        </div>
        {!ways.link && ways.directory === null && <p>{t('forgotten')}</p>}
      </section>
    </div>
  );
}

/** After a password or a link, of whoever has a second factor. */
export function SecondFactor({ onAgain, onDone }: { readonly onAgain: () => void; readonly onDone?: () => void }) {
  const t = useTranslations('signIn');
  const failure = useStepFailure();
  const [code, setCode] = useState('');
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  const field = useRef<HTMLInputElement>(null);
  const enter = useEnter(accounts.withSecondFactor);

  function submit(event: FormEvent): void {
    event.preventDefault();
    const isEmpty = code.trim() === '';
    setWrong(isEmpty ? t('codeFirst') : undefined);
    if (!isEmpty && !enter.isPending) enter.mutate(code, { onSuccess: () => onDone?.(), onError: () => setCode('') });
    field.current?.focus();
  }

  return (
    <div className={css.page}>
      <PageHeading title={t('secondTitle')} />
      <p className={css.words}>{t('secondWords')}</p>
      {enter.isError && (
        <Banner tone="danger" isAnnounced>
          {failure(enter.error)}
        </Banner>
      )}
      <form className={css.form} noValidate onSubmit={submit}>
        <TextField label={t('code')} name="code" autoComplete="one-time-code" autoFocus value={code} onChange={setCode} error={wrong} inputRef={field} />
        <div className={css.actions}>
          <Button type="submit" variant="primary" isPending={enter.isPending}>
            {t('goOn')}
          </Button>
          <Button variant="quiet" onPress={onAgain}>
            {t('beginAgain')}
          </Button>
        </div>
      </form>
    </div>
  );
}

/** Why the directory sent the browser back without anybody signed in (?fel=); null when it did not. */
function useFailedReason(): keyof typeof words.failed | null {
  const search = useRouterState({ select: (state) => state.location.searchStr });
  const reason = new URLSearchParams(search).get('fel');
  return reason !== null && isReason(reason) ? reason : null;
}

const isReason = (reason: string): reason is keyof typeof words.failed => Object.hasOwn(words.failed, reason);
