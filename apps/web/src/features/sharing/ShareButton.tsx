import { UserPlus } from 'lucide-react';
import { memo, useState } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { Button } from '../../ui/index.ts';
import css from './Sharing.module.css';
import { ShareDialog } from './ShareDialog.tsx';

/** In the head of a draft, for its authors: who else has it. */
export const ShareButton = memo(function ShareButton({ documentId }: { readonly documentId: string }) {
  const t = useTranslations('sharing');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button className={css.share ?? ''} icon={<UserPlus aria-hidden />} onPress={() => setOpen(true)}>
        {t('share')}
      </Button>
      {isOpen && <ShareDialog documentId={documentId} onClose={() => setOpen(false)} />}
    </>
  );
});
