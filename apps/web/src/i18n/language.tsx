import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { IntlProvider } from 'use-intl';
import { en } from './en.ts';
import { sv } from './sv.ts';

export const languages = ['sv', 'en'] as const;
export type Language = (typeof languages)[number];

// The Swedish catalogue stands for the type of both, so that the values a sentence needs are checked; that the
// English sentences ask for the same ones is a test (catalogues.test.ts).
const catalogues: Readonly<Record<Language, typeof sv>> = { sv, en: en as typeof sv };
/** For dates, sorting and the words that react-aria itself says. */
const regions = { sv: 'sv-SE', en: 'en-GB' } as const;
const storedAt = 'yrka.language';

type LanguageChoice = { readonly language: Language; readonly choose: (language: Language) => void };
const LanguageContext = createContext<LanguageChoice>({ language: 'sv', choose: () => {} });

/** The language of the interface. The paper is Swedish whatever is chosen here. */
export function useLanguage(): LanguageChoice {
  return use(LanguageContext);
}

/** Gives everything within it the words of the chosen language, Swedish until somebody has chosen. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(storedLanguage);

  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  const choice = useMemo<LanguageChoice>(
    () => ({
      language,
      choose: (chosen) => {
        localStorage.setItem(storedAt, chosen);
        setLanguage(chosen);
      },
    }),
    [language],
  );

  return (
    <LanguageContext value={choice}>
      <I18nProvider locale={regions[language]}>
        {/* Legal dates and the clock on the screen are Swedish wherever the reader sits. */}
        <IntlProvider locale={language} messages={catalogues[language]} timeZone="Europe/Stockholm">
          {children}
        </IntlProvider>
      </I18nProvider>
    </LanguageContext>
  );
}

function storedLanguage(): Language {
  const stored = localStorage.getItem(storedAt);
  return languages.find((language) => language === stored) ?? 'sv';
}
