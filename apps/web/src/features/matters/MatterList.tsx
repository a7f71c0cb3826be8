import { Link } from '@tanstack/react-router';
import type { MatterSummary } from '@yrka/server/api';
import type { KeyboardEvent } from 'react';
import { useMoments, useTranslations } from '../../i18n/index.ts';
import { SkeletonLine, VisuallyHidden } from '../../ui/index.ts';
import { useDocumentLabel } from './document-label.ts';
import { MatterLabel } from './MatterLabel.tsx';
import css from './MatterList.module.css';
import { useMeetingWords } from './meeting-words.ts';
import { Movers } from './Movers.tsx';
import { WayLine } from './WayLine.tsx';
import { DaysLeft } from './Year.tsx';

/** As a good mail client's list: one row to read across, the arrows to move, Enter to open. */
export function MatterList({ matters }: { readonly matters: readonly MatterSummary[] }) {
  const t = useTranslations('matters');
  return (
    <ul className={css.list} aria-label={t('list')} onKeyDown={moveBetweenTitles}>
      {matters.map((matter) => (
        <li key={matter.id} className={css.row}>
          <Row matter={matter} />
        </li>
      ))}
    </ul>
  );
}

/** A matter of many documents is looked through on its own page. */
const mostDocuments = 6;

function Row({ matter }: { readonly matter: MatterSummary }) {
  const t = useTranslations('matters');
  const moments = useMoments();
  const words = useMeetingWords();
  const documentLabel = useDocumentLabel();
  const shown = matter.documents.slice(0, mostDocuments);
  const hidden = matter.documents.length - shown.length;
  return (
    <>
      <div className={css.what}>
        <h2 className={css.title}>
          <Link to="/arenden/$matterId" params={{ matterId: matter.id }} className={css.open} data-title lang="sv">
            {matter.title === '' ? t('untitled') : matter.title}
          </Link>
        </h2>
        <p className={css.who}>
          {matter.label !== null && <MatterLabel>{matter.label}</MatterLabel>}
          <Movers movers={matter.movers} />
          {matter.diarienummer !== null && <span className={css.number}>{matter.diarienummer}</span>}
        </p>
        {(matter.next !== null || matter.responsible !== null) && (
          <p className={css.who}>
            {matter.next !== null && (
              <span>
                {words.meeting(matter.next)}
                {matter.next.deadlineDate !== null && `, ${words.deadline(matter.next)}`}
              </span>
            )}
            {matter.responsible !== null && matter.responsible.name !== '' && <span>{matter.responsible.name}</span>}
          </p>
        )}
      </div>
      <div className={css.way}>
        <WayLine matter={matter} />
        <ul className={css.documents} aria-label={t('documents')}>
          {shown.map((document) => (
            <li key={document.id}>
              <Link to="/dokument/$documentId" params={{ documentId: document.id }} className={css.document} lang="sv">
                {documentLabel(document.kind, document.templateId)}
              </Link>
            </li>
          ))}
          {hidden > 0 && (
            <li>
              <Link to="/arenden/$matterId" params={{ matterId: matter.id }} className={css.document}>
                {t('moreDocuments', { count: hidden })}
              </Link>
            </li>
          )}
        </ul>
      </div>
      <div className={css.when}>
        <time dateTime={matter.updatedAt} title={t('updated', { when: moments.long(matter.updatedAt) })}>
          <span aria-hidden>{moments.short(matter.updatedAt)}</span>
          <VisuallyHidden>{t('updated', { when: moments.long(matter.updatedAt) })}</VisuallyHidden>
        </time>
        {matter.year !== null && <DaysLeft year={matter.year} />}
      </div>
    </>
  );
}

/** The list's shape while it is on its way. */
export function MatterListSkeleton({ label }: { readonly label: string }) {
  return (
    <div className={css.list} role="status" aria-label={label}>
      {[58, 44, 66].map((width) => (
        <div key={width} className={css.row}>
          <div className={css.what}>
            <SkeletonLine width={width} tall />
            <SkeletonLine width={width / 2} />
          </div>
          <div className={css.way}>
            <SkeletonLine width={60} />
          </div>
        </div>
      ))}
    </div>
  );
}

function moveBetweenTitles(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const titles = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-title]')];
  const row = event.target instanceof Element ? event.target.closest('li:has([data-title])') : null;
  const next = titles[titles.findIndex((title) => row?.contains(title)) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
