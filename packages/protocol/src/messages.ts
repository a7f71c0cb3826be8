import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { messageTags, syncTags } from './codes.ts';

/** Why an update was not stored. */
export type RefusalCode =
  /** The connection may read only. */
  | 'readOnly'
  /** New words under a Yjs client id that belongs to another person. */
  | 'foreignClient'
  /** It would make another root than the document's. */
  | 'unknownRoot'
  /** It brings a node, mark or attribute that the schema does not have. */
  | 'unknownContent'
  /** The document is as large as one may be; what only takes words away is still stored. */
  | 'documentFull'
  /** It is not proved to be nothing but its sender's own suggestions, and they may do no more than suggest. */
  | 'notASuggestion';

/** What the server tells a client beside the document, in JSON so that more may be added. */
export type Notice =
  /** Words of this person were lost to another's edit and are offered at GET /api/documents/:id/rescues. */
  | { readonly type: 'rescue'; readonly id: string }
  /** The connection's update-bearing message number `message` (from 1) was neither stored nor forwarded. */
  | { readonly type: 'refused'; readonly code: RefusalCode; readonly message: number }
  /** Everything up to this journal sequence was sent to this client before. */
  | { readonly type: 'sent'; readonly seq: number }
  /** What the person may do with the document, and where it stands, is of this version: what is known of it by another is to be asked again. */
  | { readonly type: 'rights'; readonly version: string }
  /** The same, and it may be another than a moment ago. */
  | { readonly type: 'changed'; readonly rights: string }
  /** The document was locked before this came: it is kept, and only its writer sees it, at GET /api/documents/:id/late. */
  | { readonly type: 'late' }
  /** The document is in this epoch, and what this client has is of another: it is closed with `otherEpoch` next. */
  | { readonly type: 'epoch'; readonly epoch: number }
  /** Something was said of the document, changed or removed: GET /api/documents/:id/comments. */
  | { readonly type: 'comments' }
  /** A new version was shared, and is what is shown here from now on. */
  | { readonly type: 'shared'; readonly shareId: string }
  /** `ok: false` when the server cannot store at the moment and keeps trying; `ok: true` when it can again. */
  | { readonly type: 'storage'; readonly ok: boolean };

/** A message from a client, as far as the server takes it apart. */
export type ClientMessage =
  | { readonly type: 'step1'; readonly stateVector: Uint8Array }
  | { readonly type: 'step2' | 'update'; readonly update: Uint8Array }
  | { readonly type: 'awareness'; readonly update: Uint8Array }
  | { readonly type: 'queryAwareness' };

/** Takes a client's message apart; null when it is malformed or none that a client sends. The bytes are views of `frame`. */
export function decodeClientMessage(frame: Uint8Array): ClientMessage | null {
  try {
    const decoder = decoding.createDecoder(frame);
    const message = readClientMessage(decoder);
    return decoding.hasContent(decoder) ? null : message;
  } catch {
    // lib0 throws when a message ends too early: the answer is the same as for any other nonsense.
    return null;
  }
}

function readClientMessage(decoder: decoding.Decoder): ClientMessage | null {
  switch (decoding.readVarUint(decoder)) {
    case messageTags.sync:
      switch (decoding.readVarUint(decoder)) {
        case syncTags.step1:
          return { type: 'step1', stateVector: decoding.readVarUint8Array(decoder) };
        case syncTags.step2:
          return { type: 'step2', update: decoding.readVarUint8Array(decoder) };
        case syncTags.update:
          return { type: 'update', update: decoding.readVarUint8Array(decoder) };
        default:
          return null;
      }
    case messageTags.awareness:
      return { type: 'awareness', update: decoding.readVarUint8Array(decoder) };
    case messageTags.queryAwareness:
      return { type: 'queryAwareness' };
    default:
      return null;
  }
}

