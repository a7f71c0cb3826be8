import type { DocumentKind } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { checkMinutes } from './checkMinutes.ts';
import { checkMotion } from './checkMotion.ts';
import { checkReport } from './checkReport.ts';
import type { Finding } from './finding.ts';

/**
 * [FIN6] What there is to say about a document of which nothing is known but its own words, as a
 * file that was read. That a part of it is missing is not said: it may have been lost on the way
 * into the file, or out of it. Never throws.
 */
export function checkAlone(kind: DocumentKind, document: Node): readonly Finding[] {
  return check(kind, document).filter(({ code }) => !parts.has(code));
}

const parts: ReadonlySet<string> = new Set(['titleMissing', 'addresseeMissing', 'dateMissing', 'senderMissing']);

function check(kind: DocumentKind, document: Node): readonly Finding[] {
  switch (kind) {
    case 'motion':
      return checkMotion(document, { parties: null, seats: null, rules: null });
    case 'officerReport':
      return checkReport(document, { clauses: null, everyClauseIsAnswered: false, requiredParts: [] });
    case 'minutesItem':
      return checkMinutes(document, { people: null, parties: null, attending: null, chair: null, meetingDate: null, isAssembly: null });
    // A page of the group's own, which nothing is asked of.
    case 'writtenStatement':
      return [];
  }
}
