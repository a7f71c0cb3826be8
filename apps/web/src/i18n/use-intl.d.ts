import type { Language } from './language.tsx';
import type { sv } from './sv.ts';

/** Makes a misspelt key, or a forgotten value in a sentence, a type error. */
declare module 'use-intl' {
  interface AppConfig {
    Locale: Language;
    Messages: typeof sv;
  }
}