/** Whether a frame bears an update, and so counts towards the ack (WIRE10). */
export function bearsUpdate(frame: Uint8Array): boolean {
  // Both tags are below 128, so each is one byte.
  return frame[0] === messageTags.sync && (frame[1] === syncTags.step2 || frame[1] === syncTags.update);
}

export function encodeStep1(stateVector: Uint8Array): Uint8Array {
  return sync(syncTags.step1, stateVector);
}

export function encodeStep2(update: Uint8Array): Uint8Array {
  return sync(syncTags.step2, update);
}

export function encodeUpdate(update: Uint8Array): Uint8Array {
  return sync(syncTags.update, update);
}

function sync(tag: number, payload: Uint8Array): Uint8Array {
  return encodePayload([messageTags.sync, tag], payload);
}

export function encodeAwareness(update: Uint8Array): Uint8Array {
  return encodePayload([messageTags.awareness], update);
}

/** Sized before it is written: an encoder that grows copies a whole document three times. */
function encodePayload(tags: readonly number[], payload: Uint8Array): Uint8Array {
  const head = encoding.createEncoder();
  for (const tag of tags) encoding.writeVarUint(head, tag);
  encoding.writeVarUint(head, payload.length);
  const headLength = encoding.length(head);
  const bytes = new Uint8Array(headLength + payload.length);
  bytes.set(encoding.toUint8Array(head));
  bytes.set(payload, headLength);
  return bytes;
}

/** Tells a client that its first `count` update-bearing messages on this connection are stored durably. */
export function encodeAck(count: number): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, messageTags.ack);
  encoding.writeVarUint(encoder, count);
  return encoding.toUint8Array(encoder);
}

/** What follows the tag of an ack. Throws when it ends too early. */
export function readAck(decoder: decoding.Decoder): number {
  return decoding.readVarUint(decoder);
}

export function encodeNotice(notice: Notice): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, messageTags.notice);
  encoding.writeVarString(encoder, JSON.stringify(notice));
  return encoding.toUint8Array(encoder);
}

/** What follows the tag of a notice; null for one of a type that this version does not know (WIRE12). */
export function readNotice(decoder: decoding.Decoder): Notice | null {
  return asNotice(JSON.parse(decoding.readVarString(decoder)));
}

function asNotice(value: unknown): Notice | null {
  if (typeof value !== 'object' || value === null || !('type' in value)) return null;
  if (value.type === 'rescue' && 'id' in value && typeof value.id === 'string') return { type: 'rescue', id: value.id };
  if (value.type === 'sent' && 'seq' in value && typeof value.seq === 'number') return { type: 'sent', seq: value.seq };
  if (value.type === 'epoch' && 'epoch' in value && typeof value.epoch === 'number') return { type: 'epoch', epoch: value.epoch };
  if (value.type === 'rights' && 'version' in value && typeof value.version === 'string') return { type: 'rights', version: value.version };
  if (value.type === 'changed' && 'rights' in value && typeof value.rights === 'string') return { type: 'changed', rights: value.rights };
  if (value.type === 'shared' && 'shareId' in value && typeof value.shareId === 'string') return { type: 'shared', shareId: value.shareId };
  if (value.type === 'late' || value.type === 'comments') return { type: value.type };
  if (value.type === 'storage' && 'ok' in value && typeof value.ok === 'boolean') return { type: 'storage', ok: value.ok };
  if (value.type === 'refused' && 'code' in value && isRefusalCode(value.code) && 'message' in value && typeof value.message === 'number') {
    return { type: 'refused', code: value.code, message: value.message };
  }
  return null;
}

const refusalCodes: Readonly<Record<RefusalCode, true>> = {
  readOnly: true,
  foreignClient: true,
  unknownRoot: true,
  unknownContent: true,
  documentFull: true,
  notASuggestion: true,
};

function isRefusalCode(value: unknown): value is RefusalCode {
  return typeof value === 'string' && Object.hasOwn(refusalCodes, value);
}
