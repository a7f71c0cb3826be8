import { useCallback, useState } from 'react';
import { useTemplatePreview } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { Banner, Button, PdfPages } from '../../ui/index.ts';
import css from './Template.module.css';
import type { ShownKind, TemplateWords } from './templateDraft.ts';

/** The pages as they print by what stands on the sheet, saved or not. */
export function TemplatePreview({ kind, words, arms }: { readonly kind: ShownKind; readonly words: TemplateWords; readonly arms: string | null }) {
  const t = useTranslations('organisation.template');
  const frame = useTranslations('frame');
  const failure = useFailureWords();
  const made = useTemplatePreview({ kind, words }, arms);
  const [hasFailed, setFailed] = useState(false);
  const pageLabel = useCallback((page: number, pages: number) => t('page', { page: String(page), pages: String(pages) }), [t]);
  return (
    <section className={css.preview} aria-label={t('preview')} aria-busy={made.isFetching} data-busy={made.isFetching || undefined}>
      <p className={css.help}>{t('previewMeans')}</p>
      {made.isError && (
        <Banner tone="danger" isAnnounced action={<Button onPress={() => made.refetch()}>{frame('retry')}</Button>}>
          {failure(made.error)}
        </Banner>
      )}
      {hasFailed && <Banner tone="warning">{t('previewFailed')}</Banner>}
      {made.data !== undefined && !hasFailed && <PdfPages address={made.data} pageLabel={pageLabel} onFailed={() => setFailed(true)} />}
      {made.isPending && <div className={css.blank} role="status" aria-label={t('previewLoading')} />}
    </section>
  );
}
