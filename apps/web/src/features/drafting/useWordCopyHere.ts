import type { Editor } from '@tiptap/react';
import { lockedStages } from '@yrka/policies';
import type { Clauses, DocumentDetails } from '@yrka/server/api';
import { useEffect } from 'react';
import { saveFile } from '../../api/index.ts';
import type { SaveState } from './connection/connection.ts';

/** By then what one came for is on the screen, and a page that was left at once has fetched nothing in vain. */
const fetchAfterMs = 10_000;

const load = () => import('./wordCopyHere.ts');

/** Fetches what makes Word copies here. Where there is no network, whoever asks for one is told then. */
export const prepareWordCopy = (): void => void load().catch(() => undefined);

/**
 * Makes the Word copy on this device while there is no network; null while there is one. What makes it is fetched in good time.
 * Rejected when there was none, and for a locked text, whose signatures and number the server has.
 */
export function useWordCopyHere(
  editor: Editor | null,
  details: DocumentDetails,
  { save, motion }: { readonly save: SaveState; readonly motion: Clauses | null },
): (() => Promise<void>) | null {
  useEffect(() => {
    const timer = setTimeout(prepareWordCopy, fetchAfterMs);
    return () => clearTimeout(timer);
  }, []);
  const isOffline = save.kind === 'offline' || save.kind === 'offlineUnkept';
  if (editor === null || !isOffline) return null;
  return async () => {
    if (lockedStages.has(details.stage)) throw new Error('What is locked is given out by the server');
    const { wordCopyHere } = await load();
    const clauses = motion === null || details.kind === 'motion' ? null : motion.clauses.map(({ id }) => id);
    const name = (details.title || details.template.documentLabels[details.kind]).replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ').trim();
    saveFile({ blob: await wordCopyHere(editor.state.doc, details, clauses), name: `${name}.docx` });
  };
}
