import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopPdf } from '@yrka/exporters';
import { unzipSync } from 'fflate';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Batch, BatchPlace } from '../api.ts';
import { type Browser, refusalOf, startTestServer, type TestServer } from '../appForTests.ts';
import { demonstrationIds } from '../demonstration/seed.ts';

let directory: string;
let server: TestServer;
let jonas: Browser;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'yrka-batches-'));
  server = await startTestServer({ filesDirectory: directory });
  jonas = await server.browser('jonas-alm');
});
afterEach(async () => {
  await server.batches.close();
  await rm(directory, { recursive: true, force: true });
});
afterAll(stopPdf);

const place = () => jonas.get<BatchPlace>('/api/batches');
const begin = async (form: Batch['form'], year = 2026) => jonas.send('POST', '/api/batches', { year, form });

async function finished(): Promise<Batch> {
  await vi.waitUntil(async () => (await place()).batch?.state !== 'running', { timeout: 60_000, interval: 20 });
  const { batch } = await place();
  if (batch === null) throw new Error('no batch');
  return batch;
}
const filesIn = async ({ id }: Batch) => unzipSync(new Uint8Array(await (await jonas.send('GET', `/api/batches/${id}/file`)).arrayBuffer()));

describe('all matters of a year', () => {
  it('come as one file each, with a report, as bundles or as packages for the archive, and nothing of a group is among them', async () => {
    const { years, batch } = await place();
    expect(batch).toBeNull();
    const { matters = 0 } = years.find(({ year }) => year === 2026) ?? {};
    expect(matters).toBeGreaterThan(0);
    for (const [form, inside] of [
      ['archive', /^uuid-[0-9a-f-]+\/METS\.xml$/u],
      ['bundle', /^manifest\.json$/u],
    ] as const) {
      expect((await begin(form)).status).toBe(201);
      const done = await finished();
      expect(done).toMatchObject({ state: 'done', form, total: matters, handled: matters, failed: [], code: null });
      const files = await filesIn(done);
      expect(Object.keys(files).at(-1)).toBe('rapport.txt');
      expect(new TextDecoder().decode(files['rapport.txt'])).toContain(`${matters} av ${matters} ärenden är med.`);
      for (const [name, bytes] of Object.entries(files)) {
        if (name !== 'rapport.txt') expect(Object.keys(unzipSync(bytes)).filter((path) => inside.test(path))).toHaveLength(1);
      }
      expect(Object.keys(files).join(' ')).not.toContain('cykel');
    }
    // The older is gone as soon as there is another.
    expect((await readdir(join(directory, 'batches'))).length).toBe(1);
    const logged = await server.storage.rows.audit.read('municipality', { limit: 1_000, ids: [demonstrationIds.library.matter] });
    expect(logged.filter(({ act }) => act === 'exportMatter').map(({ details }) => details['form'])).toEqual(['archive', 'bundle']);
  });

  it('tell of a matter that cannot be made, and the others stand', async () => {
    const rows = server.storage.rows;
    const real = rows.way.handlings.bind(rows.way);
    const failing = vi
      .spyOn(rows.way, 'handlings')
      .mockImplementation((id?: string) => (id === demonstrationIds.library.matter ? Promise.reject(new Error('broken')) : real(id)));
    await begin('archive');
    const done = await finished();
    failing.mockRestore();
    expect(done).toMatchObject({ state: 'done', failed: [{ matter: 'KS 2026-00187', code: 'unexpected' }] });
    const files = await filesIn(done);
    expect(Object.keys(files)).toHaveLength(done.total);
    expect(new TextDecoder().decode(files['rapport.txt'])).toContain('Ej med: KS 2026-00187 (unexpected)');
    expect(server.logged.some((line) => line.includes('a matter of a batch failed'))).toBe(true);
  });

  it('are cancelled without a trace, and one runs at a time', async () => {
    const begun = (await (await begin('bundle')).json()) as Batch;
    expect(await refusalOf(await begin('archive'))).toBe('409 conflict');
    expect((await jonas.send('DELETE', `/api/batches/${begun.id}`)).status).toBe(204);
    expect((await place()).batch).toMatchObject({ state: 'cancelled', code: null });
    expect(await readdir(join(directory, 'batches')).catch(() => [])).toEqual([]);
    expect(await refusalOf(await jonas.send('GET', `/api/batches/${begun.id}/file`))).toBe('404 notFound');
    expect((await begin('archive')).status).toBe(201);
    expect((await finished()).state).toBe('done');
  });

  it('are the registry’s alone, and each sees their own', async () => {
    const begun = (await (await begin('archive')).json()) as Batch;
    await finished();
    for (const id of ['rakel-dal', 'margareta-sjostrom', 'anna-lind']) {
      const other = await server.signedIn(id);
      for (const [method, path, body] of [
        ['GET', '/api/batches', undefined],
        ['POST', '/api/batches', { year: 2026, form: 'archive' }],
        ['DELETE', `/api/batches/${begun.id}`, undefined],
        ['GET', `/api/batches/${begun.id}/file`, undefined],
      ] as const)
        expect([id, path, await refusalOf(await other.send(method, path, body))]).toEqual([id, path, '403 noRight']);
    }
    expect(await refusalOf(await (await server.browser()).send('GET', '/api/batches'))).toBe('401 notSignedIn');
    expect(await refusalOf(await jonas.send('GET', '/api/batches/another/file'))).toBe('404 notFound');
    expect(await refusalOf(await begin('archive', 1950))).toBe('404 notFound');
    expect(await refusalOf(await jonas.send('POST', '/api/batches', { year: 2026, form: 'all' }))).toBe('400 badRequest');
  });

  it('are gone, and nothing of them is left, when the server ends while they are made', async () => {
    await begin('bundle');
    await server.batches.close();
    expect((await place()).batch).toMatchObject({ state: 'cancelled' });
    expect(await readdir(directory)).not.toContain('batches');
  });
});
