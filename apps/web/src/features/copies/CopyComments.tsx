import type { BroughtCopy } from '@yrka/server/api';
import { useTranslations } from '../../i18n/index.ts';
import css from './CopyChanges.module.css';

type CopyComment = BroughtCopy['comments'][number];

/** What was said in the margin of a copy, by what becomes of it. Nothing where nothing was. */
export function CopyComments({ comments, isPut }: { readonly comments: readonly CopyComment[]; readonly isPut: boolean }) {
  const t = useTranslations('importing.copy.comments');
  const said = ({ author, text, quote }: CopyComment) => {
    const whose = author === '' ? t('unsigned') : author;
    return quote === '' ? t('said', { text, author: whose }) : t('saidOf', { quote, text, author: whose });
  };
  return (['placed', 'left', 'done', 'there'] as const).map((outcome) => {
    const those = comments.filter((comment) => comment.outcome === outcome);
    if (those.length === 0) return null;
    const heading = t(outcome === 'placed' && isPut ? 'isPut' : outcome, { count: those.length });
    const about = outcome === 'left' ? t('leftMeans') : outcome === 'done' ? t('doneMeans') : null;
    return (
      <section key={outcome} className={css.part} aria-labelledby={`copy-comments-${outcome}`}>
        <h3 id={`copy-comments-${outcome}`}>{heading}</h3>
        {about !== null && <p className={css.about}>{about}</p>}
        <ul className={css.list}>
          {those.map((comment, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
            <li key={index}>{said(comment)}</li>
          ))}
        </ul>
      </section>
    );
  });
}
