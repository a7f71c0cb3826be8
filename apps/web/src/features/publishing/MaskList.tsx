import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { Button } from '../../ui/index.ts';
import { type Item, mostAtOnce } from './items.ts';
import css from './Publishing.module.css';

type MaskListProps = {
  readonly items: readonly Item[];
  readonly current: string | null;
  readonly isPending: boolean;
  readonly onGo: (key: string) => void;
  /** null takes back what was said. */
  readonly onDecide: (items: readonly Item[], verdict: 'mask' | 'leave' | null) => void;
};

/** All that was found or chosen, each in its context, with what becomes of it. After each the next that waits is before one. */
export function MaskList({ items, current, isPending, onGo, onDecide }: MaskListProps) {
  const t = useTranslations('publishing');
  const list = useRef<HTMLOListElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const undecided = items.filter(({ verdict }) => verdict === null);
  const atOnce = undecided.slice(0, mostAtOnce);
  /** Where the focus goes when the answer is there: behind this one. */
  const after = useRef<string | null>(null);

  const focus = (key: string | undefined) => {
    const item = key === undefined ? undefined : [...(list.current?.children ?? [])].find((child) => child.getAttribute('data-key') === key);
    if (item instanceof HTMLElement) item.focus();
    else heading.current?.focus();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: when what is said of the items is another
  useEffect(() => {
    if (after.current === null) return;
    const at = items.findIndex(({ key }) => key === after.current);
    after.current = null;
    const next = items.slice(at + 1).find(({ verdict }) => verdict === null) ?? undecided[0];
    focus(next?.key);
  }, [items]);

  const decide = (item: Item, verdict: 'mask' | 'leave' | null) => {
    if (isPending) return;
    after.current = verdict === null ? null : item.key;
    onDecide([item], verdict);
  };
  const onKeyDown = (event: KeyboardEvent, item: Item, index: number) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const to = items[index + step];
    if (step !== 0 && to !== undefined) focus(to.key);
    else if (event.key.toLowerCase() === 'm') decide(item, 'mask');
    else if (event.key.toLowerCase() === 'l') decide(item, item.kind === 'chosen' ? null : 'leave');
    else return;
    event.preventDefault();
  };

  return (
    <section aria-labelledby="publishing-list" className={css.listed}>
      <h2 id="publishing-list" ref={heading} tabIndex={-1} className={css.heading}>
        {t('list')}
      </h2>
      {items.length === 0 ? (
        <p className={css.words}>{t('empty')}</p>
      ) : (
        <>
          <p className={css.words}>{t('progress', { undecided: undecided.length })}</p>
          {undecided.length > 1 && (
            <Button isPending={isPending} onPress={() => onDecide(atOnce, 'mask')}>
              {t(atOnce.length < undecided.length ? 'maskSome' : 'maskAll', { count: atOnce.length })}
            </Button>
          )}
          <p className={css.note}>{t('keys')}</p>
          <ol ref={list} className={css.items}>
            {items.map((item, index) => (
              <li
                key={item.key}
                data-key={item.key}
                data-verdict={item.verdict ?? 'undecided'}
                tabIndex={-1}
                className={css.item}
                aria-current={item.key === current || undefined}
                onFocus={() => onGo(item.key)}
                onKeyDown={(event) => onKeyDown(event, item, index)}
              >
                <p className={css.kind}>
                  {item.certainty === null
                    ? t(`kinds.${item.kind}`)
                    : t('kindWith', { kind: t(`kinds.${item.kind}`), certainty: t(`certainties.${item.certainty}`) })}
                </p>
                <p className={css.context} lang="sv">
                  {item.before}
                  <mark className={css.found}>{item.words}</mark>
                  {item.after}
                </p>
                <Acts item={item} isPending={isPending} onDecide={decide} />
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

type ActsProps = { readonly item: Item; readonly isPending: boolean; readonly onDecide: (item: Item, verdict: 'mask' | 'leave' | null) => void };

function Acts({ item, isPending, onDecide }: ActsProps) {
  const t = useTranslations('publishing');
  return (
    <div className={css.acts} role="group" aria-label={t('itemActs', { words: item.words })}>
      {item.verdict === null ? (
        <>
          <Button isPending={isPending} onPress={() => onDecide(item, 'mask')}>
            {t('mask')}
          </Button>
          <Button isPending={isPending} onPress={() => onDecide(item, 'leave')}>
            {t('leave')}
          </Button>
        </>
      ) : (
        <>
          <span className={css.said}>
            {t(item.verdict === 'mask' ? 'isMasked' : 'isLeft')} {item.reason !== '' && <span lang="sv">{t('because', { reason: item.reason })}</span>}
          </span>
          <Button variant="quiet" isPending={isPending} onPress={() => onDecide(item, null)}>
            {t('undo')}
          </Button>
        </>
      )}
    </div>
  );
}
