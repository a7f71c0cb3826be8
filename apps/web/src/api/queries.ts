import { type QueryClient, queryOptions, skipToken, useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import type { DocumentSummary, MatterDetails, MatterSummary, Session, Statement } from '@yrka/server/api';
import { bringCopy, api, type ReadingWishes } from './client.ts';

/** What is kept of the server's answers, and by which keys. Everything is forgotten when somebody else signs in. */
export const queries = {
  session: () =>
    queryOptions({
      queryKey: ['session'],
      queryFn: async ({ client }) => {
        const session = await api.session();
        forgetIfChanged(client, session);
        return session;
      },
      staleTime: Number.POSITIVE_INFINITY,
      // Another window of the same browser may have become somebody else meanwhile.
      refetchOnWindowFocus: 'always',
    }),
  matters: () => queryOptions({ queryKey: ['matters'], queryFn: api.matters }),
  matter: (id: string) => queryOptions({ queryKey: ['matters', id], queryFn: () => api.matter(id) }),
  document: (id: string) => queryOptions({ queryKey: ['documents', id], queryFn: () => api.document(id) }),
  clauses: (id: string | null, version?: number) =>
    queryOptions({ queryKey: ['documents', id, 'clauses', version ?? 'newest'], queryFn: id === null ? skipToken : () => api.clauses(id, version) }),
  lock: (id: string | null) => queryOptions({ queryKey: ['documents', id, 'lock'], queryFn: id === null ? skipToken : () => api.lock(id) }),
  review: (id: string | null) => queryOptions({ queryKey: ['documents', id, 'review'], queryFn: id === null ? skipToken : () => api.review(id), staleTime: 0 }),
  report: (id: string | null) => queryOptions({ queryKey: ['documents', id, 'report'], queryFn: id === null ? skipToken : () => api.report(id) }),
  statement: (id: string | null) => queryOptions({ queryKey: ['documents', id, 'statement'], queryFn: id === null ? skipToken : () => api.statement(id) }),
  /** Others hand in while one looks on: asked again when one comes back to the page. */
  statements: (id: string | null) =>
    queryOptions({
      queryKey: ['documents', id, 'statements'],
      queryFn: id === null ? skipToken : () => api.statements(id),
      refetchOnWindowFocus: 'always',
      refetchInterval: 30_000,
    }),
  verification: (id: string | null) =>
    queryOptions({ queryKey: ['documents', id, 'verification'], queryFn: id === null ? skipToken : () => api.verification(id) }),
  filing: (id: string | null) => queryOptions({ queryKey: ['documents', id, 'filing'], queryFn: id === null ? skipToken : () => api.filing(id) }),
  content: (id: string | null) =>
    queryOptions({ queryKey: ['documents', id, 'content'], queryFn: id === null ? skipToken : () => api.content(id), staleTime: 0 }),
  receipt: (id: string) => queryOptions({ queryKey: ['documents', id, 'receipt'], queryFn: () => api.receipt(id), retry: false }),
  /** Asked again at every stage: it is a change of stage that makes work late. */
  late: (id: string, stage: string) => queryOptions({ queryKey: ['documents', id, 'late', stage], queryFn: () => api.late(id) }),
  rescues: (documentId: string) => queryOptions({ queryKey: ['documents', documentId, 'rescues'], queryFn: () => api.rescues(documentId) }),
  suggestions: (documentId: string | null) =>
    queryOptions({
      queryKey: ['documents', documentId, 'suggestions'],
      queryFn: documentId === null ? skipToken : () => api.suggestions(documentId),
      staleTime: 0,
    }),
  people: (query: string) => queryOptions({ queryKey: ['people', query], queryFn: () => api.people(query), staleTime: 60_000 }),
} as const;

const dataOf = <Data>(results: readonly { readonly data: Data | undefined }[]) => results.map(({ data }) => data);

/** What one person may see is nothing that the next one should find in memory. */
function forgetIfChanged(client: QueryClient, session: Session): void {
  const before = client.getQueryData<Session>(['session']);
  if (before?.person?.id !== session.person?.id) client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
}

export const useSession = () => useQuery(queries.session());
export const useMatters = () => useQuery(queries.matters());
export const useDocument = (id: string) => useQuery(queries.document(id));
/** Null when the document answers no motion. */
export const useClauses = (id: string | null) => useQuery(queries.clauses(id));
/** Null for a document whose lock is not asked for. */
export const useLock = (id: string | null) => useQuery(queries.lock(id));
/** How far a report has come; null for what is no report. */
export const useReport = (id: string | null) => useQuery(queries.report(id));
/** How the review of a document goes; null for one whose review the person has no part in. */
export const useReview = (id: string | null) => useQuery(queries.review(id));
/** What a written statement is; null for what is none. */
export const useStatement = (id: string | null) => useQuery(queries.statement(id));
/** What has been handed in for an item of the minutes; null for what is none. */
export const useStatements = (id: string | null) => useQuery(queries.statements(id));
/** How far an item of the minutes has come; null for what is none. */
export const useVerification = (id: string | null) => useQuery(queries.verification(id));
/** Null for a document that is not filed. */
export const useFiling = (id: string | null) => useQuery(queries.filing(id));
/** As it stands now; for what is read once, not for what is written in. Null for a document of which it is not asked. */
export const useContent = (id: string | null) => useQuery(queries.content(id));
/** Several at once, in the order of the ids, each undefined until it is there; a minute old is new enough to compare with. */
export const useContents = (ids: readonly string[]) =>
  useQueries({ queries: ids.map((id) => ({ ...queries.content(id), staleTime: 60_000 })), combine: dataOf });
export const useReceipt = (id: string) => useQuery(queries.receipt(id));
export const useLate = (id: string, stage: string) => useQuery(queries.late(id, stage));
export const useRescues = (documentId: string) => useQuery(queries.rescues(documentId));
/** What is suggested and not decided, with names; null for a document of which it is not asked. */
export const useSuggestionList = (documentId: string | null) => useQuery(queries.suggestions(documentId));
export const usePeople = (query: string) => useQuery(queries.people(query));
/** The whole register, where it is asked for. */
export const useAllPeople = (isAsked: boolean) => useQuery({ ...queries.people(''), enabled: isAsked });

/**
 * What the list already knows is shown at once, also without a network, while the newest is fetched:
 * the way as far as it is known (`isPlaceholderData`), and nothing that is not.
 */
export function useMatter(id: string) {
  const client = useQueryClient();
  return useQuery({
    ...queries.matter(id),
    placeholderData: () => {
      const summary = client.getQueryData(queries.matters().queryKey)?.matters.find((matter) => matter.id === id);
      return summary === undefined ? undefined : { ...summary, ...nothingKnown };
    },
  });
}

const nothingKnown: Omit<MatterDetails, keyof MatterSummary> = {
  movedOn: null,
  announcedOn: null,
  decidedOn: null,
  closedAt: null,
  referrals: [],
  handlings: [],
  forecast: null,
  writers: [],
  unansweredClauses: null,
  mayTakeOut: false,
  draft: null,
  events: [],
};

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (personId: string): Promise<Session> => api.signIn({ personId }),
    onSuccess: (session) => {
      forgetIfChanged(client, session);
      client.setQueryData(queries.session().queryKey, session);
    },
  });
}

