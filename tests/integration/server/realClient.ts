import { DurabilityMeter, roomParams, serverUrl } from '@yrka/protocol';
import { schemaVersion } from '@yrka/schema';
import { rootOf } from '@yrka/ydoc';
import { WebSocket as NodeWebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

/** Somebody who is signed in at a server. */
export type Session = { readonly origin: string; readonly cookie: string };

/** Signs in as one of the people of the demonstration. */
export async function signIn(origin: string, name: string): Promise<Session> {
  const { people } = (await (await fetch(`${origin}/api/session`)).json()) as { people: { id: string; name: string }[] };
  const personId = people.find((person) => person.name === name)?.id;
  const answer = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: origin },
    body: JSON.stringify({ personId }),
  });
  if (!answer.ok) throw new Error(`${name} cannot sign in: ${answer.status} ${await answer.text()}`);
  return {
    origin,
    cookie: answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; '),
  };
}

/** Begins a matter; returns the id of its motion. */
export async function createMotion({ origin, cookie }: Session): Promise<string> {
  const answer = await fetch(`${origin}/api/matters`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: origin, Cookie: cookie },
    body: JSON.stringify({ title: 'Provärende' }),
  });
  const { documents } = (await answer.json()) as { documents: { id: string }[] };
  const [motion] = documents;
  if (motion === undefined) throw new Error(`No motion was created: ${answer.status}`);
  return motion.id;
}

/** The class of ws with a session's cookie, which a browser would send by itself. */
export function webSocketOf({ cookie, origin }: Session): typeof WebSocket {
  class SessionWebSocket extends NodeWebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols, { headers: { Cookie: cookie, Origin: origin } });
    }
  }
  // ws has the browser's interface as far as a provider uses it; its types say so in their own words.
  const asBrowsers: unknown = SessionWebSocket;
  return asBrowsers as typeof WebSocket;
}

/** A person's page: an unmodified WebsocketProvider of y-websocket, and the meter over it. */
export class RealClient {
  readonly doc = new Y.Doc();
  readonly meter: DurabilityMeter;
  readonly provider: WebsocketProvider;

  constructor(
    session: Session,
    documentId: string,
    { connect = true, params = roomParams(schemaVersion, ['ack', 'notice']) }: { readonly connect?: boolean; readonly params?: Record<string, string> } = {},
  ) {
    this.meter = new DurabilityMeter({ WebSocket: webSocketOf(session) });
    this.provider = new WebsocketProvider(serverUrl(session.origin), documentId, this.doc, {
      WebSocketPolyfill: this.meter.WebSocket,
      params,
      connect: false,
      disableBc: true,
      maxBackoffTime: 200,
    });
    this.meter.attach(this.provider);
    if (connect) this.provider.connect();
  }

  /** Appends a paragraph. */
  write(words: string): void {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(words)]);
    rootOf(this.doc).push([paragraph]);
  }

  get text(): string {
    return rootOf(this.doc).toString();
  }

  synced(): Promise<void> {
    return this.provider.synced ? Promise.resolve() : new Promise((resolve) => this.provider.once('sync', () => resolve()));
  }

  saved(): Promise<void> {
    return when(
      () => this.meter.read().state === 'saved',
      (listener) => this.meter.subscribe(listener),
    );
  }

  reads(words: string): Promise<void> {
    return when(
      () => this.text.includes(words),
      (listener) => {
        this.doc.on('update', listener);
        return () => this.doc.off('update', listener);
      },
    );
  }

  /** The code with which the server closed the connection next. */
  closedWith(): Promise<number | null> {
    return new Promise((resolve) => this.provider.once('connection-close', (event) => resolve(event?.code ?? null)));
  }

  destroy(): void {
    this.provider.destroy();
    this.doc.destroy();
  }
}

/** Resolves as soon as a condition holds, asking again at every change. */
export function when(holds: () => boolean, subscribe: (listener: () => void) => () => void): Promise<void> {
  if (holds()) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = subscribe(() => {
      if (!holds()) return;
      stop();
      resolve();
    });
  });
}
