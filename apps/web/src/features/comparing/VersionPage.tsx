import type { DocumentDetails } from '@yrka/server/api';
import { useState } from 'react';
import { ApiError, useDocument, useRestoreVersion, useVersion, useVersionText } from '../../api/index.ts';
import { useFailureWords, useMoments, useTranslations } from '../../i18n/index.ts';
import { announce, BackLink, Banner, Button, ButtonLink, ConfirmDialog, PageHeading, SkeletonPaper } from '../../ui/index.ts';
import { FailedPage } from '../failing/index.ts';
import { StillPaper } from '../drafting/index.ts';
import { NameDialog, useVersionWords, VersionList } from '../versions/index.ts';
import css from './Comparing.module.css';

const nowhere = () => undefined;
const none: readonly number[] = [];

/** An older version of a document, to be read, compared and made to stand again. */
export function VersionPage({ documentId, version }: { readonly documentId: string; readonly version: number }) {
  const t = useTranslations('versions.reading');
  const document = useDocument(documentId);
  if (document.isError) return <FailedPage title={t('titleUnknown')} error={document.error} onRetry={() => document.refetch()} />;
  if (document.data === undefined) return <SkeletonPaper label={t('loading')} />;
  return <Reading details={document.data} version={version} />;
}

function Reading({ details, version }: { readonly details: DocumentDetails; readonly version: number }) {
  const t = useTranslations('versions');
  const failure = useFailureWords();
  const moments = useMoments();
  const words = useVersionWords(details);
  const known = useVersion(details.id, version).data;
  const said = known?.version ?? null;
  const text = useVersionText(details.id, version);
  const [isNaming, setNaming] = useState(false);
  const title = said === null ? t('reading.titleUnknown') : t('reading.title', { when: moments.long(said.at) });
  const isNow = version === known?.now;
  return (
    <div className={css.page}>
      <PageHeading
        title={said?.name ?? title}
        above={
          <BackLink to="/dokument/$documentId" params={{ documentId: details.id }}>
            {t('reading.back')}
          </BackLink>
        }
        below={<span lang="sv">{details.title}</span>}
      />
      <div className={css.band}>
        <Banner>
          <strong>{title}</strong>
          <p className={css.note}>{[t(isNow ? 'reading.isNow' : 'reading.readOnly'), ...(said === null ? [] : words.notes(said))].join(' ')}</p>
        </Banner>
        <div className={css.acts}>
          {details.mayWrite && text.isSuccess && !isNow && (
            <Restoring details={details} version={version} moment={said === null ? t('restoring.once') : t('restoring.on', { when: moments.long(said.at) })} />
          )}
          {text.isSuccess && !isNow && (
            <ButtonLink to="/dokument/$documentId/jamfor/$before/$after" params={{ documentId: details.id, before: String(version), after: 'nu' }}>
              {t('reading.compare')}
            </ButtonLink>
          )}
          {details.mayWrite && text.isSuccess && (
            <Button variant="quiet" onPress={() => setNaming(true)}>
              {t(said?.name === null || said === null ? 'name' : 'rename')}
            </Button>
          )}
        </div>
      </div>
      <section className={css.paper} aria-label={t('reading.paper')}>
        {text.isError && (
          <Banner tone="danger">{text.error instanceof ApiError && text.error.code === 'notFound' ? t('reading.missing') : failure(text.error)}</Banner>
        )}
        {text.isPending && <SkeletonPaper label={t('reading.loading')} />}
        {text.isSuccess && (
          <StillPaper
            kind={details.kind}
            template={details.template}
            content={text.data.content}
            label={title}
            current={null}
            marked={none}
            onPoint={nowhere}
            onPress={nowhere}
          />
        )}
      </section>
      <aside className={css.side} aria-labelledby="versions-beside">
        <h2 id="versions-beside" className={css.heading}>
          {t('title')}
        </h2>
        <VersionList details={details} current={version} />
      </aside>
      {isNaming && <NameDialog documentId={details.id} version={version} name={said?.name ?? null} onClose={() => setNaming(false)} />}
    </div>
  );
}

type RestoringProps = {
  readonly details: DocumentDetails;
  readonly version: number;
  /** When the text stood so, as it is said in a sentence. */
  readonly moment: string;
};

/** Asks, restores, says what came of it, and takes it back. */
function Restoring({ details, version, moment }: RestoringProps) {
  const t = useTranslations('versions');
  const failure = useFailureWords();
  const restore = useRestoreVersion(details.id);
  const [isAsking, setAsking] = useState(false);
  const [done, setDone] = useState<{ readonly words: string; readonly before: number | null } | null>(null);
  const act = () =>
    restore.mutate(version, {
      onSuccess: ({ before, isSame }) => {
        setAsking(false);
        const words = isSame ? t('restoring.isSame') : t('restoring.isDone', { moment });
        setDone({ words, before: isSame ? null : before });
        announce(words);
      },
    });
  const takeBack = (before: number) =>
    restore.mutate(before, {
      onSuccess: () => {
        setDone({ words: t('restoring.isTakenBack'), before: null });
        announce(t('restoring.isTakenBack'));
      },
    });
  if (done !== null)
    return (
      <div className={css.done}>
        <Banner
          action={
            <div className={css.acts}>
              {done.before !== null && (
                <Button variant="quiet" isPending={restore.isPending} onPress={() => takeBack(done.before ?? 0)}>
                  {t('restoring.takeBack')}
                </Button>
              )}
              <ButtonLink to="/dokument/$documentId" params={{ documentId: details.id }}>
                {t('restoring.open')}
              </ButtonLink>
            </div>
          }
        >
          {done.words}
        </Banner>
        {restore.isError && (
          <Banner tone="danger" isAnnounced>
            {failure(restore.error)}
          </Banner>
        )}
      </div>
    );
  return (
    <>
      <Button variant="primary" onPress={() => setAsking(true)}>
        {t('reading.restore')}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={t('restoring.title')}
          means={t('restoring.means', { moment })}
          actLabel={t('restoring.act')}
          cancelLabel={t('cancel')}
          closeLabel={t('cancel')}
          problem={restore.isError ? failure(restore.error) : null}
          isPending={restore.isPending}
          onAct={act}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
