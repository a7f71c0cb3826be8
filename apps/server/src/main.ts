import { fileURLToPath } from 'node:url';
import { WriterThread } from '@yrka/storage/writerThread';
import type { RunningServer } from './start.ts';

// It takes as long to begin as all else to be loaded, which is done meanwhile.
const writer = new WriterThread();
const [{ ConfigError, printableConfig, readConfig }, { createLog }, { StartError, startServer }] = await Promise.all([
  import('./config.ts'),
  import('./log.ts'),
  import('./start.ts'),
]);

/** Reads the environment, starts the server, and ends it when the system asks. */
async function main(): Promise<void> {
  const config = orEnd(() => readConfig(process.env));
  const log = createLog(config.logLevel);
  log.info({ settings: printableConfig(config), pid: process.pid }, 'starting');
  // Node would print the error's message, which may quote what people write.
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'ended by an error of its own; what was stored is safe');
    process.exit(1);
  });
  const webFolder = fileURLToPath(new URL('../../web/dist', import.meta.url));
  const server = await startServer(config, { log, webFolder, writer }).catch((error: unknown) => end(error));
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // A service manager tells all its processes, and `npm start` passes on what it was told: the second would end the stop midway.
      if (isStopping) return;
      isStopping = true;
      log.info({ signal }, 'stopping');
      // What is stored is stored: a stop that cannot be clean must not become one that never ends.
      setTimeout(() => process.exit(1), stopTimeoutMs).unref();
      server.close().then(
        () => log.info({}, 'stopped'),
        (error: unknown) => {
          log.error({ err: error }, 'stopped with an error');
          process.exitCode = 1;
        },
      );
    });
  }
  announce(server); // last: whoever reads the line may send a signal at once
}

const stopTimeoutMs = 10_000;

function announce({ address, demonstration, municipality }: RunningServer): void {
  const note = demonstration
    ? 'demonstration: Björkviks kommun and its people are made up'
    : municipality !== null
      ? `for ${municipality.publicUrl}`
      : 'no demonstration, and so nobody to sign in as, outside loopback: set YRKA_PUBLIC_URL';
  // Not as an entry of the log, which others may be given to read: whoever has the code becomes the administrator.
  const first =
    municipality !== null && municipality.setUpCode !== null
      ? `Yrka: nobody is in the register yet. Open ${municipality.publicUrl} and enter the code ${municipality.setUpCode}\n`
      : '';
  process.stdout.write(`Yrka: ${address} (${note})\n${first}`);
}

function orEnd<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    return end(error);
  }
}

/** One sentence where somebody can put it right; the whole error where it is ours. */
function end(error: unknown): never {
  if (error instanceof ConfigError || error instanceof StartError) process.stderr.write(`Yrka cannot start: ${error.message}\n`);
  else console.error('Yrka cannot start:', error);
  process.exit(1);
}

await main();
