import type { Run, RunSource, Storage } from '@yrka/storage';
import type { AnchoredPassage, WrittenPiece } from '@yrka/ydoc';
import type { Rooms } from '../rooms/index.ts';
import { askDocument } from './reading.ts';

/** Words of one origin, one after the other. */
export type Written = {
  readonly text: string;
  /** Null where nobody knows who typed them. */
  readonly wrote: Deed | null;
  /** What they came from, where that is no hand. */
  readonly source: Exclude<RunSource['kind'], 'suggestion'> | null;
  readonly moved: Deed | null;
  readonly accepted: Deed | null;
};

/** Who did it, null for nobody in person; and when, first and last. */
export type Deed = { readonly personId: string | null; readonly from: Date; readonly to: Date };

/** Who wrote a passage, in pieces in the order of the text; empty where there is no such block. */
export async function writersOf(
  { storage, rooms }: { readonly storage: Pick<Storage, 'journal' | 'snapshots' | 'rows'>; readonly rooms: Pick<Rooms, 'writeRuns'> },
  documentId: string,
  passage: AnchoredPassage,
): Promise<readonly Written[]> {
  await rooms.writeRuns(documentId);
  const runs = await storage.rows.runs.of(documentId, ['wrote', 'accepted']);
  const pieces: Written[] = [];
  for (const piece of await askDocument(storage, documentId, { type: 'writers', runs, passage })) {
    const written = writtenFrom(piece);
    const last = pieces.at(-1);
    if (last !== undefined && isOfOneOrigin(last, written)) pieces[pieces.length - 1] = together(last, written);
    else pieces.push(written);
  }
  return pieces;
}

function writtenFrom({ text, wrote, moved, accepted }: WrittenPiece<Run>): Written {
  const { kind = null } = wrote?.source ?? {};
  return { text, wrote: deed(wrote), source: kind === 'suggestion' ? null : kind, moved: deed(moved), accepted: deed(accepted) };
}

const deed = (run: Run | null): Deed | null => run && { personId: run.personId, from: run.at, to: run.at };

/** The same persons did the same; when, to the minute, is what parts bursts and not what parts words. */
function isOfOneOrigin(one: Written, other: Written): boolean {
  return one.source === other.source && deeds.every((name) => isSame(one[name], other[name]));
}

const deeds = ['wrote', 'moved', 'accepted'] as const;
const isSame = (one: Deed | null, other: Deed | null) => (one === null || other === null ? one === other : one.personId === other.personId);

function together(one: Written, other: Written): Written {
  const spanning = (name: (typeof deeds)[number]): Deed | null => {
    const [first, second] = [one[name], other[name]];
    if (first === null || second === null) return null;
    const times = [first.from, first.to, second.from, second.to].map((at) => at.getTime());
    return { personId: first.personId, from: new Date(Math.min(...times)), to: new Date(Math.max(...times)) };
  };
  return { text: one.text + other.text, source: one.source, wrote: spanning('wrote'), moved: spanning('moved'), accepted: spanning('accepted') };
}
