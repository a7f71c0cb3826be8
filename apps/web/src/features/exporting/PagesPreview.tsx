import { ChevronLeft, ChevronRight, MoveHorizontal, Printer, ZoomIn, ZoomOut } from 'lucide-react';
import { type CSSProperties, useEffect, useRef, useState } from 'react';
import type { ExportWishes } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { announce, Banner, Button, IconButton, SkeletonPaper } from '../../ui/index.ts';
import css from './PagesPreview.module.css';
import { Preparing } from './Preparing.tsx';
import { usePages } from './usePages.ts';
import { usePrint, usePrintKey } from './usePrint.ts';

/** How large a page is beside how wide it can be; 1 fills the width. */
const zooms = [0.5, 0.75, 1, 1.5, 2, 3] as const;

type PagesPreviewProps = {
  /** Where the pages are. */
  readonly address: string;
  readonly wishes?: ExportWishes;
  /** What the pages are called. */
  readonly label: string;
  /** What is to be known of them: that another program makes pages of its own. */
  readonly note?: string | null;
  /** Whether they are scrolled with the page that they stand on; else within a frame of their own. */
  readonly isInFlow?: boolean;
};

const nothingWished: ExportWishes = {};

/** The real pages, fetched as one comes to them. The words themselves are read in the file, or in the document. */
export function PagesPreview({ address, wishes = nothingWished, label, note = null, isInFlow = false }: PagesPreviewProps) {
  const t = useTranslations('exporting.preview');
  const printing = useTranslations('exporting.print');
  const failure = useFailureWords();
  const { state, look, again } = usePages(address, wishes);
  const { print, isPreparing, failed } = usePrint(address, wishes);
  usePrintKey(print, true);
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
      { root: isInFlow ? null : view, rootMargin: '100% 0px' },
    );
    for (const sheet of view.querySelectorAll('[data-page]')) watch.observe(sheet);
    return () => watch.disconnect();
  }, [total, look, wishes, isInFlow]);

  useEffect(() => {
    const follow = () => {
      const view = box.current;
      if (view === null) return;
      const middle = isInFlow ? innerHeight / 2 : view.getBoundingClientRect().top + view.clientHeight / 2;
      const sheets = [...view.querySelectorAll<HTMLElement>('[data-page]')];
      const at = sheets.findLast((sheet) => sheet.getBoundingClientRect().top <= middle);
      setPage(Number(at?.dataset.page ?? 1));
    };
    // Of its own frame, or of the page: a scroll does not bubble.
    document.addEventListener('scroll', follow, { capture: true, passive: true });
    return () => document.removeEventListener('scroll', follow, { capture: true });
  }, [isInFlow]);
  const goTo = (number: number) => {
    box.current?.querySelector(`[data-page="${number}"]`)?.scrollIntoView({ block: 'start' });
    announce(t('page', { page: String(number), pages: String(total) }));
  };
  const zoomTo = (step: -1 | 1) => setZoom((now) => zooms[zooms.indexOf(now) + step] ?? now);

  if (state.kind === 'failed')
    return (
      <section className={css.preview} aria-label={label}>
        <Banner tone="warning" isAnnounced action={<Button onPress={again}>{t('again')}</Button>}>
          {t('failed')} {failure(state.error)}
        </Banner>
      </section>
    );
  return (
    <section className={css.preview} aria-label={label} data-flow={isInFlow || undefined}>
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
          <IconButton label={t('fit')} className={css.fit ?? ''} isDisabled={zoom === 1} onPress={() => setZoom(1)}>
            <MoveHorizontal aria-hidden />
          </IconButton>
          <IconButton label={printing('action')} keys="Ctrl+P" isDisabled={total === 0} onPress={print}>
            <Printer aria-hidden />
          </IconButton>
        </span>
      </div>
      {isPreparing && <Preparing />}
      {failed !== null && (
        <Banner tone="warning" isAnnounced>
          {printing('failed')} {failure(failed.error)}
        </Banner>
      )}
      {note !== null && <p className={css.note}>{note}</p>}
      {/* Scrolled by keys too. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled must be reached */}
      <div ref={box} className={css.sheets} role="group" aria-label={label} tabIndex={0} style={{ '--zoom': zoom } as CSSProperties}>
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
