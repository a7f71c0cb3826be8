import { Link } from '@tanstack/react-router';
import type { BroughtCopy, DocumentDetails } from '@yrka/server/api';
import { useState } from 'react';
import { useBringCopy } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { announce, Banner, Button, Dialog, DialogActions, FileZone } from '../../ui/index.ts';
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
          <FileZone
            drop={t('drop')}
            choose={importing('choose')}
            formats={t('formats')}
            endings={endings}
            isSmall
            hasFocus
            underWay={
              underWay && {
                words: importing(underWay.part < 1 ? 'sending' : 'reading', { name: underWay.name }),
                part: underWay.part,
                label: importing('progress'),
                stop: importing('stop'),
                onStop: stop,
              }
            }
            onFiles={([file]) => file !== undefined && read(file)}
          />
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
