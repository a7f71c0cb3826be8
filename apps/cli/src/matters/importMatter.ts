import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CommandError, type ExitCode, type Terminal } from '../terminal.ts';
import { askServer, dataFolder } from './serverCommand.ts';

const usage = 'yrka import FILE [--number DIARIENUMMER] [--same ID,ID] [--bodies THERE:HERE,…] [--data DIR]';

/** Takes a matter in from a bundle: all of it, or nothing. */
export async function importMatter(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = read(args);
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new CommandError(`Say which bundle to take in: ${usage}.`);
  const listed = (text = '') => text.split(',').filter((one) => one !== '');
  const said = { diarienummer: values.number?.trim() || null, same: listed(values.same), bodies: listed(values.bodies) };
  return askServer({ do: 'import', file: resolve(file), ...said, data: dataFolder(values.data, terminal) }, terminal);
}

function read(args: readonly string[]) {
  try {
    const options = { number: { type: 'string' }, same: { type: 'string' }, bodies: { type: 'string' }, data: { type: 'string' } } as const;
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
  } catch (cause) {
    throw new CommandError(cause instanceof Error ? cause.message : 'The options could not be read.', { cause });
  }
}
