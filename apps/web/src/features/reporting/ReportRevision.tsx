import type { DocumentDetails } from '@yrka/server/api';
import type { ReactNode } from 'react';
import { useReport } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';

/** "Reviderad 2027-03-02"; nothing for a first version, or what is no report. */
export function ReportRevision({ details }: { readonly details: DocumentDetails }): ReactNode {
  const t = useTranslations('reporting.versions');
  const isRevision = details.kind === 'officerReport' && details.revision > 1;
  const revised = useReport(isRevision ? details.id : null).data?.revised ?? null;
  return revised === null ? null : t('revised', { date: revised });
}
