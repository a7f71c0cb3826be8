/** What a command is given of the terminal that it runs in. */
export type Terminal = {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** A line of what was asked for. */
  readonly print: (line: string) => void;
  /** A line of why it could not be had. */
  readonly complain: (line: string) => void;
};

/** 0: done, and all is well · 1: done, and something is wrong with what was looked at · 2: could not be done. */
export type ExitCode = 0 | 1 | 2;

/** A command cannot do what was asked. The message is one sentence for whoever asked. */
export class CommandError extends Error {
  readonly code = 'cannotDo';
}
