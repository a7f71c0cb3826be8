import { useCallback } from 'react';
import { useLanguage } from '../../i18n/index.ts';

const region = { sv: 'sv-SE', en: 'en-GB' } as const;

/** A size as people say it: "4,2 MB", "310 kB". */
export function useSize(): (bytes: number) => string {
  const { language } = useLanguage();
  return useCallback(
    (bytes) => {
      const [value, unit] = bytes >= 1_048_576 ? [bytes / 1_048_576, 'megabyte'] : [Math.max(1, bytes / 1_024), 'kilobyte'];
      return new Intl.NumberFormat(region[language], { style: 'unit', unit, maximumFractionDigits: unit === 'megabyte' ? 1 : 0 })
        .format(value)
        .replace(' ', '\u00a0'); // number and unit stand on one line
    },
    [language],
  );
}
