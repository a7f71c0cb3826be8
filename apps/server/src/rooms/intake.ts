import type { Clock } from './clock.ts';
import type { RoomSocket } from './types.ts';

/** How fast a client is read. Nothing that it sends is lost: it stays with the network, and at last with the client. */
export class Intake {
  readonly #socket: Pick<RoomSocket, 'pause' | 'resume'>;
  readonly #clock: Clock;
  readonly #goesOn: () => void;
  #isStopped = false;
  /** Until when nothing is read, in milliseconds since 1970. */
  #until = 0;
  #stopWaiting: () => void = () => {};

  /** @param goesOn called each time when it is read again. */
  constructor(socket: Pick<RoomSocket, 'pause' | 'resume'>, clock: Clock, goesOn: () => void) {
    this.#socket = socket;
    this.#clock = clock;
    this.#goesOn = goesOn;
  }

  /** Whether nothing is read; what came in one packet with the last that was read has to wait elsewhere. */
  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Reads nothing for so many milliseconds, and for longer where that was said before; 0 changes nothing. */
  stopFor(ms: number): void {
    if (ms === 0) return;
    const pauseMs = Math.max(ms, shortestPauseMs);
    const until = this.#clock.now().getTime() + pauseMs;
    if (until <= this.#until) return;
    this.#stopUntil(until);
    this.#stopWaiting = this.#clock.after(pauseMs, () => this.goOn());
  }

  /** Reads nothing before `goOn`. */
  stop(): void {
    this.#stopUntil(Number.POSITIVE_INFINITY);
  }

  /** Reads again, if it does not. */
  goOn(): void {
    if (!this.#isStopped) return;
    this.#isStopped = false;
    this.#until = 0;
    this.#stopWaiting();
    this.#socket.resume();
    this.#goesOn();
  }

  #stopUntil(until: number): void {
    this.#stopWaiting();
    this.#stopWaiting = () => {};
    this.#until = until;
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.#socket.pause();
  }
}

/** To stop and go on for each message costs the server nearly twice as much as to take in what came meanwhile. */
const shortestPauseMs = 100;
