import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryStorage } from '@yrka/storage';
import { shapeOf } from '@yrka/ydoc';
import { expect, it } from 'vitest';
import { RunKeeping } from '../../../apps/server/src/rooms/runKeeping.ts';
import { storeTrace } from '../../bench/collaboration/trace.ts';

it('[RUN2] makes few rows of fifty thousand key presses, and has each letter in one of them', { timeout: 120_000 }, async () => {
  const directory = mkdtempSync(join(tmpdir(), 'yrka-runs-'));
  const trace = storeTrace(join(directory, 'trace'), new URL('../../../../shared/data/automerge-paper.json.gz', import.meta.url), 0.2);
  const storage = createMemoryStorage();
  const keeping = new RunKeeping(0);
  const [began, betweenKeysMs, keysInWindow] = [Date.parse('2026-11-26T08:00:00Z'), 200, 25];
  let from = 0;
  for (const [index, end] of trace.ends.entries()) {
    keeping.add(shapeOf(trace.bytes.subarray(from, end)), { personId: 'anna', at: new Date(began + index * betweenKeysMs) });
    from = end;
    const news = index % keysInWindow === 0 || index === trace.ends.length - 1 ? keeping.take(index + 1) : null;
    if (news !== null) await storage.rows.runs.put('d1', news.runs, news.upTo);
  }
  const runs = await storage.rows.runs.of('d1');
  await storage.close();
  rmSync(directory, { recursive: true });
  const [wrote, removed] = (['wrote', 'removed'] as const).map((did) => runs.filter((run) => run.did === did));
  console.log(
    `runs: ${trace.ends.length} key presses (${trace.isReal ? 'real' : 'synthetic'}) are ${wrote?.length} rows of writing and ${removed?.length} of removing`,
  );
  expect(wrote?.reduce((sum, { length }) => sum + length, 0)).toBe(trace.wanted.clock);
  expect(wrote?.length).toBeLessThan(trace.ends.length / 100);
  expect(removed?.length).toBeLessThan(trace.ends.length / 10);
});
