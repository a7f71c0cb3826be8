import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A disk under one process's journal that fails on command. */
export class FailingDisk {
  /** What a process must be started with to stand on it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly #folder: string;
  readonly #told: string;

  private constructor(folder: string, library: string) {
    this.#folder = folder;
    this.#told = join(folder, 'fault');
    this.environment = { LD_PRELOAD: library, FAILING_DISK: this.#told };
  }

  /** Null where it cannot be made: it takes Linux and a C compiler. */
  static make(): FailingDisk | null {
    if (process.platform !== 'linux') return null;
    const folder = mkdtempSync(join(tmpdir(), 'yrka-failing-disk-'));
    const library = join(folder, 'failingDisk.so');
    const source = fileURLToPath(new URL('./failingDisk.c', import.meta.url));
    if (spawnSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl'], { stdio: 'ignore' }).status === 0) return new FailingDisk(folder, library);
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
