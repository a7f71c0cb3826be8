import { type Zippable, zipSync } from 'fflate';
import type { FileWriter } from '../paper/fileWriter.ts';
import { pictureSize } from '../paper/pictureSize.ts';
import type { LostInExport } from '../report.ts';
import { contentOf } from './content.ts';
import { manifestOf, metaOf } from './meta.ts';
import { stylesOf } from './styles.ts';

const mimetype = 'application/vnd.oasis.opendocument.text';

/** The earliest that a zip can say, so that one input makes one file. */
const zipTime = new Date(1980, 0, 1);

/** A page as OpenDocument text (ISO/IEC 26300; ODF 1.3, read 2026-11-26). */
export const writeOdt: FileWriter = (page, { arms, source, createdAt }) => {
  const lost = new Map<string, LostInExport>();
  const lose = (one: LostInExport) => lost.set(JSON.stringify(one), one);
  const size = arms === null ? null : pictureSize(arms.bytes, arms.format);
  if (arms !== null && size === null) lose({ code: 'pictureUnreadable' });
  const picture = arms === null || size === null ? null : { path: `Pictures/arms.${arms.format}`, bytes: arms.bytes, format: arms.format, size };
  const written: Record<string, string | Uint8Array> = {
    'content.xml': contentOf(page, picture, lose),
    'styles.xml': stylesOf(page),
    'meta.xml': metaOf(page, createdAt, source),
    ...(picture !== null && { [picture.path]: picture.bytes }),
  };
  const encoder = new TextEncoder();
  // What the file is stands first and unpacked, so that it is told by its first bytes (ODF 1.3 part 2, 3.3).
  const zip: Zippable = { mimetype: [encoder.encode(mimetype), { level: 0, mtime: zipTime }] };
  for (const [path, part] of Object.entries(written)) zip[path] = [typeof part === 'string' ? encoder.encode(part) : part, { mtime: zipTime }];
  zip['META-INF/manifest.xml'] = [encoder.encode(manifestOf(mimetype, picture)), { mtime: zipTime }];
  return { bytes: new Uint8Array(zipSync(zip)), lost: [...lost.values()] };
};
