import { type ExportWishes, readPages } from '../../api/index.ts';
import css from './printPages.module.css';

/** As many as the server makes at once. */
const atOnce = 8;

/**
 * Prints the pages themselves, as they are in the PDF: all are fetched, stand alone in the window while the browser prints, each a
 * sheet of A4, and go when it has. Throws as `readPages` does, and then nothing is printed.
 */
export async function printPages(address: string, wishes: ExportWishes, signal: AbortSignal): Promise<void> {
  const pictures: HTMLImageElement[] = [];
  try {
    for (let from = 1, total = 1; from <= total; from += atOnce) {
      const answer = await readPages(address, wishes, from, atOnce, signal);
      total = answer.total;
      pictures.push(...answer.pages.map(({ svg }) => pictureOf(svg)));
    }
    // Whole before the browser looks at them: it waits for nothing.
    await Promise.all(pictures.map((picture) => picture.decode()));
    signal.throwIfAborted();
  } catch (error) {
    release(pictures);
    throw error;
  }
  const sheets = document.createElement('div');
  sheets.className = css.sheets ?? '';
  sheets.dataset.sheets = '';
  sheets.append(...pictures);
  document.body.append(sheets);
  addEventListener(
    'afterprint',
    () => {
      sheets.remove();
      release(pictures);
    },
    { once: true },
  );
  window.print();
}

function pictureOf(svg: string): HTMLImageElement {
  const picture = new Image();
  // What is on it is read in the document: on paper nobody listens.
  picture.alt = '';
  picture.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  return picture;
}

function release(pictures: readonly HTMLImageElement[]): void {
  for (const { src } of pictures) URL.revokeObjectURL(src);
}
