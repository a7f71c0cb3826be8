import { checkMinutes, checkMotion, checkReport, type Finding, type MotionFacts } from '@yrka/checks';
import type { DocumentDetails, Filing } from '@yrka/server/api';
import type { Node } from '@tiptap/pm/model';
import { useCallback, useMemo } from 'react';
import { useFiling } from '../../api/index.ts';
import type { AnsweredMotion } from '../deliberation/index.ts';

/** What reads a document of this kind, with what is known about the municipality. */
export function useCheck({ id, kind, template }: DocumentDetails, motion: AnsweredMotion | null): (document: Node) => readonly Finding[] {
  const filing = useFiling(kind === 'motion' ? id : null).data ?? null;
  const facts = useMemo(() => motionFacts(filing), [filing]);
  const check = useCallback(
    (document: Node) => {
      if (kind === 'motion') return checkMotion(document, facts);
      if (kind === 'minutesItem') return checkMinutes(document, minutesFacts);
      return checkReport(document, {
        clauses: motion === null ? null : motion.clauses.map(({ id }) => ({ document: motion.document, id })),
        // Where the officials take no position on a motion, their reports have no such part.
        everyClauseIsAnswered: template.reportParts.some(({ part }) => part === 'proposedDecision'),
        requiredParts: ['proposedDecision', 'summary'],
      });
    },
    [kind, template, motion, facts],
  );
  return check;
}

const minutesFacts = { people: null, parties: null, attending: null, isAssembly: null };

/** What the server says of the municipality, as the checks ask for it; until it has answered nothing is known. */
function motionFacts(filing: Filing | null): MotionFacts {
  if (filing === null) return { parties: null, seats: null, rules: null };
  const { parties, seats, rules } = filing.facts;
  return { parties, seats: seats === null ? null : new Map(seats.map(({ personId, role }) => [personId, role])), rules };
}
