import { exportAudit } from './audit/exportAudit.ts';
import { verifyAudit } from './audit/verifyAudit.ts';
import { backUp } from './backup/backup.ts';
import { restore } from './backup/restore.ts';
import { check } from './check/check.ts';
import { exportDocument } from './export/export.ts';
import { exportMatter, isForMatter } from './matters/exportMatter.ts';
import { importMatter } from './matters/importMatter.ts';
import { read } from './read/read.ts';
import { CommandError, type ExitCode, type Terminal } from './terminal.ts';
import { write } from './write/write.ts';

type Command = {
  readonly name: string;
  readonly usage: string;
  readonly run: (args: readonly string[], terminal: Terminal) => Promise<ExitCode>;
  /** Of two by one name, whether the arguments mean this one. */
  readonly isMeant?: (args: readonly string[]) => boolean;
};

const commands: readonly Command[] = [
  { name: 'read', usage: 'yrka read FILE… [--json]', run: read },
  { name: 'check', usage: 'yrka check FILE… [--matter] [--lix] [--json]', run: check },
  { name: 'write', usage: 'yrka write FILE.json', run: write },
  {
    name: 'export',
    usage: 'yrka export MATTER --to bundle|archive -o FILE [--data DIR]',
    run: exportMatter,
    isMeant: isForMatter,
  },
  { name: 'export', usage: 'yrka export FILE --to pdf|docx|odt|html|md|txt|akn -o FILE', run: exportDocument },
  { name: 'import', usage: 'yrka import FILE [--number DIARIENUMMER] [--same ID,ID] [--bodies THERE:HERE,…] [--data DIR]', run: importMatter },
  { name: 'backup', usage: 'yrka backup -o FOLDER [--data DIR] | --verify FOLDER', run: backUp },
  { name: 'restore', usage: 'yrka restore FOLDER [--data DIR] [--replace]', run: restore },
  { name: 'audit verify', usage: 'yrka audit verify [--data DIR]', run: verifyAudit },
  { name: 'audit export', usage: 'yrka audit export --chain municipality -o FILE [--format jsonl|csv] [--data DIR]', run: exportAudit },
];

/** Runs the command that the arguments name. Whatever goes wrong is one sentence and an exit code, never a stack. */
export async function yrka(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const command = commands.find(({ name, isMeant }) => `${args.join(' ')} `.startsWith(`${name} `) && isMeant?.(args) !== false);
  const asksForHelp = args.length === 0 || args.includes('--help') || args.includes('-h');
  if (asksForHelp || command === undefined) {
    const say = asksForHelp ? terminal.print : terminal.complain;
    if (!asksForHelp) say(`There is no command "${args.join(' ')}".`);
    say('Usage:');
    for (const { usage } of commands) say(`  ${usage}`);
    return asksForHelp ? 0 : 2;
  }
  try {
    return await command.run(args.slice(command.name.split(' ').length), terminal);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    terminal.complain(error.message);
    return 2;
  }
}
