import { Link, useNavigate } from '@tanstack/react-router';
import type { DocumentSummary, MatterDetails } from '@yrka/server/api';
import { Plus, X } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { ApiError, useActOnMatter, useCreateDocument, useMatter, useSession } from '../../api/index.ts';
import { useFailureWords, useMoments, useTranslations } from '../../i18n/index.ts';
import { announce, BackLink, Banner, Button, ButtonLink, EmptyState, IconButton, PageHeading, SkeletonPaper, useFocusKept } from '../../ui/index.ts';
import { ActDialog } from './ActDialog.tsx';
import { type Act, type actsAt, nextAct, offeredAt } from './acts.ts';
import { Scans } from '../attachments/index.ts';
import { BeginStatement } from '../statements/index.ts';
import { LogLink } from '../audit/index.ts';
import { FailedPage } from '../failing/index.ts';
import { useDocumentLabel } from './document-label.ts';
import { DropOnMatter, ReadInLink } from './DropOnMatter.tsx';
import { Events } from './Events.tsx';
import { MatterLabel } from './MatterLabel.tsx';
import css from './MatterPage.module.css';
import { useMeetingWords } from './meeting-words.ts';
import { missingIn } from './missing.ts';
import { Movers } from './Movers.tsx';
import { ArchiveOut } from './ArchiveOut.tsx';
import { TakeOut } from './TakeOut.tsx';
import { WayLine } from './WayLine.tsx';
import { Year } from './Year.tsx';

/** One matter: its way as a line with the documents hanging on it, and what happened beside it. */
export function MatterPage({ matterId }: { readonly matterId: string }) {
  const t = useTranslations('matters');
  const frame = useTranslations('frame');
  const matter = useMatter(matterId);

  if (matter.isPending) return <SkeletonPaper label={frame('loading')} />;
  if (matter.isError && matter.data === undefined) {
    return matter.error instanceof ApiError && matter.error.code === 'notFound' ? (
      <EmptyState
        title={t('notFoundTitle')}
        action={
          <ButtonLink variant="primary" to="/">
            {frame('toMatters')}
          </ButtonLink>
        }
      >
        {t('notFoundWords')}
      </EmptyState>
    ) : (
      <FailedPage title={t('failedTitle')} error={matter.error} onRetry={() => matter.refetch()} />
    );
  }
  return <Matter matter={matter.data} isWhole={!matter.isPlaceholderData} />;
}

type Doing = { readonly act: Act; readonly referralId: string | null };

function Matter({ matter, isWhole }: { readonly matter: MatterDetails; readonly isWhole: boolean }) {
  const t = useTranslations('matters');
  const [doing, setDoing] = useState<Doing | null>(null);
  const personId = useSession().data?.person?.id ?? null;
  const next = nextAct(matter);
  const isDraft = matter.stage === 'drafting';

  const buttons = (place: keyof typeof actsAt) => {
    const offered = isWhole ? offeredAt(place, matter, personId) : [];
    if (offered.length === 0) return null;
    return (
      <div className={css.acts}>
        {offered.map((act) => (
          <Button key={act} variant={act === next ? 'primary' : 'plain'} onPress={() => setDoing({ act, referralId: null })}>
            {t(`act.${act}`)}
          </Button>
        ))}
      </div>
    );
  };

  return (
    <DropOnMatter matter={matter}>
      <PageHeading
        title={matter.title === '' ? t('untitled') : matter.title}
        words
        actions={isWhole ? <ReadInLink matter={matter} /> : undefined}
        above={<BackLink to="/">{t('back')}</BackLink>}
        below={
          <div className={css.facts}>
            {matter.label !== null && <MatterLabel>{matter.label}</MatterLabel>}
            <Movers movers={matter.movers} />
            {matter.diarienummer !== null && <span>{matter.diarienummer}</span>}
            <WayLine matter={matter} />
          </div>
        }
      />
      {matter.matterTitle !== null && matter.matterTitle !== matter.title && (
        <p className={css.long} lang="sv">
          <span className={css.name}>{t('matterTitle')}</span> {matter.matterTitle}
        </p>
      )}
      {!isDraft && matter.stage !== 'published' && isWhole && <State matter={matter}>{buttons('head')}</State>}
      <div className={css.columns}>
        {isDraft || matter.stage === 'published' ? (
          <ol className={css.chain} aria-label={t('chain')}>
            <DocumentSteps matter={matter} />
          </ol>
        ) : (
          <Way matter={matter} isWhole={isWhole} buttons={buttons} onAnswer={(referralId) => setDoing({ act: 'answerReferral', referralId })} />
        )}
        {isWhole && matter.stage !== 'published' && <Events events={matter.events} />}
      </div>
      <div className={css.ends}>
        <LogLink matter={matter} />
        {isWhole && matter.mayTakeOut && (
          <>
            <TakeOut matterId={matter.id} />
            <ArchiveOut matterId={matter.id} />
          </>
        )}
      </div>
      {doing !== null && <ActDialog act={doing.act} referralId={doing.referralId} matter={matter} onClose={() => setDoing(null)} />}
    </DropOnMatter>
  );
}

