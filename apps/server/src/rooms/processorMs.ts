import type { Worker } from 'node:worker_threads';

/** How much processor time a thread has used, in milliseconds; also of one that is held. @throws when it has ended. */
export async function processorMs(worker: Worker): Promise<number> {
  // Node before 24.6 cannot tell: there it is the time on the wall.
  if (!('cpuUsage' in worker)) return performance.now();
  const { user, system } = await worker.cpuUsage();
  return (user + system) / 1_000;
}
