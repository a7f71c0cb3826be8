import { useEffect, useRef, useState } from 'react';
import css from './PdfPages.module.css';

export type PdfPagesProps = {
  /** Where the PDF is, on this server. */
  readonly address: string;
  /** The name of a page's picture. */
  readonly pageLabel: (page: number, pages: number) => string;
  readonly onFailed: () => void;
};

/**
 * The pages of a PDF as pictures, as they print. The drawing program is fetched when it is first
 * needed. Screen readers hear that there are pages; the text itself is read in the PDF, which is
 * tagged, or in the document.
 */
export function PdfPages({ address, pageLabel, onFailed }: PdfPagesProps) {
  const box = useRef<HTMLDivElement>(null);
  const [pages, setPages] = useState(0);
  const failed = useRef(onFailed);
  failed.current = onFailed;

  useEffect(() => {
    let isGone = false;
    const work = drawPages(address, (drawn) => {
      if (isGone || box.current === null) return;
      setPages(drawn.length);
      box.current.replaceChildren(...drawn);
    });
    work.catch(() => {
      if (!isGone) failed.current();
    });
    return () => {
      isGone = true;
    };
  }, [address]);

  useEffect(() => {
    const canvases = [...(box.current?.querySelectorAll('canvas') ?? [])];
    for (const [index, canvas] of canvases.entries()) {
      canvas.setAttribute('role', 'img');
      canvas.setAttribute('aria-label', pageLabel(index + 1, pages));
    }
  }, [pages, pageLabel]);

  return <div ref={box} className={css.pages} data-pages={pages} />;
}

/** Twice the width it is shown in at the most: sharp on a good screen, small enough for a phone's memory. */
const drawnWidth = 1_240;
/** A motion has a few pages; whoever has more opens the PDF itself. */
const mostPages = 20;

async function drawPages(address: string, show: (canvases: readonly HTMLCanvasElement[]) => void): Promise<void> {
  const [{ getDocument, GlobalWorkerOptions }, { default: worker }] = await Promise.all([
    import('pdfjs-dist'),
    import('pdfjs-dist/build/pdf.worker.min.mjs?url'),
  ]);
  GlobalWorkerOptions.workerSrc = worker;
  const loading = getDocument({ url: address, withCredentials: true });
  try {
    const document = await loading.promise;
    const canvases: HTMLCanvasElement[] = [];
    for (let number = 1; number <= Math.min(document.numPages, mostPages); number++) {
      const page = await document.getPage(number);
      const natural = page.getViewport({ scale: 1 });
      const viewport = page.getViewport({ scale: drawnWidth / natural.width });
      const canvas = window.document.createElement('canvas');
      canvas.width = Math.round(viewport.width);
      canvas.height = Math.round(viewport.height);
      await page.render({ canvas, viewport }).promise;
      canvases.push(canvas);
    }
    show(canvases);
  } finally {
    await loading.destroy();
  }
}
