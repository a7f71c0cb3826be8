import type { Node } from 'prosemirror-model';
import { generatedSentence, type SentenceContext, writtenWords } from './sentence.ts';

/**
 * [SEN4] What words by hand keep of the sentence that they were written over: the same for the same
 * words, whatever the space between them. Null, where the structure said nothing yet, has a digest too.
 */
export function digestOfSentence(sentence: string | null): string {
  const words = (sentence ?? '').normalize('NFC').replace(/\s+/gu, ' ').trim();
  // FNV-1a, 64 bits: nobody gains by forging a change of one's own sentence, so that it need not be a cryptographic one.
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(words)) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  return hash.toString(16).padStart(16, '0');
}

/**
 * [SEN4] Whether the structure has changed since somebody wrote words over its sentence. False
 * without such words, and for words that were never written over a sentence, as those of an import.
 */
export function isOutdated(node: Node, context: SentenceContext): boolean {
  const writtenOver = node.attrs.writtenOver as string | null | undefined;
  return writtenOver != null && writtenWords(node) !== null && digestOfSentence(generatedSentence(node, context)) !== writtenOver;
}
