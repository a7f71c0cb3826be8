import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Batch, BatchPlace, NewBatch } from '@yrka/server/api';
import { getJson, send, sendJson } from './client.ts';

const path = '/api/batches';
const queryKey = ['batches'];

/** How often it is asked how far one is that runs, in milliseconds. */
const askAgainMs = 1_000;

/** The years that have matters, and how far one's own batch is. */
export const useBatches = () =>
  useQuery({
    queryKey,
    queryFn: () => getJson<BatchPlace>(path),
    refetchInterval: ({ state }) => (state.data?.batch?.state === 'running' ? askAgainMs : false),
  });

/** Begins one, or ends it. */
export function useChangeBatch() {
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey });
  const begin = useMutation({ mutationFn: (wish: NewBatch) => sendJson<Batch>('POST', path, wish), onSettled });
  const cancel = useMutation({ mutationFn: (id: string) => send('DELETE', `${path}/${encodeURIComponent(id)}`), onSettled });
  return { begin, cancel };
}

/** Where the finished file is. */
export const batchFileOf = (id: string) => `${path}/${encodeURIComponent(id)}/file`;
