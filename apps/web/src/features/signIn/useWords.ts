import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { PasskeyError } from './passkeys.ts';

/** Words for why a step came to nothing, the browser's own reasons among them. */
export function useStepFailure(): (error: unknown) => string {
  const failure = useFailureWords();
  const t = useTranslations('signIn');
  return (error) => {
    if (!(error instanceof PasskeyError)) return failure(error);
    return error.code === 'passkeyThere' ? t('account.passkeyThere') : t(error.code);
  };
}

/** Enough to catch a name written in its place; whether mail arrives only mail can tell. */
export const isEmail = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim());

/** As the server has it (apps/server/src/signIn/auth.ts). */
export const minPasswordCharacters = 12;
