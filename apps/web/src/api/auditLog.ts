import { useInfiniteQuery } from '@tanstack/react-query';
import type { AuditPage } from '@yrka/server/api';
import { getJson } from './client.ts';

/** The municipality's log, newest first, page by page. `about` is an id, a diarienummer or a name; '' is everything. */
export const useAuditLog = (about: string) => useLog('/api/audit', { ...(about !== '' && { about }) });

/** What the group has done with a draft. */
export const useDraftLog = (matterId: string) => useLog(`/api/matters/${encodeURIComponent(matterId)}/audit`, {});

function useLog(path: string, sought: Readonly<Record<string, string>>) {
  return useInfiniteQuery({
    queryKey: ['audit', path, sought],
    queryFn: ({ pageParam }) =>
      getJson<AuditPage>(`${path}?${new URLSearchParams({ ...sought, ...(pageParam !== null && { before: String(pageParam) }) }).toString()}`),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
    // Until the answer is there, what was shown stays, with the focus that is in it.
    placeholderData: (shown, before) => (before?.queryKey[1] === path ? shown : undefined),
  });
}
