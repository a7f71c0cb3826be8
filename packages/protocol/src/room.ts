/** What a client may ask for in `f`: each is a message tag that it understands. */
export const features = ['ack', 'notice'] as const;
export type Feature = (typeof features)[number];

/** What a client says of itself in the query of the room's address. */
export type ClientOffer = {
  /** The schema version that it writes; null for a foreign tool, which states none. */
  readonly schema: number | null;
  readonly features: ReadonlySet<Feature>;
  /** The journal sequence up to which it has the document already, stored bytes that it asked for over HTTP; null when it has none of those. */
  readonly has: number | null;
  /** The epoch of what it has of the document; null when it does not say. */
  readonly epoch: number | null;
};

/** Where the rooms are, below the server's origin. A room's name is its document's id. */
export const roomsPath = '/ws';

/** The `serverUrl` for a WebsocketProvider: `serverUrl('https://yrka.example')` is `wss://yrka.example/ws`. */
export function serverUrl(origin: string): string {
  return `${origin.replace(/^http/, 'ws').replace(/\/$/, '')}${roomsPath}`;
}

/** The header of a document's stored bytes that says up to which journal sequence they are. */
export const seqHeader = 'Yrka-Seq';

/** The header of a document's stored bytes that says of which epoch they are. */
export const epochHeader = 'Yrka-Epoch';

/** The `params` for a WebsocketProvider: `roomParams(1, ['ack', 'notice'])` is `{ schema: '1', f: 'ack,notice' }`; `has` and `epoch` are `ClientOffer`'s. */
export function roomParams(schema: number, wanted: readonly Feature[], has: number | null = null, epoch: number | null = null): Record<string, string> {
  return { schema: String(schema), f: wanted.join(','), ...(has !== null && { has: String(has) }), ...(epoch !== null && { epoch: String(epoch) }) };
}

/** Reads what `roomParams` wrote. Unknown features, and a `has` or `epoch` that is no whole number, are left out; null when `schema` is stated but is no whole number. */
export function readOffer(query: URLSearchParams): ClientOffer | null {
  const schema = query.get('schema');
  if (schema !== null && !/^[1-9]\d{0,8}$/.test(schema)) return null;
  const asked = new Set((query.get('f') ?? '').split(','));
  return {
    schema: schema === null ? null : Number(schema),
    features: new Set(features.filter((feature) => asked.has(feature))),
    has: wholeNumber(query.get('has')),
    epoch: wholeNumber(query.get('epoch')),
  };
}

const wholeNumber = (text: string | null) => (text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null);