/** Who has it, how its year stands and what it lacks, before the way that it has come. */
function State({ matter, children }: { readonly matter: MatterDetails; readonly children: ReactNode }) {
  const t = useTranslations('matters');
  const missing = matter.acts.length > 0 ? missingIn(matter) : [];
  return (
    <section className={css.stateOf} aria-label={t('stateLabel')}>
      {matter.stage === 'withdrawn' && <p>{t('withdrawnWords')}</p>}
      <Year matter={matter} />
      <p>
        <span className={css.name}>{t('responsible')}</span> {matter.responsible?.name ?? t('noResponsible')}
      </p>
      {missing.length > 0 && (
        <p>
          <span className={css.name}>{t('missingTitle')}</span>{' '}
          {missing
            .map((one) =>
              one.what === 'clauses'
                ? t('missing.clauses', { count: one.numbers.length, list: listOf(one.numbers) })
                : one.what === 'answers'
                  ? t('missing.answers', { count: one.count })
                  : t(`missing.${one.what}`),
            )
            .join(' · ')}
        </p>
      )}
      {matter.draft !== null && (
        <p>
          <Link to="/dokument/$documentId" params={{ documentId: matter.draft.documentId }}>
            {t('ownDraft')}
          </Link>
          {'. '}
          {t('ownDraftWords')}
        </p>
      )}
      {children}
    </section>
  );
}

const listOf = (numbers: readonly number[]) => new Intl.ListFormat('sv', { type: 'conjunction' }).format(numbers.map(String));

function Step({ name, state, children }: { readonly name: string; readonly state: 'done' | 'now' | 'ahead'; readonly children: ReactNode }) {
  const place = useRef<HTMLLIElement>(null);
  useFocusKept(place);
  return (
    <li ref={place} tabIndex={-1} className={css.link} data-state={state}>
      <h2 className={css.kind}>{name}</h2>
      {children}
    </li>
  );
}

/** A draft or a sample: its documents and nothing more. */
function DocumentSteps({ matter }: { readonly matter: MatterDetails }) {
  const t = useTranslations('matters');
  const documentLabel = useDocumentLabel();
  const filed = matter.documents.find(({ filedAs }) => filedAs !== null);
  return (
    <>
      {matter.documents.map((document) => (
        <Step key={document.id} name={documentLabel(document.kind, document.templateId)} state="now">
          <Sheet document={document} matter={matter} />
        </Step>
      ))}
      {filed?.filedAs != null && (
        <Step name={t('step.number')} state="ahead">
          <p>{t('filedDraftWords')}</p>
        </Step>
      )}
    </>
  );
}

type WayProps = {
  readonly matter: MatterDetails;
  readonly isWhole: boolean;
  readonly buttons: (place: keyof typeof actsAt) => ReactNode;
  readonly onAnswer: (referralId: string) => void;
};

