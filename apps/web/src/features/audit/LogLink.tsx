import { Link } from '@tanstack/react-router';
import type { MatterSummary } from '@yrka/server/api';
import { useTranslations } from '../../i18n/index.ts';

/** From a matter to what was done with it; nothing for whoever may not read that. */
export function LogLink({ matter: { id, log } }: { readonly matter: Pick<MatterSummary, 'id' | 'log'> }) {
  const t = useTranslations('audit');
  switch (log) {
    case 'group':
      return (
        <Link to="/arenden/$matterId/handelser" params={{ matterId: id }}>
          {t('draftTitle')}
        </Link>
      );
    case 'municipality':
      return (
        <Link to="/handelselogg" search={{ om: id }}>
          {t('ofMatter')}
        </Link>
      );
    case null:
      return null;
  }
}
