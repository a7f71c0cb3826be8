import type { Finding } from '@yrka/checks';
import { schema } from '@yrka/schema';
import type { DocumentDetails, Verification } from '@yrka/server/api';
import { useMemo } from 'react';
import { useClauses, useContent } from '../../api/index.ts';
import { useCheck } from '../checks/index.ts';
import { useMeetingOf } from '../deliberation/index.ts';

export type RemainingFindings = {
  readonly findings: readonly Finding[];
  /** The § is typed by people, over matters that Yrka never sees: that there is none is worth a word, and no more. */
  readonly hasNoNumber: boolean;
  readonly count: number;
};

/** What there is to say of the text as it stands, before it is verified; null until it has been read, or where nobody asks. */
export function useRemaining(details: DocumentDetails, { paragraphNumber }: Pick<Verification, 'paragraphNumber'>, isAsked = true): RemainingFindings | null {
  const motion = useClauses(details.source?.document ?? null).data ?? null;
  const meeting = useMeetingOf(details);
  const check = useCheck(details, { motion, ...meeting });
  const { data } = useContent(isAsked ? details.id : null);
  return useMemo(() => {
    if (data === undefined) return null;
    const findings = check(schema.nodeFromJSON(data.content));
    const hasNoNumber = paragraphNumber === null;
    return { findings, hasNoNumber, count: findings.length + Number(hasNoNumber) };
  }, [check, data, paragraphNumber]);
}
