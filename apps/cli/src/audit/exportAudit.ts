import type { FileHandle } from 'node:fs/promises';
import { resolve } from 'node:path';
import { auditCsvHead, auditCsvLine, auditLine, type AuditReader } from '@yrka/storage';
import { CommandError, type ExitCode, type Terminal } from '../terminal.ts';
import { writeWhole } from '../writeWhole.ts';
import { withLog } from './openLog.ts';
import { readOptions } from './options.ts';

const formats = { jsonl: 'jsonl', csv: 'csv' } as const;
type Format = keyof typeof formats;

/** Writes a chain into a file: all of it, or no file. */
export async function exportAudit(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const given = readOptions(args, {
    data: { type: 'string' },
    chain: { type: 'string' },
    output: { type: 'string', short: 'o' },
    format: { type: 'string' },
  });
  const { chain, output } = given;
  if (chain === undefined || output === undefined) throw new CommandError('Say which chain, and into which file: --chain municipality -o FILE.');
  // The wall between the two spaces goes for whoever runs the program as well (LAW: a party's drafts are its own).
  if (chain !== 'municipality')
    throw new CommandError('Only the chain "municipality" is exported; the log of a party group is read by its members, in their drafts.');
  const format = formatOf(given.format, output);
  const path = resolve(output);
  const count = await withLog(given.data, terminal, (log) => writeWhole(path, (file) => write(log, chain, format, file)));
  terminal.print(`${count} ${count === 1 ? 'entry' : 'entries'} of ${chain} in ${path}`);
  return 0;
}

function formatOf(named: string | undefined, output: string): Format {
  if (named === undefined) return output.toLowerCase().endsWith('.csv') ? 'csv' : 'jsonl';
  if (named === formats.csv || named === formats.jsonl) return named;
  throw new CommandError(`--format is jsonl or csv, and not "${named}".`);
}

async function write(log: AuditReader, chain: string, format: Format, file: FileHandle): Promise<number> {
  if (format === 'csv') await file.write(auditCsvHead);
  let after = 0;
  let count = 0;
  for (;;) {
    const entries = await log.read(chain, { after, limit: pageEntries });
    await file.write(entries.map((entry) => (format === 'csv' ? auditCsvLine(entry) : `${auditLine(entry)}\n`)).join(''));
    after = entries.at(-1)?.number ?? after;
    count += entries.length;
    if (entries.length < pageEntries) return count;
  }
}

const pageEntries = 1_000;
