import { parseArgs, type ParseArgsConfig } from 'node:util';
import { CommandError } from '../terminal.ts';

/** Reads a command's options. @throws CommandError for one that it does not know. */
export function readOptions<Options extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (cause) {
    throw new CommandError(cause instanceof Error ? cause.message : 'The options could not be read.', { cause });
  }
}
