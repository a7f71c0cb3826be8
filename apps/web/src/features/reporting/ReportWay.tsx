import { Link } from '@tanstack/react-router';
import type { DocumentDetails, Report } from '@yrka/server/api';
import { useState } from 'react';
import { useActOnDocument, useLock, useReport, useSession } from '../../api/index.ts';
import { useDays, useFailureWords, useLanguage, useMoments, useTranslations } from '../../i18n/index.ts';
import { announce, Banner, Button, StepLine } from '../../ui/index.ts';
import { ReviewButton } from '../reviewing/index.ts';
import { UndecidedSuggestions } from '../suggestions/index.ts';
import { PaperLinks, Technical } from '../way/index.ts';
import { FinaliseDialog } from './FinaliseDialog.tsx';
import { GiveBackDialog } from './GiveBackDialog.tsx';
import css from './ReportWay.module.css';
import { ReviseDialog } from './ReviseDialog.tsx';

/** The stages of a report in the municipality, first to last. */
const steps = ['working', 'approval', 'approved', 'finalised'] as const;
type Step = (typeof steps)[number];

/** How far a report has come and what one may do about it, above its paper; nothing for any other document. */
export function ReportWay({ details }: { readonly details: DocumentDetails }) {
  const stage = stageOf(details);
  const report = useReportOf(details).data;
  if (report === undefined || stage === undefined) return null;
  return <Way details={details} report={report} stage={stage} />;
}

const stageOf = (details: DocumentDetails): Step | undefined => (details.kind === 'officerReport' ? steps.find((step) => step === details.stage) : undefined);

/** What the band of a report is made of; asked for also before there is a paper to put it above. */
export const useReportOf = (details: DocumentDetails) => useReport(stageOf(details) === undefined || details.readsAs !== 'live' ? null : details.id);

function Way({ details, report, stage }: { readonly details: DocumentDetails; readonly report: Report; readonly stage: Step }) {
  const t = useTranslations('reporting');
  const stages = useTranslations('drafting.stages');
  // Where nobody has to approve it, there is no step for that.
  const way = steps.filter((step) => report.needsApproval || step === stage || step === 'working' || step === 'finalised');
  const step = way.indexOf(stage);

  return (
    <section className={css.way} aria-label={t('label')}>
      <StepLine steps={way.map((name) => stages(name))} current={step} label={t('step', { step: step + 1, steps: way.length, name: stages(stage) })} />
      <Words details={details} report={report} stage={stage} />
      <Versions report={report} />
      <Actions details={details} report={report} stage={stage} />
      {stage !== 'working' && <Technical documentId={details.id} />}
    </section>
  );
}

function Words({ details, report, stage }: { readonly details: DocumentDetails; readonly report: Report; readonly stage: Step }) {
  const t = useTranslations('reporting');
  const moments = useMoments();
  const days = useDays();
  const names = useAnyOf()(report.approvers);
  switch (stage) {
    case 'working':
      return (
        <>
          <p className={css.words}>{!report.needsApproval ? t('working.alone') : names === '' ? t('working.noApprover') : t('working.approval', { names })}</p>
          {report.returned !== null && (
            <Banner isAnnounced>
              {t('working.returned', { by: report.returned.by, when: moments.long(report.returned.at) })}{' '}
              {report.returned.reason !== '' && (
                <span className={css.reason} lang="sv">
                  {t('working.reason', { reason: report.returned.reason })}
                </span>
              )}
            </Banner>
          )}
        </>
      );
    case 'approval':
      return <p className={css.words}>{details.acts.includes('approve') ? t('approval.yours') : t('approval.waiting', { names })}</p>;
    case 'approved':
      return (
        <p className={css.words}>
          {report.approved !== null && t('approved.band', { by: report.approved.by, when: moments.long(report.approved.at) })}{' '}
          {details.acts.includes('finalise') && t('approved.next')}
        </p>
      );
    case 'finalised': {
      if (report.finalised === null) return null;
      const { at, meeting } = report.finalised;
      return (
        <p className={css.words}>
          {meeting === null
            ? t('finalised.band', { day: days(at) })
            : t('finalised.forMeeting', { day: days(at), body: meeting.body, date: days(meeting.date) })}
        </p>
      );
    }
  }
}

