import { strFromU8, unzipSync } from 'fflate';
import { ImporterError } from '../importerError.ts';
import type { Passage } from './line.ts';
import { annotationName } from './odt.ts';
import { childOf, type Element, findAll, rootOf, textIn } from './xml.ts';

/** What somebody said in the margin of a file. */
export type Remark = {
  readonly author: string;
  /** As the program wrote it, which is mostly the hour where it ran: `2023-10-04T10:15:00`; null where it says none. */
  readonly at: string | null;
  readonly text: string;
  /** Whether it was marked as done. */
  readonly isDone: boolean;
  /** Which of the remarks it answers, by its place among them; null for none. */
  readonly answers: number | null;
  /** The words that it is about, block by block; one passage without words for a point in a block, none where it stands in no text. */
  readonly passages: readonly Passage[];
};

/** What stands in a file beside its words. */
export type Remarks = {
  /** By whom changes were tracked, each once, in their order. */
  readonly authors: readonly string[];
  readonly comments: readonly Remark[];
};

const noRemarks: Remarks = { authors: [], comments: [] };

/** Larger than this they are passed over: they are told of, and nothing is made of them. */
const maxBytes = 20_000_000;
const parts = { docx: ['word/document.xml', 'word/comments.xml', 'word/commentsExtended.xml'], odt: ['content.xml'] } as const;

/** More than any document may have of comments: each is held against all that are there. */
const maxRemarks = 5_000;

/**
 * Who tracked changes in a Word file or an OpenDocument text, and what was said in its margin. `places`: where, by its name.
 * Throws ImporterError `tooLarge` for more remarks than are read.
 */
export function remarksIn(bytes: Uint8Array, format: 'docx' | 'odt', places: ReadonlyMap<string, readonly Passage[]>): Remarks {
  let size = 0;
  const files = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      if (!parts[format].some((part) => part === name)) return false;
      size += originalSize;
      return size <= maxBytes;
    },
  });
  if (size > maxBytes) return noRemarks;
  const found = (name: string, ...elements: readonly string[]) => {
    const root = files[name] === undefined ? null : rootOf(strFromU8(files[name]), { isXml: true });
    return root === null ? [] : findAll(root, ...elements);
  };
  const remarks = format === 'docx' ? wordRemarks(found, places) : textRemarks(found('content.xml', 'office:change-info', 'office:annotation'), places);
  const { length } = remarks.comments;
  if (length > maxRemarks) throw new ImporterError('tooLarge', `${length} remarks are more than the ${maxRemarks} that are read`);
  return remarks;
}

function wordRemarks(found: (name: string, ...elements: readonly string[]) => readonly Element[], places: ReadonlyMap<string, readonly Passage[]>): Remarks {
  const comments = found('word/comments.xml', 'w:comment');
  // A comment is known by its last paragraph there.
  const names = comments.map((comment) => findAll(comment, 'w:p').at(-1)?.attribs['w14:paraId'] ?? null);
  const extended = new Map(found('word/commentsExtended.xml', 'w15:commentEx').map(({ attribs }) => [attribs['w15:paraId'], attribs]));
  return {
    authors: each(found('word/document.xml', 'w:ins', 'w:del', 'w:moveFrom', 'w:moveTo').map(({ attribs }) => attribs['w:author'])),
    comments: comments.map((comment, index) => {
      const more = extended.get(names[index] ?? undefined);
      const parent = more?.['w15:paraIdParent'];
      return {
        author: comment.attribs['w:author']?.trim() ?? '',
        at: readMoment(comment.attribs['w:date']),
        text: findAll(comment, 'w:p')
          .map((paragraph) => findAll(paragraph, 'w:t').map(textIn).join(''))
          .join('\n')
          .trim(),
        isDone: more?.['w15:done'] === '1' || more?.['w15:done'] === 'true',
        answers: parent === undefined ? null : placeIn(names, parent, index),
        passages: places.get(comment.attribs['w:id'] ?? '') ?? [],
      };
    }),
  };
}

function textRemarks(elements: readonly Element[], places: ReadonlyMap<string, readonly Passage[]>): Remarks {
  const annotations = elements.filter(({ name }) => name === 'office:annotation');
  const names = annotations.map(annotationName);
  const creator = (element: Element) => wordsOf(childOf(element, 'dc:creator'));
  return {
    authors: each(elements.filter(({ name }) => name === 'office:change-info').map(creator)),
    comments: annotations.map((annotation, index) => {
      const parent = annotation.attribs['loext:parent-name'];
      return {
        author: creator(annotation),
        at: readMoment(wordsOf(childOf(annotation, 'dc:date'))),
        text: findAll(annotation, 'text:p').map(textIn).join('\n').trim(),
        isDone: annotation.attribs['loext:resolved'] === 'true',
        answers: parent === undefined ? null : placeIn(names, parent, index),
        passages: places.get(names[index] ?? '') ?? [],
      };
    }),
  };
}

const wordsOf = (element: Element | null) => (element === null ? '' : textIn(element).trim());
const readMoment = (text: string | undefined) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/u.exec(text ?? '')?.[0] ?? null;

/** Which one it is; null for one that is not there, or not said before. */
function placeIn(names: readonly (string | null)[], name: string, before: number): number | null {
  const at = names.indexOf(name);
  return at >= 0 && at < before ? at : null;
}

const each = (names: readonly (string | undefined)[]): readonly string[] => [...new Set(names.map((name) => name?.trim() ?? '').filter((name) => name !== ''))];
