/** The first number of every message. 0–3 are y-protocols' own; ours go only to clients that asked (WIRE3). */
export const messageTags = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3, ack: 100, notice: 101 } as const;

/** The second number of a sync message. */
export const syncTags = { step1: 0, step2: 1, update: 2 } as const;

/**
 * Why the server closed a connection. A `WebsocketProvider` of y-websocket 3 gives up for good on
 * 4400–4499 and tries again on all else, so the hundreds are part of the meaning (WIRE20).
 */
export const closeCodes = {
  malformed: 4400,
  notSignedIn: 4401,
  noRight: 4403,
  unknownDocument: 4404,
  /** A message over the limit: the client sends its difference to POST /api/documents/:id/updates and connects again. */
  tooLarge: 4409,
  /** The client's copy is of another epoch of the document: what is written for one cannot be merged into the other (WIRE28). */
  otherEpoch: 4410,
  /** The client states a schema version older than the server's: reload the page. */
  olderSchema: 4426,
  /** The person, or the document, has as many connections as there may be. */
  tooManyConnections: 4429,
  storageFailing: 4500,
  serverStopping: 4503,
  /** The client reads more slowly than the others write; it gets the difference when it returns. */
  tooSlow: 4508,
} as const;

export type CloseReason = keyof typeof closeCodes;

/** The reason for a close code of ours; null for any other (1006 when the network went, for instance). */
export function closeReason(code: number): CloseReason | null {
  for (const [reason, known] of Object.entries(closeCodes)) {
    if (known === code) return reason as CloseReason;
  }
  return null;
}

/** Whether connecting again cannot help. */
export function isFinal(code: number): boolean {
  return code >= 4400 && code < 4500;
}
