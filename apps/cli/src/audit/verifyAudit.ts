import type { AuditReader, ChainBreak } from '@yrka/storage';
import type { ExitCode, Terminal } from '../terminal.ts';
import { withLog } from './openLog.ts';
import { readOptions } from './options.ts';

/** Prints of every chain how many entries it has and whether it holds, with its last hash: 1 when one does not. */
export async function verifyAudit(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { data } = readOptions(args, { data: { type: 'string' } });
  return withLog(data, terminal, async (log) => {
    const chains = await log.chains();
    if (chains.length === 0) terminal.print('The audit log is empty.');
    const width = Math.max(...chains.map(({ length }) => length));
    const breaks: (ChainBreak | null)[] = [];
    for (const chain of chains) {
      const broken = await log.verify(chain);
      breaks.push(broken);
      terminal.print(`${chain.padEnd(width)}  ${await describe(log, chain, broken)}`);
    }
    return breaks.some((broken) => broken !== null) ? 1 : 0;
  });
}

async function describe(log: AuditReader, chain: string, broken: ChainBreak | null): Promise<string> {
  const head = await log.head(chain);
  const entries = `${head?.number ?? 0} ${head?.number === 1 ? 'entry' : 'entries'}`;
  if (broken === null) return `${entries}  holds  ${head?.hash ?? ''}`;
  return `${entries}  does not hold: entry ${broken.number} ${broken.reason === 'missing' ? 'is missing' : 'was changed'}`;
}
