import { keepPreviousData, type QueryKey, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ArchiveReport, MatterDetails, MatterList, MatterSummary, PaperMotion, Planning, UnansweredList } from '@yrka/server/api';
import { getJson, sendJson } from './client.ts';
import { queries } from './queries.ts';

const planningQuery = () => queryOptions({ queryKey: ['planning'] as QueryKey, queryFn: () => getJson<Planning>('/api/planning'), staleTime: 60_000 });

/** The matters in which these words stand; all without any. */
export function useMatterSearch(search: string) {
  const all = queries.matters();
  const found = queryOptions({
    queryKey: ['matters', 'search', search] as QueryKey,
    queryFn: () => getJson<MatterList>(`/api/matters?search=${encodeURIComponent(search)}`),
    // Who searches again for the same wants to know whether it has come.
    staleTime: 0,
  });
  const whole = useQuery({ ...all, enabled: search === '' });
  // What was found before stands until the next is there: the list does not blink while somebody types.
  const searched = useQuery({ ...found, enabled: search !== '', placeholderData: keepPreviousData });
  return search === '' ? whole : searched;
}

/** Bodies and meetings, for a dialog that asks for one. */
export const usePlanning = () => useQuery(planningQuery());

/** The list of unanswered motions, with these proposed to be struck off. */
export function useUnanswered(strikeOff: readonly string[]) {
  const query = strikeOff.length === 0 ? '' : `?strikeOff=${strikeOff.map(encodeURIComponent).join(',')}`;
  return useQuery({
    queryKey: ['matters', 'unanswered', query],
    queryFn: () => getJson<UnansweredList>(`/api/unanswered${query}`),
    placeholderData: keepPreviousData,
  });
}

/** What the package for the archive would lack; asked when somebody is about to take it. */
export function useArchiveReport(matterId: string) {
  return useQuery({
    queryKey: ['matters', matterId, 'archiveReport'],
    queryFn: () => getJson<ArchiveReport>(`/api/matters/${encodeURIComponent(matterId)}/archive/report`),
  });
}

/** Does something with a matter, after which all that is known of it and of its documents is asked again. */
export function useActOnMatter(matterId: string) {
  const client = useQueryClient();
  const forget = () => Promise.all(['matters', 'documents'].map((name) => client.invalidateQueries({ queryKey: [name] })));
  return useMutation({
    mutationFn: ({ act, body = {} }: { readonly act: MatterSummary['acts'][number]; readonly body?: object }) =>
      sendJson<MatterDetails>('POST', `/api/matters/${encodeURIComponent(matterId)}/acts/${act}`, body),
    onSuccess: (details) => {
      client.setQueryData(queries.matter(matterId).queryKey, details);
      return forget();
    },
    // Somebody else was first: what is shown is not what is.
    onError: forget,
  });
}

export function useReceivePaper() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (paper: PaperMotion) => sendJson<MatterSummary>('POST', '/api/matters/paper', paper),
    onSuccess: () => client.invalidateQueries({ queryKey: ['matters'] }),
  });
}
