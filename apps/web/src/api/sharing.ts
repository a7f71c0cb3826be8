import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Entered, InvitationCode, NewGrant, NewInvitation, OpenedInvitation, SentInvitation, Sharing } from '@yrka/server/api';
import { getJson, send, sendJson } from './client.ts';

const of = (documentId: string) => `/api/documents/${encodeURIComponent(documentId)}`;

const sharingQuery = (documentId: string) =>
  queryOptions({ queryKey: ['documents', documentId, 'sharing'], queryFn: () => getJson<Sharing>(`${of(documentId)}/sharing`) });

export const useSharing = (documentId: string) => useQuery(sharingQuery(documentId));

/** A change of who has access; the list is fetched anew whatever came of it. */
function useSharingChange<Given, Result>(documentId: string, change: (given: Given) => Promise<Result>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: change, onSettled: () => client.invalidateQueries({ queryKey: sharingQuery(documentId).queryKey }) });
}

export const useGiveAccess = (documentId: string) =>
  useSharingChange(documentId, (given: NewGrant) => send('POST', `${of(documentId)}/grants`, { body: JSON.stringify(given), type: 'application/json' }));
export const useEndAccess = (documentId: string) =>
  useSharingChange(documentId, (personId: string) => send('DELETE', `${of(documentId)}/grants/${encodeURIComponent(personId)}`));
export const useInvite = (documentId: string) =>
  useSharingChange(documentId, (given: NewInvitation) => sendJson<SentInvitation>('POST', `${of(documentId)}/invitations`, given));
export const useInvitationCode = (documentId: string) =>
  useSharingChange(documentId, (invitationId: string) =>
    sendJson<InvitationCode>('POST', `${of(documentId)}/invitations/${encodeURIComponent(invitationId)}/code`, {}),
  );
export const useEndInvitation = (documentId: string) =>
  useSharingChange(documentId, (invitationId: string) => send('DELETE', `${of(documentId)}/invitations/${encodeURIComponent(invitationId)}`));

/** What a link leads to. Asked once: nothing of it changes by looking. */
export const useOpenedInvitation = (token: string) =>
  useQuery({
    queryKey: ['invitation', token],
    queryFn: () => sendJson<OpenedInvitation>('POST', '/api/invitations/opened', { token }),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const useMailCode = () =>
  useMutation({ mutationFn: (token: string) => send('POST', '/api/invitations/codes', { body: JSON.stringify({ token }), type: 'application/json' }) });

/** Comes in; what the former person of this browser saw is forgotten. */
export function useEnterByInvitation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (given: { readonly token: string; readonly code: string }) => sendJson<Entered>('POST', '/api/invitations/entered', given),
    onSuccess: () => client.resetQueries({ queryKey: ['session'] }),
  });
}
