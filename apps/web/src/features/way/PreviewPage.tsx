import { type ReactNode, useCallback, useState } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { BackLink, Banner, PageHeading, PdfPages } from '../../ui/index.ts';
import css from './PreviewPage.module.css';

type PreviewPageProps = {
  readonly documentId: string;
  readonly title: string;
  /** Back to the document. */
  readonly back: string;
  /** The document's own title. */
  readonly documentTitle: string;
  /** The name of the pages as they print. */
  readonly preview: string;
  /** Where the PDF is. */
  readonly pdf: string;
  /** Drawn anew when this is another. */
  readonly pdfVersion?: string;
  /** What one must know and decide, beside the pages. */
  readonly children: ReactNode;
};

/** A document as it will print, beside what is to be decided of it: the last page before it leaves one's hands. */
export function PreviewPage({ documentId, title, back, documentTitle, preview, pdf, pdfVersion = '', children }: PreviewPageProps) {
  const t = useTranslations('way.preview');
  const [hasFailed, setFailed] = useState(false);
  const pageLabel = useCallback((page: number, pages: number) => t('page', { page: String(page), pages: String(pages) }), [t]);
  return (
    <div className={css.page}>
      <PageHeading
        title={title}
        above={
          <BackLink to="/dokument/$documentId" params={{ documentId }}>
            {back}
          </BackLink>
        }
        below={<span lang="sv">{documentTitle}</span>}
      />
      <section className={css.preview} aria-label={preview}>
        {hasFailed ? (
          <Banner tone="warning">{t('failed')}</Banner>
        ) : (
          <PdfPages key={pdfVersion} address={pdf} pageLabel={pageLabel} onFailed={() => setFailed(true)} />
        )}
        <a className={css.open} href={pdf} target="_blank" rel="noreferrer">
          {t('openPdf')}
        </a>
      </section>
      <div className={css.facts}>{children}</div>
    </div>
  );
}
