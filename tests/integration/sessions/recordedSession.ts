import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';

/** What real pages sent while people wrote in one document: each frame as the browser gave it to its websocket. */
export type RecordedSession = {
  /** What was done, in a sentence. */
  readonly about: string;
  /** The document as it stood before: one Yjs update. */
  readonly initial: Uint8Array;
  /** Whose each connection was, in the order in which they were made. */
  readonly sockets: readonly string[];
  /** In the order in which they were sent, whoever sent them. */
  readonly frames: readonly RecordedFrame[];
  /** The words of the document when all had come: `textContent`, with what was suggested. */
  readonly text: string;
};

export type RecordedFrame = { readonly socket: number; readonly bytes: Uint8Array };

export const sessionNames = ['writing', 'offline'] as const;
export type SessionName = (typeof sessionNames)[number];

const fileOf = (name: SessionName) => new URL(`../../fixtures/sessions/${name}.json.gz`, import.meta.url);

export function readSession(name: SessionName): RecordedSession {
  // Written by `writeSession` and by nothing else.
  const stored = JSON.parse(gunzipSync(readFileSync(fileOf(name))).toString()) as Stored;
  return {
    ...stored,
    initial: fromBase64(stored.initial),
    frames: stored.frames.map(([socket, bytes]) => ({ socket, bytes: fromBase64(bytes) })),
  };
}

/** Returns how many bytes it takes. */
export function writeSession(name: SessionName, session: RecordedSession): number {
  const stored: Stored = {
    ...session,
    initial: toBase64(session.initial),
    frames: session.frames.map(({ socket, bytes }) => [socket, toBase64(bytes)]),
  };
  const packed = gzipSync(JSON.stringify(stored), { level: 9 });
  writeFileSync(fileOf(name), packed);
  return packed.length;
}

type Stored = Omit<RecordedSession, 'initial' | 'frames'> & { readonly initial: string; readonly frames: readonly (readonly [number, string])[] };

const toBase64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const fromBase64 = (words: string) => new Uint8Array(Buffer.from(words, 'base64'));
