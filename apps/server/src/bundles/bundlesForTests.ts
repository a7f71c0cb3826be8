import { createHash } from 'node:crypto';
import { unzipSync, zipSync } from 'fflate';
import { type Browser, refusalOf, type TestServer } from '../appForTests.ts';

/** A bundle as its files. */
export type BundleFiles = Record<string, Uint8Array>;

export const wholly = '?comments=1&versions=1&log=1&journal=1';

/** The bundle of a matter, as the registrar gets it. */
export async function takenOut(registrar: Browser, matterId: string, wishes = wholly): Promise<Uint8Array> {
  const answer = await registrar.send('GET', `/api/matters/${matterId}/bundle${wishes}`);
  if (!answer.ok) throw new Error(await refusalOf(answer));
  return new Uint8Array(await answer.arrayBuffer());
}

export const filesIn = (bundle: Uint8Array): BundleFiles => unzipSync(bundle);
export const textIn = (files: BundleFiles, name: string) => new TextDecoder().decode(files[name]);
export const jsonIn = <Value>(files: BundleFiles, name: string) => JSON.parse(textIn(files, name)) as Value;
export const bytesOf = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
export const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** The same with other files, and with a manifest that says what they are: as somebody makes it who knows the form. */
export function forged(bundle: Uint8Array, change: (files: BundleFiles) => void): Uint8Array {
  const files = filesIn(bundle);
  change(files);
  const manifest = jsonIn<{ files: object[] }>(files, 'manifest.json');
  manifest.files = Object.entries(files)
    .filter(([path]) => path !== 'manifest.json' && path !== 'SHA256SUMS')
    .map(([path, bytes]) => ({ path, size: bytes.length, sha256: hashOf(bytes) }));
  files['manifest.json'] = bytesOf(manifest);
  return zipSync(files, { level: 1 });
}

/** The same with one of its JSON files changed. */
export function edited<Value>(bundle: Uint8Array, path: string, change: (value: Value) => void): Uint8Array {
  return forged(bundle, (files) => {
    const value = jsonIn<Value>(files, path);
    change(value);
    files[path] = bytesOf(value);
  });
}

/** A server's people and bodies without its matters: the same municipality, another installation. */
export async function clearMatters({ storage }: TestServer): Promise<void> {
  for (const { id } of await storage.rows.documents()) {
    await storage.rows.deleteDocument(id);
    await storage.journal.erase(id);
  }
  for (const { id } of await storage.rows.matters()) await storage.rows.deleteMatter(id);
}
