import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { IntlProvider } from 'use-intl';
import { sv } from './sv.ts';

export const languages = ['sv', 'en'] as const;
export type Language = (typeof languages)[number];

/** The words of one language; the Swedish ones are there from the first, the English are fetched by whoever chooses them. */
type Spoken = { readonly language: Language; readonly messages: typeof sv };
const swedish: Spoken = { language: 'sv', messages: sv };

// The Swedish catalogue stands for the type of both, so that the values a sentence needs are checked; that the
// English sentences ask for the same ones is a test (catalogues.test.ts).
async function speak(language: Language): Promise<Spoken> {
  return language === 'sv' ? swedish : { language, messages: (await import('./en.ts')).en as typeof sv };
}

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
  const [chosen, setChosen] = useState(storedLanguage);
  const [spoken, setSpoken] = useState(chosen === 'sv' ? swedish : null);

  useEffect(() => {
    let isCurrent = true;
    speak(chosen).then(
      (words) => isCurrent && setSpoken(words),
      // The words could not be fetched: Swedish ones are better than none.
      () => isCurrent && setSpoken(swedish),
    );
    return () => {
      isCurrent = false;
    };
  }, [chosen]);

  const language = spoken?.language ?? chosen;
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  const choice = useMemo<LanguageChoice>(
    () => ({
      language,
      choose: (chosen) => {
        localStorage.setItem(storedAt, chosen);
        setChosen(chosen);
      },
    }),
    [language],
  );

  if (spoken === null) return null;
  return (
    <LanguageContext value={choice}>
      <I18nProvider locale={regions[language]}>
        {/* Legal dates and the clock on the screen are Swedish wherever the reader sits. */}
        <IntlProvider locale={language} messages={spoken.messages} timeZone="Europe/Stockholm">
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
