import { ExporterError } from '../exporterError.ts';
import { compile } from './compiler.ts';
import type { Picture } from '../paper/picture.ts';

/** Whether a page can be set with this picture at its head, by both standards. Throws ExporterError when nothing can be set at all. */
export async function canBeSet(picture: Picture): Promise<boolean> {
  const letterhead = { municipality: '', arms: { alt: 'Vapen' }, body: '', label: '', facts: [], stamp: null };
  const look = { lineNumbers: false, accent: null, headRule: false, footer: [] };
  const page = { title: 'Vapen', authors: [], letterhead, running: '', mark: null, documentId: null, ...look, comments: [], blocks: [] };
  try {
    for (const format of ['a-2a', 'ua-1'] as const) {
      const { lost } = await compile({ page, picture, format, createdAt: new Date(0) });
      if (lost.length > 0) return false;
    }
    return true;
  } catch (error) {
    if (error instanceof ExporterError && error.code === 'compilationFailed') return false;
    throw error;
  }
}
