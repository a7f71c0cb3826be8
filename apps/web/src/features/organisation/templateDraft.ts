import type { Organisation, TemplateChange } from '@yrka/server/api';
import { isReadableOnWhite } from '@yrka/schema';

export type TemplateWords = TemplateChange['words'];

/** The kinds of document that look each in their own way. A written statement has a name of its own and no more. */
export const shownKinds = ['motion', 'officerReport', 'minutesItem'] as const;
export type ShownKind = (typeof shownKinds)[number];

export const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** What one has changed oneself, upon what somebody else made of the rest meanwhile. */
export function rebased(base: TemplateWords, mine: TemplateWords, theirs: TemplateWords): TemplateWords {
  const each = <Values extends object>(from: Values, own: Values, others: Values): Values => ({
    ...others,
    ...Object.fromEntries(Object.entries(own).filter(([name, value]) => !isSame(value, from[name as keyof Values]))),
  });
  return { ...each(base, mine, theirs), documentLabels: each(base.documentLabels, mine.documentLabels, theirs.documentLabels) };
}

/** What is saved: a line of the foot without words is none. */
export const withoutEmptyLines = (words: TemplateWords): TemplateWords => ({ ...words, footer: words.footer.filter(({ text }) => text.trim() !== '') });

/** Why it cannot be saved, and on the sheet of which kind of document that is seen; null for what is seen beside all of them. */
export type TemplateProblem = { readonly code: 'label' | 'heading' | 'head' | 'accent'; readonly kind: ShownKind | null };

/** The first of what must be put right; null when all is well. */
export function problemIn(words: TemplateWords, { headFields }: Pick<Organisation['template'], 'headFields'>): TemplateProblem | null {
  const { documentLabels, reportParts, minutesParts, reportHead, minutesHead, accent } = words;
  const unnamed = shownKinds.find((kind) => documentLabels[kind].trim() === '');
  if (unnamed !== undefined) return { code: 'label', kind: unnamed };
  if (documentLabels.writtenStatement.trim() === '') return { code: 'label', kind: null };
  if (!hasHeading(reportParts, 'proposedDecision')) return { code: 'heading', kind: 'officerReport' };
  if (!hasHeading(minutesParts, 'decision')) return { code: 'heading', kind: 'minutesItem' };
  if (!reportHead.every((field) => headFields.officerReport.includes(field))) return { code: 'head', kind: 'officerReport' };
  if (!minutesHead.includes('paragraphNumber') || !minutesHead.every((field) => headFields.minutesItem.includes(field)))
    return { code: 'head', kind: 'minutesItem' };
  return accent === null || isReadableOnWhite(accent) ? null : { code: 'accent', kind: null };
}

const hasHeading = (parts: TemplateWords['reportParts'], needed: string) => parts.some(({ part, heading }) => part === needed && heading.trim() !== '');
