import { foldWords, hasWords, searchedWords, type Storage } from '@yrka/storage';
import type { OpenMatter } from '../documents/access.ts';
import { indexUnindexed } from '../documents/projecting.ts';

/**
 * Those of the given matters in which every word of the query begins a word: of a document that the
 * person may read, of the registrar's title or of the number. What was not given is not looked at: what another
 * group drafts changes neither what is found, nor its order, nor how long it takes. All for a query without words.
 */
export async function searchMatters(storage: Storage, matters: readonly OpenMatter[], query: string): Promise<readonly OpenMatter[]> {
  const words = searchedWords(query).slice(0, mostWords);
  if (words.length === 0) return matters;
  const documents = matters.flatMap((matter) => matter.documents.map(({ row }) => row));
  await indexUnindexed(storage, documents);
  const drafts = documents.filter(({ space }) => space === 'party').map(({ id }) => id);
  const found = await Promise.all(words.map(async (word) => new Set(await storage.rows.way.search(word, drafts))));
  return matters.filter(({ row, documents: own }) => {
    const registered = foldWords(`${row.title} ${row.diarienummer ?? ''}`);
    return words.every((word, index) => hasWords(registered, [word]) || own.some((document) => found[index]?.has(document.row.id)));
  });
}

const mostWords = 12;
