import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync } from 'node:zlib';
import { epochHeader, seqHeader } from '@yrka/protocol';
import type { Target } from './rawClient.ts';

/**
 * A document's stored bytes over HTTP, as a page asks for them before it connects (WIRE25): the update, how many bytes
 * its compressed form has, and what the page then connects with.
 */
export async function storedState(
  { documents, headers }: Target,
  room: string,
): Promise<{ readonly update: Uint8Array; readonly bytes: number; readonly query: string }> {
  // Not fetch, which tells nothing of the bytes that it decompressed.
  const [answer] = (await once(get(`${documents}${room}/state`, { headers: { ...headers, 'Accept-Encoding': 'br' } }), 'response')) as [IncomingMessage];
  const body = await buffer(answer);
  const { [seqHeader.toLowerCase()]: has, [epochHeader.toLowerCase()]: epoch, 'content-encoding': encoding } = answer.headers;
  if (answer.statusCode !== 200 || encoding !== 'br') throw new Error(`The stored bytes did not come: ${answer.statusCode}, ${encoding ?? 'not compressed'}`);
  return { update: brotliDecompressSync(body), bytes: body.length, query: `has=${has}&epoch=${epoch}` };
}
