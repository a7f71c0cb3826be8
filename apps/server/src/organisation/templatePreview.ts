import { type Pdf, toPdf } from '@yrka/exporters';
import type { Kept } from '../papers/paper.ts';
import { Refusal } from '../refusal.ts';
import { readArms } from './armsPicture.ts';
import { type SampleKind, sampleDocument } from './sampleDocument.ts';
import { changesFrom, templateFor, type TemplateWords } from './template.ts';

/**
 * A document that is made up, as it would print by these words. Nothing is kept of it, and no template is.
 *
 * @throws Refusal `notFound` before the municipality is set up, and as `toPdf` does
 */
export async function previewOf(
  { storage, files, now }: Kept & { readonly now: () => Date },
  { kind, words }: { readonly kind: SampleKind; readonly words: TemplateWords },
  signal: AbortSignal,
): Promise<Pdf> {
  const municipality = await storage.rows.organisation.municipality();
  if (municipality === null) throw new Refusal('notFound');
  const template = templateFor({ ...municipality, templateChanges: changesFrom(municipality, words) });
  const options = { template, kind, arms: await readArms(files, template.arms), header: { diarienummer: 'KS 2027-00031' } };
  return toPdf(sampleDocument(kind, template), { ...options, createdAt: now(), signal });
}
