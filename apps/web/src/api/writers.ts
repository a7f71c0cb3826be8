import { useQuery } from '@tanstack/react-query';
import type { Writers } from '@yrka/server/api';
import { getJson } from './client.ts';

/** Words of one block; offsets as in its content. */
export type Passage = { readonly blockId: string; readonly from: number; readonly to: number };

/** Who wrote these passages, one after the other. Never kept: it is asked for when somebody wants to know. */
export function useWriters(documentId: string, passages: readonly Passage[]) {
  return useQuery({
    queryKey: ['documents', documentId, 'writers', passages],
    queryFn: async (): Promise<Writers> => {
      const answers = await Promise.all(passages.map((passage) => getJson<Writers>(addressOf(documentId, passage))));
      return { areShown: answers.some(({ areShown }) => areShown), pieces: answers.flatMap(({ pieces }) => pieces) };
    },
    staleTime: 0,
    gcTime: 0,
  });
}

const addressOf = (documentId: string, { blockId, from, to }: Passage) =>
  `/api/documents/${encodeURIComponent(documentId)}/blocks/${encodeURIComponent(blockId)}/writers?from=${from}&to=${to}`;
