import type { Extensions } from '@tiptap/core';
import type { Plugin } from '@tiptap/pm/state';
import type { DocumentDetails } from '@yrka/server/api';
import { yrkaExtensions, type YrkaEditorOptions } from '@yrka/editor';
import { useTranslations } from '../../../i18n/index.ts';
import { withDeliberationViews } from '../../deliberation/index.ts';
import { plainViews } from './plainViews.ts';

type Paper = {
  /** The document as TipTap sees it, with the words of the page; `listeners` hear what the page must tell of. */
  readonly paperExtensions: (listeners?: Omit<YrkaEditorOptions, 'documentKind' | 'strings' | 'clausesBeginWithAtt' | 'decisionsBeginWithAtt'>) => Extensions;
  /** How blocks without controls of their own are drawn. */
  readonly plugins: Plugin;
};

/** What every paper on the screen is made of, written on or only read. `proposeOrder` opens the proposed order of questions, where one writes. */
export function usePaperExtensions(
  { kind, template }: Pick<DocumentDetails, 'kind' | 'template'>,
  proposeOrder: { readonly current: (() => void) | null } = { current: null },
): Paper {
  const t = useTranslations('drafting');
  const people = useTranslations('deliberation');
  return {
    paperExtensions: (listeners = {}) =>
      withDeliberationViews(
        yrkaExtensions({
          documentKind: kind,
          clausesBeginWithAtt: template.clausesBeginWithAtt,
          decisionsBeginWithAtt: template.decisionsBeginWithAtt,
          strings: {
            titlePlaceholder: t('placeholders.title'),
            paragraphPlaceholder: t('placeholders.paragraph'),
            clausePlaceholder: t('placeholders.clause'),
            decisionPointPlaceholder: t('placeholders.decisionPoint'),
            fieldPlaceholder: (name) => t(`placeholders.field.${name}`),
            personPlaceholder: () => t('placeholders.person'),
            recipientPlaceholder: t('placeholders.recipient'),
            attachmentPlaceholder: t('placeholders.attachment'),
            decisionBasisPlaceholder: t('placeholders.decisionBasis'),
            costsPlaceholder: (isFirst) => t(isFirst ? 'placeholders.costs' : 'placeholders.costsYear'),
            footnotePlaceholder: t('placeholders.footnote'),
            footnote: (number) => t('footnote', { number: String(number) }),
            footnotes: t('footnotes'),
            sum: t('sum'),
          },
          ...listeners,
        }),
      ),
    plugins: plainViews({
      kind,
      template,
      proposeOrder,
      words: {
        order: people('order.title'),
        field: (name) => t(`fields.${name}`),
        personList: (role) => people(`personList.${role}`),
        addPerson: (role) => people(`addPerson.${role}`),
        add: (what) => t(`add.${isAddable(what) ? what : 'paragraph'}`),
        adds: (words) => t('adds', { words }),
        purposeLabel: people('purposeLabel'),
        purpose: (purpose) => people(`purpose.${purpose}`),
        answerLabel: people('vote.answer'),
        answer: (answer) => (answer === 'none' ? people('vote.noAnswer') : people(`vote.${answer}`)),
        votesHeading: people('vote.names'),
        opaque: t('opaque'),
      },
    }),
  };
}

const addable = [
  'attClause',
  'clause',
  'yrkande',
  'decisionPoint',
  'recipient',
  'attachment',
  'decisionBasis',
  'castVote',
  'reservation',
  'separateStatement',
  'minutesNote',
  'conflictOfInterest',
  'notParticipating',
  'acclamation',
  'vote',
] as const;
const isAddable = (what: string): what is (typeof addable)[number] => addable.some((name) => name === what);
