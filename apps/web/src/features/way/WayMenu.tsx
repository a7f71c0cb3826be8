import { useNavigate } from '@tanstack/react-router';
import type { DocumentDetails } from '@yrka/server/api';
import { ChevronDown } from 'lucide-react';
import { memo, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useActOnDocument, useLock } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { announce, Banner, Button, Dialog, DialogActions, Menu, MenuItem, MenuTrigger } from '../../ui/index.ts';
import { ExportDialog } from '../exporting/index.ts';
import { ShareForReview } from '../reviewing/index.ts';
import { UndecidedSuggestions } from '../suggestions/index.ts';
import css from './WayMenu.module.css';

type Confirmed = 'sendForSigning' | 'unlock' | 'discardDraft';

/** What may be done with a motion on its way, one button for all; nothing for one who may do none of it. */
export const WayMenu = memo(function WayMenu({ details }: { readonly details: DocumentDetails }) {
  const t = useTranslations('way');
  const exporting = useTranslations('exporting');
  const navigate = useNavigate();
  const [asking, setAsking] = useState<Confirmed | null>(null);
  const [isSharing, setSharing] = useState(false);
  const [isExporting, setExporting] = useState(false);
  const may = (act: DocumentDetails['acts'][number]) => details.acts.includes(act);
  // What is asked of one then is to sign, and that button stands above the paper.
  const isSigning = details.kind === 'motion' && details.stage === 'signing' && may('sign');
  const signatures = useLock(isSigning ? details.id : null).data?.signatures ?? [];
  const isAskedToSign = isSigning && !signatures.some(({ isOwn }) => isOwn);
  if (details.kind !== 'motion' || !['sendForSigning', 'file', 'unlock'].some((act) => details.acts.some((allowed) => allowed === act))) return null;

  const open = (path: string) => window.open(`/api/documents/${encodeURIComponent(details.id)}/${path}`, '_blank', 'noopener');
  const act = (key: string) => {
    if (key === 'sendForSigning' || key === 'unlock' || key === 'discardDraft') setAsking(key);
    else if (key === 'file') void navigate({ to: '/dokument/$documentId/lamna-in', params: { documentId: details.id } });
    else if (key === 'shareForReview') setSharing(true);
    else if (key === 'print') open('pdf?signing=byHand');
    else setExporting(true);
  };

  return (
    <>
      <MenuTrigger>
        <AriaButton className={css.button ?? ''} data-second={isAskedToSign || undefined}>
          {t('menu')}
          <ChevronDown aria-hidden />
        </AriaButton>
        <Menu aria-label={t('menu')} placement="bottom end" onAction={(key) => act(String(key))}>
          {may('sendForSigning') && (
            <MenuItem id="sendForSigning" description={t('items.sendForSigningMeans')}>
              {t('items.sendForSigning')}
            </MenuItem>
          )}
          {may('shareForReview') && (
            <MenuItem id="shareForReview" description={t('items.shareForReviewMeans')}>
              {t('items.shareForReview')}
            </MenuItem>
          )}
          {may('file') && (
            <MenuItem id="file" description={t('items.fileMeans')}>
              {t('items.file')}
            </MenuItem>
          )}
          {may('unlock') && (
            <MenuItem id="unlock" description={t('items.unlockMeans')}>
              {t('items.unlock')}
            </MenuItem>
          )}
          <MenuItem id="print" description={t('items.printMeans')}>
            {t('items.print')}
          </MenuItem>
          <MenuItem id="export" description={t('items.exportMeans')}>
            {exporting('open')}
          </MenuItem>
          {may('discardDraft') && (
            <MenuItem id="discardDraft" description={t('items.discardDraftMeans')}>
              {t('items.discardDraft')}
            </MenuItem>
          )}
        </Menu>
      </MenuTrigger>
      {isExporting && <ExportDialog details={details} onClose={() => setExporting(false)} />}
      {isSharing && <ShareForReview details={details} onClose={() => setSharing(false)} />}
      {asking !== null && <Confirm details={details} act={asking} onClose={() => setAsking(null)} />}
    </>
  );
});

/** Says what an act does before it is done. */
export function Confirm({ details, act, onClose }: { readonly details: DocumentDetails; readonly act: Confirmed; readonly onClose: () => void }) {
  const t = useTranslations('way');
  const frame = useTranslations('frame');
  const failure = useFailureWords();
  const navigate = useNavigate();
  const perform = useActOnDocument(details.id);
  const signatures = useLock(act === 'unlock' ? details.id : null).data?.signatures.length ?? 0;
  // Not with what `mutate` is given: a draft that is discarded takes this dialog with it, and nobody would be told.
  const run = () =>
    void perform.mutateAsync({ act }).then(
      () => {
        onClose();
        if (act !== 'discardDraft') return;
        announce(t('discardDraft.done'));
        void navigate({ to: '/' });
      },
      () => {}, // said in the dialog
    );
  return (
    <Dialog
      title={t(`${act}.title`)}
      closeLabel={frame('close')}
      role={act === 'sendForSigning' ? 'dialog' : 'alertdialog'}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <p className={css.words}>{act === 'unlock' ? t('unlock.words', { count: signatures }) : t(`${act}.words`)}</p>
      {act === 'sendForSigning' && <UndecidedSuggestions documentId={details.id} />}
      {perform.isError && (
        <Banner tone="danger" isAnnounced>
          {failure(perform.error)}
        </Banner>
      )}
      <DialogActions>
        <Button variant="quiet" onPress={onClose}>
          {frame('cancel')}
        </Button>
        <Button variant={act === 'sendForSigning' ? 'primary' : 'danger'} isPending={perform.isPending} onPress={run}>
          {t(`${act}.action`)}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