/** What it revises, and what revises it. */
function Versions({ report: { revised, earlier, later } }: { readonly report: Report }) {
  const t = useTranslations('reporting.versions');
  return (
    <>
      {later !== null && (
        <Banner
          action={
            <Link to="/dokument/$documentId" params={{ documentId: later.documentId }}>
              {t('toLater')}
            </Link>
          }
        >
          {t(later.stage === 'finalised' ? 'later' : 'laterWorking')}
        </Banner>
      )}
      {earlier !== null && revised !== null && (
        <p className={css.words}>
          {t('revisedFull', { date: revised })}{' '}
          <Link to="/dokument/$documentId" params={{ documentId: earlier }}>
            {t('earlier')}
          </Link>
        </p>
      )}
    </>
  );
}

function Actions({ details, report, stage }: { readonly details: DocumentDetails; readonly report: Report; readonly stage: Step }) {
  const t = useTranslations('reporting');
  const failure = useFailureWords();
  const { data: session } = useSession();
  const perform = useActOnDocument(details.id);
  const [asking, setAsking] = useState<'giveBack' | 'finalise' | 'revise' | null>(null);
  const approve = useApproval(details, perform);
  const may = (act: DocumentDetails['acts'][number]) => details.acts.includes(act);
  // Who may approve gives it back; who wrote it takes it back.
  const isApprover = session?.person?.roles.includes('approver') ?? false;
  const close = () => setAsking(null);

  return (
    <>
      {perform.isError && (
        <Banner tone="danger" isAnnounced>
          {failure(perform.error)}
        </Banner>
      )}
      <div className={css.actions} role="group" aria-label={t('actions')}>
        {may('sendForApproval') && report.needsApproval && (
          <Button
            variant="primary"
            isDisabled={report.approvers.length === 0}
            isPending={perform.isPending}
            onPress={() => perform.mutate({ act: 'sendForApproval' }, { onSuccess: () => announce(t('done.sendForApproval')) })}
          >
            {t('acts.sendForApproval')}
          </Button>
        )}
        {may('approve') && (
          <Button variant="primary" isDisabled={approve === null} isPending={perform.isPending} onPress={() => approve?.()}>
            {t('acts.approve')}
          </Button>
        )}
        {may('finalise') && (
          <Button variant="primary" onPress={() => setAsking('finalise')}>
            {t('acts.finalise')}
          </Button>
        )}
        {may('returnForChanges') && <Button onPress={() => setAsking('giveBack')}>{t(isApprover ? 'acts.returnForChanges' : 'acts.takeBack')}</Button>}
        {may('revise') && report.later === null && <Button onPress={() => setAsking('revise')}>{t('acts.revise')}</Button>}
        <ReviewButton details={details} />
        <PaperLinks documentId={details.id} mayPublish={details.acts.includes('publish')} />
      </div>
      {stage === 'working' && (may('sendForApproval') || may('finalise')) && <UndecidedSuggestions documentId={details.id} />}
      {may('sendForApproval') && report.needsApproval && report.approvers.length > 0 && <p className={css.note}>{t('acts.sendForApprovalMeans')}</p>}
      {stage !== 'finalised' && <p className={css.note}>{t('acts.sendingMeans')}</p>}
      {asking === 'giveBack' && (
        <GiveBackDialog documentId={details.id} isPossible={may('returnForChanges')} isApproved={stage === 'approved'} isOwn={!isApprover} onClose={close} />
      )}
      {asking === 'finalise' && <FinaliseDialog documentId={details.id} isPossible={may('finalise')} meetings={report.meetings} onClose={close} />}
      {asking === 'revise' && <ReviseDialog documentId={details.id} isPossible={may('revise') && report.later === null} onClose={close} />}
    </>
  );
}

/**
 * Approving binds to the text that stood here when one began to read, not to what stands when the
 * button is pressed: the server refuses another, and only then is the new one what one has before one.
 */
function useApproval(details: DocumentDetails, perform: ReturnType<typeof useActOnDocument>): (() => void) | null {
  const t = useTranslations('reporting');
  const inForce = useLock(details.acts.includes('approve') ? details.id : null).data?.lock?.sha256 ?? null;
  const [read, setRead] = useState<string | null>(null);
  if (read === null && inForce !== null) setRead(inForce);
  if (read === null) return null;
  return () => perform.mutate({ act: 'approve', body: { sha256: read } }, { onSuccess: () => announce(t('done.approve')), onError: () => setRead(null) });
}

/** "Ylva Norin eller Kim Ek", in the interface's language; '' for nobody. */
function useAnyOf(): (names: readonly string[]) => string {
  const { language } = useLanguage();
  const list = new Intl.ListFormat(language, { type: 'disjunction' });
  return (names) => list.format(names);
}
