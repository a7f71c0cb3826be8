import { useResetSecondFactor } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { announce, ConfirmDialog } from '../../ui/index.ts';
import type { Registered } from './registered.ts';

/** Asks before somebody's second factor is taken away, who has lost the telephone and the backup codes. */
export function ResetFactorDialog({ person: { id, name }, onClose }: { readonly person: Registered; readonly onClose: () => void }) {
  const t = useTranslations('organisation.register');
  const frame = useTranslations('frame');
  const failure = useFailureWords();
  const reset = useResetSecondFactor();
  return (
    <ConfirmDialog
      title={t('resetFactorTitle', { name })}
      means={t('resetFactorMeans', { name })}
      actLabel={t('resetFactorNow')}
      cancelLabel={frame('cancel')}
      closeLabel={frame('close')}
      problem={reset.isError ? failure(reset.error) : null}
      isPending={reset.isPending}
      onAct={() =>
        reset.mutate(id, {
          onSuccess: () => {
            announce(t('factorIsReset', { name }));
            onClose();
          },
        })
      }
      onClose={onClose}
    />
  );
}
