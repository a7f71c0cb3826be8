import { type DrawnPages, toPages } from '@yrka/exporters';
import type { Kept } from '../papers/paper.ts';
import { Refusal } from '../refusal.ts';
import { readArms } from './armsPicture.ts';
import { type SampleKind, sampleDocument } from './sampleDocument.ts';
import { changesFrom, templateFor, type TemplateWords } from './template.ts';

/**
 * The pages of a document that is made up, as it would print by these words. Nothing is kept of it, and no template is.
 *
 * @throws Refusal `notFound` before the municipality is set up, and as `toPages` does
 */
export async function previewOf(
  { storage, files }: Kept,
  { kind, words }: { readonly kind: SampleKind; readonly words: TemplateWords },
  signal: AbortSignal,
): Promise<DrawnPages> {
  const municipality = await storage.rows.organisation.municipality();
  if (municipality === null) throw new Refusal('notFound');
  const template = templateFor({ ...municipality, templateChanges: changesFrom(municipality, words) });
  const options = { template, kind, arms: await readArms(files, template.arms), header: { diarienummer: 'KS 2027-00031' } };
  return toPages(sampleDocument(kind, template), { ...options, signal });
}
