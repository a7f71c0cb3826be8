import type { DocumentDetails } from '@yrka/server/api';
import type { Version } from '../../api/index.ts';
import { useMoments, useTranslations } from '../../i18n/index.ts';

type Document = Pick<DocumentDetails, 'kind' | 'stage'>;

/** What is said of a version: when, what it is called, and what else it is. */
export function useVersionWords({ kind, stage }: Document) {
  const t = useTranslations('versions');
  const moments = useMoments();
  /** "24 november 2026 kl. 13.40–14.02", or a single time. */
  const when = ({ from, at }: Version): string => {
    const begins = moments.long(from);
    if (moments.long(at) === begins) return begins;
    return moments.day(from) === moments.day(at) ? t('span', { from: begins, to: moments.clock(at) }) : moments.long(at);
  };
  const lock = (version: Version): string | null => {
    if (version.lock === null) return null;
    const isInForce = version.lock === 'inForce';
    if (kind === 'minutesItem') return t(isInForce && (stage === 'verified' || stage === 'announced') ? 'lock.verified' : 'lock.sentForVerification');
    if (kind === 'officerReport') return t(isInForce && stage === 'finalised' ? 'lock.finalised' : 'lock.sentForApproval');
    return t(isInForce && (stage === 'filed' || stage === 'received') ? 'lock.filed' : kind === 'motion' ? 'lock.sentForSigning' : 'lock.locked');
  };
  const notes = (version: Version): readonly string[] =>
    [
      lock(version),
      version.restored && t('restored', { when: moments.long(version.restored.at) }),
      version.isBeforeRestoration ? t('beforeRestoration') : null,
    ].filter((note) => note !== null);
  return { when, notes, long: (version: Version) => (version.name === null ? when(version) : t('named', { name: version.name, when: when(version) })) };
}
