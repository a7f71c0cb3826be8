import { useState } from 'react';
import { useSharing } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { Banner, Button, Dialog, DialogActions, SkeletonLine } from '../../ui/index.ts';
import { AccessList } from './AccessList.tsx';
import { GiveAccessForm } from './GiveAccessForm.tsx';
import { InviteForm } from './InviteForm.tsx';
import css from './Sharing.module.css';

type View = 'list' | 'link' | 'register';

/** Who has access to a draft; how somebody is let in, and shut out. */
export function ShareDialog({ documentId, onClose }: { readonly documentId: string; readonly onClose: () => void }) {
  const t = useTranslations('sharing');
  const frame = useTranslations('frame');
  const failure = useFailureWords();
  const sharing = useSharing(documentId);
  const [view, setView] = useState<View>('list');
  // Whence one came back: there the focus goes, which would otherwise be lost with the form.
  const [left, setLeft] = useState<View | null>(null);
  const [isMade, setMade] = useState(false);
  const back = () => {
    setMade(false);
    setLeft(view);
    setView('list');
  };

  return (
    <Dialog
      title={t(view === 'list' ? 'title' : view === 'link' ? 'inviteByLink' : 'fromRegister')}
      closeLabel={frame('close')}
      isOpen
      isHeld={isMade}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      {sharing.isError && (
        <Banner tone="danger" isAnnounced>
          {failure(sharing.error)}
        </Banner>
      )}
      {sharing.isPending && <SkeletonLine />}
      {sharing.data !== undefined && view === 'list' && (
        <>
          <AccessList documentId={documentId} sharing={sharing.data} />
          {sharing.data.mayInvite ? (
            <DialogActions>
              <Button onPress={() => setView('register')} autoFocus={left === 'register'}>
                {t('fromRegister')}
              </Button>
              <Button variant="primary" onPress={() => setView('link')} autoFocus={left === 'link'}>
                {t('inviteByLink')}
              </Button>
            </DialogActions>
          ) : (
            <p className={css.hint}>{t('mayNotInvite')}</p>
          )}
        </>
      )}
      {sharing.data !== undefined && view === 'link' && (
        <InviteForm documentId={documentId} mailIsOn={sharing.data.mailIsOn} isShared={sharing.data.isShared} onMade={() => setMade(true)} onDone={back} />
      )}
      {sharing.data !== undefined && view === 'register' && <GiveAccessForm documentId={documentId} sharing={sharing.data} onDone={back} />}
    </Dialog>
  );
}
