import { Check, Copy } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { ApiError, useInvite } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { announce, Banner, Button, Choices, DialogActions, TextField } from '../../ui/index.ts';
import { CodeButton } from './CodeButton.tsx';
import css from './Sharing.module.css';
import { Told } from './Told.tsx';

type InviteFormProps = {
  readonly documentId: string;
  readonly mailIsOn: boolean;
  readonly isShared: boolean;
  /** The link is there, and shown this once. */
  readonly onMade: () => void;
  readonly onDone: () => void;
};

/** A link for one person from outside: whom, what they may, and then the link itself. */
export function InviteForm({ documentId, mailIsOn, isShared, onMade, onDone }: InviteFormProps) {
  const t = useTranslations('sharing');
  const frame = useTranslations('frame');
  const failure = useFailureWords();
  const invite = useInvite(documentId);
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<'invitedWriter' | 'reviewer' | 'reader'>('invitedWriter');
  const [hasTried, setTried] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);
  const emailField = useRef<HTMLInputElement>(null);

  const nameProblem = name.trim() === '' ? t('nameMissing') : undefined;
  const emailProblem = email.trim() !== '' && !/^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/.test(email.trim()) ? t('emailWrong') : undefined;
  const mustAcknowledge = invite.error instanceof ApiError && invite.error.code === 'mayBecomePublic';

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (nameProblem !== undefined) nameField.current?.focus();
    else if (emailProblem !== undefined) emailField.current?.focus();
    else if (!invite.isPending)
      invite.mutate({ name: name.trim(), email: email.trim() === '' ? null : email.trim(), role, acknowledged: mustAcknowledge }, { onSuccess: onMade });
  }

  if (invite.isSuccess) {
    const { invitation, token, isMailed } = invite.data;
    return (
      <>
        <Told>{isMailed ? t('mailed', { name: invitation.name, email: invitation.email ?? '' }) : t('handOver', { name: invitation.name })}</Told>
        <LinkToCopy link={`${location.origin}/inbjudan/${token}`} />
        {!isMailed && (
          <div className={css.handOver}>
            <p className={css.hint}>{t('codeToo', { name: invitation.name })}</p>
            <CodeButton documentId={documentId} invitation={invitation} />
          </div>
        )}
        <DialogActions>
          <Button variant="primary" onPress={onDone}>
            {t('done')}
          </Button>
        </DialogActions>
      </>
    );
  }
  return (
    <form onSubmit={submit} noValidate className={css.form}>
      <TextField
        label={t('name')}
        description={t('nameHelp')}
        value={name}
        onChange={setName}
        error={hasTried ? nameProblem : undefined}
        inputRef={nameField}
        maxLength={100}
        autoComplete="off"
        autoFocus
      />
      {mailIsOn && (
        <TextField
          label={t('email')}
          description={t('emailHelp')}
          type="email"
          value={email}
          onChange={setEmail}
          error={hasTried ? emailProblem : undefined}
          inputRef={emailField}
          autoComplete="off"
        />
      )}
      <Choices
        label={t('may')}
        value={role}
        onChange={setRole}
        choices={[
          // Only who got the code by mail is known for who they are.
          { value: 'invitedWriter', label: t('role.invitedWriter'), ...(mailIsOn && { description: t('substituteMeans') }) },
          ...(isShared ? [{ value: 'reviewer' as const, label: t('role.reviewer'), description: t('reviewerMeans') }] : []),
          { value: 'reader', label: t('role.reader') },
        ]}
      />
      {invite.isError && (
        <Banner tone={mustAcknowledge ? 'warning' : 'danger'} isAnnounced>
          {mustAcknowledge ? t('mayBecomePublic', { name: name.trim() }) : failure(invite.error)}
        </Banner>
      )}
      <DialogActions>
        <Button variant="quiet" onPress={onDone}>
          {frame('cancel')}
        </Button>
        <Button variant="primary" type="submit" isPending={invite.isPending}>
          {mustAcknowledge ? t('inviteAnyway') : email.trim() === '' ? t('makeLink') : t('sendInvitation')}
        </Button>
      </DialogActions>
    </form>
  );
}

function LinkToCopy({ link }: { readonly link: string }) {
  const t = useTranslations('sharing');
  const [isCopied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      setCopied(true);
      announce(t('copied'));
    } catch {
      field.current?.select(); // the browser will not; then by hand
    }
  };
  return (
    <div className={css.link}>
      <TextField label={t('link')} value={link} isReadOnly inputRef={field} onFocus={() => field.current?.select()} />
      <Button icon={isCopied ? <Check aria-hidden /> : <Copy aria-hidden />} onPress={copy}>
        {isCopied ? t('copied') : t('copy')}
      </Button>
    </div>
  );
}
