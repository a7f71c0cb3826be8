import { type Finding, type Fix, messageOf } from '@yrka/checks';
import { type DocumentKind, type MunicipalityTemplate, sectionHeading } from '@yrka/schema';
import { useTranslations } from '../../i18n/index.ts';

export type FindingWords = {
  readonly sentence: (finding: Finding) => string;
  readonly reason: (finding: Finding) => string;
  readonly source: (finding: Finding) => string;
  /** What the button that mends it says. */
  readonly mend: (fix: Fix) => string;
};

/** The words of a finding in the language of the interface. What it quotes stays as it stands on the paper. */
export function useFindingWords(kind: DocumentKind, template: MunicipalityTemplate): FindingWords {
  const t = useTranslations('checks');
  const message = (finding: Finding) =>
    messageOf(finding, { part: (part) => sectionHeading(template, kind, { part, heading: null }) || part, document: (other) => t(`document.${other}`) });
  return {
    sentence: (finding) => {
      const { key, values } = message(finding);
      return t(`sentence.${key}`, values);
    },
    reason: (finding) => t(`reason.${message(finding).key}`),
    source: ({ source }) => (source.kind === 'municipality' ? t('ownRules') : t('source', { where: source.where, read: source.read })),
    mend: (fix) => {
      switch (fix.kind) {
        case 'splitClause':
          return t('mend.splitClause');
        case 'removeBlock':
          return t('mend.removeBlock');
        case 'replaceText':
          return fix.text === '' ? t('mend.removeDoubled') : t('mend.replaceText', { text: fix.text });
      }
    },
  };
}
