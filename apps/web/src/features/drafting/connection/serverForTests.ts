import { type CloseReason, closeCodes, decodeClientMessage, encodeAck, encodeNotice, encodeStep1, encodeStep2, type Notice } from '@yrka/protocol';
import { rootOf } from '@yrka/ydoc';
import * as Y from 'yjs';

/** The answer to a request: a status (0 for none, as when the network is away), and the code of a problem. `isLate`: it comes to no document. */
type Answer = { readonly status: number; readonly code?: string; readonly isLate?: true };

/** Stands for the server of one document: its room, and the route for what is too large for that. Does at once what it may, and else waits for the test. */
export class HandServer {
  /** What it has. */
  readonly ydoc = new Y.Doc();
  /** For the global that a page makes sockets of. */
  readonly WebSocket: typeof WebSocket;
  readonly maxMessageBytes = 1_000;
  /** When each socket was made, in milliseconds. */
  readonly calls: number[] = [];
  /** Whether it takes a connection. */
  isThere = true;
  /** Why it sends away at once whoever comes; null when it does not. */
  refusal: CloseReason | null = null;
  /** What it tells them before that. */
  lastWord: Notice | null = null;
  /** Whether what comes over the socket is stored, and acknowledged. */
  isStoring = true;
  /** What was sent over HTTP. */
  readonly uploads: { readonly update: Uint8Array; readonly at: number }[] = [];
  /** What is answered to the next requests; 204 to those after them. */
  answers: Answer[] = [];
  /** A request is answered when this has come to its end. */
  mayAnswer: Promise<void> = Promise.resolve();
  #socket: HandSocket | null = null;
  /** Messages that bear an update, on this connection. */
  #received = 0;

  constructor() {
    const take = (socket: HandSocket) => this.#take(socket);
    class SocketOfServer extends HandSocket {
      constructor() {
        super();
        take(this);
      }
    }
    // As much of a WebSocket as a provider uses.
    const asBrowsers: unknown = SocketOfServer;
    this.WebSocket = asBrowsers as typeof WebSocket;
  }

  /** What a page's `fetch` is here: of the document's stored bytes it has none. */
  readonly fetch = async (_path: string, { method, body }: { readonly method: string; readonly body: Uint8Array }): Promise<Response> => {
    if (method === 'GET') return new Response(null, { status: 404 });
    this.uploads.push({ update: body, at: Date.now() });
    await this.mayAnswer;
    const { status, code, isLate }: Answer = this.answers.shift() ?? { status: 204 };
    if (status === 0) throw new TypeError('There is no network');
    if (status === 204 && isLate !== true) Y.applyUpdate(this.ydoc, body);
    return new Response(code === undefined ? null : JSON.stringify({ code }), { status });
  };

  /** Acknowledges so many of the messages that bear an update; all without a number. */
  acknowledge(count = this.#received): void {
    this.#send(encodeAck(count));
  }

  tell(notice: Notice): void {
    this.#send(encodeNotice(notice));
  }

  /** Ends the connection; without a reason as a network does that goes away. */
  close(reason: CloseReason | null = null): void {
    const socket = this.#socket;
    this.#socket = null;
    socket?.onclose?.(new CloseEvent('close', { code: reason === null ? 1006 : closeCodes[reason] }));
  }

  get text(): string {
    return rootOf(this.ydoc).toString();
  }

  #take(socket: HandSocket): void {
    this.calls.push(Date.now());
    this.#socket = socket;
    this.#received = 0;
    socket.sent = (frame) => this.#receive(socket, frame);
    queueMicrotask(() => {
      if (this.#socket !== socket) return;
      if (!this.isThere) return this.close();
      socket.onopen?.(new Event('open'));
      if (this.refusal !== null) {
        if (this.lastWord !== null) this.tell(this.lastWord);
        return this.close(this.refusal);
      }
      this.#send(encodeStep1(Y.encodeStateVector(this.ydoc)));
    });
  }

  #receive(socket: HandSocket, frame: Uint8Array): void {
    if (this.#socket !== socket) return;
    if (frame.length > this.maxMessageBytes) return this.close('tooLarge');
    const message = decodeClientMessage(frame);
    if (message?.type === 'step1') return this.#send(encodeStep2(Y.encodeStateAsUpdate(this.ydoc, message.stateVector)));
    if (message?.type !== 'step2' && message?.type !== 'update') return;
    this.#received++;
    if (!this.isStoring) return;
    Y.applyUpdate(this.ydoc, message.update);
    // As from the network: after the page has counted what it sent.
    queueMicrotask(() => this.#socket === socket && this.acknowledge());
  }

  #send(frame: Uint8Array): void {
    this.#socket?.onmessage?.(new MessageEvent('message', { data: new Uint8Array(frame).buffer }));
  }
}

/** A browser's WebSocket, in the hands of the server above. */
class HandSocket {
  readonly OPEN = 1;
  readonly readyState = 1;
  binaryType: BinaryType = 'arraybuffer';
  onopen: ((event: Event) => void) | null = null;
  onmessage: ((event: MessageEvent) => void) | null = null;
  onclose: ((event: CloseEvent) => void) | null = null;
  onerror: ((event: Event) => void) | null = null;
  sent: (frame: Uint8Array) => void = () => {};

  send(frame: Uint8Array): void {
    this.sent(frame);
  }

  close(): void {}
}
