import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { Banner } from '../../ui/index.ts';
import type { TakingIn } from './useTakingIn.ts';

/** Why the file came to nothing, above what was pressed. */
export function Failure({ failed }: Pick<TakingIn, 'failed'>) {
  const t = useTranslations('importing');
  const failure = useFailureWords();
  if (failed === null) return null;
  return (
    <Banner tone="danger" isAnnounced>
      {t('failed', { name: failed.file.name, why: failure(failed.error) })}
    </Banner>
  );
}
