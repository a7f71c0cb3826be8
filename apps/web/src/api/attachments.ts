import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Attachment, AttachmentList } from '@yrka/server/api';
import { getJson, send, sendFile } from './client.ts';

const of = (documentId: string) => `/api/documents/${encodeURIComponent(documentId)}`;

const attachmentsQuery = (documentId: string) =>
  queryOptions({ queryKey: ['documents', documentId, 'attachments'], queryFn: () => getJson<AttachmentList>(`${of(documentId)}/attachments`) });

export const useAttachments = (documentId: string) => useQuery(attachmentsQuery(documentId));

/** Where a browser gets one, to save it. */
export const attachmentAddress = (documentId: string, attachmentId: string) => `${of(documentId)}/attachments/${encodeURIComponent(attachmentId)}`;

/** The files; and the matter, whose events tell of them. */
const anew = (client: QueryClient, documentId: string) =>
  Promise.all([client.invalidateQueries({ queryKey: attachmentsQuery(documentId).queryKey }), client.invalidateQueries({ queryKey: ['matters'] })]);

export type NewFile = { readonly file: File; readonly kind: Attachment['kind']; readonly onProgress: (part: number) => void };

/** Attaches a file to a document that has just come to be. */
export const attachFile = (documentId: string, file: File) =>
  sendFile(`${of(documentId)}/attachments?kind=attachment&name=${encodeURIComponent(file.name.slice(0, 300))}`, file, () => {});

export function useAttach(documentId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ file, kind, onProgress }: NewFile) =>
      sendFile(`${of(documentId)}/attachments?kind=${kind}&name=${encodeURIComponent(file.name.slice(0, 300))}`, file, onProgress),
    onSettled: () => anew(client, documentId),
  });
}

export function useRenameAttachment(documentId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, title }: { readonly id: string; readonly title: string }) =>
      send('POST', attachmentAddress(documentId, id), { body: JSON.stringify({ title }), type: 'application/json' }),
    onSettled: () => anew(client, documentId),
  });
}

/** The new order is shown at once, and taken back if the server will not have it. */
export function useOrderAttachments(documentId: string) {
  const client = useQueryClient();
  const { queryKey } = attachmentsQuery(documentId);
  return useMutation({
    mutationFn: (ids: readonly string[]) => send('POST', `${of(documentId)}/attachment-order`, { body: JSON.stringify({ ids }), type: 'application/json' }),
    onMutate: async (ids) => {
      await client.cancelQueries({ queryKey });
      client.setQueryData(queryKey, (list) =>
        list === undefined
          ? list
          : {
              ...list,
              attachments: ids.flatMap((id, index) => list.attachments.filter((one) => one.id === id).map((one) => ({ ...one, order: index + 1 }))),
            },
      );
    },
    onSettled: () => anew(client, documentId),
  });
}

export function useRemoveAttachment(documentId: string) {
  const client = useQueryClient();
  return useMutation({ mutationFn: (id: string) => send('DELETE', attachmentAddress(documentId, id)), onSettled: () => anew(client, documentId) });
}
