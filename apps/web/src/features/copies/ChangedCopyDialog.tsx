import { Link } from '@tanstack/react-router';
import type { BroughtCopy, DocumentDetails } from '@yrka/server/api';
import { useState } from 'react';
import { useBringCopy } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { announce, Banner, Button, Dialog, DialogActions, FileZone } from '../../ui/index.ts';
import type { CopyDecisionsProps } from './CopyDecisions.tsx';
import { leaveFile } from '../matters/index.ts';
import { CopyChanges } from './CopyChanges.tsx';
import { decidedHere, isSettled, isToBePlaced } from './copyChanges.ts';
import { useCopyReading } from './useCopyReading.ts';

/** What a copy can be made as that carries what it is a copy of. */
const endings = ['.docx', '.odt', '.html', '.htm', '.xml', '.akn'] as const;

type ChangedCopyDialogProps = Pick<CopyDecisionsProps, 'suggestions' | 'mayDecide'> & {
  readonly details: DocumentDetails;
  /** What was dropped on the text; nothing where a file is still to be chosen. */
  readonly dropped: readonly File[];
  /** When it is put in: what there is to see of it, suggestions where there are any. */
  readonly onPlaced: (what: 'suggestions' | 'comments') => void;
  readonly onClose: () => void;
  /** Put aside it keeps what it shows. */
  readonly isOpen: boolean;
  /** Puts it aside and shows a block of the text. */
  readonly onShow: (blockId: string) => void;
};

/** A copy that was edited elsewhere comes back: what is changed in it, and then as suggestions. */
export function ChangedCopyDialog({ details, dropped, suggestions, mayDecide, isOpen, onShow, onPlaced, onClose }: ChangedCopyDialogProps) {
  const t = useTranslations('importing.copy');
  const importing = useTranslations('importing');
  const frame = useTranslations('frame');
  const failure = useFailureWords();
  const reading = useCopyReading(details.id, dropped.length === 1 ? (dropped[0] ?? null) : null);
  const isOneTooMany = dropped.length > 1 && reading.failed === null && reading.underWay === null;
  const bringing = useBringCopy(details.id);
  const [rest, setRest] = useState<BroughtCopy | null>(null);
  const { found, underWay, failed, read, stop } = reading;
  const put = (file: File, seen: BroughtCopy) =>
    bringing.mutate(file, {
      onSuccess: (brought) => {
        const count = brought.changes.filter(isToBePlaced).length;
        const comments = commentsToPut(brought);
        announce(
          [...(count > 0 || comments === 0 ? [t('isPut', { count })] : []), ...(comments > 0 ? [t('comments.isPut', { count: comments })] : [])].join('. '),
        );
        // What others have written between the look and the act is told, if it kept anything out; and what was decided in the file waits.
        const isUndecided = mayDecide && (['accept', 'reject'] as const).some((verdict) => decidedHere(brought.decided, suggestions.all, verdict).length > 0);
        if (unsettled(brought) > unsettled(seen) || isUndecided) setRest(brought);
        else onPlaced(toSee(brought));
      },
    });
  const close = () => {
    stop();
    if (rest === null) onClose();
    else onPlaced(toSee(rest));
  };

  return (
    <Dialog title={t('title')} closeLabel={frame('close')} width="wide" isOpen={isOpen} onOpenChange={(opens) => !opens && close()}>
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
          {isOneTooMany && (
            <Banner tone="danger" isAnnounced>
              {importing('onlyOne')}
            </Banner>
          )}
          {failed !== null && (
            <Banner
              tone="danger"
              isAnnounced
              action={
                failed.error.code === 'notACopy' && (
                  <Link to="/las-in" onClick={() => leaveFile(null, failed.file)}>
                    {t('asNew')}
                  </Link>
                )
              }
            >
              {importing('failed', { name: failed.file.name, why: failure(failed.error) })}
            </Banner>
          )}
        </>
      ) : (
        <>
          <CopyChanges copy={rest ?? found.copy} isPut={rest !== null} onShow={onShow} suggestions={suggestions} mayDecide={mayDecide} />
          {bringing.isError && (
            <Banner tone="danger" isAnnounced>
              {failure(bringing.error)}
            </Banner>
          )}
          <DialogActions>
            {rest !== null ? (
              <Button variant="primary" onPress={close}>
                {t(toSee(rest) === 'comments' ? 'showComments' : 'showThem')}
              </Button>
            ) : (
              <>
                <Button variant="quiet" onPress={reading.leave}>
                  {importing('another')}
                </Button>
                {found.copy.changes.some(isToBePlaced) || commentsToPut(found.copy) > 0 ? (
                  <Button variant="primary" autoFocus isPending={bringing.isPending} onPress={() => put(found.file, found.copy)}>
                    {t(commentsToPut(found.copy) === 0 ? 'put' : found.copy.changes.some(isToBePlaced) ? 'putBoth' : 'putComments')}
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

const unsettled = ({ changes, comments }: BroughtCopy) =>
  changes.filter((change) => !isSettled(change)).length + comments.filter(({ outcome }) => outcome === 'left').length;
const toSee = (copy: BroughtCopy) => (!copy.changes.some(isToBePlaced) && commentsToPut(copy) > 0 ? 'comments' : 'suggestions');
const commentsToPut = ({ comments }: BroughtCopy) => comments.filter(({ outcome }) => outcome === 'placed').length;
