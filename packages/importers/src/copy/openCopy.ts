import { strFromU8, type Unzipped, unzipSync } from 'fflate';
import { namesIn } from '../docx.ts';
import { ImporterError } from '../importerError.ts';
import { openDocx } from './docx.ts';
import { openAkomaNtoso } from './akomaNtoso.ts';
import { openHtml } from './html.ts';
import type { OpenedCopy } from './line.ts';
import { openOdt } from './odt.ts';

/** Of a file that is larger the words are read and no more: as a tree it would take too much room. */
const maxTreeBytes = 20_000_000;

/**
 * What a Word file or an OpenDocument text says paragraph by paragraph, and what it carries unseen where Yrka wrote it;
 * null for another archive, and for a Word file of anybody else's. Throws ImporterError `damaged` or `tooLarge`.
 */
export async function openArchive(bytes: Uint8Array): Promise<(OpenedCopy & { readonly format: 'docx' | 'odt' }) | null> {
  const names = await namesIn(bytes);
  const format = names.has('word/document.xml') ? 'docx' : names.has('content.xml') && names.has('mimetype') ? 'odt' : null;
  if (format === null || (format === 'docx' && ![...names].some((name) => name.startsWith('customXml/')))) return null;
  const wanted =
    format === 'docx'
      ? /^(?:word\/(?:document|footnotes|numbering)\.xml|word\/_rels\/document\.xml\.rels|customXml\/item\d+\.xml)$/u
      : /^(?:content|styles|meta)\.xml$/u;
  const files = partsIn(bytes, wanted);
  // Nothing else reads an OpenDocument text.
  if (files === null && format === 'odt') throw new ImporterError('tooLarge', `Its text comes to more than ${maxTreeBytes} bytes`);
  if (files === null) return null;
  const parts = Object.fromEntries(Object.entries(files).map(([path, part]) => [path, strFromU8(part)]));
  const opened = format === 'docx' ? openDocx(parts) : openOdt(parts);
  return opened === null ? null : { ...opened, format };
}

/** The parts with these names, by the list at the end of the archive, which a file that was cut off lacks; null where they are too large. */
function partsIn(bytes: Uint8Array, wanted: RegExp): Unzipped | null {
  let size = 0;
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!wanted.test(name)) return false;
        size += originalSize;
        return size <= maxTreeBytes;
      },
    });
    return size > maxTreeBytes ? null : files;
  } catch (cause) {
    throw new ImporterError('damaged', 'The archive could not be unpacked', { cause });
  }
}

/** The same of a page of HTML that Yrka wrote; null for any other. */
export const openPage = (html: string): OpenedCopy | null => (html.length > maxTreeBytes ? null : openHtml(html));

/** The same of a file of Akoma Ntoso, whoever wrote it; null for one that cannot be read. */
export const openXml = (xml: string): OpenedCopy | null => (xml.length > maxTreeBytes ? null : openAkomaNtoso(xml));
