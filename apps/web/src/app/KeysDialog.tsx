import { useTranslations } from '../i18n/index.ts';
import { Dialog } from '../ui/index.ts';
import { KeyTables } from './KeyTables.tsx';

/** The list of all keys above what one is doing, which stays where it is. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('keys');
  const frame = useTranslations('frame');
  return (
    <Dialog title={t('title')} closeLabel={frame('close')} width="wide" isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <KeyTables heading="h3" />
    </Dialog>
  );
}
