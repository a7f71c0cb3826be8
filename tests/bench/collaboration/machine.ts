import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds on a clock that all processes of this machine share. */
export const nowMs = (): number => Number(process.hrtime.bigint()) / 1e6;

export const seconds = (count: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, count * 1_000));

/** CPU time that a process has had, in seconds, as two counts of it; NaN where there is no /proc. */
export type CpuTime = {
  /** Of the threads that there are, exactly. */
  readonly threads: number;
  /** Of those that have ended too, but in ticks of 10 ms. */
  readonly all: number;
};

export function cpuTime(pid: number): CpuTime {
  try {
    const threads = readdirSync(`/proc/${pid}/task`).reduce(
      (sum, id) => sum + Number(readFileSync(`/proc/${pid}/task/${id}/schedstat`, 'latin1').split(' ')[0]) / 1e9,
      0,
    );
    // The name in brackets may hold spaces.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ');
    return { threads, all: (Number(fields[11]) + Number(fields[12])) / 100 };
  } catch {
    return { threads: Number.NaN, all: Number.NaN };
  }
}

/**
 * The CPU time that a process had between two moments: exactly, unless a thread ended between them and took its time along.
 * Which of the two counts holds is asked of both moments together: one of each would differ by more than what is measured.
 */
export function cpuSecondsBetween(before: CpuTime, after: CpuTime): number {
  const [threads, all] = [after.threads - before.threads, after.all - before.all];
  return all - threads > 0.03 ? all : threads;
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
