import { useRef } from 'react';
import { DropZone, FileTrigger, isFileDropItem } from 'react-aria-components';
import { Button } from './Button.tsx';
import css from './FileZone.module.css';

export type FileZoneProps = {
  /** That a file may be dropped; also the name of the place. */
  readonly drop: string;
  readonly choose: string;
  /** What stands between the two; nothing when left out. */
  readonly or?: string;
  /** Which files are taken, in words. */
  readonly formats: string;
  /** What the file dialog offers, as ".docx". */
  readonly endings: readonly string[];
  /** In a dialog there is less room. */
  readonly isSmall?: boolean;
  /** Whether the button has the focus from the start. */
  readonly hasFocus?: boolean;
  /** In place of the choice while a file is on its way; null while none is. */
  readonly underWay: FileUnderWay | null;
  /** All that were dropped, or the one that was chosen; not called without a file, nor while one is on its way. */
  readonly onFiles: (files: readonly File[]) => void;
};

export type FileUnderWay = {
  readonly words: string;
  /** How much has gone, 0 to 1; 1 while it is worked with, for who knows how long. */
  readonly part: number;
  /** The name of the bar. */
  readonly label: string;
  readonly stop: string;
  readonly onStop: () => void;
};

/** Where a file is dropped or chosen, and how far it has come. */
export function FileZone({ drop, choose, or, formats, endings, isSmall = false, hasFocus = false, underWay, onFiles }: FileZoneProps) {
  const take = (files: readonly File[]) => {
    if (files.length > 0 && underWay === null) onFiles(files);
  };
  const zone = useRef<HTMLDivElement>(null);
  // The button goes while a file is on its way, and the focus with it: back it has the focus again, unless one has gone elsewhere.
  const hadFocus = useRef(hasFocus);
  if (document.activeElement !== document.body) hadFocus.current = zone.current?.contains(document.activeElement) ?? hasFocus;
  return (
    <DropZone
      ref={zone}
      className={css.zone ?? ''}
      data-small={isSmall || undefined}
      aria-label={drop}
      getDropOperation={() => 'copy'}
      onDrop={async ({ items }) => take(await Promise.all(items.filter(isFileDropItem).map((item) => item.getFile())))}
    >
      {underWay === null ? (
        <>
          <p className={css.drop}>{drop}</p>
          {or !== undefined && <p className={css.or}>{or}</p>}
          <FileTrigger acceptedFileTypes={endings} onSelect={(files) => take([...(files ?? [])])}>
            <Button autoFocus={hasFocus || hadFocus.current}>{choose}</Button>
          </FileTrigger>
          <p className={css.formats}>{formats}</p>
        </>
      ) : (
        <>
          <p className={css.words} role="status">
            {underWay.words}
          </p>
          <progress className={css.progress} aria-label={underWay.label} {...(underWay.part < 1 && { value: underWay.part })} />
          <Button variant="quiet" onPress={underWay.onStop}>
            {underWay.stop}
          </Button>
        </>
      )}
    </DropZone>
  );
}