function Way({ matter, isWhole, buttons, onAnswer }: WayProps) {
  const t = useTranslations('matters');
  const moments = useMoments();
  const of = (kind: DocumentSummary['kind']) => matter.documents.filter((document) => document.kind === kind);
  const preparing = matter.handlings.filter(({ purpose }) => purpose === 'preparation');
  const atAssembly = matter.handlings.filter(({ purpose }) => purpose === 'decision' || purpose === 'delayReport');
  const announcement = matter.handlings.find(({ purpose }) => purpose === 'announcement');
  const reports = of('officerReport');
  const minutes = of('minutesItem');
  const isOver = matter.stage === 'decided' || matter.stage === 'closed' || matter.stage === 'withdrawn';
  /** What was never done is not ahead any more when all is over. */
  const unlessDone = (isDone: boolean) => (isDone ? 'done' : 'ahead');

  return (
    <ol className={css.chain} aria-label={t('chain')}>
      <Step name={t('step.motion')} state="done">
        {of('motion').map((document) => (
          <Sheet key={document.id} document={document} matter={matter} />
        ))}
        {matter.receivedAt !== null && <p>{t('received', { when: moments.long(matter.receivedAt) })}</p>}
        {of('motion').map(({ id, space }) => space === 'municipality' && <Scans key={id} documentId={id} />)}
      </Step>
      <Step name={t('step.number')} state={matter.diarienummer === null ? 'now' : 'done'}>
        <p>{matter.diarienummer ?? t('waitsForNumber')}</p>
        {buttons('number')}
      </Step>
      <Step name={t('step.announced')} state={unlessDone(matter.announcedOn !== null)}>
        {announcement !== undefined ? (
          <Handling handling={announcement} matter={matter} />
        ) : (
          <p className={matter.announcedOn === null ? css.nothing : undefined}>
            {matter.announcedOn === null ? t('notAnnounced') : t('announcedOn', { date: moments.day(matter.announcedOn) })}
          </p>
        )}
        {buttons('announced')}
      </Step>
      {(matter.referrals.length > 0 || !isOver) && (
        <Step name={t('step.referrals')} state={matter.openReferrals > 0 ? 'now' : unlessDone(matter.referrals.length > 0)}>
          {matter.referrals.length === 0 && isWhole && <p className={css.nothing}>{t('notReferred')}</p>}
          {matter.referrals.map((referral) => (
            <Referral key={referral.id} referral={referral} mayAnswer={matter.acts.includes('answerReferral')} onAnswer={() => onAnswer(referral.id)} />
          ))}
          {buttons('referrals')}
        </Step>
      )}
      <Step name={t('step.report')} state={matter.stage === 'inPreparation' ? 'now' : unlessDone(reports.some(({ stage }) => stage === 'finalised'))}>
        {reports.map((document) => (
          <Sheet key={document.id} document={document} matter={matter} />
        ))}
        {reports.length === 0 && <p className={css.nothing}>{t('notPrepared')}</p>}
        <Create matter={matter} kind="officerReport" isFirst={reports.length === 0} />
        {buttons('report')}
      </Step>
      <Step name={t('step.bodies')} state={unlessDone(preparing.some(({ handledOn }) => handledOn !== null))}>
        {preparing.map((handling) => (
          <Handling key={handling.id} handling={handling} matter={matter} />
        ))}
        {preparing.length === 0 && isWhole && <p className={css.nothing}>{t('notPlanned')}</p>}
        {minutes.map((document) => (
          <Sheet key={document.id} document={document} matter={matter} />
        ))}
        {of('writtenStatement').map((document) => (
          <Sheet key={document.id} document={document} matter={matter} />
        ))}
        <Create matter={matter} kind="minutesItem" isFirst={minutes.length === 0} />
        {matter.mayCreate.includes('writtenStatement') && <BeginStatement matterId={matter.id} />}
        {buttons('bodies')}
      </Step>
      <Step name={t('step.assembly')} state={unlessDone(matter.decidedOn !== null)}>
        {atAssembly.map((handling) => (
          <Handling key={handling.id} handling={handling} matter={matter} />
        ))}
        {atAssembly.length === 0 && isWhole && <p className={css.nothing}>{t('notPlanned')}</p>}
        {buttons('assembly')}
      </Step>
      {isOver && (
        <Step name={t('step.closed')} state={unlessDone(matter.closedAt !== null)}>
          {matter.closedAt !== null && <p>{t('closedOn', { when: moments.long(matter.closedAt) })}</p>}
          {buttons('closed')}
        </Step>
      )}
    </ol>
  );
}

/** "KSAU 11 mars, manusstopp 25 februari" while it is planned; then the §, and what the body came to. */
function Handling({ handling, matter }: { readonly handling: MatterDetails['handlings'][number]; readonly matter: MatterDetails }) {
  const t = useTranslations('matters');
  const failure = useFailureWords();
  const doing = useActOnMatter(matter.id);
  const words = useMeetingWords();
  const moments = useMoments();
  const { bodyId, body, bodyName, handledOn, meeting, outcome, paragraphNumber, purpose, reported } = handling;
  if (handledOn === null) {
    const planned = meeting === null ? body : words.meeting(meeting);
    return (
      <div className={css.planned}>
        <p title={bodyName}>
          {planned}
          {purpose === 'delayReport' && `: ${t('form.purposes.delayReport')}`}
          {meeting !== null && meeting.deadlineDate !== null && <span className={css.quiet}>, {words.deadline(meeting)}</span>}
        </p>
        {matter.acts.includes('schedule') && (
          <IconButton
            label={t('form.unplan', { meeting: planned })}
            onPress={() =>
              doing.mutate(
                { act: 'schedule', body: { bodyId, meetingId: null, purpose } },
                { onSuccess: () => announce(t('form.unplanned', { meeting: planned })), onError: (error) => announce(failure(error)) },
              )
            }
          >
            <X aria-hidden />
          </IconButton>
        )}
      </div>
    );
  }
  const what = (
    <p title={bodyName}>
      {t('planned', { body, date: moments.day(handledOn) })}
      {paragraphNumber !== null && ` ${paragraphNumber}`}
      {purpose !== 'announcement' && (
        <strong className={css.outcome}> {purpose === 'delayReport' ? t('delayReported') : t(`outcome.${outcome ?? 'deferred'}`)}</strong>
      )}
    </p>
  );
  if (reported === '') return what;
  return (
    <div className={css.referral}>
      {what}
      <blockquote className={css.answer} lang="sv">
        {reported}
      </blockquote>
    </div>
  );
}

