import type { DocumentDetails, Verification } from '@yrka/server/api';
import { Check } from 'lucide-react';
import { useState } from 'react';
import { useActOnDocument, useLock, useVerification } from '../../api/index.ts';
import { useDays, useFailureWords, useMoments, useTranslations } from '../../i18n/index.ts';
import { announce, Banner, Button, ButtonLink, StepLine, VisuallyHidden } from '../../ui/index.ts';
import { PaperLinks, Technical } from '../way/index.ts';
import { CorrectionDialog } from './CorrectionDialog.tsx';
import { Corrections } from './Corrections.tsx';
import { ExtractMenu } from './ExtractMenu.tsx';
import { GiveBackDialog } from './GiveBackDialog.tsx';
import { PublicNoticeDialog } from './PublicNoticeDialog.tsx';
import { RecordDialog } from './RecordDialog.tsx';
import { Remaining } from './Remaining.tsx';
import { useRemaining } from './useRemaining.ts';
import css from './VerificationWay.module.css';

/** The stages of an item of the minutes, first to last. */
const steps = ['working', 'sentForVerification', 'verified', 'announced'] as const;
type Step = (typeof steps)[number];

/** How far an item has come and what one may do about it, above its paper; nothing for any other document. */
export function VerificationWay({ details }: { readonly details: DocumentDetails }) {
  const stage = stageOf(details);
  const state = useVerificationOf(details).data;
  if (state === undefined || stage === undefined) return null;
  return <Way details={details} state={state} stage={stage} />;
}

const stageOf = (details: DocumentDetails): Step | undefined => (details.kind === 'minutesItem' ? steps.find((step) => step === details.stage) : undefined);

/** What the band of an item is made of; asked for also before there is a paper to put it above. */
export const useVerificationOf = (details: DocumentDetails) => useVerification(stageOf(details) === undefined ? null : details.id);

type WayProps = { readonly details: DocumentDetails; readonly state: Verification; readonly stage: Step };

function Way({ details, state, stage }: WayProps) {
  const t = useTranslations('verification');
  const stages = useTranslations('drafting.stages');
  const step = steps.indexOf(stage);
  return (
    <section className={css.way} aria-label={t('label')}>
      <StepLine steps={steps.map((name) => stages(name))} current={step} label={t('step', { step: step + 1, steps: steps.length, name: stages(stage) })} />
      <Words details={details} state={state} stage={stage} />
      {state.verification !== null && <Verifiers verification={state.verification} />}
      <Corrections details={details} corrections={state.corrections} />
      <Actions details={details} state={state} stage={stage} />
      {stage !== 'working' && <Technical documentId={details.id} />}
    </section>
  );
}

function Words({ details, state, stage }: WayProps) {
  const t = useTranslations('verification');
  const moments = useMoments();
  const days = useDays();
  const { verification, returned, notice, noticeToday } = state;
  const verified =
    verification?.verifiedAt == null
      ? ''
      : t(verification.isImmediate ? 'verified.immediate' : 'verified.band', { when: moments.long(verification.verifiedAt) });
  switch (stage) {
    case 'working':
      return (
        <>
          <p className={css.words}>{t('working.alone')}</p>
          {returned !== null && (
            <Banner isAnnounced>
              {t('working.returned', { by: returned.by, when: moments.long(returned.at) })}{' '}
              {returned.reason !== '' && (
                <span className={css.reason} lang="sv">
                  {t('working.reason', { reason: returned.reason })}
                </span>
              )}
            </Banner>
          )}
        </>
      );
    case 'sentForVerification':
      if (verification === null) return null;
      return (
        <p className={css.words}>
          {t('sent.band', { by: verification.by, when: moments.long(verification.at) })} {verification.isImmediate && t('sent.immediate')}{' '}
          {details.acts.includes('verify') && isWaitedFor(verification) && t('sent.yours')}
        </p>
      );
    case 'verified':
      return (
        <p className={css.words}>
          {verified} {noticeToday !== null && t('verified.notAnnounced', { day: days(noticeToday.announceBy) })}
        </p>
      );
    case 'announced':
      return (
        <p className={css.words}>
          {verified} {notice !== null && t('announced', { day: days(notice.announcedOn), appeal: days(notice.appealUntil), down: days(notice.takeDownFrom) })}{' '}
          {notice !== null && notice.keptAt !== '' && t('keptAt', { place: notice.keptAt })}
        </p>
      );
  }
}

type State = NonNullable<Verification['verification']>;

