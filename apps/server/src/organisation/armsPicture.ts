import type { Picture } from '@yrka/exporters';
import { mediaTypeOf } from '../files/mediaType.ts';
import type { FileStore } from '../files/store.ts';

const formats = { 'image/png': 'png', 'image/jpeg': 'jpg' } as const;
/** What the pictures are served as. */
export const armsTypes = { png: 'image/png', jpg: 'image/jpeg' } as const;

/** The picture under this hash; null when there is none, and also for a null hash. */
export async function readArms(files: FileStore, sha256: string | null): Promise<Picture | null> {
  const file = sha256 === null ? null : await files.open('arms', sha256);
  if (file === null) return null;
  const bytes = new Uint8Array(await new Response(file.content).arrayBuffer());
  const format = await formatOf(bytes);
  return format === null ? null : { bytes, format };
}

/** Null when they are the bytes of neither. */
export async function formatOf(bytes: Uint8Array): Promise<Picture['format'] | null> {
  const type = await mediaTypeOf(async (position, length) => bytes.subarray(position, position + length), bytes.length);
  return type === 'image/png' || type === 'image/jpeg' ? formats[type] : null;
}
