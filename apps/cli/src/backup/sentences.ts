import { StorageError, type StorageErrorCode } from '@yrka/storage';
import { CommandError } from '../terminal.ts';

/** Does what may meet a full disk or a damaged database, and tells of it in one sentence. @throws CommandError */
export async function orSentence<Result>(directory: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CommandError) throw error;
    if (error instanceof StorageError) throw new CommandError(sentence(error.code, directory), { cause: error });
    const code = error instanceof Error && 'code' in error && typeof error.code === 'string' && /^E[A-Z]+$/u.test(error.code) ? error.code : null;
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new CommandError('There is no room left on the disk; make room and do it again.', { cause: error });
    if (code !== null && error instanceof Error)
      throw new CommandError(`${'path' in error ? String(error.path) : directory} cannot be read or written (${code}).`, { cause: error });
    throw error;
  }
}

function sentence(code: StorageErrorCode, directory: string): string {
  switch (code) {
    case 'rowsMissing':
      return `There is no Yrka data in ${directory}: yrka.sqlite is missing or empty.`;
    case 'journalMissing':
      return `The data in ${directory} is not whole: journal.sqlite is missing or empty.`;
    case 'newerDatabase':
      return `The data in ${directory} was written by a newer Yrka; use that version's command.`;
    case 'locked':
      return `A Yrka that runs uses ${directory}; stop it first, or name another folder with --data.`;
    case 'full':
      return 'There is no room left on the disk; make room and do it again.';
    case 'olderDatabase':
    case 'closed':
    case 'failed':
      return `The databases of ${directory} cannot be read (${code}).`;
  }
}
