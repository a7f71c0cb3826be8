import { type DragEvent, useEffect, useState } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import css from './CopyDrop.module.css';

/** Over the paper while a file is dragged over the page: where an edited copy of the document is dropped. */
export function CopyDrop({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const t = useTranslations('importing.copy');
  const [isDragged, setDragged] = useState(false);
  useEffect(() => {
    const onOver = (event: globalThis.DragEvent) => {
      if (!hasFile(event.dataTransfer)) return;
      setDragged(true);
      // Beside the places for files the browser would open it, and leave the document.
      if (event.defaultPrevented || event.dataTransfer === null) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'none';
    };
    const onLeave = ({ relatedTarget }: globalThis.DragEvent) => relatedTarget === null && setDragged(false);
    // Wherever it was dropped, and not before it is taken here.
    const onDrop = () => requestAnimationFrame(() => setDragged(false));
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop, true);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop, true);
    };
  }, []);
  if (!isDragged) return null;
  const take = (event: DragEvent) => {
    event.preventDefault();
    onFiles([...event.dataTransfer.files]);
  };
  const allow = (event: DragEvent) => {
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  };
  return (
    <div className={css.target} onDragEnter={allow} onDragOver={allow} onDrop={take}>
      <p className={css.words}>{t('dropHere')}</p>
    </div>
  );
}

/** Pictures are the editor's to turn away. */
function hasFile(data: DataTransfer | null): boolean {
  if (data === null || !data.types.includes('Files')) return false;
  const items = [...data.items];
  return items.length === 0 || items.some(({ kind, type }) => kind === 'file' && !type.startsWith('image/'));
}
