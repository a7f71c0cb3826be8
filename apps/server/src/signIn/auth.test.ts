import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStorage, type SqliteStorage } from '@yrka/storage';
import { getMigrations } from 'better-auth/db/migration';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { createAuth } from './auth.ts';

let directory: string;
let storage: SqliteStorage;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'yrka-auth-'));
  storage = await openSqliteStorage({ directory });
});
afterEach(async () => {
  await storage.close();
  await rm(directory, { recursive: true });
});

it('finds every table, column and index that it asks for in our migrations', async () => {
  const logged: string[] = [];
  const auth = createAuth({
    config: { ...readConfig({}), publicUrl: 'https://yrka.example.se', secret: 'a secret for tests that nobody can guess' },
    database: storage.accounts,
    register: { person: async () => null, personByEmail: async () => null },
    log: createLog('trace', { write: (line) => logged.push(line) }),
    sendLink: () => undefined,
    prepareAccount: async () => undefined,
  });
  const { toBeCreated, toBeAdded, compileMigrations } = await getMigrations(auth.options);
  expect([toBeCreated, toBeAdded]).toEqual([[], []]);
  expect(await compileMigrations()).toBe(';');
  // SQLite has no type for a date: better-auth writes text into its own `date` column as it does into ours, which says so.
  expect(logged.filter((line) => !line.includes('Expected date but got TEXT'))).toEqual([]);
  logged.length = 0;
  await auth.$context;
  expect(logged).toEqual([]);
});
