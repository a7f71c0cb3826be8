import type { Context } from 'hono';
import type { RequestEnv, ServerContext } from './context.ts';
import { Refusal } from './refusal.ts';
import { signedIn } from './session.ts';

type Asked = Context<RequestEnv>;

/**
 * Who asks, once more, before anything is judged by who they are: one who sends slowly, or waits for their turn, may be signed
 * out before that, or have left the register. @throws Refusal `notSignedIn`
 */
export async function askWhoAgain(c: Asked, server: ServerContext): Promise<void> {
  const known = await signedIn(c, server);
  if (known === null) throw new Refusal('notSignedIn');
  c.set('person', known.person);
}

/** Whether who asks is still signed in: for what is made first, and stored then. */
export async function isStillIn(c: Asked, server: ServerContext): Promise<boolean> {
  return (await signedIn(c, server)) !== null;
}

/**
 * Lets a body end only while who sends it is signed in, and as they were when they were let in: what they may was judged
 * then, and a large file takes its time. To whoever reads it the rest is a Refusal, `notSignedIn` or `conflict`.
 */
export function judgeAtEnd(c: Asked, server: ServerContext): void {
  const { body } = c.req.raw;
  const before = JSON.stringify(c.get('person'));
  if (body === null) return;
  const judged = body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      flush: async () => {
        await askWhoAgain(c, server);
        if (JSON.stringify(c.get('person')) !== before) throw new Refusal('conflict');
      },
    }),
  );
  // Node's types do not know `duplex`, without which it takes no stream.
  const init: RequestInit & { readonly duplex: 'half' } = { body: judged, duplex: 'half' };
  c.req.raw = new Request(c.req.raw, init);
}
