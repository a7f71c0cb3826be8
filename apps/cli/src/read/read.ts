import { readFile as bytesOf, stat } from 'node:fs/promises';
import { fieldsOf, importFile, type ImportedDocument, ImporterError, type ImporterErrorCode, type ImportOptions, maxFileBytes } from '@yrka/importers';
import { rejectAll } from '@yrka/ydoc';
import { parseArgs } from 'node:util';
import { CommandError, type ExitCode, type Terminal } from '../terminal.ts';
import { accountOf } from './account.ts';

/**
 * Reads motions, reports and minutes: of each a JSON object on a line, or a short account. Of a file
 * that cannot be read it complains in one sentence and goes on with the next; the exit code is then 2.
 */
export async function read(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { files, json } = optionsOf(args);
  let exit: ExitCode = 0;
  for (const file of files) {
    try {
      const imported = await readFile(file);
      if (json) terminal.print(JSON.stringify({ ...(files.length > 1 && { file }), ...jsonOf(imported) }));
      else for (const line of accountOf(file, imported)) terminal.print(line);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      terminal.complain(error.message);
      exit = 2;
    }
  }
  return exit;
}

/** The fields, then what was not understood, what the pages bore, and the share of the words that was understood. */
function jsonOf(imported: ImportedDocument) {
  const { unplaced, furniture, coverage } = imported.report;
  return { ...fieldsOf(imported), unplaced: unplaced.map(({ text }) => text), furniture: furniture.map(({ text }) => text), coverage };
}

function optionsOf(args: readonly string[]): { readonly files: readonly string[]; readonly json: boolean } {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: { json: { type: 'boolean' } }, strict: true, allowPositionals: true });
    if (positionals.length === 0) throw new CommandError('Say which files to read: yrka read FILE… [--json].');
    return { files: positionals, json: values.json === true };
  } catch (cause) {
    if (cause instanceof CommandError) throw cause;
    throw new CommandError(cause instanceof Error ? cause.message : 'The options could not be read.', { cause });
  }
}

/**
 * Throws CommandError, with its sentence, for what cannot be read. The size is asked for before the
 * bytes, so that a film is not taken into memory to be refused.
 */
export async function readFile(file: string, options: ImportOptions = {}): Promise<ImportedDocument> {
  try {
    const about = await stat(file);
    if (about.isDirectory()) throw new CommandError(`${file} is a folder; name the files in it.`);
    if (!about.isFile()) throw new CommandError(`${file} is no file.`);
    if (about.size > maxFileBytes) throw new CommandError(sentence(file, 'tooLarge'));
    const imported = await importFile(new Uint8Array(await bytesOf(file)), options);
    // The text is what stands while nothing that is suggested in a copy with marks has been accepted.
    return { ...imported, document: rejectAll(imported.document) };
  } catch (error) {
    if (error instanceof ImporterError) throw new CommandError(sentence(file, error.code), { cause: error });
    if (error instanceof Error && 'code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code)) {
      throw new CommandError(error.code === 'ENOENT' ? `There is no file ${file}.` : `${file} cannot be opened (${error.code}).`, { cause: error });
    }
    throw error;
  }
}

function sentence(file: string, code: ImporterErrorCode): string {
  switch (code) {
    case 'empty':
      return `${file} is empty: it has no word.`;
    case 'tooLarge':
      return `${file} is too large: at most ${maxFileBytes / 1_000_000} MB, and what a document of that size can hold, is read.`;
    case 'picture':
      return `${file} is a picture; only text can be read, so let a program for that recognise its letters first.`;
    case 'noText':
      return `${file} has pages without text, as a scan has; let a program for that recognise its letters first.`;
    case 'damaged':
      return `${file} is damaged: it cannot be opened as what it says it is.`;
    case 'encrypted':
      return `${file} is encrypted; save a copy without a password and read that.`;
    case 'unknownFormat':
      return `${file} is of a format that is not read; save it as PDF, Word (.docx), HTML or plain text.`;
    case 'notText':
      return `${file} is not a text, and no format that is read.`;
  }
}
