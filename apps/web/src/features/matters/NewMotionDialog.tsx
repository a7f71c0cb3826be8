import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { useCreateMatter } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { Banner, Button, Dialog, DialogActions, TextField } from '../../ui/index.ts';
import css from './NewMotionDialog.module.css';

/** The server's limit (routes/messages.ts, maxTitleLength). */
const maxTitleLength = 300;

/** Asks only for the title; everything else is in the document, and some of it is there already. */
export function NewMotionDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('matters');
  const frame = useTranslations('frame');
  const failure = useFailureWords();
  const navigate = useNavigate();
  const create = useCreateMatter();
  const [title, setTitle] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const [hasTried, setTried] = useState(false);

  const words = title.trim();
  const problem = words === '' ? t('headingMissing') : words.length > maxTitleLength ? t('headingTooLong', { limit: maxTitleLength }) : undefined;

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (problem !== undefined) field.current?.focus();
    if (problem !== undefined || create.isPending) return;
    create.mutate(words, {
      onSuccess: (matter) => {
        const motion = matter.documents[0];
        if (motion === undefined) void navigate({ to: '/arenden/$matterId', params: { matterId: matter.id } });
        else void navigate({ to: '/dokument/$documentId', params: { documentId: motion.id } });
      },
    });
  }

  return (
    <Dialog title={t('createTitle')} closeLabel={frame('close')} isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      {(close) => (
        <form onSubmit={submit} noValidate className={css.form}>
          <TextField
            label={t('heading')}
            description={t('createHelp')}
            value={title}
            onChange={setTitle}
            error={hasTried ? problem : undefined}
            inputRef={field}
            autoFocus
            lang="sv"
            words
            autoComplete="off"
          />
          {create.isError && (
            <Banner tone="danger" isAnnounced>
              {failure(create.error)}
            </Banner>
          )}
          <DialogActions>
            <Button variant="quiet" onPress={close}>
              {frame('cancel')}
            </Button>
            <Button variant="primary" type="submit" isPending={create.isPending}>
              {t('start')}
            </Button>
          </DialogActions>
        </form>
      )}
    </Dialog>
  );
}
