import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Storage, openSqliteStorage } from '@yrka/storage';
import { Attachments } from '../attachments/attachments.ts';
import { readConfig } from '../config.ts';
import { FileStore } from '../files/store.ts';
import { openBundle } from './openBundle.ts';
import { takeIn } from './takingIn.ts';

/** What asks the store for something, counted: also within a transaction. `onCall` comes before, and right after it has begun. */
export function counted<Target extends object>(target: Target, onCall: () => void): Target {
  return new Proxy(target, {
    get(of, name): unknown {
      const value: unknown = Reflect.get(of, name);
      if (typeof value === 'object' && value !== null) return counted(value, onCall);
      if (typeof value !== 'function') return value;
      return (...given: readonly unknown[]): unknown => {
        onCall();
        const within = given.map((one) =>
          typeof one === 'function' ? (inner: unknown) => one(typeof inner === 'object' && inner !== null ? counted(inner, onCall) : inner) : one,
        );
        const begun: unknown = Reflect.apply(value, of, within);
        onCall();
        return begun;
      };
    },
  });
}

/** Takes a bundle's file in to an installation whose store is this. */
export async function takeFileIn(storage: Storage, directory: string, path: string): Promise<void> {
  const bytes = new Uint8Array(await readFile(path));
  await mkdir(directory, { recursive: true });
  const files = new FileStore(join(directory, 'files'));
  await files.prepare();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const at = new Date('2026-11-24T08:00:00.000Z');
  const attachments = new Attachments({ storage, files, config: readConfig({}), now: () => at });
  const bundle = await openBundle({ size: bytes.length, read: async (from, length) => bytes.subarray(from, from + length) });
  await takeIn({ storage, files, attachments, bundle, sha256, diarienummer: null, same: new Set(), actorId: null, at });
}

/** As a program: takes a file in, and is killed by itself at a call of the store. Arguments: folder, file, number of the call. */
if (process.argv[1] === import.meta.filename) {
  const [, , directory = '', path = '', call = ''] = process.argv;
  const storage = await openSqliteStorage({ directory });
  let calls = 0;
  const orDie = () => {
    if (++calls === Number(call)) process.kill(process.pid, 'SIGKILL');
  };
  await takeFileIn(counted(storage, orDie), directory, path);
  await storage.close();
}
