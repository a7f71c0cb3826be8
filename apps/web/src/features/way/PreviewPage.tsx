import { type ReactNode, useMemo } from 'react';
import { exportAddress, pagesOf } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { BackLink, PageHeading } from '../../ui/index.ts';
import { PagesPreview } from '../exporting/index.ts';
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
  /** What it prints as: the motion that is filed, or the item that is verified. */
  readonly as: 'filed' | 'verified';
  /** Drawn anew when this is another. */
  readonly version?: string;
  /** What one must know and decide, beside the pages. */
  readonly children: ReactNode;
};

/** A document as it will print, beside what is to be decided of it: the last page before it leaves one's hands. */
export function PreviewPage({ documentId, title, back, documentTitle, preview, as, version = '', children }: PreviewPageProps) {
  const t = useTranslations('way.preview');
  const wishes = useMemo(() => ({ as }), [as]);
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
      <div className={css.preview}>
        <a className={css.open} href={exportAddress(documentId, 'pdf', wishes)} target="_blank" rel="noreferrer">
          {t('openPdf')}
        </a>
        <PagesPreview key={version} address={pagesOf(documentId)} wishes={wishes} label={preview} isInFlow />
      </div>
      <div className={css.facts}>{children}</div>
    </div>
  );
}
