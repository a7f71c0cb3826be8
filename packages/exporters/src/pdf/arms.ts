import { writeArms } from '@yrka/formal-text';
import { ExporterError } from '../exporterError.ts';
import { compilePdf } from './compiler.ts';
import type { Page } from './page.ts';
import type { Picture } from './picture.ts';

/** What a page says of the arms at its head; null when there are none. */
export function armsOf(municipality: string, picture: Picture | null | undefined): Page['letterhead']['arms'] {
  return picture == null ? null : { alt: writeArms(municipality) };
}

/** Whether a page can be set with this picture at its head, by both standards. Throws ExporterError when nothing can be set at all. */
export async function canBeSet(picture: Picture): Promise<boolean> {
  const letterhead = { municipality: '', arms: { alt: 'Vapen' }, body: '', label: '', facts: [], stamp: null };
  const page = { title: 'Vapen', authors: [], letterhead, running: '', mark: null, documentId: null, lineNumbers: false, blocks: [] };
  try {
    for (const standard of ['a-2a', 'ua-1'] as const) await compilePdf({ page, picture, standard, createdAt: new Date(0) });
    return true;
  } catch (error) {
    if (error instanceof ExporterError && error.code === 'compilationFailed') return false;
    throw error;
  }
}
