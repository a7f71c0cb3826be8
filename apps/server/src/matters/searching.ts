import { foldWords, hasWords, searchedWords, type Storage } from '@yrka/storage';
import type { OpenDocument, OpenMatter } from '../documents/access.ts';
import { indexUnindexed } from '../documents/projecting.ts';
import { nullIfTooHeavy, readFor } from '../documents/reading.ts';
import { summaryOf } from '../documents/summary.ts';

/**
 * Those of the given matters in which every word of the query begins a word: of a document that the
 * person may read, of the registrar's title or of the number. What was not given is not looked at: what another
 * group drafts changes neither what is found, nor its order, nor how long it takes. All for a query without words.
 */
export async function searchMatters(storage: Storage, matters: readonly OpenMatter[], query: string): Promise<readonly OpenMatter[]> {
  const words = searchedWords(query).slice(0, mostWords);
  if (words.length === 0) return matters;
  const open = matters.flatMap((matter) => matter.documents);
  const documents = open.filter(({ shared }) => shared === null).map(({ row }) => row);
  const shared = await sharedWords(storage, open);
  await indexUnindexed(storage, documents);
  const drafts = documents.filter(({ space }) => space === 'party').map(({ id }) => id);
  const found = await Promise.all(words.map(async (word) => new Set(await storage.rows.way.search(word, drafts))));
  const has = ({ row: { id } }: OpenDocument, word: string, index: number) => {
    const text = shared.get(id);
    return text === undefined ? found[index]?.has(id) === true : hasWords(text, [word]);
  };
  return matters.filter(({ row, documents: own }) => {
    const registered = foldWords(`${row.title} ${row.diarienummer ?? ''}`);
    return words.every((word, index) => hasWords(registered, [word]) || own.some((document) => has(document, word, index)));
  });
}

const mostWords = 12;

/** The words of what was shared for review, by document, for one who reads that: they are not those that stand in the index. */
async function sharedWords(storage: Storage, open: readonly OpenDocument[]): Promise<ReadonlyMap<string, string>> {
  const texts = open
    .filter(({ shared }) => shared !== null)
    .map(async (document) => {
      const version = await readFor(storage, document).catch(nullIfTooHeavy);
      // What cannot be read is not found; everything else is.
      if (version === null) return [document.row.id, ''] as const;
      const { title, text } = summaryOf(version.content).search;
      return [document.row.id, foldWords(`${title} ${text}`)] as const;
    });
  return new Map(await Promise.all(texts));
}
