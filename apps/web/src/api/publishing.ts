import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { NewMaskDecisions, Publishing } from '@yrka/server/api';
import { getJson, sendJson } from './client.ts';

const of = (documentId: string) => `/api/documents/${encodeURIComponent(documentId)}/publishing`;
const keyOf = (documentId: string) => ['documents', documentId, 'publishing'] as const;

/** Where the copy to publish is. */
export const publishingCopyOf = (documentId: string, format: 'pdf' | 'docx' | 'html') => `${of(documentId)}/copies/${format}`;

/** Where its pages are, as pictures. */
export const publishingPagesOf = (documentId: string) => `${of(documentId)}/pages`;

/** What was found in a locked document, and what was said of that. Another may decide meanwhile: asked again when one comes back to the page. */
export function usePublishing(documentId: string) {
  return useQuery({
    queryKey: keyOf(documentId),
    queryFn: () => getJson<Publishing>(of(documentId)),
    staleTime: 0,
    retry: false,
    refetchOnWindowFocus: 'always',
  });
}

export function useDecideMasks(documentId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewMaskDecisions) => sendJson<Publishing>('PUT', `${of(documentId)}/decisions`, body),
    onSuccess: (answer) => client.setQueryData(keyOf(documentId), answer),
    onError: () => client.invalidateQueries({ queryKey: keyOf(documentId) }),
  });
}
