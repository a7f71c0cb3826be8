import { useTemplatePreview } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { Banner, Button } from '../../ui/index.ts';
import css from './Template.module.css';
import type { ShownKind, TemplateWords } from './templateDraft.ts';

/** The pages as they print by what stands on the sheet, saved or not. */
export function TemplatePreview({ kind, words, arms }: { readonly kind: ShownKind; readonly words: TemplateWords; readonly arms: string | null }) {
  const t = useTranslations('organisation.template');
  const frame = useTranslations('frame');
  const failure = useFailureWords();
  const made = useTemplatePreview({ kind, words }, arms);
  return (
    <section className={css.preview} aria-label={t('preview')} aria-busy={made.isFetching} data-busy={made.isFetching || undefined}>
      <p className={css.help}>{t('previewMeans')}</p>
      {made.isError && (
        <Banner tone="danger" isAnnounced action={<Button onPress={() => made.refetch()}>{frame('retry')}</Button>}>
          {failure(made.error)}
        </Banner>
      )}
      {made.isPending && <div className={css.printed} role="status" aria-label={t('previewLoading')} />}
      {made.data?.pages.map(({ number, widthPt, heightPt, svg }) => (
        <img
          key={number}
          className={css.printed}
          // A picture in which nothing runs: the letters are drawn.
          src={`data:image/svg+xml,${encodeURIComponent(svg)}`}
          alt={t('page', { page: String(number), pages: String(made.data.total) })}
          style={{ aspectRatio: `${widthPt} / ${heightPt}` }}
        />
      ))}
    </section>
  );
}
