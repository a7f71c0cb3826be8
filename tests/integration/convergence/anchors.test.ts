import { blockIds } from '@yrka/editor';
import { schema } from '@yrka/schema';
import { type Anchor, anchorWords, findAnchors, Reader, rootOf } from '@yrka/ydoc';
import type { Node } from '@tiptap/pm/model';
import { expect, test } from 'vitest';
import { yrkasBinding } from './replicas.ts';
import { type NamedOperation, playSession } from './session.ts';

const sessions = Number(process.env.YRKA_CASES ?? 75);
const firstSeed = Number(process.env.YRKA_SEED ?? 20_261_125);

/** As who opens the document now would find it. */
function found(ydoc: Parameters<typeof rootOf>[0], anchors: readonly Anchor[]): { readonly document: Node; readonly words: readonly (string | null)[] } {
  const reader = new Reader(rootOf(ydoc), schema);
  const document = reader.read();
  const words = findAnchors(reader, document, anchors).map((passages) => passages?.map((passage) => wordsAt(document, passage)).join('') ?? null);
  return { document, words };
}

function wordsAt(document: Node, { blockId, from, to }: { readonly blockId: string; readonly from: number; readonly to: number }): string {
  let words = '';
  document.descendants((node) => {
    if (node.isTextblock && node.attrs.id === blockId) words = node.textBetween(from, to);
  });
  return words;
}

// Of three and more letters that occur nowhere else: in a session every letter can be followed.
const lettersOf = (words: string) => [...words].filter((letter) => letter >= '\u4e00');

test('[ANC2, ANC3] words are found again, wherever three people have brought them, or are detached, and never are others', { timeout: 180_000 }, () => {
  const counts = { anchored: 0, looked: 0, kept: 0, written: 0, detached: 0, lost: 0 };
  const wrong: string[] = [];
  for (let index = 0; index < sessions; index++) {
    const seed = firstSeed + index * 7_919;
    const anchors: Anchor[] = [];
    const look: NamedOperation[1] = ({ ydoc }) => {
      const { document, words } = found(ydoc, anchors);
      const all = document.textContent;
      anchors.forEach(({ quote }, at) => {
        counts.looked++;
        const [kept, before] = [words[at] ?? null, lettersOf(quote)];
        const stand = before.filter((letter) => all.includes(letter));
        // Whoever is offline has not seen the words yet.
        if (kept === null) {
          // Letters that a paste or a join typed anew, too few for anybody to say what they are copies of, where all around is new as well.
          counts[all.includes(quote.replaceAll('\n', '')) ? 'lost' : 'detached']++;
        } else if (kept === quote.replaceAll('\n', '')) counts.kept++;
        else {
          counts.written++;
          const [first, last] = [lettersOf(kept)[0], lettersOf(kept).at(-1)];
          if (first !== before[0] || last !== before.at(-1)) wrong.push(`seed ${seed}: "${quote}" was found as "${kept}"`);
          if (stand.some((letter) => !kept.includes(letter) && between(all, letter, first, last)))
            wrong.push(`seed ${seed}: "${kept}" lacks words of "${quote}"`);
        }
      });
    };
    const anchor: NamedOperation[1] = (replica, random) => {
      const reader = new Reader(rootOf(replica.ydoc), schema);
      const document = reader.read();
      const from = random.below(document.content.size);
      const made = anchorWords(reader, document, from, Math.min(document.content.size, from + 1 + random.below(14)));
      if (made === null || lettersOf(made.quote).length < 2 || made.quote.includes('\ufffc')) return;
      counts.anchored++;
      anchors.push(made);
    };
    const more: readonly NamedOperation[] = [
      ...Array.from({ length: 6 }, (): NamedOperation => ['anchor', anchor]),
      ...Array.from({ length: 4 }, (): NamedOperation => ['look', look]),
    ];
    playSession(seed, () => [blockIds()], yrkasBinding, more);
  }
  console.info(`anchors: ${sessions} sessions, seeds ${firstSeed} + 7919 n; ${JSON.stringify(counts)}`);
  expect(wrong).toEqual([]);
  expect(counts.lost).toBeLessThan(counts.looked / 100);
  expect(counts.anchored).toBeGreaterThan(sessions);
  expect(Math.min(counts.kept, counts.written, counts.detached)).toBeGreaterThan(0);
});

const between = (all: string, letter: string, first = '', last = '') => all.indexOf(letter) > all.indexOf(first) && all.indexOf(letter) < all.indexOf(last);
