import { resolve } from 'node:path';
import { type OpenAuditReader, openAuditReader, StorageError, type StorageErrorCode } from '@yrka/storage';
import { CommandError, type Terminal } from '../terminal.ts';

/**
 * Opens the log of the named data folder, else of YRKA_DATA_DIR, else of ./data, for as long as
 * `work` takes. Reads only, and beside a server that runs.
 *
 * @throws CommandError when it cannot be read
 */
export async function withLog<Result>(data: string | undefined, { environment }: Terminal, work: (log: OpenAuditReader) => Promise<Result>): Promise<Result> {
  const directory = resolve(data ?? (environment['YRKA_DATA_DIR']?.trim() || './data'));
  try {
    const log = openAuditReader({ directory });
    try {
      return await work(log);
    } finally {
      await log.close();
    }
  } catch (error) {
    if (error instanceof StorageError) throw new CommandError(sentence(error.code, directory), { cause: error });
    throw error;
  }
}

function sentence(code: StorageErrorCode, directory: string): string {
  switch (code) {
    case 'rowsMissing':
      return `There is no Yrka data in ${directory}; name its folder with --data or YRKA_DATA_DIR.`;
    case 'newerDatabase':
      return `The data in ${directory} was written by a newer Yrka; use that version's command.`;
    case 'olderDatabase':
      return `The data in ${directory} is from before there was an audit log; it begins when this version of Yrka is started on it.`;
    default:
      return `The audit log in ${directory} cannot be read (${code}); see to the folder's rights, or put back a backup.`;
  }
}
