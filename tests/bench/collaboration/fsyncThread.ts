// The disk of the floor with an fsync: what it is given is there when it answers.
import { fsyncSync, openSync, writeSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';

const file = openSync(workerData as string, 'a');
parentPort?.on('message', (frames: Uint8Array) => {
  writeSync(file, frames);
  fsyncSync(file);
  parentPort?.postMessage(null);
});
