import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createMemoryStorage, openSqliteStorage, type Storage } from '@yrka/storage';
import { randomBelow } from '@yrka/ydoc/churnForTests';
import { startTestServer } from '../appForTests.ts';
import { say } from '../comments/commentsForTests.ts';
import { demonstrationIds } from '../demonstration/seed.ts';
import { pdf } from '../files/filesForTests.ts';
import { takenOut } from './bundlesForTests.ts';
import { counted, takeFileIn } from './killingItselfForTests.ts';

const { library } = demonstrationIds;
const program = fileURLToPath(new URL('killingItselfForTests.ts', import.meta.url));

export type KillReport = { readonly seed: number; readonly calls: number; readonly nothing: number; readonly faults: readonly string[] };

/**
 * Has a matter taken in by a process that is killed by SIGKILL, each time in another installation, at a call of the store somewhere
 * in each of so many equal parts of the way. Looks, as a restart does, whether nothing of it is there or all; then takes it in again.
 */
export async function killWhileTakenIn({ kills, seed }: { readonly kills: number; readonly seed: number }): Promise<KillReport> {
  const below = randomBelow(seed);
  const directory = await mkdtemp(join(tmpdir(), 'yrka-killed-'));
  const faults: string[] = [];
  let nothing = 0;
  try {
    const path = join(directory, 'arende.zip');
    await writeFile(path, await bundleOf(join(directory, 'there')));
    let calls = 0;
    const whole = createMemoryStorage();
    await takeFileIn(
      counted<Storage>(whole, () => calls++),
      join(directory, 'whole'),
      path,
    );
    const expected = await everything(whole, join(directory, 'whole'));
    for (let kill = 0; kill < kills; kill++) {
      const call = 1 + Math.floor(((kill + below(1_000) / 1_000) / kills) * calls);
      const here = join(directory, `here-${kill}`);
      const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, here, path, String(call)], { stdio: 'ignore' });
      const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
      const fault = (what: string) => faults.push(`call ${call} of ${calls}: ${what}`);
      if (signal !== 'SIGKILL') fault(`it was not killed, and ended with ${code}`);
      const storage = await openSqliteStorage({ directory: here });
      try {
        const { files: _, journal: __, ...rows } = await everything(storage, here);
        const isNothing = Object.values(rows).every((list) => list.length === 0);
        const isAll = JSON.stringify(await everything(storage, here)) === JSON.stringify(expected);
        if (isNothing) nothing++;
        if (!isNothing && !isAll) fault(`half of it is there: ${JSON.stringify(rows).slice(0, 500)}`);
        if (isNothing) await takeFileIn(storage, here, path);
        const after = JSON.stringify(await everything(storage, here));
        if (after !== JSON.stringify(expected)) fault(`taken in again it is another: ${after.slice(0, 500)}`);
      } finally {
        await storage.close();
      }
    }
    return { seed, calls, nothing, faults };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function bundleOf(filesDirectory: string): Promise<Uint8Array> {
  const server = await startTestServer({ filesDirectory });
  await server.files.prepare();
  const rakel = await server.browser('rakel-dal');
  await rakel.send('POST', `/api/documents/${library.report}/attachments?name=karta.pdf`, pdf());
  await say(rakel, 'Stämmer beloppet?', { document: library.report, at: null });
  return takenOut(await server.browser('jonas-alm'), library.matter);
}

/** What there is of the matter, and of what it brings. */
async function everything({ rows, journal }: Storage, directory: string) {
  const ids = [library.motion, library.report, library.minutes];
  const of = async <Row>(read: (id: string) => Promise<readonly Row[]>) => (await Promise.all(ids.map(read))).flat();
  return {
    matters: await rows.matters(),
    documents: await rows.documents(),
    people: await rows.everybody(),
    bodies: await rows.organisation.bodies(),
    meetings: await rows.organisation.meetings(),
    handlings: await rows.way.handlings(),
    attachments: await of((id) => rows.way.attachments(id)),
    threads: await of((id) => rows.comments.threads(id)),
    clients: await of((id) => rows.clients(id)),
    log: (await rows.audit.read('municipality', { limit: 9 })).map(({ act }) => act),
    origins: (await rows.origins.of(library.matter)).map(({ sha256 }) => sha256),
    journal: await of(async (id) => (await journal.readDocumentUpdates(id)).map(({ at, personId }) => [at, personId])),
    files: (await readdir(join(directory, 'files'), { recursive: true })).filter((name) => /[0-9a-f]{64}$|incoming-/u.test(name)).sort(),
  };
}
