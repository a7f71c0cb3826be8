export { useTranslations } from 'use-intl';
export { useFailureWords, useProblemWords } from './failure.ts';
export { type Language, LanguageProvider, useLanguage } from './language.tsx';
export { type Moments, useDays, useMoments } from './moments.ts';
