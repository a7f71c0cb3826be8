import type { RescuePart, RescueRow } from '@yrka/storage';
import type { RescuedText } from '@yrka/ydoc';
import { createHash } from 'node:crypto';

/** Letters that were found, and what is to be said of their loss. */
export type FoundLetters = Pick<RescuedText, 'client' | 'clock' | 'text'> & {
  readonly blockId: string | null;
  /** The id of the person who took the block away; null when nobody knows, or it was the writer. */
  readonly by: string | null;
};

/** What is to be written: `isNew` rows inserted, others grown. */
export type Gathered = { readonly row: RescueRow; readonly isNew: boolean };

/**
 * Makes what was found into as few rescues as a person should be asked about: letters of a block,
 * and letters that follow on others, join a rescue that is still offered. Letters that a rescue has
 * already are passed over, so that finding them again after a crash changes nothing.
 *
 * @param kept all rescues of this person in this document, taken or not.
 */
export function gatherRescues(
  kept: readonly RescueRow[],
  found: readonly FoundLetters[],
  { documentId, personId, at }: { readonly documentId: string; readonly personId: string; readonly at: Date },
): readonly Gathered[] {
  const rows = [...kept];
  const changed = new Map<string, boolean>();
  for (const letters of found) {
    for (const part of lettersNotIn(rows, letters)) {
      const open = rows.findIndex((row) => continues(row, part, letters.blockId));
      const before = rows[open];
      if (before === undefined) {
        // Found again after a crash, it is the same rescue.
        const id = createHash('sha256').update(`${documentId} ${part.client} ${part.clock}`).digest('base64url').slice(0, 16);
        rows.push({ id, documentId, personId, text: part.text, parts: [part], blockId: letters.blockId, by: letters.by, createdAt: at, takenAt: null });
        changed.set(id, true);
      } else {
        const parts = withPart(before.parts, part);
        rows[open] = { ...before, parts, text: wordsOf(parts) };
        changed.set(before.id, changed.get(before.id) ?? false);
      }
    }
  }
  return rows.flatMap((row) => {
    const isNew = changed.get(row.id);
    return isNew === undefined ? [] : [{ row, isNew }];
  });
}

/** White space alone is nothing to offer; words may come to it. */
export const isWorthOffering = ({ text }: Pick<RescueRow, 'text'>): boolean => text.trim() !== '';

function continues(row: RescueRow, { client, clock, text }: RescuePart, blockId: string | null): boolean {
  if (row.takenAt !== null || row.parts.length === 0) return false;
  if (row.blockId !== null && blockId !== null) return row.blockId === blockId;
  return row.parts.some((part) => part.client === client && (part.clock + part.text.length === clock || clock + text.length === part.clock));
}

/** The stretches of some letters that no rescue has. */
function lettersNotIn(rows: readonly RescueRow[], { client, clock, text }: RescuePart): RescuePart[] {
  const end = clock + text.length;
  const had = rows
    .flatMap(({ parts }) => parts)
    .filter((part) => part.client === client && part.clock < end && part.clock + part.text.length > clock)
    .sort((a, b) => a.clock - b.clock);
  const left: RescuePart[] = [];
  let from = clock;
  for (const part of [...had, { clock: end, text: '' }]) {
    if (part.clock > from) left.push({ client, clock: from, text: text.slice(from - clock, part.clock - clock) });
    from = Math.max(from, part.clock + part.text.length);
  }
  return left;
}

/** Parts with one more, in order of clock for each client, neighbours joined. */
function withPart(parts: readonly RescuePart[], part: RescuePart): RescuePart[] {
  const clients = [...new Set([...parts, part].map(({ client }) => client))];
  const sorted = [...parts, part].sort((a, b) => clients.indexOf(a.client) - clients.indexOf(b.client) || a.clock - b.clock);
  const joined: RescuePart[] = [];
  for (const next of sorted) {
    const last = joined.at(-1);
    if (last?.client === next.client && last.clock + last.text.length === next.clock) joined[joined.length - 1] = { ...last, text: last.text + next.text };
    else joined.push(next);
  }
  return joined;
}

/** Clocks between were spent on marks or on letters elsewhere: words typed apart are told apart by a space. */
function wordsOf(parts: readonly RescuePart[]): string {
  return parts.reduce((words, { text }) => (words === '' || /\s$/.test(words) || /^\s/.test(text) ? words + text : `${words} ${text}`), '');
}
