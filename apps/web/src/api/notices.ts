import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Notices, NoticeSettings } from '@yrka/server/api';
import { useEffect } from 'react';
import { getJson, send, sendJson } from './client.ts';

const listKey = ['notices', 'list'] as const;
const settingsKey = ['notices', 'settings'] as const;

export const useNotices = () => useQuery({ queryKey: listKey, queryFn: () => getJson<Notices>('/api/notices') });
export const useNoticeSettings = () => useQuery({ queryKey: settingsKey, queryFn: () => getJson<NoticeSettings>('/api/notices/settings') });

/** Marks the given, or all, as read. What is shown changes at once; the server's answer follows. */
export function useMarkRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ids: readonly string[] | undefined) =>
      send('POST', '/api/notices/read', { body: JSON.stringify(ids === undefined ? {} : { ids }), type: 'application/json' }),
    onMutate: async (ids) => {
      await client.cancelQueries({ queryKey: listKey });
      client.setQueryData<Notices>(listKey, (before) => before && marked(before, ids));
    },
    onSettled: () => client.invalidateQueries({ queryKey: listKey }),
  });
}

function marked({ notices }: Notices, ids: readonly string[] | undefined): Notices {
  const after = notices.map((notice) => (ids === undefined || ids.includes(notice.id) ? { ...notice, isRead: true } : notice));
  return { notices: after, unread: after.filter(({ isRead }) => !isRead).length };
}

export function useMuteMatter() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ matterId, isMuted }: { readonly matterId: string; readonly isMuted: boolean }) =>
      send(isMuted ? 'POST' : 'DELETE', `/api/notices/muted/${encodeURIComponent(matterId)}`),
    onSettled: () => client.invalidateQueries({ queryKey: ['notices'] }),
  });
}

export function useChangeMailHabit() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (habit: NoticeSettings['habit']) => sendJson<NoticeSettings>('POST', '/api/notices/settings', { habit }),
    onSuccess: (settings) => client.setQueryData(settingsKey, settings),
  });
}

/** How long it waits before it asks again, where the browser has given up (a proxy's page, a server that is being started). */
const comeBackMs = 5_000;

/**
 * Hears of the person's notices while the page is in sight, and has what is shown fetched again. A
 * page behind others lets go: a browser gives a server six connections for all its tabs, unless they
 * speak HTTP/2. When it comes back, what happened meanwhile is fetched.
 */
export function useNoticeStream(personId: string): void {
  const client = useQueryClient();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another person is another session, and so another stream.
  useEffect(() => {
    let stream: EventSource | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const close = () => {
      clearTimeout(timer);
      stream?.close();
      stream = null;
    };
    const open = () => {
      close();
      stream = new EventSource('/api/notices/stream');
      stream.addEventListener('open', () => void client.invalidateQueries({ queryKey: listKey }));
      stream.addEventListener('changed', () => void refresh(client));
      stream.addEventListener('error', () => {
        if (stream?.readyState !== EventSource.CLOSED) return; // it comes back by itself
        void client.invalidateQueries({ queryKey: ['session'] });
        timer = setTimeout(open, comeBackMs);
      });
    };
    const see = () => (document.visibilityState === 'visible' ? open() : close());
    see();
    document.addEventListener('visibilitychange', see);
    // The stream may have outlived the network, and told of something that could not be fetched.
    window.addEventListener('online', see);
    return () => {
      window.removeEventListener('online', see);
      document.removeEventListener('visibilitychange', see);
      close();
    };
  }, [client, personId]);
}

/** What one is told of has changed a list or a document as well. */
async function refresh(client: QueryClient): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: listKey }),
    client.invalidateQueries({ queryKey: ['matters'] }),
    client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'documents' && queryKey[2] === 'review' }),
  ]);
}
