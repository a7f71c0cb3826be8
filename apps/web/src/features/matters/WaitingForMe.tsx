import { Link } from '@tanstack/react-router';
import type { MatterSummary } from '@yrka/server/api';
import { useTranslations } from '../../i18n/index.ts';
import css from './WaitingForMe.module.css';

/** What waits for the person, before everything else. */
export function WaitingForMe({ matters }: { readonly matters: readonly MatterSummary[] }) {
  const t = useTranslations('matters');
  const waiting = matters.filter((matter) => matter.waiting.length > 0);
  if (waiting.length === 0) return null;
  return (
    <section className={css.waiting} aria-labelledby="waiting-for-me">
      <h2 id="waiting-for-me" className={css.heading}>
        {t('waitingTitle')}
      </h2>
      <ul className={css.list}>
        {waiting.map((matter) => (
          <li key={matter.id} className={css.row}>
            <span className={css.what}>{matter.waiting.map((what) => t(`waiting.${what}`)).join(' · ')}</span>
            <WaitingLink matter={matter} title={matter.title === '' ? t('untitled') : matter.title} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What is done in a text, by the act that ends it. */
const textActs = { sign: 'sign', approve: 'approve', verify: 'verify', review: 'finishReview' } as const;

/** To what is to be signed, approved, verified or reviewed one goes at once; the rest is done on the matter's page. */
function WaitingLink({ matter, title }: { readonly matter: MatterSummary; readonly title: string }) {
  const [first] = matter.waiting;
  const act = Object.entries(textActs).find(([what]) => what === first)?.[1];
  const document = act === undefined ? undefined : matter.documents.find(({ acts }) => acts.includes(act));
  return document !== undefined ? (
    <Link to="/dokument/$documentId" params={{ documentId: document.id }} className={css.title} lang="sv">
      {title}
    </Link>
  ) : (
    <Link to="/arenden/$matterId" params={{ matterId: matter.id }} className={css.title} lang="sv">
      {title}
    </Link>
  );
}
