export { closeCodes, type CloseReason, closeReason, isFinal, messageTags, syncTags } from './codes.ts';
export { type DocumentLike, type Durability, DurabilityMeter, type ProviderLike } from './durability.ts';
export {
  bearsUpdate,
  type ClientMessage,
  decodeClientMessage,
  encodeAck,
  encodeAwareness,
  encodeNotice,
  encodeStep1,
  encodeStep2,
  encodeUpdate,
  type Notice,
  readAck,
  readNotice,
  type RefusalCode,
} from './messages.ts';
export { type ClientOffer, epochHeader, type Feature, features, readOffer, roomParams, roomsPath, seqHeader, serverUrl } from './room.ts';
