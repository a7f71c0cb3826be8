import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LoadProcesses } from '../../bench/collaboration/loadProcesses.ts';
import { Results } from '../../bench/collaboration/results.ts';
import { scenarios } from '../../bench/collaboration/scenarios.ts';
import type { SubjectName } from '../../bench/collaboration/subjects.ts';
import { storeTrace } from '../../bench/collaboration/trace.ts';

/**
 * Every scenario with each of these servers, as small as it can be and all at the same time: whether they run and what they
 * count, not how fast anything is. In a hurry no server comes to rest before it is stopped, which y-websocket's store
 * needs for what it was sent to be there afterwards. A problem is told as "S3 yrka: what went wrong".
 */
export async function runAll(
  names: readonly SubjectName[],
  { hurries = false } = {},
): Promise<{ readonly results: Results; readonly problems: readonly string[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'yrka-bench-test-'));
  const file = join(folder, 'trace');
  const trace = { file, trace: storeTrace(file, new URL('nowhere.json.gz', import.meta.url), smallest) };
  const results = new Results();
  const problems = await Promise.all(
    names.flatMap((name) =>
      Object.entries(scenarios).map(async ([scenario, { run }]) => {
        const load = new LoadProcesses(1);
        const record = (row: string, value: number, of?: number) => results.record(scenario, row, name, value, of);
        try {
          await run({ name, load, scale: smallest, hurries, patienceMs: 30_000, trace: () => trace, record });
          return [];
        } catch (error) {
          return [`${scenario} ${name}: ${error instanceof Error ? error.message : String(error)}`];
        } finally {
          load.end();
        }
      }),
    ),
  );
  rmSync(folder, { recursive: true, force: true });
  return { results, problems: problems.flat() };
}

const smallest = 0.001;

const rows = Object.entries(scenarios).flatMap(([scenario, one]) => one.rows.map((row) => ({ scenario, row })));

/** The rows of which nothing is known for a server, as in "S4 replay". */
export function rowsWithout(results: Results, name: SubjectName): readonly string[] {
  return rows.filter(({ scenario, row }) => results.of(scenario, row, name) === null).map(({ scenario, row }) => `${scenario} ${row.id}`);
}

/** The rows in which a server lost something, as in "S5 150.seen: 3 of 400". */
export function rowsThatLose(results: Results, name: SubjectName): readonly string[] {
  return rows.flatMap(({ scenario, row }) => {
    const found = row.kind === 'lost' ? results.of(scenario, row, name) : null;
    return found === null || found.value === 0 ? [] : [`${scenario} ${row.id}: ${found.value} of ${found.of}`];
  });
}
