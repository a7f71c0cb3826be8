import { type KeyboardEvent, type RefObject, useEffect, useId } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { scrollWithin } from '../../ui/index.ts';
import css from './Original.module.css';
import type { Passage } from './sources.ts';

type OriginalProps = {
  readonly passages: readonly Passage[];
  /** Where the block stands that is pointed out, or null. */
  readonly current: number | null;
  readonly onPoint: (position: number | null) => void;
  readonly onChoose: (position: number | null) => void;
  readonly list: RefObject<HTMLDivElement | null>;
};

/** The lines of the file with their numbers, and what they became. The arrows walk them; the paper goes along. */
export function Original({ passages, current, onPoint, onChoose, list }: OriginalProps) {
  const t = useTranslations('importing');
  const id = useId();
  const at = current === null ? -1 : passages.findIndex(({ position }) => position === current);

  useEffect(() => {
    const passage = at < 0 ? null : document.getElementById(`${id}-${at}`);
    if (passage !== null) scrollWithin(passage);
  }, [id, at]);

  /** To the next passage that became something of its own, in that direction. */
  function step(by: 1 | -1, from = at): void {
    for (let index = from + by; index >= 0 && index < passages.length; index += by) {
      const position = passages[index]?.position ?? null;
      if (position !== null && position !== current) return onChoose(position);
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'ArrowDown') step(1);
    else if (event.key === 'ArrowUp') step(-1);
    else if (event.key === 'Home') step(1, -1);
    else if (event.key === 'End') step(-1, passages.length);
    else return;
    event.preventDefault();
  }

  return (
    <div
      ref={list}
      className={css.list}
      role="listbox"
      tabIndex={0}
      aria-label={t('lines')}
      aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
      onKeyDown={onKeyDown}
      onMouseLeave={() => onPoint(null)}
      lang="sv"
    >
      {passages.map(({ lines, sort, position, name }, index) => (
        <div
          key={lines[0]?.line}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === at || (position !== null && position === current)}
          className={css.passage}
          data-sort={sort}
          onMouseOver={() => onPoint(position)}
          onFocus={() => {}}
          onClick={() => onChoose(position)}
        >
          <div className={css.lines}>
            {lines.map(({ line, text }) => (
              <div key={line} className={css.line}>
                <span className={css.number} aria-hidden>
                  {line}
                </span>
                <span className={css.text}>{text}</span>
              </div>
            ))}
          </div>
          <span className={css.became}>{sort === 'placed' ? name !== null && t(`block.${name}`) : t(`sort.${sort}`)}</span>
        </div>
      ))}
    </div>
  );
}
