import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { CommandError, type ExitCode, type Terminal } from '../terminal.ts';
import { documentFrom, type Given } from './documentFrom.ts';

const maxJsonBytes = 50_000_000;

/** Prints the formal text of a document that is given as JSON. What cannot be written is one sentence and exit code 2. */
export async function write(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const file = fileOf(args);
  const given = await givenIn(file);
  // The exporters bring what sets pages with them; the other commands need none of it.
  const { toPlainText } = await import('@yrka/exporters');
  const text = toPlainText(given.document, given.options).trimEnd();
  if (text === '') throw new CommandError(`${file} holds a document without a word.`);
  for (const line of text.split('\n')) terminal.print(line);
  return 0;
}

/** The document that a file of JSON holds. Throws CommandError with one sentence when it holds none. */
export const givenIn = async (file: string): Promise<Given> => documentFrom(file, parsed(file, await textOf(file)));

function fileOf(args: readonly string[]): string {
  const { positionals, unknown } = options(args);
  if (unknown !== null) throw new CommandError(`There is no option ${unknown}.`);
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new CommandError('Say which file to write: yrka write FILE.json.');
  return file;
}

function options(args: readonly string[]): { readonly positionals: readonly string[]; readonly unknown: string | null } {
  const { positionals, tokens } = parseArgs({ args: [...args], allowPositionals: true, strict: false, tokens: true });
  const unknown = tokens.find((token) => token.kind === 'option');
  return { positionals, unknown: unknown === undefined ? null : unknown.rawName };
}

async function textOf(file: string): Promise<string> {
  try {
    const about = await stat(file);
    if (!about.isFile()) throw new CommandError(`${file} is no file.`);
    if (about.size > maxJsonBytes) throw new CommandError(`${file} is too large: at most ${maxJsonBytes / 1_000_000} MB are read.`);
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code))
      throw new CommandError(error.code === 'ENOENT' ? `There is no file ${file}.` : `${file} cannot be opened (${error.code}).`, { cause: error });
    throw error;
  }
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch (error) {
    throw new CommandError(`${file} is no JSON.`, { cause: error });
  }
}
