import { type MunicipalityTemplate, templates as known } from '@yrka/schema';
import type { DraftSection } from './draft.ts';

/**
 * The municipality whose document this is: it is named in the text, and most of the headings are
 * as its template writes them. Null when none is, which loses nothing: the headings are kept.
 */
export function templateOf(text: string, sections: readonly DraftSection[], templates: readonly MunicipalityTemplate[] = known): MunicipalityTemplate | null {
  const headings = sections.filter(({ heading }) => heading !== '');
  const share = (template: MunicipalityTemplate) => headings.filter(({ part, heading }) => hasHeading(template, part, heading)).length / headings.length;
  const named = templates.filter((template) => text.includes(template.municipality) && headings.length > 0 && share(template) >= 0.6);
  return named.sort((one, other) => share(other) - share(one))[0] ?? null;
}

/** Whether the template gives this part this heading, in reports or in minutes. */
function hasHeading(template: MunicipalityTemplate, part: string, heading: string): boolean {
  return [...template.reportParts, ...template.minutesParts].some((one) => one.part === part && one.heading === heading);
}