function Referral({
  referral,
  mayAnswer,
  onAnswer,
}: {
  readonly referral: MatterDetails['referrals'][number];
  readonly mayAnswer: boolean;
  readonly onAnswer: () => void;
}) {
  const t = useTranslations('matters');
  const moments = useMoments();
  const { bodyName: body, dueDate, answeredAt, answer } = referral;
  // The day it is in Sweden, as the due date is one there.
  const isLate = answeredAt === null && dueDate < new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' });
  return (
    <div className={css.referral}>
      <p className={isLate ? css.late : undefined}>
        {answeredAt === null
          ? t(isLate ? 'referredLate' : 'referredTo', { body, date: moments.day(dueDate) })
          : t('referralAnswered', { body, date: moments.day(answeredAt.slice(0, 10)) })}
      </p>
      {answer !== '' && (
        <blockquote className={css.answer} lang="sv">
          {answer}
        </blockquote>
      )}
      {answeredAt === null && mayAnswer && (
        <Button onPress={onAnswer} aria-label={`${t('act.answerReferral')}, ${body}`}>
          {t('act.answerReferral')}
        </Button>
      )}
    </div>
  );
}

function Create({ matter, kind, isFirst }: { readonly matter: MatterDetails; readonly kind: DocumentSummary['kind']; readonly isFirst: boolean }) {
  const t = useTranslations('matters');
  const failure = useFailureWords();
  const navigate = useNavigate();
  const documentLabel = useDocumentLabel();
  const create = useCreateDocument(matter.id);
  const label = documentLabel(kind, matter.documents[0]?.templateId).toLowerCase();
  if (!matter.mayCreate.includes(kind)) return null;
  return (
    <>
      {create.isError && (
        <Banner tone="danger" isAnnounced>
          {failure(create.error)}
        </Banner>
      )}
      <Button
        className={css.create ?? ''}
        variant={isFirst ? 'plain' : 'quiet'}
        aria-label={isFirst ? undefined : t('createAnotherOf', { kind: label })}
        icon={<Plus aria-hidden />}
        isPending={create.isPending}
        onPress={() => create.mutate(kind, { onSuccess: (document) => navigate({ to: '/dokument/$documentId', params: { documentId: document.id } }) })}
      >
        {isFirst ? t('createDocument', { kind: label }) : t('createAnother')}
      </Button>
    </>
  );
}

/** How many of those who wrote in a document are named. */
const mostWriters = 3;

function Sheet({ document, matter }: { readonly document: DocumentSummary; readonly matter: MatterDetails }) {
  const t = useTranslations('matters');
  const moments = useMoments();
  const documentLabel = useDocumentLabel();
  const writers = matter.writers.filter(({ documentId }) => documentId === document.id).slice(0, mostWriters);
  return (
    <div className={css.sheet}>
      <Link to="/dokument/$documentId" params={{ documentId: document.id }} className={css.title} lang="sv">
        {document.title === '' ? t('untitled') : document.title}
      </Link>
      <p className={css.state}>
        <span lang="sv">{documentLabel(document.kind, document.templateId)}</span>
        <span>{t(`documentStage.${document.stage}`)}</span>
        {document.revision > 1 && <span>{t('revision', { number: document.revision })}</span>}
        <time dateTime={document.updatedAt} title={moments.long(document.updatedAt)}>
          {t('updated', { when: moments.short(document.updatedAt) })}
        </time>
      </p>
      {writers.length > 0 && (
        <p className={css.state}>
          {writers.map(({ personId, name, at }) => (
            <span key={personId}>{t('wrote', { name, when: moments.short(at) })}</span>
          ))}
        </p>
      )}
      {document.space === 'party' && document.stage !== 'filed' && <p className={css.note}>{t('draftNote')}</p>}
    </div>
  );
}
