import { ChevronLeft, ChevronRight, MoveHorizontal, ZoomIn, ZoomOut } from 'lucide-react';
import { type CSSProperties, useEffect, useRef, useState } from 'react';
import type { ExportWishes } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { announce, Banner, Button, IconButton, SkeletonPaper } from '../../ui/index.ts';
import css from './PagesPreview.module.css';
import { usePages } from './usePages.ts';

/** How large a page is beside how wide it can be; 1 fills the width. */
const zooms = [0.5, 0.75, 1, 1.5, 2, 3] as const;

type PagesPreviewProps = {
  readonly documentId: string;
  readonly wishes: ExportWishes;
  /** What is to be known of them: that another program makes pages of its own. */
  readonly note: string | null;
};

/** The real pages, fetched as one comes to them. The words themselves are read in the file, or in the document. */
export function PagesPreview({ documentId, wishes, note }: PagesPreviewProps) {
  const t = useTranslations('exporting.preview');
  const failure = useFailureWords();
  const { state, look, again } = usePages(documentId, wishes);
  const [zoom, setZoom] = useState<(typeof zooms)[number]>(1);
  const [page, setPage] = useState(1);
  const box = useRef<HTMLDivElement>(null);
  const total = state.kind === 'ready' ? state.total : 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: other pages are looked at when there are more, or they are of another size
  useEffect(() => {
    const view = box.current;
    if (view === null || total === 0) return;
    const inSight = new Set<number>();
    const watch = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const number = Number((target as HTMLElement).dataset.page);
          if (isIntersecting) inSight.add(number);
          else inSight.delete(number);
        }
        look([...inSight]);
      },
      // A page ahead, so that it stands there when one comes to it.
      { root: view, rootMargin: '100% 0px' },
    );
    for (const sheet of view.querySelectorAll('[data-page]')) watch.observe(sheet);
    return () => watch.disconnect();
  }, [total, look, wishes]);

  const follow = () => {
    const view = box.current;
    if (view === null) return;
    const middle = view.getBoundingClientRect().top + view.clientHeight / 2;
    const sheets = [...view.querySelectorAll<HTMLElement>('[data-page]')];
    const at = sheets.findLast((sheet) => sheet.getBoundingClientRect().top <= middle);
    setPage(Number(at?.dataset.page ?? 1));
  };
  const goTo = (number: number) => {
    box.current?.querySelector(`[data-page="${number}"]`)?.scrollIntoView({ block: 'start' });
    announce(t('page', { page: String(number), pages: String(total) }));
  };
  const zoomTo = (step: -1 | 1) => setZoom((now) => zooms[zooms.indexOf(now) + step] ?? now);

  if (state.kind === 'failed')
    return (
      <section className={css.preview} aria-label={t('pages')}>
        <Banner tone="warning" isAnnounced action={<Button onPress={again}>{t('again')}</Button>}>
          {t('failed')} {failure(state.error)}
        </Banner>
      </section>
    );
  return (
    <section className={css.preview} aria-label={t('pages')}>
      <div className={css.tools}>
        <span className={css.group}>
          <IconButton label={t('previous')} isDisabled={page <= 1} onPress={() => goTo(page - 1)}>
            <ChevronLeft aria-hidden />
          </IconButton>
          <span className={css.place}>{total > 0 && t('page', { page: String(page), pages: String(total) })}</span>
          <IconButton label={t('next')} isDisabled={page >= total} onPress={() => goTo(page + 1)}>
            <ChevronRight aria-hidden />
          </IconButton>
        </span>
        <span className={css.group}>
          <IconButton label={t('smaller')} isDisabled={zoom === zooms[0]} onPress={() => zoomTo(-1)}>
            <ZoomOut aria-hidden />
          </IconButton>
          <span className={css.percent}>{t('zoomed', { percent: String(zoom * 100) })}</span>
          <IconButton label={t('larger')} isDisabled={zoom === zooms.at(-1)} onPress={() => zoomTo(1)}>
            <ZoomIn aria-hidden />
          </IconButton>
          <IconButton label={t('fit')} isDisabled={zoom === 1} onPress={() => setZoom(1)}>
            <MoveHorizontal aria-hidden />
          </IconButton>
        </span>
      </div>
      {note !== null && <p className={css.note}>{note}</p>}
      {/* Scrolled by keys too. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled must be reached */}
      <div ref={box} className={css.sheets} role="group" aria-label={t('pages')} tabIndex={0} onScroll={follow} style={{ '--zoom': zoom } as CSSProperties}>
        {state.kind === 'loading' ? (
          <SkeletonPaper label={t('loading')} />
        ) : (
          Array.from({ length: state.total }, (_, index) => index + 1).map((number) => {
            const picture = state.pictures.get(number);
            return (
              <div
                key={number}
                className={css.sheet}
                data-page={number}
                data-stale={state.isStale || undefined}
                style={{ aspectRatio: `${state.size.widthPt} / ${state.size.heightPt}` }}
              >
                {picture !== undefined && <img src={picture} alt={t('page', { page: String(number), pages: String(state.total) })} />}
              </div>
            );
          })
        )}
      </div>
    </section>
  );
}
