import type { DocumentDetails, Verification } from '@yrka/server/api';
import { useMoments, useTranslations } from '../../i18n/index.ts';
import { changedPart, type ChangedPart } from './changedPart.ts';
import css from './Corrections.module.css';

/** What was wrong in the verified item, with the old wording beside the right one; nothing where nothing was. */
export function Corrections({ details, corrections }: { readonly details: DocumentDetails; readonly corrections: Verification['corrections'] }) {
  const t = useTranslations('verification.correction');
  const moments = useMoments();
  if (corrections.length === 0) return null;
  return (
    <section className={css.corrections} aria-labelledby={`corrections-${details.id}`}>
      <h2 id={`corrections-${details.id}`} className={css.heading}>
        {t('heading', { count: corrections.length })}
      </h2>
      <ol className={css.list}>
        {corrections.map(({ id, before, after, reason, by, at }) => (
          <li key={id} className={css.correction}>
            <p className={css.by}>{t('by', { by, when: moments.long(at) })}</p>
            <p className={css.reason} lang="sv">
              {reason}
            </p>
            <dl className={css.wordings}>
              <div>
                <dt>{t('was')}</dt>
                <dd lang="sv">
                  <Marked as="del" {...changedPart(before, after)} />
                </dd>
              </div>
              <div>
                <dt>{t('is')}</dt>
                <dd lang="sv">
                  <Marked as="ins" {...changedPart(after, before)} />
                </dd>
              </div>
            </dl>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The words, with those that are not in the other wording marked. */
function Marked({ as: Mark, before, changed, after }: ChangedPart & { readonly as: 'del' | 'ins' }) {
  return (
    <>
      {before}
      {changed !== '' && <Mark>{changed}</Mark>}
      {after}
    </>
  );
}
