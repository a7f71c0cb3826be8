import { useNavigate } from '@tanstack/react-router';
import { changesIn, type Comparison, compareTexts, layOut, type Marked, type Side } from '@yrka/comparison';
import { schema } from '@yrka/schema';
import type { DocumentDetails } from '@yrka/server/api';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useDocument, useVersions, useVersionText } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { announce, BackLink, Banner, Button, PageHeading, SelectField, SkeletonPaper } from '../../ui/index.ts';
import { StillPaper } from '../drafting/index.ts';
import { useVersionWords } from '../versions/index.ts';
import css from './Comparing.module.css';
import './compared.css';
import { markedUp } from './markedUp.ts';
import { useChangeWords } from './useChangeWords.ts';

type Wishes = { readonly documentId: string; readonly before: number /** null for the text as it is now. */; readonly after: number | null };

/** Two versions of a document as one marked-up text, or side by side. */
export function ComparisonPage({ documentId, before, after }: Wishes) {
  const t = useTranslations('versions.comparing');
  const failure = useFailureWords();
  const document = useDocument(documentId);
  if (document.isError) return <Banner tone="danger">{failure(document.error)}</Banner>;
  if (document.data === undefined) return <SkeletonPaper label={t('loading')} />;
  return <Comparing details={document.data} before={before} after={after} />;
}

function Comparing({ details, before, after }: { readonly details: DocumentDetails; readonly before: number; readonly after: number | null }) {
  const t = useTranslations('versions');
  const failure = useFailureWords();
  const [old, now] = [useVersionText(details.id, before), useVersionText(details.id, after)];
  const comparison = useMemo(
    () =>
      old.data === undefined || now.data === undefined ? null : compareTexts(schema.nodeFromJSON(old.data.content), schema.nodeFromJSON(now.data.content)),
    [old.data, now.data],
  );
  const failed = old.error ?? now.error;
  return (
    <div className={css.page}>
      <PageHeading
        title={t('comparing.title')}
        above={
          <BackLink to="/dokument/$documentId" params={{ documentId: details.id }}>
            {t('reading.back')}
          </BackLink>
        }
        below={<span lang="sv">{details.title}</span>}
      />
      <Which details={details} before={before} after={after} />
      {failed !== null && (
        <div className={css.paper}>
          <Banner tone="danger">{failure(failed)}</Banner>
        </div>
      )}
      {failed === null && comparison === null && (
        <div className={css.paper}>
          <SkeletonPaper label={t('comparing.loading')} />
        </div>
      )}
      {comparison !== null && <Shown key={`${before} ${after}`} details={details} comparison={comparison} />}
    </div>
  );
}

/** Which two are compared. */
function Which({ details, before, after }: { readonly details: DocumentDetails; readonly before: number; readonly after: number | null }) {
  const t = useTranslations('versions');
  const navigate = useNavigate();
  const words = useVersionWords(details);
  const versions = useVersions(details.id, null);
  const listed = (versions.data?.pages ?? [])
    .flatMap((page) => page.versions)
    .map((version): readonly [string, string] => [String(version.seq), words.long(version)]);
  const withChosen = (chosen: string) => (listed.some(([seq]) => seq === chosen) ? listed : [...listed, [chosen, t('reading.titleUnknown')] as const]);
  const go = (to: { readonly before?: string; readonly after?: string }) =>
    void navigate({
      to: '/dokument/$documentId/jamfor/$before/$after',
      params: { documentId: details.id, before: to.before ?? String(before), after: to.after ?? (after === null ? 'nu' : String(after)) },
    });
  return (
    <div className={css.which}>
      <SelectField label={t('comparing.before')} value={String(before)} onChange={(chosen) => go({ before: chosen })} options={withChosen(String(before))} />
      <SelectField
        label={t('comparing.after')}
        value={after === null ? 'nu' : String(after)}
        onChange={(chosen) => go({ after: chosen })}
        options={[['nu', t('now')], ...(after === null ? listed : withChosen(String(after)))]}
      />
    </div>
  );
}

type How = 'markedUp' | 'sideBySide';

function Shown({ details, comparison }: { readonly details: DocumentDetails; readonly comparison: Comparison }) {
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
    <>
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
        <p className={css.count}>{changes.length === 0 ? t('same') : t('count', { count: changes.length })}</p>
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
      {how === 'markedUp' ? (
        <div ref={sheets} className={css.paper}>
          <Sheet details={details} comparison={comparison} side="both" at={at} />
        </div>
      ) : (
        <div className={css.sides}>
          <Sheet details={details} comparison={comparison} side="before" at={at} />
          <Sheet details={details} comparison={comparison} side="after" at={at} />
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
    </>
  );
}

type SheetProps = { readonly details: DocumentDetails; readonly comparison: Comparison; readonly side: Side | 'both'; readonly at: number | null };

const nowhere = () => undefined;
const none: readonly number[] = [];

function Sheet({ details, comparison, side, at }: SheetProps) {
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
  const label = t(side === 'both' ? 'paperBoth' : side === 'before' ? 'paperBefore' : 'paperAfter');
  return (
    // Beside another it is scrolled by itself, by keys too.
    <section className={css.sheet} aria-label={label} {...(side !== 'both' && { tabIndex: 0 })}>
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
