import { queryOptions, skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CommentChange, CommentList, CommentOutcome, NewComment, NewReply } from '@yrka/server/api';
import { getJson, send } from './client.ts';

const of = (documentId: string, ...rest: readonly string[]) => ['/api/documents', documentId, 'comments', ...rest].map(asPart).join('/');
const asPart = (part: string, index: number) => (index === 0 ? part : encodeURIComponent(part));

const commentsQuery = (documentId: string | null) =>
  queryOptions({
    queryKey: ['documents', documentId, 'comments'],
    queryFn: documentId === null ? skipToken : () => getJson<CommentList>(of(documentId)),
    staleTime: 0,
  });

/** What is said of a document; null for one whose comments the person does not read. */
export const useCommentList = (documentId: string | null) => useQuery(commentsQuery(documentId));

/** Everything that one may do with comments. Each is over when the list has been asked for anew. */
export type CommentAct =
  | { readonly kind: 'begin'; readonly comment: NewComment }
  | { readonly kind: 'answer'; readonly threadId: string; readonly reply: NewReply }
  | { readonly kind: 'change'; readonly commentId: string; readonly change: CommentChange }
  | { readonly kind: 'remove'; readonly commentId: string }
  | { readonly kind: 'resolve'; readonly threadId: string; readonly outcome: CommentOutcome }
  | { readonly kind: 'reopen'; readonly threadId: string }
  | { readonly kind: 'assign'; readonly threadId: string; readonly personId: string | null };

export function useActOnComments(documentId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (act: CommentAct) => request(documentId, act),
    onSettled: () => client.invalidateQueries({ queryKey: commentsQuery(documentId).queryKey }),
  });
}

/** Marks threads as read, by the newest comment that one has seen of each; at once on the screen. */
export function useReadComments(documentId: string) {
  const client = useQueryClient();
  const { queryKey } = commentsQuery(documentId);
  return useMutation({
    mutationFn: (commentIds: readonly string[]) =>
      send('POST', `/api/documents/${encodeURIComponent(documentId)}/readComments`, asJson({ comments: commentIds })),
    onMutate: (commentIds) =>
      client.setQueryData(queryKey, (list) =>
        list === undefined
          ? list
          : {
              ...list,
              threads: list.threads.map((thread) =>
                thread.comments.some(({ id }) => commentIds.includes(id))
                  ? { ...thread, comments: thread.comments.map((comment) => ({ ...comment, isUnread: false })) }
                  : thread,
              ),
            },
      ),
    // What could not be kept is unread again when the list is next asked for.
    onError: () => client.invalidateQueries({ queryKey }),
  });
}

function request(documentId: string, act: CommentAct): Promise<Response> {
  switch (act.kind) {
    case 'begin':
      return send('POST', of(documentId), asJson(act.comment));
    case 'answer':
      return send('POST', of(documentId, act.threadId, 'replies'), asJson(act.reply));
    case 'change':
      return send('POST', of(documentId, act.commentId), asJson(act.change));
    case 'remove':
      return send('DELETE', of(documentId, act.commentId));
    case 'resolve':
      return send('POST', of(documentId, act.threadId, 'resolved'), asJson(act.outcome));
    case 'reopen':
      return send('DELETE', of(documentId, act.threadId, 'resolved'));
    case 'assign':
      return send('POST', of(documentId, act.threadId, 'assignment'), asJson({ personId: act.personId }));
  }
}

const asJson = (body: object) => ({ body: JSON.stringify(body), type: 'application/json' });
