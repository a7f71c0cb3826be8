import { type DestinationStream, type Logger, pino } from 'pino';
import type { LogLevel } from './config.ts';

/** The structured log. It never holds a document's text or a person's name: ids, codes and places only. */
export function createLog(level: LogLevel, destination?: DestinationStream): Logger {
  // An error's message may quote what was being handled; its name, its code and its places in the code do not.
  const options = { level, base: null, serializers: { err: describeError } };
  return destination === undefined ? pino(options) : pino(options, destination);
}

function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error };
  const { code } = error as { readonly code?: unknown }; // Node's errors and ours have one
  const at = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) => line.trim());
  return { name: error.name, ...(typeof code === 'string' && { code }), at, ...(error.cause !== undefined && { cause: describeError(error.cause) }) };
}
