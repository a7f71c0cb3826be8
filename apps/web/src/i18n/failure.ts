import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { ApiError } from '../api/index.ts';

/** Words for a request that came to nothing, looked up by its code; what is not ours is `unexpected`. */
export function useFailureWords(): (error: unknown) => string {
  const t = useTranslations('errors');
  return useCallback(
    (error) => {
      const code = error instanceof ApiError ? error.code : 'unexpected';
      // A newer server may have codes that this page does not know.
      return t(t.has(code) ? code : 'unexpected');
    },
    [t],
  );
}
