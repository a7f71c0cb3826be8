import type { DocumentDetails } from '@yrka/server/api';
import { useState } from 'react';
import { useLock } from '../../api/index.ts';
import { useReportOf } from '../reporting/index.ts';
import { useReviewOf } from '../reviewing/index.ts';
import { useStatementOf } from '../statements/index.ts';
import { useVerificationOf } from '../verification/index.ts';

/**
 * Whether what stands above the paper is known. It is asked for together with the text, and a paper
 * that is shown first would be pushed down under the eyes of who reads it. What the server does not
 * answer holds no text back, and a paper that has been shown stays.
 */
export function useIsBandHere(details: DocumentDetails): boolean {
  const isOpen = details.stage === 'draft' || details.stage === 'working' || details.stage === 'published';
  const asked = [useReportOf(details), useReviewOf(details), useStatementOf(details), useVerificationOf(details), useLock(isOpen ? null : details.id)];
  const isHere = asked.every(({ isPending, fetchStatus, failureCount }) => !isPending || fetchStatus !== 'fetching' || failureCount > 0);
  const [wasHere, setWasHere] = useState(isHere);
  if (isHere && !wasHere) setWasHere(true);
  return isHere || wasHere;
}
