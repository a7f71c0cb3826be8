import { schema } from '@yrka/schema';
import { readHistory, updatesOf } from '@yrka/storage';
import { matter } from '@yrka/storage/rowsForTests';
import { documentFromUpdates, Reader, rootOf, whoWrote } from '@yrka/ydoc';
import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { changesFor } from '../documents/changes.ts';
import { historyFor } from '../documents/late.ts';
import { projectDocuments } from '../documents/projecting.ts';
import { anna, documentOf, EpochsWorld, omar, paragraph, small, type, wordsIn } from './epochsForTests.ts';
import { motion, motionRow, threadForAll } from './roomsForTests.ts';
import { RunKeeping } from './runKeeping.ts';
import { settle } from './socketPair.ts';

const thread = threadForAll();
let world: EpochsWorld;

beforeEach(async () => {
  world = await EpochsWorld.begin(thread);
});

describe('what hangs on a document', () => {
  it('[EPO3] comments stay with their words, by the letters, where the words were changed and the quote would not find them', async () => {
    const anchor = await world.comment('begin', (text) => text.insert(3, ' (skrivet emellan)'));
    await world.grow();
    const doc = await world.copy();
    const before = await world.found(anchor, doc);
    expect(before).toContain('skrivet emellan');
    for (const epoch of [2, 3]) {
      await world.putAway();
      expect((await readHistory(world.storage, motion)).epoch).toBe(epoch);
      const a = await world.join(anna);
      expect(await world.found(anchor, a.doc)).toBe(before);
      a.disconnect();
      await world.grow(epoch);
    }
  });

  it('[RUN7] its words stay with the people who wrote them', async () => {
    await world.storage.rows.insertMatter(matter('m1'), [motionRow]);
    await world.grow();
    const { runs } = world.storage.rows;
    const keeping = new RunKeeping(0);
    await keeping.catchUp(await world.storage.journal.readDocumentUpdates(motion));
    const { seq } = await readHistory(world.storage, motion);
    await runs.put(motion, keeping.take(seq)?.runs ?? [], seq);
    const told = async () => {
      const [updates, all] = [updatesOf(await readHistory(world.storage, motion)), await runs.of(motion)];
      const lines: string[] = [];
      documentFromUpdates(updates).descendants((node) => {
        if (!node.isTextblock) return true;
        const pieces = whoWrote(updates, all, { blockId: String(node.attrs.id), from: 0, to: Number.MAX_SAFE_INTEGER });
        for (const { text, wrote } of pieces) for (const letter of text) lines.push(`${letter} ${wrote?.personId}`);
        return false;
      });
      return lines;
    };
    const before = await told();
    expect(new Set(before.map((line) => line.slice(2))).size).toBeGreaterThan(1);
    await world.putAway();
    expect(world.watched).toEqual(['rebased']);
    expect(await told()).toEqual(before);
  });

  it('[EPO4] it is known of every letter who wrote it, by what its document began with too', async () => {
    await world.storage.rows.insertMatter(matter('m1'), [motionRow]);
    const told = async (doc: Y.Doc) => {
      const reader = new Reader(rootOf(doc), schema);
      const runs = await world.storage.rows.runs.of(motion);
      return reader.read().children.map(({ attrs, content }) => {
        const pieces = whoWrote([Y.encodeStateAsUpdate(doc)], runs, { blockId: String(attrs.id), from: 0, to: content.size });
        return pieces.flatMap(({ text, wrote }) => [...text].map((letter) => `${letter} ${wrote?.personId} ${wrote?.source?.kind}`));
      });
    };
    world.reopen({ ...small, fewestBytes: Infinity }, world.storage, (found) => projectDocuments(world.storage, found));
    await world.grow();
    const a = await world.join(anna);
    type(a, 'Annas');
    await settle(world.rooms, a);
    a.disconnect();
    await world.putAway();
    const before = await told(a.doc);
    expect(before.flat()).toContain('n anna undefined');
    expect(before.flat()).toContain('b omar template');
    expect(before.flat()).not.toContain('x undefined undefined');
    world.reopen(small, world.storage, (found) => projectDocuments(world.storage, found));
    for (const epoch of [2, 3]) {
      const b = await world.join(omar);
      type(b, '');
      await settle(world.rooms, b);
      b.disconnect();
      await world.putAway();
      expect((await readHistory(world.storage, motion)).epoch).toBe(epoch);
      const doc = await world.copy();
      expect((await told(doc)).filter((block) => block.length > 0)).toEqual(before);
      await world.putAway();
      world.reopen(epoch === 2 ? { ...small, fewestBytes: 1, ratio: 0.5 } : small, world.storage, (found) => projectDocuments(world.storage, found));
    }
  });

  it('[WIRE31] who has read it hears of what others changed before and after, and of nothing that was only written anew', async () => {
    await world.grow();
    const reader = { documentId: motion, personId: 'eva', versions: null };
    const see = async () => world.storage.rows.way.putSeen(motion, 'eva', await world.storage.journal.lastSeq(motion));
    const hears = async () => (await changesFor(world.storage, world.rooms, reader)).places.map(({ kind }) => kind);
    await see();
    await world.putAway();
    expect(await hears()).toEqual([]);
    const a = await world.join(anna);
    type(a, 'efter');
    await settle(world.rooms, a);
    a.disconnect();
    expect(await hears()).toEqual(['added']);
    await see();
    expect(await hears()).toEqual([]);
  });

  it('[WIRE22] late work is read beside the text that it was sent for', async () => {
    await world.grow();
    const doc = await world.copy();
    const known = Y.encodeStateVector(doc);
    rootOf(doc).push([paragraph('för sent')]);
    await world.putAway();
    const history = await historyFor(world.storage, motion, { at: new Date(-1) });
    expect(wordsIn(documentOf([...updatesOf(history), Y.encodeStateAsUpdate(doc, known)]))).toContain('för sent');
    expect((await historyFor(world.storage, motion, { at: new Date(0) })).epoch).toBe(2);
  });
});
