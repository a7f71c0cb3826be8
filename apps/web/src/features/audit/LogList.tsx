import type { AuditAct, AuditDetail, AuditPage } from '@yrka/server/api';
import { ListFilter } from 'lucide-react';
import type { useAuditLog } from '../../api/index.ts';
import { useFailureWords, useMoments, useTranslations } from '../../i18n/index.ts';
import { Banner, Button, IconButton, SkeletonLine } from '../../ui/index.ts';
import css from './LogList.module.css';

type Entry = AuditPage['entries'][number];

type Props = {
  readonly log: ReturnType<typeof useAuditLog>;
  /** What stands there when there is nothing. */
  readonly empty: string;
  /** What it is searched for; an id is told by what it is the id of. */
  readonly about?: string;
  /** Shows only what is about an id, where that can be. */
  readonly onSeek?: (id: string) => void;
};

/** Entries of a log by the day, newest first, with a button for the older ones. */
export function LogList({ log, empty, about, onSeek }: Props) {
  const t = useTranslations('audit');
  const loading = useTranslations('frame')('loading');
  const failure = useFailureWords();
  const moments = useMoments();
  if (log.data === undefined) {
    return (
      <div className={css.sheet} role="status" aria-label={loading}>
        {[82, 64, 74, 58].map((width) => (
          <SkeletonLine key={width} width={width} />
        ))}
      </div>
    );
  }
  const entries = log.data.pages.flatMap((page) => page.entries);
  const name = entries.find(({ subject }) => subject.id === about)?.subject.name ?? entries.find(({ actor }) => actor?.id === about)?.actor?.name;
  const counted = name ? t('resultsAbout', { count: entries.length, name }) : t('results', { count: entries.length });
  const days = Map.groupBy(entries, ({ at }) => moments.day(at));
  return (
    <>
      <p role="status" className={css.count}>
        {log.hasNextPage ? t('resultsMore', { count: entries.length }) : entries.length > 0 ? counted : empty}
      </p>
      {entries.length > 0 && (
        <div className={css.sheet}>
          {[...days].map(([day, ofDay]) => (
            <section key={day} aria-label={day}>
              <h2 className={css.day}>{day}</h2>
              <ul>
                {ofDay.map((entry) => (
                  <EntryItem key={entry.number} entry={entry} {...(onSeek !== undefined && { onSeek })} />
                ))}
              </ul>
            </section>
          ))}
        </div>
      )}
      {log.isError && (
        <Banner tone="danger" isAnnounced>
          {failure(log.error)}
        </Banner>
      )}
      {log.hasNextPage && (
        <Button isPending={log.isFetchingNextPage} onPress={() => log.fetchNextPage()}>
          {t('older')}
        </Button>
      )}
    </>
  );
}

function EntryItem({ entry, onSeek }: { readonly entry: Entry; readonly onSeek?: (id: string) => void }) {
  const t = useTranslations('audit');
  const words = useTranslations('audit.act');
  const moments = useMoments();
  const { act, details, subject } = entry;
  const actor = entry.actor === null ? t('program') : (entry.actor.name ?? t('gone'));
  return (
    <li className={css.entry}>
      <time dateTime={entry.at} title={moments.long(entry.at)} className={css.time}>
        {moments.clock(entry.at)}
      </time>
      <div className={css.what}>
        <p>
          {isWorded<AuditAct>(act, words.has) ? words(act, { actor }) : t('unknownAct', { actor, act })}
          {ofScans.has(act) && typeof details.order === 'number' && <span className={css.details}> {t('scanNumber', { number: details.order })}</span>}
        </p>
        {/* Where all are about one draft, its title would only repeat. */}
        {onSeek !== undefined && subject.name !== null && subject.name !== '' && (
          <p className={css.subject} lang="sv">
            {subject.name}
          </p>
        )}
        <Technical entry={entry} />
      </div>
      {onSeek !== undefined && subject.kind !== 'organisation' && (
        <IconButton label={t('onlyAbout', { name: subject.name || subject.id })} onPress={() => onSeek(subject.id)}>
          <ListFilter aria-hidden />
        </IconButton>
      )}
    </li>
  );
}

/** Ids and hashes, for who has to compare them. */
function Technical({ entry: { number, actor, subject, details, hash } }: { readonly entry: Entry }) {
  const t = useTranslations('audit');
  const names = useTranslations('audit.detail');
  const said = (value: Entry['details'][string]) => (value === null ? t('none') : typeof value === 'boolean' ? t(value ? 'yes' : 'no') : String(value));
  const rows: readonly (readonly [name: string, value: string])[] = [
    [t('number'), String(number)],
    ...(actor === null ? [] : [[t('actorId'), actor.id] as const]),
    [t('subject'), `${t(`subjectKind.${subject.kind}`)} ${subject.id}`],
    ...Object.entries(details).map(([name, value]) => [isWorded<AuditDetail>(name, names.has) ? names(name) : name, said(value)] as const),
    [t('hash'), hash],
  ];
  return (
    <details className={css.technical}>
      <summary>{t('technical')}</summary>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** Of several scanned originals of one motion one must be told which it was; names are in no log. */
const ofScans: ReadonlySet<string> = new Set(['attachScan', 'removeScan']);

/** A newer program may have recorded what this page has no words for. */
function isWorded<Known extends string>(code: string, hasWords: (code: Known) => boolean): code is Known {
  return hasWords(code as Known); // asked, not believed
}
