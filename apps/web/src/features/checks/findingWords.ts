import type { Finding, Fix } from '@yrka/checks';
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
  const key = ({ code, params }: Finding) => (code !== 'mayNotSign' ? code : params.reason === 'substitute' ? 'substituteSigns' : 'notMember');
  return {
    sentence: (finding) => {
      const { params } = finding;
      const part = typeof params.part === 'string' ? sectionHeading(template, kind, { part: params.part, heading: null }) || params.part : '';
      const text = (name: string) => String(params[name] ?? '');
      const number = (name: string) => Number(params[name] ?? 0);
      return t(`sentence.${key(finding)}`, {
        number: text('number'),
        parts: number('parts'),
        times: number('times'),
        name: text('name'),
        party: text('party'),
        word: text('word'),
        plain: text('plain'),
        words: text('words'),
        begins: text('begins'),
        part,
      });
    },
    reason: (finding) => t(`reason.${key(finding)}`),
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
