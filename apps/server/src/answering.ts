import { getRequestListener } from '@hono/node-server';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AppOptions, buildApp } from './app.ts';
import { Batches } from './batches/batches.ts';

export type Answering = {
  answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void>;
  /** Ends what is made behind the requests. */
  close(): Promise<void>;
};

export type AnsweringOptions = Omit<AppOptions, 'batches'> & { readonly batchesDirectory: string };

/** All that is asked over HTTP. Loaded by `requests.ts`. */
export function openAnswering({ batchesDirectory, ...options }: AnsweringOptions): Answering {
  const batches = new Batches(batchesDirectory);
  const app = buildApp({ ...options, batches });
  const answer = getRequestListener(app.fetch, { hostname: options.config.host });
  return {
    // Over HTTP/1.1 a request is an IncomingMessage, and its answer a ServerResponse.
    answer: async (incoming, outgoing) => answer(incoming, outgoing),
    close: () => batches.close(),
  };
}
