import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { ApiError } from '../api/index.ts';

/** Words for a request that came to nothing, looked up by its code; what is not ours is `unexpected`. */
export function useFailureWords(): (error: unknown) => string {
  const words = useProblemWords();
  return useCallback((error) => words(error instanceof ApiError ? error.code : 'unexpected'), [words]);
}

/** The same by the code alone, where the server tells of what came to nothing there. A newer one may have codes that this page does not know. */
export function useProblemWords(): (code: ApiError['code']) => string {
  const t = useTranslations('errors');
  return useCallback((code) => t(t.has(code) ? code : 'unexpected'), [t]);
}
