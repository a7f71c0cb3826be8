import { strFromU8, unzipSync } from 'fflate';
import { childOf, findAll, rootOf, textIn } from './xml.ts';

/** What stands in a file beside its words. */
export type Remarks = {
  /** By whom changes were tracked, each once, in their order. */
  readonly authors: readonly string[];
  readonly comments: readonly { readonly author: string; readonly text: string }[];
};

export const noRemarks: Remarks = { authors: [], comments: [] };

/** Larger than this they are passed over: they are told of, and nothing is made of them. */
const maxBytes = 20_000_000;

/** Who tracked changes in a Word file or an OpenDocument text, and what was said in its margin. */
export function remarksIn(bytes: Uint8Array, format: 'docx' | 'odt'): Remarks {
  let size = 0;
  const files = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      if (!(format === 'docx' ? ['word/document.xml', 'word/comments.xml'] : ['content.xml']).includes(name)) return false;
      size += originalSize;
      return size <= maxBytes;
    },
  });
  if (size > maxBytes) return noRemarks;
  const part = (name: string) => (files[name] === undefined ? null : rootOf(strFromU8(files[name]), { isXml: true }));
  const found = (name: string, ...elements: readonly string[]) => {
    const root = part(name);
    return root === null ? [] : findAll(root, ...elements);
  };
  if (format === 'docx')
    return {
      authors: each(found('word/document.xml', 'w:ins', 'w:del', 'w:moveFrom', 'w:moveTo').map(({ attribs }) => attribs['w:author'])),
      comments: found('word/comments.xml', 'w:comment').map((comment) => ({
        author: comment.attribs['w:author']?.trim() ?? '',
        text: findAll(comment, 'w:p')
          .map((paragraph) => findAll(paragraph, 'w:t').map(textIn).join(''))
          .join('\n')
          .trim(),
      })),
    };
  const creator = (element: Parameters<typeof childOf>[0]) => {
    const named = childOf(element, 'dc:creator');
    return named === null ? '' : textIn(named).trim();
  };
  return {
    authors: each(found('content.xml', 'office:change-info').map(creator)),
    comments: found('content.xml', 'office:annotation').map((annotation) => ({
      author: creator(annotation),
      text: findAll(annotation, 'text:p').map(textIn).join('\n').trim(),
    })),
  };
}

const each = (names: readonly (string | undefined)[]): readonly string[] => [...new Set(names.map((name) => name?.trim() ?? '').filter((name) => name !== ''))];
