import type { UseMutationResult } from '@tanstack/react-query';
import type { Account, SecondFactor as NewSecondFactor } from '@yrka/server/api';
import { type FormEvent, type ReactNode, useId, useRef, useState } from 'react';
import { ApiError, accounts, useAccount, useAccountChange, useSession, useSignOut } from '../../api/index.ts';
import { useMoments, useTranslations } from '../../i18n/index.ts';
import { announce, Banner, Button, ButtonLink, ConfirmDialog, PageHeading, SkeletonPaper, TextField, useFocusKept } from '../../ui/index.ts';
import { FailedPage } from '../failing/index.ts';
import css from './AccountPage.module.css';
import { deviceOf } from './device.ts';
import { addPasskey } from './passkeys.ts';
import { QrCode } from './QrCode.tsx';
import { minPasswordCharacters, useStepFailure } from './useWords.ts';

/** How one signs in oneself, and where one is signed in. */
export function AccountPage() {
  const t = useTranslations('signIn.account');
  const { data: session } = useSession();
  const account = useAccount();
  const signOut = useSignOut();
  if (account.isPending) return <SkeletonPaper label={t('loading')} />;
  if (account.isError) return <FailedPage title={t('title')} error={account.error} onRetry={() => account.refetch()} />;
  const { data } = account;
  return (
    <div className={css.page}>
      <PageHeading title={t('title')} below={`${session?.person?.name ?? ''} · ${data.email ?? t('noEmail')}`} />
      {!data.isFresh && (
        <Banner
          action={
            <Button isPending={signOut.isPending} onPress={() => signOut.mutate('here')}>
              {t('signInAgain')}
            </Button>
          }
        >
          {t('notFresh')}
        </Banner>
      )}
      <PasswordSection account={data} />
      <PasskeySection account={data} />
      <SecondFactorSection account={data} />
      <NoticeSection />
      <SessionSection account={data} />
    </div>
  );
}

type SectionProps = { readonly account: Account };

function Section({ title, children, error }: { readonly title: string; readonly children: ReactNode; readonly error?: unknown }) {
  const failure = useStepFailure();
  const id = useId();
  const section = useRef<HTMLElement>(null);
  useFocusKept(section);
  return (
    <section ref={section} tabIndex={-1} className={css.section} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {error !== undefined && error !== null && (
        <Banner tone="danger" isAnnounced>
          {failure(error)}
        </Banner>
      )}
      {children}
    </section>
  );
}

function PasswordSection({ account }: SectionProps) {
  const t = useTranslations('signIn');
  const [password, setPassword] = useState('');
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  const save = useAccountChange(accounts.setPassword);

  function submit(event: FormEvent): void {
    event.preventDefault();
    const isShort = password.length < minPasswordCharacters;
    setWrong(isShort ? t('passwordShort') : undefined);
    if (isShort || save.isPending) return;
    save.mutate(password, {
      onSuccess: () => {
        setPassword('');
        announce(t('account.passwordSaved'));
      },
    });
  }

  return (
    <Section title={t('account.password')} error={save.error}>
      <p>{account.hasPassword ? t('account.hasPassword') : t('account.hasNoPassword')}</p>
      {save.isSuccess && <Banner>{t('account.passwordSaved')}</Banner>}
      <form className={css.form} noValidate onSubmit={submit}>
        {/* Whose password it is, for the browser that keeps it. */}
        <input type="text" name="username" autoComplete="username" value={account.email ?? ''} readOnly hidden />
        <TextField
          label={t('account.newPassword')}
          description={t('passwordMeans')}
          type="password"
          name="password"
          autoComplete="new-password"
          value={password}
          onChange={setPassword}
          error={wrong}
          isDisabled={!account.isFresh}
        />
        <div className={css.actions}>
          <Button type="submit" isDisabled={!account.isFresh} isPending={save.isPending}>
            {t('account.savePassword')}
          </Button>
        </div>
      </form>
    </Section>
  );
}

