// `pnpm bench`, or by name `pnpm bench collaboration`: our server beside its peers and a bare relay, in turns, under the same load of raw
// clients in processes of their own. `pnpm bench collaboration S1 S5 --scale 0.1 --rounds 1 --only floor,yrka` is a
// quick look. A whole run takes twenty minutes and writes docs/benchmarks.md; the machine should have nothing else to do.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundleServer } from '../../scripts/runtime.mjs';
import { LoadProcesses } from './collaboration/loadProcesses.ts';
import { measuredIn, Results, tableOf } from './collaboration/results.ts';
import { scenarios } from './collaboration/scenarios.ts';
import { kinds, type SubjectName, versionOf } from './collaboration/subjects.ts';
import { type StoredTrace, storeTrace } from './collaboration/trace.ts';

const { values: options, positionals } = parseArgs({
  args: process.argv.slice(3),
  allowPositionals: true,
  options: {
    scale: { type: 'string', default: '1' },
    rounds: { type: 'string' },
    only: { type: 'string', default: Object.keys(kinds).join() },
    processes: { type: 'string', default: '2' },
    /** Where the table is written; without it, a whole run writes docs/benchmarks.md. */
    out: { type: 'string' },
  },
});
const scale = Number(options.scale);
const wanted = positionals.length === 0 ? Object.keys(scenarios) : positionals;
const unknown = [...wanted.filter((name) => !(name in scenarios)), ...options.only.split(',').filter((name) => !(name in kinds))];
if (unknown.length > 0 || !(scale > 0)) {
  console.error(`Not understood: ${unknown.join(', ') || '--scale'}. Scenarios: ${Object.keys(scenarios).join(' ')}; servers: ${Object.keys(kinds).join()}`);
  process.exit(1);
}

await bundleServer(); // as `npm start` runs it
const startedWith = loadavg()[0] ?? Number.NaN;
const began = Date.now();
const folder = mkdtempSync(join(tmpdir(), 'yrka-bench-'));
const load = new LoadProcesses(Number(options.processes));
const results = new Results();
let made: { file: string; trace: StoredTrace } | null = null;
try {
  const versions: string[] = [];
  const names: SubjectName[] = [];
  for (const name of options.only.split(',') as SubjectName[]) {
    const { version, problem } = await versionOf(name);
    versions.push(`${kinds[name].label}: ${version ?? `absent, it does not start here (${problem})`}`);
    if (version !== null) names.push(name);
  }
  const measured = wanted.flatMap((name) => {
    const scenario = scenarios[name];
    return scenario === undefined ? [] : [{ name, ...scenario, rounds: Number(options.rounds ?? scenario.rounds) }];
  });
  for (const { name, run, rounds, isWritten } of measured) {
    const here = measuredIn({ isWritten }, names);
    for (let round = 0; round < rounds; round++) {
      // Turn and turn about, so that what else the machine does falls on all of them.
      for (const subject of [...here.slice(round % here.length), ...here.slice(0, round % here.length)]) {
        const started = Date.now();
        try {
          await run({ name: subject, load, scale, trace, record: (row, value, of) => results.record(name, row, subject, value, of) });
        } catch (error) {
          results.problems.push(`${name}, ${kinds[subject].label}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
        }
        console.error(`${name} round ${round + 1} of ${rounds}, ${kinds[subject].label}: ${((Date.now() - started) / 1_000).toFixed(1)} s`);
      }
    }
  }
  const page = report(results, measured, names, versions);
  console.log(page);
  const isWhole = scale === 1 && positionals.length === 0 && names.length === Object.keys(kinds).length && options.rounds === undefined;
  const file = options.out ?? (isWhole ? fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url)) : null);
  if (file !== null) writeFileSync(file, page);
} finally {
  load.end();
  rmSync(folder, { recursive: true, force: true });
}

/** Made once, and only for the scenario that replays it. */
function trace(): { readonly file: string; readonly trace: StoredTrace } {
  const file = join(folder, 'trace');
  made ??= { file, trace: storeTrace(file, new URL('../../../shared/data/automerge-paper.json.gz', import.meta.url), scale) };
  return made;
}

function report(all: Results, measured: Parameters<typeof tableOf>[1], names: readonly SubjectName[], versions: readonly string[]): string {
  const { table, behind, unreached } = tableOf(all, measured, names);
  const commit = execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).trim();
  const traced =
    made === null
      ? []
      : [
          `- The trace of S4: ${made.trace.isReal ? 'automerge-paper' : 'SYNTHETIC, the real one is not here'}, ${made.trace.ends.length.toLocaleString('en-US')} updates, ${(made.trace.whole.length / 1_000).toFixed(0)} kB as one.`,
        ];
  return [
    '# Benchmarks',
    '',
    '`pnpm bench` measures our server beside its peers and beside a bare `ws` relay that stores nothing (the floor: what Node, `ws` and loopback cost). The load comes from raw-protocol clients in processes of their own, the servers take turns, and "synced" is not believed: what is waited for is the content itself. The load and the server share the cores: trust ratios, and CPU per delivery more than latency.',
    '',
    `- ${new Date(began).toISOString().slice(0, 10)}, commit ${commit}; ${((Date.now() - began) / 60_000).toFixed(1)} min.`,
    `- ${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${(totalmem() / 2 ** 30).toFixed(0)} GB, Node ${process.versions.node}, ${options.processes} load processes; load average at the start ${startedWith.toFixed(2)}.`,
    ...(scale === 1 ? [] : [`- SCALED to ${scale}: sizes and times are not those that the rows name.`]),
    ...versions.map((line) => `- ${line}.`),
    ...traced,
    '- Ours checks every update, stores it with an fsync before anybody sees it, and knows who wrote it; the peers run with what their packages do by default, and nobody signs in. `npm start` has Node keep less of what is not needed any more (--max-semi-space-size); the others run as Node does by itself.',
    '- For a restart y-websocket is given the time to write what LevelDB has not taken yet, which it does not take by itself. In S4 it gets the history as one update: it would need minutes for the edits one by one. In S3 and S4 ours puts documents away after one second instead of thirty. Ours reads the client that replays the trace at the pace of a page (WIRE27), some eight minutes: what is compared is the processor time.',
    '- Where a server is stopped while people type (S6), y-websocket ends as it does by itself. Told is who gets a close code or, from Hocuspocus, its message that the document is closed. A page that opens a long history first (S4) asks ours for it over HTTP; a peer sends it what it sends any client.',
    '- The floor with an fsync is the same relay, which has what it hands on written to the disk first, by a thread of its own, what came in one turn together: what that costs whoever shows nothing that could be lost.',
    '- The goals come from what the floor, the peers and a probe of 120 lines needed; a number with × is beside the floor where it says nothing else.',
    ...(all.problems.length === 0 ? [] : ['', '**Did not run:**', '', ...all.problems.map((line) => `- ${line}`)]),
    '',
    table,
    '',
    '## Where a peer is ahead',
    '',
    ...(behind.length === 0 ? ['In no row.'] : behind.map((line) => `- ${line}`)),
    '',
    '## Goals that are not reached',
    '',
    ...(unreached.length === 0 ? ['None.'] : unreached.map((line) => `- ${line}`)),
    '',
  ].join('\n');
}
