import { fileURLToPath } from 'node:url';
import { readConfig } from '../../apps/server/src/config.ts';
import { createLog } from '../../apps/server/src/log.ts';
import { type RunningServer, startServer } from '../../apps/server/src/start.ts';
import type { HallAnswer, HallQuestion } from './hall.ts';

const webFolder = fileURLToPath(new URL('../../apps/web/dist', import.meta.url));
const servers = new Map<number, RunningServer>();

process.on('message', (question: HallQuestion) => {
  void answer(question).then(
    (setUpCode) => process.send?.({ id: question.id, setUpCode } satisfies HallAnswer),
    (error: unknown) => process.send?.({ id: question.id, failed: String(error) } satisfies HallAnswer),
  );
});
// Whoever asks is gone.
process.on('disconnect', () => process.exit());

async function answer(question: HallQuestion): Promise<string> {
  if ('close' in question) {
    await servers.get(question.close)?.close();
    servers.delete(question.close);
    return '';
  }
  const config = readConfig(question.open);
  const server = await startServer(config, { log: createLog(config.logLevel), webFolder });
  servers.set(question.id, server);
  return server.municipality?.setUpCode ?? '';
}
