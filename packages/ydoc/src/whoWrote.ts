import { schema } from '@yrka/schema';
import * as Y from 'yjs';
import type { AnchoredPassage } from './anchors.ts';
import { firstEndingAfter, type LetterRun } from './letterRuns.ts';
import { inlineNode, type Letter, Moves, movesOf, spell } from './provenance.ts';
import { docFromUpdates, Reader } from './read.ts';
import { orderedChildren, type Parent, rootOf } from './tree.ts';

/** Neighbouring letters of a passage of which the same is known. */
export type WrittenPiece<Run extends LetterRun> = {
  /** As they read; what is no letter is U+FFFC. */
  readonly text: string;
  /** Who first typed them; null where it is not known. */
  readonly wrote: Run | null;
  /** Who moved them here, by a split, a join or a drag, where that was another: in Yjs that is to type them anew. */
  readonly moved: Run | null;
  /** Who accepted them, where they were a suggestion. */
  readonly accepted: Run | null;
};

/**
 * Who wrote a passage, in pieces in the order of the text; empty where there is no such text block. That letters were moved
 * is what the one who moved them said (provenance.ts), and believed only of letters that stand no more: therefore who
 * moved them is told beside who wrote them.
 *
 * @param updates that make the document; one that Yjs throws at is passed over.
 * @param runs of the document; those of one kind and client do not overlap.
 */
export function whoWrote<Run extends LetterRun>(updates: readonly Uint8Array[], runs: readonly Run[], passage: AnchoredPassage): readonly WrittenPiece<Run>[] {
  const ydoc = docFromUpdates(updates);
  const reader = new Reader(rootOf(ydoc), schema);
  reader.read();
  const pieces = piecesOf(reader, runs, passage);
  ydoc.destroy();
  return pieces;
}

function piecesOf<Run extends LetterRun>(reader: Reader, runs: readonly Run[], { blockId, from, to }: AnchoredPassage): WrittenPiece<Run>[] {
  const block = blockWith(reader, blockId);
  if (block === null) return [];
  const known = new RunIndex(runs);
  const moves = new Moves(movesOf(block));
  const pieces: WrittenPiece<Run>[] = [];
  let offset = 0;
  for (const { letter, size, text } of lettersIn(reader, block)) {
    const [start, end] = [offset, offset + size];
    offset = end;
    if (end <= from || start >= to || letter === null) continue;
    const origin = moves.firstTypedAs(reader.root.doc, letter);
    const wrote = known.find('wrote', origin);
    const here = origin === letter ? null : known.find('wrote', letter);
    const piece = {
      text,
      wrote,
      moved: here !== null && here.personId !== wrote?.personId ? here : null,
      accepted: known.find('accepted', letter) ?? known.find('accepted', origin),
    };
    const last = pieces.at(-1);
    if (last?.wrote === piece.wrote && last.moved === piece.moved && last.accepted === piece.accepted)
      pieces[pieces.length - 1] = { ...last, text: last.text + text };
    else pieces.push(piece);
  }
  return pieces;
}

function blockWith(reader: Reader, blockId: string): Y.XmlElement | null {
  const open: Parent[] = [reader.root];
  for (let parent = open.pop(); parent !== undefined; parent = open.pop()) {
    for (const child of orderedChildren(parent)) {
      if (!(child instanceof Y.XmlElement)) continue;
      if (reader.shownId(child) === blockId && reader.nodeOf(child)?.isTextblock === true) return child;
      open.push(child);
    }
  }
  return null;
}

/** The letters of a text block with the places that they take in its content; null for what nobody typed. */
function* lettersIn(reader: Reader, block: Y.XmlElement): Generator<{ readonly letter: Letter | null; readonly size: number; readonly text: string }> {
  for (const child of orderedChildren(block)) {
    if (child instanceof Y.XmlElement) {
      yield { letter: null, size: reader.nodeOf(child)?.nodeSize ?? 1, text: inlineNode };
      continue;
    }
    for (let item = child._start; item !== null; item = item.right) {
      if (item.deleted || !item.countable) continue;
      const { content, id } = item;
      const spelt = content instanceof Y.ContentString ? spell(item) : null;
      if (spelt !== null) {
        for (let index = 0; index < spelt.length; index++) yield { letter: { client: id.client, clock: id.clock + index }, size: 1, text: spelt.charAt(index) };
      } else {
        const element = content instanceof Y.ContentType && content.type instanceof Y.XmlElement ? content.type : null;
        yield { letter: id, size: element === null ? 1 : (reader.nodeOf(element)?.nodeSize ?? 1), text: inlineNode };
      }
    }
  }
}

class RunIndex<Run extends LetterRun> {
  /** By kind and client, sorted by clock. */
  private readonly runs: ReadonlyMap<string, readonly Run[]>;

  constructor(runs: readonly Run[]) {
    const sorted = runs.toSorted((a, b) => a.clock - b.clock);
    this.runs = Map.groupBy(sorted, ({ did, clientId }) => `${did} ${clientId}`);
  }

  find(did: Run['did'], { client, clock }: Letter): Run | null {
    const runs = this.runs.get(`${did} ${client}`) ?? [];
    const run = runs[firstEndingAfter(runs, clock)];
    return run !== undefined && run.clock <= clock ? run : null;
  }
}
