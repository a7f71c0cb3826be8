import { useBlocker } from '@tanstack/react-router';
import { useTranslations } from '../../i18n/index.ts';
import { ConfirmDialog } from '../../ui/index.ts';

/** Asks whoever leaves a page with something on it that is not saved. */
export function AskBeforeLeaving({ isChanged }: { readonly isChanged: boolean }) {
  const t = useTranslations('organisation.leaving');
  const frame = useTranslations('frame');
  const leaving = useBlocker({ shouldBlockFn: () => isChanged, enableBeforeUnload: () => isChanged, withResolver: true });
  if (leaving.status !== 'blocked') return null;
  return (
    <ConfirmDialog
      title={t('title')}
      means={t('means')}
      actLabel={t('leave')}
      cancelLabel={t('stay')}
      closeLabel={frame('close')}
      problem={null}
      isPending={false}
      onAct={leaving.proceed}
      onClose={leaving.reset}
    />
  );
}
