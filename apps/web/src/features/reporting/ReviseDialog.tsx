import { useNavigate } from '@tanstack/react-router';
import { useActOnDocument } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { ActDialog } from '../way/index.ts';

type ReviseDialogProps = { readonly documentId: string; readonly isPossible: boolean; readonly onClose: () => void };

/** Begins a new version of a finalised report and goes there. */
export function ReviseDialog({ documentId, isPossible, onClose }: ReviseDialogProps) {
  const t = useTranslations('reporting.revise');
  const gone = useTranslations('reporting');
  const navigate = useNavigate();
  const perform = useActOnDocument(documentId);
  const begin = () =>
    perform.mutate(
      { act: 'revise' },
      {
        onSuccess: (begun) => {
          if (begun.documentId !== null) void navigate({ to: '/dokument/$documentId', params: { documentId: begun.documentId } });
        },
      },
    );
  return (
    <ActDialog title={t('title')} action={t('action')} perform={perform} isPossible={isPossible} gone={gone('gone')} onSubmit={begin} onClose={onClose}>
      <p>{t('words')}</p>
    </ActDialog>
  );
}