export function useCreateMatter() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (title: string): Promise<MatterSummary> => api.createMatter({ title }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['matters'] }),
  });
}

export function useCreateDocument(matterId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (kind: DocumentSummary['kind']): Promise<DocumentSummary> => api.createDocument(matterId, { kind }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['matters'] }),
  });
}

export function useImportFile() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ file, wishes }: { readonly file: File; readonly wishes: ReadingWishes }) => api.importFile(file, wishes),
    onSuccess: () => client.invalidateQueries({ queryKey: ['matters'] }),
  });
}

/** A copy that was edited elsewhere becomes suggestions, which come to the page as everybody's do. */
export function useBringCopy(documentId: string) {
  return useMutation({ mutationFn: (file: File) => bringCopy(documentId, file) });
}

export function useTakeRescue(documentId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: api.takeRescue,
    onSuccess: () => client.invalidateQueries({ queryKey: ['documents', documentId, 'rescues'] }),
  });
}

/** Does something with a document, after which all that is known of it and of its matter is asked again. */
/** Reads a document's text once, when it is asked for. */
export const useReadContent = () => useMutation({ mutationFn: (id: string) => api.content(id) });

/** Begins a written statement about a matter, in the space of one's own group. */
export function useBeginStatement(matterId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (kind: Statement['kind']) => api.beginStatement(matterId, { kind }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['matters'] }),
  });
}

export function useActOnDocument(documentId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ act, body = {} }: { readonly act: DocumentSummary['acts'][number]; readonly body?: object }) => api.actOnDocument(documentId, act, body),
    // One that is discarded is not there to be asked for: one leaves it, and does not read that it is gone.
    onSuccess: (_, { act }) => (act === 'discardDraft' ? client.invalidateQueries({ queryKey: ['matters'] }) : forgetDocument(client, documentId)),
    // Somebody else was first, or it may not be done any more: what is shown is not what is.
    onError: () => forgetDocument(client, documentId),
  });
}

/** What a change of rights or stage makes doubtful. */
export async function forgetDocument(client: QueryClient, documentId: string): Promise<void> {
  await Promise.all([client.invalidateQueries({ queryKey: ['documents', documentId] }), client.invalidateQueries({ queryKey: ['matters'] })]);
}

export function useDropLate(documentId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.dropLate(documentId),
    onSuccess: () => client.invalidateQueries({ queryKey: ['documents', documentId, 'late'] }),
  });
}
