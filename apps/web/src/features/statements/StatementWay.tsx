import { Link } from '@tanstack/react-router';
import type { DocumentDetails, Statement } from '@yrka/server/api';
import { useState } from 'react';
import { useStatement } from '../../api/index.ts';
import { useDays, useMoments, useTranslations } from '../../i18n/index.ts';
import { Button, ButtonLink } from '../../ui/index.ts';
import { PaperLinks, Technical } from '../way/index.ts';
import { HandInDialog } from './HandInDialog.tsx';
import css from './Statements.module.css';

/** What a written statement is about and where it stands, above its paper; nothing for any other document. */
export function StatementWay({ details }: { readonly details: DocumentDetails }) {
  const statement = useStatementOf(details).data;
  return statement === undefined ? null : <Way details={details} statement={statement} />;
}

/** What the band of a statement is made of; asked for also before there is a paper to put it above. */
export const useStatementOf = (details: DocumentDetails) => useStatement(details.kind === 'writtenStatement' ? details.id : null);

function Way({ details, statement }: { readonly details: DocumentDetails; readonly statement: Statement }) {
  const t = useTranslations('statements');
  const moments = useMoments();
  const days = useDays();
  const [isHandingIn, setHandingIn] = useState(false);
  const { about, receivedAt, receivedAs, meeting } = statement;
  const mayHandIn = details.acts.includes('handIn');
  return (
    <section className={css.way} aria-label={t('label')}>
      <p className={css.words}>
        {receivedAt !== null && t(receivedAs === null ? 'received' : 'handedIn', { when: moments.long(receivedAt) })}{' '}
        {meeting !== null && t('forMeeting', { body: meeting.body, date: days(meeting.date) })}{' '}
        {about !== null &&
          (about.diarienummer === null ? t('about', { title: about.title }) : t('aboutNumber', { title: about.title, number: about.diarienummer }))}{' '}
        {mayHandIn && t('next')}
      </p>
      <div className={css.actions} role="group" aria-label={t('actions')}>
        {mayHandIn && (
          <Button variant="primary" onPress={() => setHandingIn(true)}>
            {t('handIn')}
          </Button>
        )}
        {receivedAs !== null && (
          <ButtonLink to="/dokument/$documentId" params={{ documentId: receivedAs }}>
            {t('toReceived')}
          </ButtonLink>
        )}
        <PaperLinks documentId={details.id} mayPublish={details.acts.includes('publish')} />
        {about !== null && (
          <Link to="/arenden/$matterId" params={{ matterId: about.matterId }}>
            {t('toMatter')}
          </Link>
        )}
      </div>
      {details.stage !== 'draft' && <Technical documentId={details.id} />}
      {isHandingIn && <HandInDialog documentId={details.id} statement={statement} isPossible={mayHandIn} onClose={() => setHandingIn(false)} />}
    </section>
  );
}
