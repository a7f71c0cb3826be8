import type { Editor } from '@tiptap/core';
import { removeLink, setLink } from '@yrka/editor';
import { isSafeHref } from '@yrka/schema';
import { type FormEvent, useState } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { Button, TextField } from '../../ui/index.ts';
import { run } from './commands.ts';
import css from './LinkForm.module.css';

/** Asks for the address of a link. What is no web, mail or telephone address is not taken. */
export function LinkForm({ editor, address, onClose }: { readonly editor: Editor; readonly address: string | null; readonly onClose: () => void }) {
  const t = useTranslations('drafting.link');
  const [href, setHref] = useState(address ?? '');
  const [isRefused, setRefused] = useState(false);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = completed(href);
    if (!isSafeHref(wanted)) {
      setRefused(true);
      return;
    }
    run(editor, setLink(wanted));
    onClose();
  };

  return (
    <form onSubmit={submit} className={css.form} noValidate>
      <TextField
        label={t('address')}
        description={t('hint')}
        error={isRefused ? t('invalid') : undefined}
        value={href}
        onChange={setHref}
        onFocus={(event) => event.target instanceof HTMLInputElement && event.target.select()}
        autoFocus
        type="url"
      />
      <div className={css.actions}>
        {address !== null && (
          <Button
            variant="quiet"
            onPress={() => {
              run(editor, removeLink);
              onClose();
            }}
          >
            {t('remove')}
          </Button>
        )}
        <Button variant="primary" type="submit">
          {t('set')}
        </Button>
      </div>
    </form>
  );
}

/** "www.riksdagen.se" is what people write; a mail address too. */
function completed(written: string): string {
  const text = written.trim();
  if (/^[a-z][a-z\d+.-]*:/i.test(text)) return text;
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(text)) return `mailto:${text}`;
  return /^[^\s/]+\.[^\s]+$/.test(text) ? `https://${text}` : text;
}
