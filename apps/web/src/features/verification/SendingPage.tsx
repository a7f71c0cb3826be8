import { useNavigate } from '@tanstack/react-router';
import type { DocumentDetails, Verification } from '@yrka/server/api';
import { useState } from 'react';
import { useActOnDocument, useDocument, useVerification } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { announce, Banner, Button, CheckField, SelectField, SkeletonPaper } from '../../ui/index.ts';
import { FailedPage } from '../failing/index.ts';
import { UndecidedSuggestions } from '../suggestions/index.ts';
import { PreviewPage } from '../way/index.ts';
import { Remaining } from './Remaining.tsx';
import css from './SendingPage.module.css';
import { useRemaining } from './useRemaining.ts';

/** One page before an item is sent to be verified: as it prints, by whom, what there is to say of it, and one button. */
export function SendingPage({ documentId }: { readonly documentId: string }) {
  const t = useTranslations('verification.sending');
  const document = useDocument(documentId);
  const verification = useVerification(documentId);
  const error = document.error ?? verification.error;
  const retry = () => void Promise.all([document.refetch(), verification.refetch()]);
  if (error !== null) return <FailedPage title={t('title')} error={error} onRetry={retry} />;
  if (document.data === undefined || verification.data === undefined) return <SkeletonPaper label={t('title')} />;
  return <Ready details={document.data} state={verification.data} />;
}

/** As many as may be chosen beside the chair. */
const mostVerifiers = 3;

function Ready({ details, state }: { readonly details: DocumentDetails; readonly state: Verification }) {
  const t = useTranslations('verification.sending');
  const told = useTranslations('verification.told');
  const failure = useFailureWords();
  const navigate = useNavigate();
  const perform = useActOnDocument(details.id);
  const remaining = useRemaining(details, state);

  const { sending } = state;
  const [chair, setChair] = useState(sending?.chairId ?? '');
  const [verifiers, setVerifiers] = useState<readonly string[]>(sending?.verifierIds ?? []);
  const [isImmediate, setImmediate] = useState(false);
  const people = (sending?.people ?? []).map(({ personId, name, party }) => [personId, party === null ? name : t('withParty', { name, party })] as const);
  // One seat more than is filled, until there are as many as may be.
  const seats = [...verifiers, ...(verifiers.length < mostVerifiers ? [''] : [])];
  const choose = (seat: number, id: string) => setVerifiers(seats.map((before, index) => (index === seat ? id : before)).filter((chosen) => chosen !== ''));
  const free = (own: string) => people.filter(([id]) => id === own || (id !== chair && !verifiers.includes(id)));

  const send = () =>
    perform.mutate(
      { act: 'sendForVerification', body: { chairId: chair, verifierIds: verifiers, isImmediate } },
      {
        onSuccess: () => {
          announce(told('send'));
          void navigate({ to: '/dokument/$documentId', params: { documentId: details.id } });
        },
      },
    );

  return (
    <PreviewPage
      documentId={details.id}
      title={t('title')}
      back={t('back')}
      documentTitle={details.title === '' ? t('untitled') : details.title}
      preview={t('preview')}
      as="verified"
    >
      <section>
        <h2 className={css.heading}>{t('number')}</h2>
        <p lang="sv">{state.paragraphNumber ?? t('noNumber')}</p>
      </section>
      {sending !== null && (
        <>
          <div className={css.people}>
            <SelectField
              label={t('chair')}
              value={chair}
              onChange={setChair}
              options={[...(chair === '' ? [['', t('choose')] as const] : []), ...free(chair)]}
            />
            {seats.map((id, seat) => (
              <SelectField
                // A seat is known by its place alone.
                // biome-ignore lint/suspicious/noArrayIndexKey: as the comment above says
                key={seat}
                label={t('verifier', { number: seat + 1 })}
                value={id}
                onChange={(chosen) => choose(seat, chosen)}
                options={[['', t('nobody')], ...free(id)]}
              />
            ))}
            <p className={css.note}>{t('proposed')}</p>
          </div>
          <div>
            <CheckField isSelected={isImmediate} onChange={setImmediate}>
              {t('immediate')}
            </CheckField>
            <p className={css.note}>{t('immediateMeans')}</p>
          </div>
          <Remaining details={details} remaining={remaining} />
          <UndecidedSuggestions documentId={details.id} />
          <p className={css.note}>{t('happens')}</p>
          {perform.isError && (
            <Banner tone="danger" isAnnounced>
              {failure(perform.error)}
            </Banner>
          )}
          <Button variant="primary" isDisabled={chair === ''} isPending={perform.isPending} onPress={send}>
            {t((remaining?.count ?? 0) > 0 ? 'actionAnyway' : 'action')}
          </Button>
        </>
      )}
      {sending === null && !perform.isSuccess && <p className={css.note}>{t('mayNot')}</p>}
    </PreviewPage>
  );
}
