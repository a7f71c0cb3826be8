import type { DocumentDetails, Person } from '@yrka/server/api';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiError, forgetDocument, useDocument, useSession } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { SkeletonPaper } from '../../ui/index.ts';
import { FailedPage } from '../failing/index.ts';
import { useDocumentConnection } from './connection/useDocumentConnection.ts';
import { LeftBehind } from './LeftBehind.tsx';
import { Refused } from './Refused.tsx';
import { ShutOut } from './ShutOut.tsx';
import { useIsBandHere } from './useIsBandHere.ts';
import { WritingScreen } from './WritingScreen.tsx';

/** The page where one document is written or read. */
export function DocumentPage({ documentId }: { readonly documentId: string }) {
  const t = useTranslations('drafting');
  const session = useSession();
  const document = useDocument(documentId);
  const person = session.data?.person ?? null;
  const [opened, setOpened] = useState<{ readonly person: Person; readonly details: DocumentDetails } | null>(null);
  if (document.data !== undefined && person !== null && (opened?.details !== document.data || opened.person !== person))
    setOpened({ person, details: document.data });

  // What is open stays so: whether it still may be is the connection's to say, which also has the words that are nowhere else.
  if (opened !== null && (person === null || person.id === opened.person.id))
    return <OpenDocument key={`${opened.person.id}/${documentId}`} details={opened.details} person={opened.person} />;
  if (document.error instanceof ApiError && (document.error.code === 'notFound' || document.error.code === 'noRight')) {
    const refusal = document.error.code === 'notFound' ? 'unknownDocument' : 'noRight';
    if (person === null) return <Refused refusal={refusal} />;
    return (
      <LeftBehind personId={person.id} documentId={documentId} refusal={refusal}>
        <Refused refusal={refusal} />
      </LeftBehind>
    );
  }
  if (document.isError) return <FailedPage title={t('failed.title')} error={document.error} onRetry={() => document.refetch()} />;
  return <SkeletonPaper label={t('loading')} />;
}

function OpenDocument({ details, person }: { readonly details: DocumentDetails; readonly person: Person }) {
  const t = useTranslations('drafting');
  const { connection, snapshot, left, onLeftTaken } = useDocumentConnection(details.id, person, details.epoch);
  const isBandHere = useIsBandHere(details);
  const client = useQueryClient();
  const { rights } = snapshot;
  // What is shown may have been fetched before an act of which nobody told this page: it was not there yet, or away.
  const known = details.rights;
  useEffect(() => {
    if (rights !== null && rights !== known) void forgetDocument(client, details.id);
  }, [client, rights, known, details.id]);
  const { refusal } = snapshot;
  if ((refusal === 'noRight' || refusal === 'unknownDocument') && snapshot.isReady && connection !== null)
    return <ShutOut refusal={refusal} left={connection} documentId={details.id} />;
  // What was opened stays on the screen when the server refuses it: the words may be nowhere else.
  if (refusal !== null && !snapshot.isReady) return <Refused refusal={refusal} />;
  if (connection === null || !snapshot.isReady || !isBandHere) return <SkeletonPaper label={t('loading')} />;
  return <WritingScreen details={details} connection={connection} snapshot={snapshot} left={left} onLeftTaken={onLeftTaken} />;
}
