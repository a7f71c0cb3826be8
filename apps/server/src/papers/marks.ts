import type { MarkOptions } from '@yrka/exporters';
import type { Anchor, AnchoredPassage } from '@yrka/ydoc';
import { suggestionsIn } from '@yrka/ydoc';
import type { Node } from 'prosemirror-model';
import { anchorIn } from '../comments/anchorEpochs.ts';
import { type Speaking, threadsFor } from '../comments/comments.ts';
import { entriesAfter } from '../documents/entries.ts';
import { epochFor, placesOf, readSuggestedFor } from '../documents/reading.ts';

/** A text with what is suggested and said of it, as the person reads that. What is locked has no suggestion left. */
export async function withMarks(asked: Speaking, content: Node, isLocked: boolean): Promise<{ readonly content: Node; readonly marks: MarkOptions }> {
  const marked = isLocked ? content : await readSuggestedFor(asked.server.storage, asked.document);
  return { content: marked, marks: await marksOf(asked, marked) };
}

/** What is suggested and said of a document: who made each suggestion and when, and the threads of their circles. */
async function marksOf(asked: Speaking, content: Node): Promise<MarkOptions> {
  const [comments, changeOf] = await Promise.all([commentsOf(asked, content), changesOf(asked, content)]);
  return { changeOf, comments };
}

async function commentsOf(asked: Speaking, content: Node): Promise<MarkOptions['comments']> {
  const { server, document } = asked;
  if (document.comments === 'none') return [];
  const threads = await threadsFor(asked);
  const epoch = await epochFor(server.storage, document);
  const anchors = threads.flatMap(({ thread }): Anchor[] => (thread.anchor === null ? [] : [anchorIn(epoch, thread.anchor)]));
  const places = anchors.length === 0 ? [] : await placesOf(server.storage, document, anchors);
  let next = 0;
  const placed = threads.map(({ thread, comments }) => ({ thread, comments, passages: thread.anchor === null ? null : (places[next++] ?? null) }));
  const named = placed.map(async ({ thread, comments, passages }) => ({
    isDone: thread.resolvedAt !== null,
    at: passages === null ? null : positionsOf(content, passages),
    said: await Promise.all(
      comments
        .filter(({ removedAt }) => removedAt === null)
        .map(async ({ personId, text, at }) => ({ author: await nameOf(asked, personId), at: at.toISOString(), text: quoted(thread.anchor, passages, text) })),
    ),
  }));
  return (await Promise.all(named)).filter(({ said }) => said.length > 0);
}

/** What was said of words that are gone begins with them. */
function quoted(anchor: object | null, passages: readonly AnchoredPassage[] | null, text: string): string {
  return anchor === null || passages !== null ? text : `”${(anchor as Anchor).quote}”\n${text}`;
}

/** Where passages stand in this text; null where a block of theirs does not. */
function positionsOf(content: Node, passages: readonly AnchoredPassage[]): { readonly from: number; readonly to: number } | null {
  const [first, last] = [passages[0], passages.at(-1)];
  const ends: { from?: number; to?: number } = {};
  content.descendants((node, position) => {
    if (!node.isTextblock) return true;
    const place = (offset: number) => position + 1 + Math.min(offset, node.content.size);
    if (first !== undefined && node.attrs.id === first.blockId) ends.from = place(first.from);
    if (last !== undefined && node.attrs.id === last.blockId) ends.to = place(last.to);
    return false;
  });
  const { from, to } = ends;
  return from === undefined || to === undefined || from >= to ? null : { from, to };
}

async function changesOf({ server, person, document }: Speaking, content: Node): Promise<MarkOptions['changeOf']> {
  const suggestions = suggestionsIn(content);
  if (suggestions.length === 0) return ({ by }) => ({ author: by, at: null });
  const [names, times] = await Promise.all([
    Promise.all([...new Set(suggestions.map(({ by }) => by))].map(async (by) => [by, await nameOf({ server, person, document }, by)] as const)),
    timesOf(
      server,
      document.row.id,
      suggestions.map(({ id }) => id),
    ),
  ]);
  const nameBy = new Map(names);
  return ({ id, by }) => ({ author: nameBy.get(by) ?? unknown, at: times.get(id) ?? null });
}

/** A suggestion is as old as the first update that names it. Of one that none names, the time is not known. */
async function timesOf({ storage }: Speaking['server'], documentId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const times = new Map<string, string>();
  const open = new Set(ids);
  for await (const entries of entriesAfter(storage.journal, documentId, 0)) {
    for (const { update, at } of entries) {
      const bytes = Buffer.from(update.buffer, update.byteOffset, update.byteLength);
      for (const id of open) {
        if (!bytes.includes(id)) continue;
        times.set(id, at.toISOString());
        open.delete(id);
      }
    }
    if (open.size === 0) break;
  }
  return times;
}

/** Who is no longer in the register, or was erased from it. */
const unknown = 'Okänd';
const nameOf = async ({ server }: Speaking, personId: string) => (await server.storage.rows.person(personId))?.name || unknown;
