import type { PaperOptions } from '../paper/pageOf.ts';
import { readDate } from '@yrka/formal-text';
import { element, type Element } from './element.ts';
import type { References } from './references.ts';

/** When it was announced on the noticeboard; null where it was not. */
export function publication({ minutes }: PaperOptions): Element | null {
  const notice = minutes?.notice ?? null;
  if (notice === null || readDate(notice.announcedOn) === null) return null;
  return element('publication', { date: notice.announcedOn, name: 'anslagstavla', showAs: 'Anslag' });
}

/** Who signed or verified, and when; null where nobody has. Signatures fall when a document is unlocked, so these are those that stand. */
export function workflow({ signatures = [], minutes }: PaperOptions, references: References): Element | null {
  const steps = [
    ...signatures.map((one) => ({ one, date: one.date, role: 'signatories' as const, outcome: null })),
    ...(minutes?.verifiers ?? []).map((one) => ({
      one,
      date: one.verifiedOn ?? '',
      role: one.role,
      outcome: references.event('verified'),
    })),
  ].filter(({ date }) => readDate(date) !== null);
  if (steps.length === 0) return null;
  return element(
    'workflow',
    { source: references.program() },
    ...steps.map(({ one, date, role, outcome }) => element('step', { date, by: references.person(one), as: references.role(role), outcome })),
  );
}
