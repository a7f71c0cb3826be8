import { textParts, schema } from '@yrka/schema';
import type { DocumentDetails, Publishing } from '@yrka/server/api';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ApiError, publishingCopyOf, publishingPagesOf, useDecideMasks, useDocument, usePublishing } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { announce, BackLink, Banner, Button, PageHeading, SkeletonPaper } from '../../ui/index.ts';
import { StillPaper } from '../drafting/index.ts';
import { PagesPreview } from '../exporting/index.ts';
import { FailedPage } from '../failing/index.ts';
import { ChooseWords } from './ChooseWords.tsx';
import { type HeldPaper, holdPaper } from './holdPaper.ts';
import { type Item, itemsOf, type MaskDecision, type Place, placesBetween, type Text } from './items.ts';
import { MaskList } from './MaskList.tsx';
import css from './Publishing.module.css';
import './masks.css';

/** A copy to publish of a locked document: what is found in it, what is masked, and the copy itself. */
export function PublishingPage({ documentId }: { readonly documentId: string }) {
  const t = useTranslations('publishing');
  const document = useDocument(documentId);
  const publishing = usePublishing(documentId);
  const error = document.error ?? publishing.error;
  const retry = () => void Promise.all([document.refetch(), publishing.refetch()]);
  if (error instanceof ApiError && error.code === 'noRight') return <Banner tone="danger">{t('mayNot')}</Banner>;
  if (error !== null) return <FailedPage title={t('title')} error={error} onRetry={retry} />;
  if (document.data === undefined || publishing.data === undefined) return <SkeletonPaper label={t('loading')} />;
  return <Preparing key={publishing.data.sha256} details={document.data} publishing={publishing.data} />;
}

const nowhere = () => undefined;
const none: readonly number[] = [];

function Preparing({ details, publishing }: { readonly details: DocumentDetails; readonly publishing: Publishing }) {
  const t = useTranslations('publishing');
  const failure = useFailureWords();
  const decide = useDecideMasks(details.id);
  const { content, beside, findings, decisions } = publishing;
  // The text is locked: the same for as long as the page is there.
  const [parts] = useState(() => textParts(schema.nodeFromJSON(content)));
  const texts = useMemo((): readonly Text[] => [...parts, ...beside], [parts, beside]);
  const items = useMemo(() => itemsOf({ findings, decisions }, texts), [findings, decisions, texts]);
  const undecided = items.filter(({ verdict }) => verdict === null);
  const [current, setCurrent] = useState<string | null>(null);
  const [selected, setSelected] = useState<readonly Place[]>([]);
  const [isResult, setResult] = useState(false);
  const showsResult = isResult && undecided.length === 0;

  const onSelect = useCallback(
    (range: { readonly from: number; readonly to: number } | null) => {
      // Whoever goes on to the field or the button still means what they selected.
      if (range !== null) setSelected(placesBetween(range.from, range.to, parts));
    },
    [parts],
  );
  const [paper] = useState((): HeldPaper => holdPaper((range) => onSelect(range)));
  const more = useMemo(() => [paper.extension], [paper]);
  useEffect(() => {
    const starts = new Map(parts.map((part) => [part.id, part]));
    paper.mark(
      items.flatMap(({ key, part, from, to, verdict }) => {
        const text = starts.get(part);
        if (text === undefined || text.kind === 'heading') return [];
        return [{ from: text.at + 1 + from, to: text.at + 1 + to, look: verdict ?? 'undecided', isCurrent: key === current }];
      }),
    );
  }, [paper, items, parts, current]);
  const sheet = useRef<HTMLElement>(null);
  useEffect(() => {
    if (current === null) return;
    const frame = requestAnimationFrame(() => sheet.current?.querySelector('.yrka-mask--current')?.scrollIntoView({ block: 'nearest' }));
    return () => cancelAnimationFrame(frame);
  }, [current]);

  const say = (said: readonly MaskDecision[], done?: () => void) =>
    decide.mutate(
      { sha256: publishing.sha256, decisions: [...said] },
      {
        onSuccess: (answer) => {
          const left = itemsOf(answer, [...parts, ...answer.beside]).filter(({ verdict }) => verdict === null).length;
          const verdict = said[0]?.verdict;
          announce(
            verdict === 'mask'
              ? t('told.masked', { count: said.length, undecided: left })
              : t(verdict === 'leave' ? 'told.left' : 'told.undone', { undecided: left }),
          );
          done?.();
        },
      },
    );
  const toDecision = ({ part, from, to }: Pick<Item, 'part' | 'from' | 'to'>, verdict: MaskDecision['verdict'], reason = ''): MaskDecision => ({
    part,
    from,
    to,
    verdict,
    reason,
  });

  return (
    <div className={css.page}>
      <PageHeading
        title={t('title')}
        above={
          <BackLink to="/dokument/$documentId" params={{ documentId: details.id }}>
            {t('back')}
          </BackLink>
        }
        below={<span lang="sv">{details.title}</span>}
      />
      <div className={css.band}>
        <p className={css.words}>{t('intro')}</p>
        {publishing.files > 0 && <Banner>{t('files', { count: publishing.files })}</Banner>}
        {decide.isError && (
          <Banner tone="danger" isAnnounced>
            {failure(decide.error)}
          </Banner>
        )}
      </div>
      {showsResult ? (
        // Drawn anew when something else is masked.
        <div key={decisions.map(({ part, from, to, verdict }) => `${part} ${from} ${to} ${verdict}`).join()} className={css.paper}>
          <PagesPreview address={publishingPagesOf(details.id)} label={t('result.pages')} isInFlow />
        </div>
      ) : (
        <section ref={sheet} className={css.paper} aria-label={t('sheet')}>
          <StillPaper
            kind={details.kind}
            template={details.template}
            content={content}
            label={t('sheet')}
            current={null}
            marked={none}
            onPoint={nowhere}
            onPress={nowhere}
            more={more}
          />
        </section>
      )}
      <aside className={css.side} aria-label={t('list')}>
        <MaskList
          items={items}
          current={current}
          isPending={decide.isPending}
          onGo={setCurrent}
          onDecide={(decided, verdict) => say(decided.map((item) => toDecision(item, verdict)))}
        />
        <ChooseWords
          texts={texts}
          selected={selected}
          isPending={decide.isPending}
          onForget={() => setSelected([])}
          onMask={(places, reason, done) =>
            say(
              places.map((place) => toDecision(place, 'mask', reason)),
              done,
            )
          }
        />
        <section className={css.result} aria-labelledby="publishing-result">
          <h2 id="publishing-result" className={css.heading}>
            {t('result.title')}
          </h2>
          {undecided.length > 0 ? (
            <p className={css.words}>{t('result.waits')}</p>
          ) : (
            <>
              <Button onPress={() => setResult(!showsResult)}>{t(showsResult ? 'result.text' : 'result.show')}</Button>
              <ul className={css.links}>
                {(['pdf', 'docx', 'html'] as const).map((format) => (
                  <li key={format}>
                    <a href={publishingCopyOf(details.id, format)} download>
                      {t(`result.${format}`)}
                    </a>
                  </li>
                ))}
              </ul>
            </>
          )}
        </section>
      </aside>
    </div>
  );
}
