import type { Attachment, AttachmentList } from '@yrka/server/api';
import { useState } from 'react';
import { useAttach } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { announce } from '../../ui/index.ts';
import { useSize } from './useSize.ts';

export type Sending = {
  /** What is on its way, by name, and how much of it has gone, 0 to 1; null when nothing is. */
  readonly now: { readonly name: string; readonly part: number } | null;
  /** What came to nothing, in sentences. */
  readonly problems: readonly string[];
  readonly setProblems: (problems: readonly string[]) => void;
  readonly take: (files: readonly File[]) => Promise<void>;
};

/** Sends files to a document, one after another, so that they stand in the order in which they were picked. */
export function useSending(documentId: string, { attachments, maxBytes, maxCount }: AttachmentList, kind: Attachment['kind']): Sending {
  const t = useTranslations('attachments');
  const failure = useFailureWords();
  const size = useSize();
  const attach = useAttach(documentId);
  const [now, setNow] = useState<Sending['now']>(null);
  const [problems, setProblems] = useState<readonly string[]>([]);

  async function take(files: readonly File[]): Promise<void> {
    if (now !== null || files.length === 0) return;
    const refused: string[] = [];
    let room = maxCount - attachments.length;
    let taken = 0;
    for (const file of files) {
      const { name } = file;
      if (room <= 0) {
        refused.push(t('full', { name, count: maxCount }));
        continue;
      }
      if (file.size > maxBytes) {
        refused.push(t('tooLarge', { name, size: size(maxBytes) }));
        continue;
      }
      setNow({ name, part: 0 });
      try {
        await attach.mutateAsync({ file, kind, onProgress: (part) => setNow({ name, part }) });
        room--;
        taken++;
      } catch (error) {
        refused.push(t('refused', { name, why: failure(error) }));
      }
    }
    setNow(null);
    setProblems(refused);
    if (taken > 0) announce(t(kind === 'scan' ? 'addedScan' : 'added', { count: taken }));
  }

  return { now, problems, setProblems, take };
}
