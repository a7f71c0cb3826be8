import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A disk under one database of a process that fails on command. */
export class FailingDisk {
  /** What a process must be started with to stand on it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly #folder: string;
  readonly #told: string;

  private constructor(folder: string, library: string, under: string) {
    this.#folder = folder;
    this.#told = join(folder, 'fault');
    this.environment = { LD_PRELOAD: library, FAILING_DISK: this.#told, FAILING_DISK_UNDER: under };
  }

  /** Null where it cannot be made: it takes Linux and a C compiler. */
  static make(under: 'journal.sqlite' | 'yrka.sqlite' = 'journal.sqlite'): FailingDisk | null {
    if (process.platform !== 'linux') return null;
    const folder = mkdtempSync(join(tmpdir(), 'yrka-failing-disk-'));
    const library = join(folder, 'failingDisk.so');
    const source = fileURLToPath(new URL('./failingDisk.c', import.meta.url));
    const { status } = spawnSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl'], { stdio: 'ignore' });
    if (status === 0) return new FailingDisk(folder, library, under);
    rmSync(folder, { recursive: true, force: true });
    return null;
  }

  /** `full`: nothing more can be written. `sync`: what is written cannot be brought onto the disk. */
  fail(how: 'full' | 'sync'): void {
    writeFileSync(this.#told, how);
  }

  heal(): void {
    writeFileSync(this.#told, '');
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
