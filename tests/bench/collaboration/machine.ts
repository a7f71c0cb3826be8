import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds on a clock that all processes of this machine share. */
export const nowMs = (): number => Number(process.hrtime.bigint()) / 1e6;

export const seconds = (count: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, count * 1_000));

/** CPU time that a process and all its threads have had, in seconds; NaN where there is no /proc. */
export function cpuSeconds(pid: number): number {
  try {
    const threads = readdirSync(`/proc/${pid}/task`).reduce(
      (sum, id) => sum + Number(readFileSync(`/proc/${pid}/task/${id}/schedstat`, 'latin1').split(' ')[0]) / 1e9,
      0,
    );
    // The name in brackets may hold spaces. Ticks of 10 ms, but threads that have ended are in it.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ');
    const all = (Number(fields[11]) + Number(fields[12])) / 100;
    return all - threads > 0.03 ? all : threads;
  } catch {
    return Number.NaN;
  }
}

/** Resident memory in MB; NaN where there is no /proc. */
export function residentMb(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? Number.NaN) / 1_024;
  } catch {
    return Number.NaN;
  }
}

export function quantile(values: readonly number[] | Float64Array, share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
}

/** The middle of a few values; of an even count the mean of the two in the middle. NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = Math.floor(sorted.length / 2);
  const [before, after] = [sorted[sorted.length % 2 === 0 ? upper - 1 : upper], sorted[upper]];
  return before === undefined || after === undefined ? Number.NaN : (before + after) / 2;
}
