import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CommandError, type ExitCode, type Terminal } from '../terminal.ts';
import { askServer, dataFolder } from './serverCommand.ts';

const usage = 'yrka export MATTER --to bundle|archive -o FILE [--data DIR]';

const forms = ['bundle', 'archive'] as const;

/** Whether what is to be exported is a matter of a data folder, and not a document in a file. */
export const isForMatter = (args: readonly string[]) =>
  forms.some((form) => args.some((arg, index) => arg === `--to=${form}` || (arg === form && args[index - 1] === '--to')));

/** Writes a whole matter into one file: a bundle, which `yrka import` takes in elsewhere, or a package for the archive. */
export async function exportMatter(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = read(args);
  const [matter] = positionals;
  const as = forms.find((form) => form === values.to);
  if (matter === undefined || positionals.length > 1 || values.output === undefined || as === undefined)
    throw new CommandError(`Say which matter, and into which file: ${usage}.`);
  return askServer({ do: 'export', matter, as, output: resolve(values.output), data: dataFolder(values.data, terminal) }, terminal);
}

function read(args: readonly string[]) {
  try {
    const options = { to: { type: 'string' }, output: { type: 'string', short: 'o' }, data: { type: 'string' } } as const;
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
  } catch (cause) {
    throw new CommandError(cause instanceof Error ? cause.message : 'The options could not be read.', { cause });
  }
}
