import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { DocumentContent, Restored, VersionPage } from '@yrka/server/api';
import { getJson, send, sendJson } from './client.ts';

export type Version = VersionPage['versions'][number];

const of = (documentId: string) => `/api/documents/${encodeURIComponent(documentId)}`;
const versionsKey = (documentId: string) => ['documents', documentId, 'versions'] as const;

/** The versions of a document, newest first, in pages. */
export function useVersions(documentId: string, only: 'marked' | null) {
  return useInfiniteQuery({
    queryKey: [...versionsKey(documentId), 'list', only],
    queryFn: ({ pageParam }) => {
      const wishes = new URLSearchParams({ ...(only !== null && { only }), ...(pageParam !== null && { before: String(pageParam) }) });
      return getJson<VersionPage>(`${of(documentId)}/versions?${wishes}`);
    },
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
    staleTime: 0,
    // While others write, the list grows.
    refetchInterval: 15_000,
  });
}

/** What is said of one version, null for one that stands within a moment and has nothing said of it; and which is the newest. */
export function useVersion(documentId: string, version: number) {
  return useQuery({
    queryKey: [...versionsKey(documentId), 'one', version],
    queryFn: async (): Promise<{ readonly version: Version | null; readonly now: number }> => {
      const { versions, now } = await getJson<VersionPage>(`${of(documentId)}/versions?before=${version + 1}`);
      return { version: versions.find(({ seq }) => seq === version) ?? null, now };
    },
    staleTime: 0,
  });
}

/** The text of a version, which never changes; of the newest, null, as it is when it is asked for. */
export function useVersionText(documentId: string, version: number | null) {
  return useQuery({
    queryKey: [...versionsKey(documentId), 'text', version],
    queryFn: () => getJson<DocumentContent>(`${of(documentId)}/content${version === null ? '' : `?version=${version}`}`),
    staleTime: version === null ? 0 : Number.POSITIVE_INFINITY,
    retry: false,
  });
}

/** `name`: null takes it away. */
export function useNameVersion(documentId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, name }: { readonly version: number; readonly name: string | null }) => {
      const path = `${of(documentId)}/versions/${version}/name`;
      return name === null ? send('DELETE', path) : send('PUT', path, { body: JSON.stringify({ name }), type: 'application/json' });
    },
    onSettled: () => client.invalidateQueries({ queryKey: versionsKey(documentId) }),
  });
}

export function useRestoreVersion(documentId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (version: number) => sendJson<Restored>('POST', `${of(documentId)}/versions/${version}/restorations`, {}),
    onSettled: () => client.invalidateQueries({ queryKey: versionsKey(documentId) }),
  });
}
