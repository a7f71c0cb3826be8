import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { ApiError, queries } from '../api/index.ts';
import { LanguageProvider } from '../i18n/index.ts';
import { createAppRouter, fetchPagesAhead } from './router.tsx';

/** The browser app: everything that the pages are given. */
export function App() {
  const [client] = useState(createQueryClient);
  const [router] = useState(createAppRouter);
  useEffect(() => {
    // After what was asked for has been shown.
    const timer = setTimeout(fetchPagesAhead, 1_000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <LanguageProvider>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </LanguageProvider>
  );
}

function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      // A session that has ended is asked for again, and the page then asks who one is.
      onError: (error) => {
        if (error instanceof ApiError && error.code === 'notSignedIn') void client.invalidateQueries({ queryKey: queries.session().queryKey });
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        // A refusal will be the same the next time; silence may not be.
        retry: (failures, error) => failures < 2 && error instanceof ApiError && (error.code === 'offline' || error.code === 'stopping'),
        retryDelay: (attempt) => 400 * 2 ** attempt,
        // The server may well be on this machine and answer without any network.
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
  return client;
}
