import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import { canBeSet, pictureSize } from '@yrka/exporters';
import { FileTooLarge, type ReceivedFile } from '../files/store.ts';
import type { Acting } from '../acts/acting.ts';
import { Refusal } from '../refusal.ts';
import { formatOf } from './armsPicture.ts';
import { inOneGo } from './changing.ts';

export const maxArmsBytes = 1_048_576;
/** On paper they are 17 mm high: below this they are grains, and above it nobody sees more. In pixels. */
const sides = { least: 100, most: 3_000 };
/** How many times as wide as high, or as high as wide, what stands in a head beside a name can be. */
const longest = 4;

/** A profile of colours is some kilobytes; one that is made to unpack to gigabytes would hold every paper up. */
const maxProfileBytes = 4_194_304;

/** `version` is the hash of the arms that were shown, null for none: two who change them cannot both succeed. */
type Seen = { readonly version: string | null };

/**
 * Puts the municipality's arms at the head of what begins from now on. Those from before stay among
 * the files: what began with them is printed with them (ADR 9).
 *
 * @throws Refusal `emptyFile`, `pictureTooLarge`, `pictureNotAllowed`, `pictureBroken`, `pictureDimensions`, `conflict`
 */
export async function changeArms(acting: Acting, content: AsyncIterable<Uint8Array>, seen: Seen): Promise<void> {
  const received = await acting.server.files.receive('arms', content, maxArmsBytes).catch((error: unknown) => {
    throw error instanceof FileTooLarge ? new Refusal('pictureTooLarge', { cause: error }) : error;
  });
  try {
    await refuseUnfitArms(received);
    // In the transaction, so that arms always have their file, and a refused change leaves none.
    await putArms(acting, 'changeArms', seen, received.sha256, () => received.keep());
  } finally {
    await received.discard();
  }
}

/** @throws Refusal `conflict` when they are others now, or gone */
export async function removeArms(acting: Acting, seen: Seen): Promise<void> {
  await putArms(acting, 'removeArms', seen, null, async () => undefined);
}

async function putArms(acting: Acting, act: 'changeArms' | 'removeArms', { version }: Seen, arms: string | null, keep: () => Promise<void>): Promise<void> {
  await inOneGo(acting, act, { kind: 'organisation', id: 'municipality' }, async (rows) => {
    const before = await rows.organisation.municipality();
    if (before === null) throw new Refusal('notFound');
    if (before.arms !== version) throw new Refusal('conflict');
    await keep();
    await rows.organisation.putMunicipality({ ...before, arms });
    return { sha256: arms, former: before.arms };
  });
}

/**
 * A picture that cannot be set would stop every paper of the municipality: it is tried on one first.
 *
 * @throws Refusal `emptyFile`, `pictureNotAllowed`, `pictureBroken`, `pictureDimensions`
 */
export async function refuseUnfitArms(received: ReceivedFile): Promise<void> {
  if (received.size === 0) throw new Refusal('emptyFile');
  const bytes = new Uint8Array(await received.read(0, received.size));
  const format = await formatOf(bytes);
  if (format === null) throw new Refusal('pictureNotAllowed');
  const size = pictureSize(bytes, format);
  if (size === null || (format === 'png' && (await hasHeavyProfile(bytes)))) throw new Refusal('pictureBroken');
  const [short, long] = [Math.min(size.width, size.height), Math.max(size.width, size.height)];
  if (short < sides.least || long > sides.most || long > short * longest) throw new Refusal('pictureDimensions');
  if (!(await canBeSet({ bytes, format }))) throw new Refusal('pictureBroken');
}

/** Of a PNG that holds together: whether what it says of its colours unpacks to more than any such profile (PNG, third edition, 11.3.2.3). */
async function hasHeavyProfile(bytes: Uint8Array): Promise<boolean> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at)) {
    const chunk = Buffer.from(bytes.subarray(at + 4, at + 8 + view.getUint32(at)));
    if (chunk.toString('latin1', 0, 4) !== 'iCCP') continue;
    try {
      // Behind its name, a zero and the way it is packed.
      await promisify(inflate)(chunk.subarray(chunk.indexOf(0) + 2), { maxOutputLength: maxProfileBytes });
    } catch (error) {
      if (error instanceof RangeError) return true;
      // A profile that is damaged is none: whether the picture can be set without it is tried.
    }
  }
  return false;
}
