import { changesIn, type Comparison, layOut, type Marked, type Side } from '@yrka/comparison';
import type { DocumentDetails } from '@yrka/server/api';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { announce, Button, SelectField } from '../../ui/index.ts';
import { StillPaper } from '../drafting/index.ts';
import css from './Comparing.module.css';
import './compared.css';
import { markedUp } from './markedUp.ts';
import { useChangeWords } from './useChangeWords.ts';

type How = 'markedUp' | 'sideBySide';

/** What the two texts are called, each on its paper, and what is said when they are the same. */
export type TextNames = Readonly<Record<Side | 'both' | 'same', string>>;

type ComparedTextsProps = {
  readonly details: Pick<DocumentDetails, 'kind' | 'template'>;
  readonly comparison: Comparison;
  readonly names: TextNames;
  /** Whether it is a part of a document, without its head. */
  readonly isExcerpt?: boolean;
};

/** Two texts as one that is marked up, or side by side, with the way through what differs. */
export function ComparedTexts({ details, comparison, names, isExcerpt = false }: ComparedTextsProps) {
  const t = useTranslations('versions.comparing');
  const wordsOf = useChangeWords();
  const changes = useMemo(() => changesIn(comparison), [comparison]);
  const [at, setAt] = useState<number | null>(null);
  const [how, setHow] = useState<How>('markedUp');
  const sheets = useRef<HTMLDivElement>(null);
  const step = (direction: -1 | 1) => {
    if (changes.length === 0) return;
    const next = at === null ? (direction === 1 ? 0 : changes.length - 1) : (at + direction + changes.length) % changes.length;
    goTo(next);
  };
  const goTo = (index: number) => {
    const change = changes[index];
    if (change === undefined) return;
    setAt(index);
    announce(t('told', { at: String(index + 1), of: String(changes.length), what: wordsOf(change) }));
  };
  useEffect(() => {
    if (at === null || how !== 'markedUp') return;
    // When the paper has drawn which it is.
    const frame = requestAnimationFrame(() => sheets.current?.querySelector('.yrka-held')?.scrollIntoView({ block: 'center' }));
    return () => cancelAnimationFrame(frame);
  }, [at, how]);
  const keys = useRef(step);
  keys.current = step;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'F2' || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      keys.current(event.shiftKey ? -1 : 1);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <div className={css.compared}>
      <div className={css.tools}>
        <SelectField
          label={t('how')}
          value={how}
          onChange={setHow}
          options={[
            ['markedUp', t('markedUp')],
            ['sideBySide', t('sideBySide')],
          ]}
        />
        <p className={css.count}>{changes.length === 0 ? names.same : t('count', { count: changes.length })}</p>
        {changes.length > 0 && (
          <div className={css.acts}>
            <Button variant="quiet" onPress={() => step(-1)}>
              {t('previous')} <kbd>{t('previousKeys')}</kbd>
            </Button>
            <Button onPress={() => step(1)}>
              {t('next')} <kbd>{t('nextKeys')}</kbd>
            </Button>
          </div>
        )}
      </div>
      <div className={css.texts}>
        {how === 'markedUp' ? (
          <div ref={sheets} className={css.paper}>
            <Sheet details={details} comparison={comparison} side="both" at={at} label={names.both} isExcerpt={isExcerpt} />
          </div>
        ) : (
          <div className={css.sides}>
            <Sheet details={details} comparison={comparison} side="before" at={at} label={names.before} isExcerpt={isExcerpt} />
            <Sheet details={details} comparison={comparison} side="after" at={at} label={names.after} isExcerpt={isExcerpt} />
          </div>
        )}
        {changes.length > 0 && (
          <aside className={css.side} aria-label={t('list')}>
            <ol className={css.changes}>
              {changes.map((change, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: they are in order and do not change
                <li key={index}>
                  <button type="button" className={css.change} aria-current={index === at || undefined} onClick={() => goTo(index)}>
                    {wordsOf(change)}
                  </button>
                </li>
              ))}
            </ol>
          </aside>
        )}
      </div>
    </div>
  );
}

type SheetProps = {
  readonly details: ComparedTextsProps['details'];
  readonly comparison: Comparison;
  readonly side: Side | 'both';
  readonly at: number | null;
  readonly label: string;
  readonly isExcerpt: boolean;
};

const nowhere = () => undefined;
const none: readonly number[] = [];

function Sheet({ details, comparison, side, at, label, isExcerpt }: SheetProps) {
  const t = useTranslations('versions.comparing');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the paper is made anew for another comparison, not for another language
  const laidOut = useMemo(() => {
    const { document, marked } = layOut(comparison, side);
    const labels = {
      added: t('labelAdded'),
      removed: t('labelRemoved'),
      movedHere: t('labelMovedHere'),
      movedAway: t('labelMovedAway'),
      changed: t('labelChanged'),
    };
    return { document, marked, content: document.toJSON() as unknown, more: [markedUp(marked, labels)] };
  }, [comparison, side]);
  return (
    // Beside another it is scrolled by itself, by keys too.
    <section className={css.sheet} data-side={side} aria-label={label} {...(side !== 'both' && { tabIndex: 0 })}>
      {side !== 'both' && <h2 className={css.name}>{label}</h2>}
      <StillPaper
        kind={details.kind}
        template={details.template}
        content={laidOut.content}
        label={label}
        current={at === null ? null : placeOf(laidOut, at)}
        marked={none}
        onPoint={nowhere}
        onPress={nowhere}
        more={laidOut.more}
        isExcerpt={isExcerpt}
      />
    </section>
  );
}

/** Where the block stands that a change is in; null on a paper that has nothing of it. */
function placeOf(
  { document, marked }: { readonly document: ReturnType<typeof layOut>['document']; readonly marked: readonly Marked[] },
  change: number,
): number | null {
  const first = marked.find((one) => one.change === change);
  if (first === undefined) return null;
  if (first.isBlock) return first.from;
  const $from = document.resolve(first.from);
  for (let depth = $from.depth; depth > 0; depth--) if ($from.node(depth).isTextblock && $from.node(depth).isBlock) return $from.before(depth);
  return null;
}
