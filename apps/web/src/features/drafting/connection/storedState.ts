import { epochHeader, seqHeader } from '@yrka/protocol';
import { schemaVersion } from '@yrka/schema';
import { api } from '../../../api/index.ts';

/** A document as the server has it stored: one update, the journal sequence up to which it is, and its epoch. */
export type StoredState = { readonly update: Uint8Array; readonly seq: number; readonly epoch: number };

/** How long nothing may be heard before the websocket is asked instead. Not how long it may take: whoever has a slow network gains most by it. */
const silenceMs = 3_000;

/**
 * Asks for a document's stored bytes over HTTP, where they come compressed. Null whenever they do not come: refused,
 * no network, too slow, or `stop`. The websocket gives the same, and says what is wrong.
 */
export async function readStoredState(documentId: string, stop: AbortSignal): Promise<StoredState | null> {
  const silence = new AbortController();
  const giveUp = () => silence.abort();
  let timer = setTimeout(giveUp, silenceMs);
  try {
    const answer = await api.state(documentId, schemaVersion, AbortSignal.any([stop, silence.signal]));
    const [seq, epoch] = [answer.headers.get(seqHeader), answer.headers.get(epochHeader)];
    if (seq === null || epoch === null || answer.body === null) return null; // a page of something between us and the server
    const reader = answer.body.getReader();
    const parts: BlobPart[] = [];
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      clearTimeout(timer);
      timer = setTimeout(giveUp, silenceMs);
      parts.push(part.value);
    }
    return { update: new Uint8Array(await new Blob(parts).arrayBuffer()), seq: Number(seq), epoch: Number(epoch) };
  } catch {
    return null; // nothing is lost by it
  } finally {
    clearTimeout(timer);
  }
}
