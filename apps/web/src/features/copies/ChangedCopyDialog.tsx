import { Link } from '@tanstack/react-router';
import type { BroughtCopy, DocumentDetails } from '@yrka/server/api';
import { useState } from 'react';
import { DropZone, FileTrigger, isFileDropItem } from 'react-aria-components';
import { useBringCopy } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { announce, Banner, Button, Dialog, DialogActions } from '../../ui/index.ts';
import css from './ChangedCopyDialog.module.css';
import { CopyChanges } from './CopyChanges.tsx';
import { isSettled, isToBePlaced } from './copyChanges.ts';
import { useCopyReading } from './useCopyReading.ts';

/** What a copy can be made as that carries what it is a copy of. */
const endings = ['.docx', '.odt', '.html', '.htm', '.xml', '.akn'] as const;

type ChangedCopyDialogProps = {
  readonly details: DocumentDetails;
  /** When the suggestions are in the text. */
  readonly onPlaced: () => void;
  readonly onClose: () => void;
};

/** A copy that was edited elsewhere comes back: what is changed in it, and then as suggestions. */
export function ChangedCopyDialog({ details, onPlaced, onClose }: ChangedCopyDialogProps) {
  const t = useTranslations('importing.copy');
  const importing = useTranslations('importing');
  const frame = useTranslations('frame');
  const failure = useFailureWords();
  const reading = useCopyReading(details.id);
  const bringing = useBringCopy(details.id);
  const [rest, setRest] = useState<BroughtCopy | null>(null);
  const { found, underWay, failed, read, stop } = reading;
  const take = (file: File | undefined) => {
    if (file !== undefined && underWay === null) read(file);
  };
  const put = (file: File, seen: BroughtCopy) =>
    bringing.mutate(file, {
      onSuccess: (brought) => {
        const count = brought.changes.filter(isToBePlaced).length;
        announce(t('isPut', { count }));
        // What others have written between the look and the act is told, if it kept anything out.
        if (unsettled(brought) > unsettled(seen)) setRest(brought);
        else onPlaced();
      },
    });
  const close = () => {
    stop();
    if (rest === null) onClose();
    else onPlaced();
  };

  return (
    <Dialog title={t('title')} closeLabel={frame('close')} width="wide" isOpen onOpenChange={(isOpen) => !isOpen && close()}>
      {found === null ? (
        <>
          <p>{t('about')}</p>
          <DropZone
            className={css.zone ?? ''}
            aria-label={t('drop')}
            getDropOperation={() => 'copy'}
            onDrop={async ({ items }) => take(await items.find(isFileDropItem)?.getFile())}
          >
            {underWay === null ? (
              <>
                <p className={css.drop}>{t('drop')}</p>
                <FileTrigger acceptedFileTypes={endings} onSelect={(files) => take(files?.[0])}>
                  <Button autoFocus>{importing('choose')}</Button>
                </FileTrigger>
                <p className={css.formats}>{t('formats')}</p>
              </>
            ) : (
              <>
                <p role="status">{importing(underWay.part < 1 ? 'sending' : 'reading', { name: underWay.name })}</p>
                <progress className={css.progress} aria-label={importing('progress')} {...(underWay.part < 1 && { value: underWay.part })} />
                <Button variant="quiet" onPress={stop}>
                  {importing('stop')}
                </Button>
              </>
            )}
          </DropZone>
          {failed !== null && (
            <Banner tone="danger" isAnnounced action={failed.error.code === 'notACopy' && <Link to="/las-in">{t('asNew')}</Link>}>
              {importing('failed', { name: failed.file.name, why: failure(failed.error) })}
            </Banner>
          )}
        </>
      ) : (
        <>
          <CopyChanges copy={rest ?? found.copy} isPut={rest !== null} />
          {bringing.isError && (
            <Banner tone="danger" isAnnounced>
              {failure(bringing.error)}
            </Banner>
          )}
          <DialogActions>
            {rest !== null ? (
              <Button variant="primary" onPress={close}>
                {t('showThem')}
              </Button>
            ) : (
              <>
                <Button variant="quiet" onPress={reading.leave}>
                  {importing('another')}
                </Button>
                {found.copy.changes.some(isToBePlaced) ? (
                  <Button variant="primary" autoFocus isPending={bringing.isPending} onPress={() => put(found.file, found.copy)}>
                    {t('put')}
                  </Button>
                ) : (
                  <Button autoFocus onPress={onClose}>
                    {frame('close')}
                  </Button>
                )}
              </>
            )}
          </DialogActions>
        </>
      )}
    </Dialog>
  );
}

const unsettled = ({ changes }: BroughtCopy) => changes.filter((change) => !isSettled(change)).length;