/** Who verifies it, and who has. */
function Verifiers({ verification: { verifiers, verifiedAt } }: { readonly verification: State }) {
  const t = useTranslations('verification');
  const people = useTranslations('people');
  const moments = useMoments();
  const done = verifiers.filter((verifier) => verifier.verifiedAt !== null).length;
  return (
    <>
      {verifiedAt === null && <p className={css.progress}>{t('sent.progress', { done, all: verifiers.length })}</p>}
      <ul className={css.verifiers} aria-label={t('verifiers')}>
        {verifiers.map((verifier) => (
          <li key={verifier.personId} className={css.verifier}>
            <span className={css.mark}>{verifier.verifiedAt !== null && <Check aria-hidden />}</span>
            <span>
              {verifier.party === null ? verifier.name : people('withParty', { name: verifier.name, party: verifier.party })}, {t(`role.${verifier.role}`)}
              <span className={css.when}> {said(verifier)}</span>
            </span>
          </li>
        ))}
      </ul>
    </>
  );

  function said({ verifiedAt: at, recordedBy, note }: State['verifiers'][number]): string {
    if (at === null) return t('waiting');
    const when = moments.short(at);
    if (recordedBy === null) return t('done', { when });
    return note === '' ? t('elsewhere', { by: recordedBy, when }) : t('elsewhereNote', { by: recordedBy, when, note });
  }
}

type Asked = 'giveBack' | 'record' | 'post' | 'correct';

function Actions({ details, state, stage }: WayProps) {
  const t = useTranslations('verification');
  const ways = useTranslations('way');
  const failure = useFailureWords();
  const perform = useActOnDocument(details.id);
  const [asking, setAsking] = useState<Asked | null>(null);
  const { verification } = state;
  const may = (act: DocumentDetails['acts'][number]) => details.acts.includes(act);
  const mayVerify = may('verify') && verification !== null && isWaitedFor(verification);
  const verify = useVerifying(details, mayVerify, perform);
  const remaining = useRemaining(details, state, mayVerify);
  const close = () => setAsking(null);
  const isVerifier = verification?.verifiers.some(({ isOwn }) => isOwn) ?? false;
  const waiting = verification?.verifiers.filter(({ verifiedAt }) => verifiedAt === null) ?? [];
  const fallen = (verification?.verifiers.length ?? 0) - waiting.length;

  return (
    <>
      {mayVerify && <Remaining details={details} remaining={remaining} />}
      {perform.isError && (
        <Banner tone="danger" isAnnounced>
          {failure(perform.error)}
        </Banner>
      )}
      <div className={css.actions} role="group" aria-label={t('actions')}>
        {may('sendForVerification') && (
          <ButtonLink variant="primary" to="/dokument/$documentId/justering" params={{ documentId: details.id }}>
            {t('acts.send')}
          </ButtonLink>
        )}
        {mayVerify && (
          <Button variant="primary" isDisabled={verify === null || remaining === null} isPending={perform.isPending} onPress={() => verify?.()}>
            {t(remaining !== null && remaining.count > 0 ? 'acts.verifyAnyway' : 'acts.verify')}
          </Button>
        )}
        {may('postPublicNotice') && (
          <Button variant="primary" onPress={() => setAsking('post')}>
            {t('acts.post')}
          </Button>
        )}
        {may('recordVerification') && waiting.length > 0 && <Button onPress={() => setAsking('record')}>{t('acts.record')}</Button>}
        {may('returnItem') && <Button onPress={() => setAsking('giveBack')}>{t(isVerifier ? 'acts.giveBack' : 'acts.unlock')}</Button>}
        {state.recipients.length > 0 && <ExtractMenu documentId={details.id} recipients={state.recipients} />}
        {state.notice !== null && (
          <a className={css.link} href={`/api/documents/${encodeURIComponent(details.id)}/notice/pdf`} target="_blank" rel="noreferrer">
            {t('certificate')}
            <VisuallyHidden>, {ways('pdfOpens')}</VisuallyHidden>
          </a>
        )}
        {may('correct') && <Button onPress={() => setAsking('correct')}>{t('acts.correct')}</Button>}
        {stage !== 'working' && <PaperLinks documentId={details.id} mayPublish={may('publish')} />}
      </div>
      {asking === 'giveBack' && (
        <GiveBackDialog documentId={details.id} isPossible={may('returnItem')} isVerifier={isVerifier} fallen={fallen} onClose={close} />
      )}
      {asking === 'record' && <RecordDialog documentId={details.id} isPossible={may('recordVerification')} waiting={waiting} onClose={close} />}
      {asking === 'post' && <PublicNoticeDialog documentId={details.id} isPossible={may('postPublicNotice')} notice={state.noticeToday} onClose={close} />}
      {asking === 'correct' && <CorrectionDialog details={details} corrections={state.corrections} isPossible={may('correct')} onClose={close} />}
    </>
  );
}

/** Whether it is the reader that it waits for. */
const isWaitedFor = ({ verifiers }: State) => verifiers.some(({ isOwn, verifiedAt }) => isOwn && verifiedAt === null);

/** Verifying binds to the text that stood here when one began to read: the server refuses another, and only then is the new one what one has before one. */
function useVerifying(details: DocumentDetails, mayVerify: boolean, perform: ReturnType<typeof useActOnDocument>): (() => void) | null {
  const t = useTranslations('verification');
  const inForce = useLock(mayVerify ? details.id : null).data?.lock?.sha256 ?? null;
  const [read, setRead] = useState<string | null>(null);
  if (read === null && inForce !== null) setRead(inForce);
  if (read === null) return null;
  return () => perform.mutate({ act: 'verify', body: { sha256: read } }, { onSuccess: () => announce(t('told.verify')), onError: () => setRead(null) });
}
