import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { messageYjsSyncStep1, messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';

/** `plain` as y-websocket speaks it; Hocuspocus puts the document's name before every message, and wants a token first. */
export type Dialect = 'plain' | 'hocuspocus';

export type Received =
  | { readonly type: 'step1'; readonly stateVector: Uint8Array }
  | { readonly type: 'step2' | 'update'; readonly update: Uint8Array }
  | { readonly type: 'awareness'; readonly update: Uint8Array }
  /** The server says that it has all of the first so many update-bearing messages, or one more of them. */
  | { readonly type: 'ack'; readonly count: number | 'oneMore' }
  /** The server closes the document for this client. */
  | { readonly type: 'goodbye' }
  | { readonly type: 'other' };

const tags = { sync: 0, awareness: 1, auth: 2, syncReply: 4, close: 7, syncStatus: 8, ack: 100 };

/** Takes frames apart and puts them together for one document. */
export class Wire {
  readonly #prefix: Uint8Array;
  readonly #dialect: Dialect;

  constructor(dialect: Dialect, room: string) {
    this.#dialect = dialect;
    this.#prefix = dialect === 'plain' ? new Uint8Array() : written((encoder) => encoding.writeVarString(encoder, room));
  }

  /** What a client says first of all: null for nothing. */
  greeting(): Uint8Array | null {
    if (this.#dialect === 'plain') return null;
    return this.#frame((encoder) => {
      encoding.writeVarUint(encoder, tags.auth);
      encoding.writeVarUint(encoder, 0);
      encoding.writeVarString(encoder, 'token');
    });
  }

  step1(stateVector: Uint8Array): Uint8Array {
    return this.#sync(messageYjsSyncStep1, stateVector);
  }

  step2(update: Uint8Array): Uint8Array {
    return this.#sync(messageYjsSyncStep2, update);
  }

  update(update: Uint8Array): Uint8Array {
    return this.#sync(messageYjsUpdate, update);
  }

  awareness(update: Uint8Array): Uint8Array {
    return this.#frame((encoder) => {
      encoding.writeVarUint(encoder, tags.awareness);
      encoding.writeVarUint8Array(encoder, update);
    });
  }

  read(frame: Uint8Array): Received {
    const decoder = decoding.createDecoder(frame);
    decoder.pos = this.#prefix.length;
    const tag = decoding.readVarUint(decoder);
    if (tag === tags.sync || (tag === tags.syncReply && this.#dialect === 'hocuspocus')) return readSync(decoder);
    if (tag === tags.awareness) return { type: 'awareness', update: decoding.readVarUint8Array(decoder) };
    if (tag === tags.ack) return { type: 'ack', count: decoding.readVarUint(decoder) };
    if (tag === tags.syncStatus && this.#dialect === 'hocuspocus' && decoding.readVarUint(decoder) === 1) return { type: 'ack', count: 'oneMore' };
    if (tag === tags.close && this.#dialect === 'hocuspocus') return { type: 'goodbye' };
    return { type: 'other' };
  }

  #sync(tag: number, content: Uint8Array): Uint8Array {
    return this.#frame((encoder) => {
      encoding.writeVarUint(encoder, tags.sync);
      encoding.writeVarUint(encoder, tag);
      encoding.writeVarUint8Array(encoder, content);
    });
  }

  #frame(write: (encoder: encoding.Encoder) => void): Uint8Array {
    return written((encoder) => {
      encoding.writeUint8Array(encoder, this.#prefix);
      write(encoder);
    });
  }
}

function readSync(decoder: decoding.Decoder): Received {
  const tag = decoding.readVarUint(decoder);
  const content = decoding.readVarUint8Array(decoder);
  if (tag === messageYjsSyncStep1) return { type: 'step1', stateVector: content };
  return { type: tag === messageYjsSyncStep2 ? 'step2' : 'update', update: content };
}

function written(write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  write(encoder);
  return encoding.toUint8Array(encoder);
}

/** The awareness update of one client's state. */
export function awarenessUpdate(client: number, clock: number, state: unknown): Uint8Array {
  return written((encoder) => {
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, JSON.stringify(state));
  });
}

/** The states in an awareness update, unparsed. */
export function readAwareness(update: Uint8Array): { readonly client: number; readonly clock: number; readonly state: string }[] {
  const decoder = decoding.createDecoder(update);
  return Array.from({ length: decoding.readVarUint(decoder) }, () => ({
    client: decoding.readVarUint(decoder),
    clock: decoding.readVarUint(decoder),
    state: decoding.readVarString(decoder),
  }));
}

/** A paragraph of a writer's own, with these words: the first update of that client. The next clock is `clocksOf` it. */
export function paragraphOf(client: number, words: string | readonly string[]): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = client;
  for (const part of typeof words === 'string' ? [words] : words) {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(part)]);
    doc.getXmlFragment('document').push([paragraph]);
  }
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}

/** The bytes that Yjs writes when a client types one letter right after its last: at `clock`, which is not its first. */
export function letterAfter(client: number, clock: number): Uint8Array {
  return written((encoder) => {
    encoding.writeVarUint(encoder, 1); // clients
    encoding.writeVarUint(encoder, 1); // structs
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    encoding.writeUint8(encoder, 4 | 128); // a string, with a left origin
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock - 1);
    encoding.writeVarString(encoder, letters.charAt(clock % letters.length));
    encoding.writeVarUint(encoder, 0); // deletions
  });
}

const letters = 'abcdefghijklmnopqrstuvwxyz';

/** Up to which clock (exclusive) an update goes, for each client. */
export function clocksOf(update: Uint8Array): ReadonlyMap<number, number> {
  return Y.parseUpdateMeta(update).to;
}

export const emptyUpdate = Y.encodeStateAsUpdate(new Y.Doc());
export const emptyStateVector = Y.encodeStateVector(new Y.Doc());
