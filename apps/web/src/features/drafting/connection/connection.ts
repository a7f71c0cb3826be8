import { type CloseReason, closeReason, DurabilityMeter, isFinal, type Notice, type RefusalCode, roomParams, serverUrl } from '@yrka/protocol';
import { schemaVersion } from '@yrka/schema';
import { carryOver, rootOf, type Unsent } from '@yrka/ydoc';
import { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { type CopySetAside, DeviceCopy, isEmpty } from './deviceCopy.ts';
import { inBatches } from './inBatches.ts';
import { waitBeforeReturning } from './returning.ts';
import { SendingOverHttp } from './sendingOverHttp.ts';
import { readStoredState, type StoredState } from './storedState.ts';

/** Whether what was written here is safe, as the header says it. */
export type SaveState =
  /** The server has not been asked yet. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'saving' }
  /** The server has every word. `at`: when it last got one of ours; null when nothing was written since the document was opened. */
  | { readonly kind: 'saved'; readonly at: Date | null }
  /** The words are on this device; the server has not got them. */
  | { readonly kind: 'offline' }
  /** Neither the server nor this device keeps them. */
  | { readonly kind: 'offlineUnkept' }
  | { readonly kind: 'storageFailing' }
  /** The server will not have some of the words. */
  | { readonly kind: 'refused'; readonly code: RefusalCode };

/** Why the server will not have the connection back. */
export type Refusal = Extract<CloseReason, 'malformed' | 'notSignedIn' | 'noRight' | 'unknownDocument' | 'tooLarge' | 'tooManyConnections' | 'olderSchema'>;

export type ConnectionSnapshot = {
  /** True once there is a document to show, from the server or from this device. */
  readonly isReady: boolean;
  readonly save: SaveState;
  readonly refusal: Refusal | null;
  /** Raised each time the server says that words of this person were rescued. */
  readonly rescues: number;
  /** Raised each time the server says that something was said of the document, and when it may have been while it could not say so. */
  readonly comments: number;
  /** The version of rights and stage that the server has told last (WIRE32); null before it has told any. */
  readonly rights: string | null;
  /** The epoch in which the server has the document, when that is another than this copy's: nothing more is sent or shown (WIRE29). */
  readonly movedTo: number | null;
  /** True once something written here came after a lock: the server keeps it apart, and this copy is no longer the document. */
  readonly isLate: boolean;
  /** True once the server would not have something written here as a suggestion: this copy is no longer the document (WIRE32). */
  readonly isRefused: boolean;
};

export type ConnectionPerson = { readonly id: string; readonly name: string; readonly party: string | null; readonly role: string };

/** Before a document is opened. */
export const nothingYet: ConnectionSnapshot = {
  isReady: false,
  save: { kind: 'unknown' },
  refusal: null,
  rescues: 0,
  comments: 0,
  rights: null,
  movedTo: null,
  isLate: false,
  isRefused: false,
};

/** A save that is over sooner than this is not spoken of: a state that flickers says nothing. */
const savingShownAfterMs = 400;
/** How long a connection that went away may take to come back before anybody is told. */
const offlineShownAfterMs = 1_500;

const refusals: ReadonlySet<string> = new Set<Refusal>([
  'malformed',
  'notSignedIn',
  'noRight',
  'unknownDocument',
  'tooLarge',
  'tooManyConnections',
  'olderSchema',
]);
const isRefusal = (reason: CloseReason): reason is Refusal => refusals.has(reason);

/**
 * One document in one browser: the Y document, its way to the server and its copy on this
 * device. Never writes to the document; a copy that is empty is not shown.
 */
export class DocumentConnection {
  readonly ydoc = new Y.Doc();
  readonly awareness = new Awareness(this.ydoc);
  private readonly documentId: string;
  readonly personId: string;
  /** Of which this copy is. */
  readonly epoch: number;
  private readonly meter = new DurabilityMeter();
  private readonly provider: WebsocketProvider;
  private readonly copy: DeviceCopy;
  private readonly listeners = new Set<() => void>();
  private savingTimer: ReturnType<typeof setTimeout> | undefined;
  private savingSince: number | null = null;
  private offlineTimer: ReturnType<typeof setTimeout> | undefined;
  private isOnline = true;
  private hasBeenConnected = false;
  /** The document was given over HTTP, as it was stored then: no less whole than a copy on this device. */
  private hasStoredState = false;
  /** Aborted when the document is closed: ends what is still under way, an opening or a sending over HTTP. */
  private readonly ended = new AbortController();
  /** Closed because the server could not store; it may still take a connection and close it again. */
  private wasTurnedAway = false;
  /** Something was written here that the meter has not yet called saved. */
  private hasWritten = false;
  /** The same, or it was read off this device: an earlier page may not have sent it. */
  private mayHaveUnsent = false;
  /** It was told of the next epoch while the server kept it up to date: all that was written for its own is here. */
  private hasAllOfEpoch = false;
  private writtenAt: Date | null = null;
  private readonly overHttp: SendingOverHttp;
  private readonly sendNow: () => void;
  private snapshot = nothingYet;
  private sentUpTo = 0;
  private readonly sentListeners = new Set<(seq: number) => void>();

  /** @param epoch the one that the server is known to have the document in. */
  constructor(documentId: string, person: ConnectionPerson, epoch: number) {
    this.documentId = documentId;
    this.personId = person.id;
    this.epoch = epoch;
    // What others see of this is the server's: it puts in who the session belongs to, and a colour that nobody else here has.
    this.awareness.setLocalStateField('user', person);
    this.overHttp = this.newSendingOverHttp();
    this.copy = new DeviceCopy(person.id, documentId, epoch, this.ydoc, this.update);
    this.provider = new WebsocketProvider(serverUrl(location.origin), documentId, this.ydoc, {
      awareness: this.awareness,
      params: this.paramsWith(null),
      // Tabs would otherwise relay to each other past the server and its guards.
      disableBc: true,
      connect: false,
      WebSocketPolyfill: this.meter.WebSocket,
    });
    this.ydoc.on('update', this.written); // before the meter hears of it
    this.meter.attach(this.provider);
    this.sendNow = this.sendInBatches();
    this.meter.subscribe(this.metered);
    this.meter.onNotice(this.noticed);
    this.provider.on('sync', this.synced);
    this.provider.on('status', this.statusChanged);
    this.provider.on('connection-close', this.closed);
    addEventListener('online', this.reconnect);
    addEventListener('offline', this.lostNetwork);
    addEventListener('pagehide', this.leave);
    void this.open();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly getSnapshot = (): ConnectionSnapshot => this.snapshot;

  /** Calls back with the journal sequence up to which the document has come here, now and whenever it is another. Returns what stops it. */
  readonly onSent = (listener: (seq: number) => void): (() => void) => {
    this.sentListeners.add(listener);
    if (this.sentUpTo > 0) listener(this.sentUpTo);
    return () => this.sentListeners.delete(listener);
  };

  destroy(): void {
    this.ended.abort();
    clearTimeout(this.savingTimer);
    clearTimeout(this.offlineTimer);
    removeEventListener('online', this.reconnect);
    removeEventListener('offline', this.lostNetwork);
    removeEventListener('pagehide', this.leave);
    this.listeners.clear();
    this.sendNow();
    this.provider.destroy();
    this.awareness.destroy();
    this.ydoc.destroy();
  }

  /** The same when all that this device had is here: asked sooner, the words of an earlier page would not be among them. */
  async allUnsentWords(): Promise<readonly Unsent[]> {
    await this.copy.read;
    return this.unsentWords();
  }

  /** One's own words that the server has not got, a block each; empty when it has them all. */
  unsentWords(): readonly Unsent[] {
    return this.copy.unsentWords();
  }

  /** Resolves when there is a document to show, or it is known why there is none. */
  opened(): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        const { isReady, refusal, movedTo } = this.snapshot;
        if (!isReady && refusal === null && movedTo === null) return;
        stop();
        resolve();
      };
      const stop = this.subscribe(look);
      look();
    });
  }

  /**
   * Puts what was written here, or by an earlier page, and the server has not got, into the document's next epoch. Returns
   * the words that had no place there, because others were quicker, or have written here what never came: they are to be offered.
   */
  handOver(next: Pick<DocumentConnection, 'ydoc' | 'epoch'>): readonly Unsent[] {
    if (!this.mayHaveUnsent) return [];
    return this.hasAllOfEpoch && carryOver(this.ydoc, next.ydoc, next.epoch) ? [] : this.unsentWords();
  }

  /** Resolves when the server has all that is written here. */
  saved(): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (this.meter.read().state !== 'saved') return;
        stop();
        resolve();
      };
      const stop = this.meter.subscribe(look);
      look();
    });
  }

  /** Throws away this device's copy; then nothing more can be done here. */
  async forget(): Promise<void> {
    this.ended.abort();
    await this.copy.forget();
    this.destroy();
  }

  /**
   * Puts this device's copy under another name, where the server has another document under its own: a backup was put
   * back and written anew again, or something written here was refused. What was not sent is found there until it is
   * thrown away.
   */
  async setAside(): Promise<CopySetAside> {
    const aside = await this.copy.setAside();
    await this.forget();
    return aside;
  }

  /** The socket would give the whole document uncompressed, so it waits: what it lacks is said when it connects. */
  private async open(): Promise<void> {
    const { signal } = this.ended;
    const state = (await this.copy.isMissing()) ? await readStoredState(this.documentId, signal) : null;
    if (signal.aborted) return;
    if (state !== null) this.takeStoredState(state);
    if (this.snapshot.movedTo !== null) return;
    // Before the page is drawn, which takes longer than the way to the server.
    this.provider.connect();
  }

  private takeStoredState({ update, seq, epoch }: StoredState): void {
    if (epoch !== this.epoch) return this.set({ movedTo: epoch });
    if (!isEmpty(this.ydoc)) return; // a network that came back has connected meanwhile
    try {
      // As from the socket: nobody wrote it here, and it goes back to nobody.
      Y.applyUpdate(this.ydoc, update, this.provider);
    } catch {
      return; // no update that this page can read; the socket has another try
    }
    this.hasStoredState = true;
    this.provider.params = this.paramsWith(seq);
    this.copy.noteStored();
    this.update();
  }

  /** @param has the journal sequence up to which the document was given over HTTP */
  private paramsWith(has: number | null): Record<string, string> {
    return roomParams(schemaVersion, ['ack', 'notice'], has, this.epoch);
  }

  private readonly synced = (isSynced: boolean): void => {
    // What it has at the next connection, its state vector says.
    if (isSynced) this.provider.params = this.paramsWith(null);
    this.update();
  };

  private readonly leave = (): void => {
    if (this.hasWritten) this.copy.keepLastWords();
  };

  /** A key press does not wait for the socket either. What waits to be sent is not saved. */
  private sendInBatches(): () => void {
    const send = this.provider._updateHandler;
    this.ydoc.off('update', send);
    return inBatches(
      this.ydoc,
      this.provider,
      (update) => {
        send(update, null);
        this.meter.letGo();
      },
      this.meter.holdBack,
    );
  }

  private readonly written = (_update: Uint8Array, origin: unknown): void => {
    if (origin !== this.provider) this.mayHaveUnsent = true;
    if (origin !== this.provider && !this.copy.isFrom(origin)) this.hasWritten = true;
    if (!this.snapshot.isReady) this.update();
  };

  private readonly metered = (): void => {
    const durability = this.meter.read();
    if (durability.state === 'saved') {
      this.isOnline = true; // whatever the browser thinks of its network
      this.wasTurnedAway = false;
      this.overHttp.saved();
      // Not as soon as it is connected: what was refused may be so once more.
      this.set({ refusal: null });
      if (this.hasWritten || !this.copy.hasStored) this.copy.noteStored();
      if (this.hasWritten) this.writtenAt = durability.savedAt;
      this.hasWritten = false;
      this.mayHaveUnsent = false;
      this.copy.forgetLastWords();
    }
    this.update();
  };

  private readonly noticed = (notice: Notice): void => {
    if (notice.type === 'rescue') this.set({ rescues: this.snapshot.rescues + 1 });
    else if (notice.type === 'comments') this.set({ comments: this.snapshot.comments + 1 });
    else if (notice.type === 'rights') this.set({ rights: notice.version });
    else if (notice.type === 'changed') this.set({ rights: notice.rights });
    else if (notice.type === 'epoch') {
      this.hasAllOfEpoch = this.provider.synced;
      this.set({ movedTo: notice.epoch });
    } else if (notice.type === 'late') this.set({ isLate: true });
    else if (notice.type === 'refused' && notice.code === 'notASuggestion') {
      // What else is written in this copy may build on it, and be refused as well.
      this.provider.disconnect();
      this.set({ isRefused: true });
    } else if (notice.type === 'sent') {
      this.sentUpTo = notice.seq;
      for (const listener of this.sentListeners) listener(notice.seq);
    }
  };

  /** Reads the state off what is known. Cheap: it runs at every key press. */
  private readonly update = (): void => {
    const isReady = this.snapshot.isReady || ((this.provider.synced || this.copy.isKept || this.hasStoredState) && rootOf(this.ydoc).length > 0);
    this.set({ isReady, save: this.saveState() });
  };

  private saveState(): SaveState {
    const before = this.snapshot.save;
    const durability = this.meter.read();
    // The socket is away for it, and the server is not.
    const isSaving = durability.state === 'saving' || (durability.state === 'offline' && this.overHttp.isUnderWay);
    if (!isSaving) this.stopWaiting();
    // Nothing is to be done about it here: the document is opened anew.
    if (durability.state === 'refused') return durability.code === 'notASuggestion' ? before : { kind: 'refused', code: durability.code };
    if (!this.isOnline) return { kind: this.copy.isKept ? 'offline' : 'offlineUnkept' };
    if (this.wasTurnedAway) return { kind: 'storageFailing' };
    if (durability.state === 'saved') return { kind: 'saved', at: this.writtenAt };
    if (durability.state === 'saving' && durability.isStorageFailing) return { kind: 'storageFailing' };
    if (!isSaving) return before; // for as long as it may be back before anybody is told
    return this.waited(before.kind === 'saved' || before.kind === 'unknown') ? { kind: 'saving' } : before;
  }

  /** Whether a save has been under way for so long that it is spoken of; asks again when it will have been. */
  private waited(isCalm: boolean): boolean {
    this.savingSince ??= performance.now();
    const left = savingShownAfterMs - (performance.now() - this.savingSince);
    if (!isCalm || left <= 0) return true;
    this.savingTimer ??= setTimeout(() => {
      this.savingTimer = undefined;
      this.update();
    }, left);
    return false;
  }

  private stopWaiting(): void {
    clearTimeout(this.savingTimer);
    this.savingTimer = undefined;
    this.savingSince = null;
  }

  private readonly statusChanged = ({ status }: { readonly status: 'connected' | 'disconnected' | 'connecting' }): void => {
    if (status === 'connected') {
      clearTimeout(this.offlineTimer);
      this.offlineTimer = undefined;
      this.isOnline = true;
      // What was said while nobody could tell of it.
      this.set({ comments: this.snapshot.comments + Number(this.hasBeenConnected) });
      this.hasBeenConnected = true;
    } else this.tellOfLoss();
    this.update();
  };

  /** Unless it is back by then. */
  private tellOfLoss(): void {
    this.offlineTimer ??= setTimeout(this.lostNetwork, offlineShownAfterMs);
  }

  private readonly lostNetwork = (): void => {
    this.offlineTimer = undefined;
    if (this.isReached && navigator.onLine) return;
    this.isOnline = false;
    this.update();
  };

  private readonly reconnect = (): void => {
    // What is too large for the socket is so until it has gone the other road.
    if (this.snapshot.refusal === null && !this.snapshot.isRefused && !this.overHttp.isUnderWay) this.provider.connect();
    // A short loss may leave the socket, or a request, as it was; then no connection is made anew to say so.
    if (this.isReached) this.isOnline = true;
    this.update();
  };

  private get isReached(): boolean {
    return this.provider.wsconnected || this.overHttp.isReached;
  }

  private readonly closed = (event: CloseEvent | null): void => {
    // Told before the provider counts this one and sets its timer, which waits for no longer than this.
    this.provider.maxBackoffTime = waitBeforeReturning(this.provider.wsUnsuccessfulReconnects + 1);
    if (event === null) return;
    const reason = closeReason(event.code);
    if (reason === 'storageFailing') this.wasTurnedAway = true;
    this.update();
    if (reason === null || !isRefusal(reason) || !isFinal(event.code)) return;
    if (reason === 'tooLarge') void this.overHttp.send();
    else this.set({ refusal: reason });
  };

  private newSendingOverHttp(): SendingOverHttp {
    return new SendingOverHttp({
      documentId: this.documentId,
      epoch: this.epoch,
      ydoc: this.ydoc,
      stored: () => this.copy.stored,
      stop: this.ended.signal,
      began: this.update,
      failed: (wasAnswered) => {
        if (wasAnswered) this.isOnline = true;
        else this.tellOfLoss();
        this.update();
      },
      answered: () => {
        // There is no connection until one is made.
        this.tellOfLoss();
        this.provider.connect();
      },
      tooLarge: () => {
        this.tellOfLoss();
        this.set({ refusal: 'tooLarge' });
      },
    });
  }

  private set(change: Partial<ConnectionSnapshot>): void {
    const next = { ...this.snapshot, ...change };
    const isSame =
      next.isReady === this.snapshot.isReady &&
      next.refusal === this.snapshot.refusal &&
      next.rescues === this.snapshot.rescues &&
      next.comments === this.snapshot.comments &&
      next.rights === this.snapshot.rights &&
      next.movedTo === this.snapshot.movedTo &&
      next.isLate === this.snapshot.isLate &&
      next.isRefused === this.snapshot.isRefused &&
      sameSave(next.save, this.snapshot.save);
    if (isSame) return;
    this.snapshot = next;
    for (const listener of this.listeners) listener();
  }
}

function sameSave(a: SaveState, b: SaveState): boolean {
  if (a.kind === 'saved' && b.kind === 'saved') return minuteOf(a.at) === minuteOf(b.at);
  if (a.kind === 'refused' && b.kind === 'refused') return a.code === b.code;
  return a.kind === b.kind;
}

/** The header says no more than the minute. */
function minuteOf(at: Date | null): number | null {
  return at === null ? null : Math.floor(at.getTime() / 60_000);
}