function PasskeySection({ account }: SectionProps) {
  const t = useTranslations('signIn.account');
  const frame = useTranslations('frame');
  const failure = useStepFailure();
  const moments = useMoments();
  const [name, setName] = useState('');
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  const [removing, setRemoving] = useState<Account['passkeys'][number] | null>(null);
  const add = useAccountChange(addPasskey);
  const remove = useAccountChange(accounts.removePasskey);

  function submit(event: FormEvent): void {
    event.preventDefault();
    const isEmpty = name.trim() === '';
    setWrong(isEmpty ? t('passkeyNameFirst') : undefined);
    if (isEmpty || add.isPending) return;
    add.mutate(name.trim(), {
      onSuccess: () => {
        setName('');
        announce(t('passkeyAdded'));
      },
    });
  }

  return (
    <Section title={t('passkeys')} error={add.error}>
      <p>{t('passkeysMean')}</p>
      {account.passkeys.length > 0 && (
        <ul className={css.rows}>
          {account.passkeys.map((passkey) => (
            <li key={passkey.id}>
              <span className={css.rowWords}>
                <span className={css.rowName}>{passkey.name}</span>
                {passkey.createdAt !== null && <span className={css.quiet}>{t('added', { date: moments.long(passkey.createdAt) })}</span>}
              </span>
              <Button
                aria-label={t('removeNamed', { name: passkey.name })}
                isDisabled={!account.isFresh}
                onPress={() => {
                  remove.reset();
                  setRemoving(passkey);
                }}
              >
                {t('remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form className={css.form} noValidate onSubmit={submit}>
        <TextField label={t('passkeyName')} value={name} onChange={setName} error={wrong} maxLength={60} isDisabled={!account.isFresh} autoComplete="off" />
        <div className={css.actions}>
          <Button type="submit" isDisabled={!account.isFresh} isPending={add.isPending}>
            {t('passkeyAdd')}
          </Button>
        </div>
      </form>
      {removing !== null && (
        <ConfirmDialog
          title={t('removeTitle', { name: removing.name })}
          means={t('removeMeans')}
          actLabel={t('remove')}
          cancelLabel={frame('cancel')}
          closeLabel={frame('close')}
          problem={remove.isError ? failure(remove.error) : null}
          isPending={remove.isPending}
          onAct={() =>
            remove.mutate(removing.id, {
              onSuccess: () => {
                announce(t('passkeyRemoved'));
                setRemoving(null);
              },
            })
          }
          onClose={() => setRemoving(null)}
        />
      )}
    </Section>
  );
}

function SecondFactorSection({ account }: SectionProps) {
  const t = useTranslations('signIn.account');
  const words = useTranslations('signIn');
  const [password, setPassword] = useState('');
  const [isMissing, setMissing] = useState(false);
  const [enrolling, setEnrolling] = useState<NewSecondFactor | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const begin = useAccountChange(accounts.beginSecondFactor);
  const end = useAccountChange(accounts.endSecondFactor);
  const renew = useAccountChange(accounts.newBackupCodes);
  const field = useRef<HTMLInputElement>(null);
  const steps = [begin, end, renew];
  const isBusy = steps.some(({ isPending }) => isPending);
  const error = steps.find(({ isError }) => isError)?.error;
  const isWrong = error instanceof ApiError && error.code === 'wrongPassword';

  function clear(): void {
    setPassword('');
    setMissing(false);
    for (const step of steps) step.reset();
  }

  /** Does what asks for one's own password, where one has one. */
  function take<Made>(step: UseMutationResult<Made, Error, string | undefined>, then: (made: Made) => void): void {
    if (isBusy) return;
    const lacks = account.hasPassword && password === '';
    clear();
    setMissing(lacks);
    if (lacks) return field.current?.focus();
    step.mutate(account.hasPassword ? password : undefined, { onSuccess: then, onError: () => field.current?.focus() });
  }

  if (codes !== null) {
    return (
      <Section title={t('second')}>
        <h3>{t('codes')}</h3>
        <p>{t('codesMean')}</p>
        <ul className={css.codes} aria-label={t('codes')}>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <div className={css.actions}>
          <Button variant="primary" onPress={() => setCodes(null)}>
            {t('codesKept')}
          </Button>
        </div>
      </Section>
    );
  }

  if (enrolling !== null) {
    return (
      <Section title={t('second')}>
        <Enrolment
          factor={enrolling}
          onDone={() => {
            announce(t('turnedOn'));
            setCodes(enrolling.backupCodes);
            setEnrolling(null);
          }}
          onStop={() => setEnrolling(null)}
        />
      </Section>
    );
  }

  return (
    <Section title={t('second')} error={isWrong ? undefined : error}>
      <p>{account.hasSecondFactor ? t('secondOn') : t('secondOff')}</p>
      <form
        className={css.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!account.hasSecondFactor) take(begin, setEnrolling);
        }}
      >
        {account.hasPassword && (
          <TextField
            label={t('ownPassword')}
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
            error={isMissing ? words('passwordFirst') : isWrong ? t('ownPasswordWrong') : undefined}
            inputRef={field}
            isDisabled={!account.isFresh}
          />
        )}
        <div className={css.actions}>
          {account.hasSecondFactor ? (
            <>
              <Button isDisabled={!account.isFresh} isPending={isBusy} onPress={() => take(renew, setCodes)}>
                {t('newCodes')}
              </Button>
              <Button isDisabled={!account.isFresh} isPending={isBusy} onPress={() => take(end, () => announce(t('turnedOff')))}>
                {t('turnOff')}
              </Button>
            </>
          ) : (
            <Button type="submit" isDisabled={!account.isFresh} isPending={isBusy}>
              {t('turnOn')}
            </Button>
          )}
        </div>
      </form>
    </Section>
  );
}

function Enrolment({ factor, onDone, onStop }: { readonly factor: NewSecondFactor; readonly onDone: () => void; readonly onStop: () => void }) {
  const t = useTranslations('signIn');
  const frame = useTranslations('frame');
  const failure = useStepFailure();
  const [code, setCode] = useState('');
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  const field = useRef<HTMLInputElement>(null);
  const confirm = useAccountChange(accounts.confirmSecondFactor);
  const key = new URL(factor.uri).searchParams.get('secret') ?? '';

  function submit(event: FormEvent): void {
    event.preventDefault();
    const isEmpty = code.trim() === '';
    setWrong(isEmpty ? t('codeFirst') : undefined);
    if (isEmpty || confirm.isPending) return;
    confirm.mutate(code, {
      onSuccess: onDone,
      onError: () => {
        setCode('');
        field.current?.focus();
      },
    });
  }

  return (
    <>
      <p>{t('account.scan')}</p>
      {confirm.isError && (
        <Banner tone="danger" isAnnounced>
          {failure(confirm.error)}
        </Banner>
      )}
      <div className={css.enrol}>
        <QrCode text={factor.uri} label={t('account.qr')} className={css.qr} />
        <form className={css.form} noValidate onSubmit={submit}>
          <p>
            {t('account.key')}
            <br />
            <span className={css.key}>{key.match(/.{1,4}/g)?.join(' ')}</span>
          </p>
          <TextField label={t('code')} autoComplete="one-time-code" autoFocus value={code} onChange={setCode} error={wrong} inputRef={field} />
          <div className={css.actions}>
            <Button type="submit" variant="primary" isPending={confirm.isPending}>
              {t('account.confirm')}
            </Button>
            <Button variant="quiet" onPress={onStop}>
              {frame('cancel')}
            </Button>
          </div>
        </form>
      </div>
    </>
  );
}

function NoticeSection() {
  const t = useTranslations('signIn.account');
  const notices = useTranslations('notices');
  return (
    <Section title={notices('title')}>
      <p>{t('noticesMean')}</p>
      <div className={css.actions}>
        <ButtonLink to="/aviseringar/installningar">{notices('settings.title')}</ButtonLink>
      </div>
    </Section>
  );
}

function SessionSection({ account }: SectionProps) {
  const t = useTranslations('signIn.account');
  const moments = useMoments();
  const end = useAccountChange(accounts.endSession);
  const signOut = useSignOut();
  const nameOf = (userAgent: string) => {
    const { browser, system } = deviceOf(userAgent);
    return browser !== null && system !== null ? t('device', { browser, system }) : (browser ?? system ?? t('unknownDevice'));
  };
  return (
    <Section title={t('sessions')} error={end.error ?? signOut.error}>
      <ul className={css.rows}>
        {account.sessions.map(({ id, userAgent, createdAt, isThis }) => {
          const name = nameOf(userAgent);
          return (
            <li key={id}>
              <span className={css.rowWords}>
                <span className={css.rowName}>{name}</span>
                <span className={css.quiet}>
                  {t('since', { date: moments.long(createdAt) })}
                  {isThis && ` · ${t('sessionThis')}`}
                </span>
              </span>
              {!isThis && (
                <Button
                  aria-label={t('endNamed', { name })}
                  isPending={end.isPending}
                  onPress={() => end.mutate(id, { onSuccess: () => announce(t('ended')) })}
                >
                  {t('end')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <div className={css.actions}>
        <Button variant="danger" isPending={signOut.isPending} aria-describedby="everywhere-means" onPress={() => signOut.mutate('everywhere')}>
          {t('everywhere')}
        </Button>
      </div>
      <p id="everywhere-means" className={css.quiet}>
        {t('everywhereMeans')}
      </p>
    </Section>
  );
}
