import type { Attachment } from '@yrka/server/api';
import { ArrowDown, ArrowUp, Ellipsis, PenLine, Trash2 } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import { attachmentAddress, useRemoveAttachment, useRenameAttachment } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { announce, Banner, Button, ConfirmDialog, Dialog, DialogActions, IconButton, Menu, MenuItem, MenuTrigger, TextField } from '../../ui/index.ts';
import css from './Attachments.module.css';
import { useSize } from './useSize.ts';

type AttachmentRowProps = {
  readonly documentId: string;
  readonly attachment: Attachment;
  /** `change`: order, name and remove it. A scan has no place in an order, and no name to choose. */
  readonly may: 'read' | 'remove' | 'change';
  readonly isFirst?: boolean;
  readonly isLast?: boolean;
  readonly onMove?: (by: -1 | 1) => void;
};

/** One file: its number, its name, which saves it, and what may be done with it. */
export function AttachmentRow({ documentId, attachment, may, isFirst = true, isLast = true, onMove = () => undefined }: AttachmentRowProps) {
  const t = useTranslations('attachments');
  const size = useSize();
  const [asking, setAsking] = useState<'title' | 'remove' | null>(null);
  const { id, order, title, kind, fileName } = attachment;
  const number = kind === 'scan' ? t('scan') : t('number', { number: order });

  function onKeyDown(event: KeyboardEvent): void {
    if (may !== 'change' || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? -1 : 1);
  }

  return (
    <li className={css.row} onKeyDown={onKeyDown}>
      <span className={css.number}>{number}</span>
      <span className={css.words}>
        <a href={attachmentAddress(documentId, id)} download={fileName} lang="sv">
          {title}
        </a>
        <span className={css.hint}>{t('file', { ending: (fileName.split('.').at(-1) ?? '').toUpperCase(), size: size(attachment.size) })}</span>
      </span>
      {may === 'change' && (
        <MenuTrigger>
          <IconButton label={t('menu', { number, title })}>
            <Ellipsis aria-hidden />
          </IconButton>
          <Menu
            aria-label={t('menu', { number, title })}
            placement="bottom end"
            disabledKeys={[...(isFirst ? ['up'] : []), ...(isLast ? ['down'] : [])]}
            onAction={(key) => {
              if (key === 'up') onMove(-1);
              else if (key === 'down') onMove(1);
              else setAsking(key === 'title' ? 'title' : 'remove');
            }}
          >
            <MenuItem id="up" icon={<ArrowUp aria-hidden />} keys="Alt+↑">
              {t('up')}
            </MenuItem>
            <MenuItem id="down" icon={<ArrowDown aria-hidden />} keys="Alt+↓">
              {t('down')}
            </MenuItem>
            <MenuItem id="title" icon={<PenLine aria-hidden />}>
              {t('rename')}
            </MenuItem>
            <MenuItem id="remove" icon={<Trash2 aria-hidden />}>
              {t('remove')}
            </MenuItem>
          </Menu>
        </MenuTrigger>
      )}
      {may === 'remove' && (
        <IconButton label={t('removeScan', { title })} onPress={() => setAsking('remove')}>
          <Trash2 aria-hidden />
        </IconButton>
      )}
      {asking === 'title' && <RenameDialog documentId={documentId} attachment={attachment} onClose={() => setAsking(null)} />}
      {asking === 'remove' && <RemoveDialog documentId={documentId} attachment={attachment} onClose={() => setAsking(null)} />}
    </li>
  );
}

type DialogProps = { readonly documentId: string; readonly attachment: Attachment; readonly onClose: () => void };

function RenameDialog({ documentId, attachment, onClose }: DialogProps) {
  const t = useTranslations('attachments');
  const frame = useTranslations('frame');
  const failure = useFailureWords();
  const rename = useRenameAttachment(documentId);
  const [title, setTitle] = useState(attachment.title);
  const [hasTried, setTried] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (title.trim() === '') field.current?.focus();
    else if (!rename.isPending) rename.mutate({ id: attachment.id, title: title.trim() }, { onSuccess: onClose });
  }

  return (
    <Dialog title={t('rename')} closeLabel={frame('close')} isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <form onSubmit={submit} noValidate className={css.form}>
        <TextField
          label={t('name')}
          value={title}
          onChange={setTitle}
          error={hasTried && title.trim() === '' ? t('nameMissing') : undefined}
          inputRef={field}
          maxLength={300}
          autoComplete="off"
          lang="sv"
          autoFocus
        />
        {rename.isError && (
          <Banner tone="danger" isAnnounced>
            {failure(rename.error)}
          </Banner>
        )}
        <DialogActions>
          <Button variant="quiet" onPress={onClose}>
            {frame('cancel')}
          </Button>
          <Button variant="primary" type="submit" isPending={rename.isPending}>
            {t('save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function RemoveDialog({ documentId, attachment, onClose }: DialogProps) {
  const t = useTranslations('attachments');
  const frame = useTranslations('frame');
  const failure = useFailureWords();
  const remove = useRemoveAttachment(documentId);
  return (
    <ConfirmDialog
      title={t('removeTitle', { title: attachment.title })}
      means={t('removeMeans')}
      actLabel={t('remove')}
      cancelLabel={frame('cancel')}
      closeLabel={frame('close')}
      problem={remove.isError ? failure(remove.error) : null}
      isPending={remove.isPending}
      onAct={() =>
        remove.mutate(attachment.id, {
          onSuccess: () => {
            announce(t('removed', { title: attachment.title }));
            onClose();
          },
        })
      }
      onClose={onClose}
    />
  );
}
