import { schema, type SuggestionMaker, suggestionWord } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { decide, Integration, Reader, rootOf, shapeOf, updateFromDocument, whoWrote, writeDocument } from './index.ts';
import type { LetterRun } from './letterRuns.ts';

const { doc, paragraph, footnote } = schema.nodes;
const p = (id: string, ...content: readonly (string | Node)[]) =>
  paragraph.create(
    { id },
    content.map((part) => (typeof part === 'string' ? schema.text(part) : part)),
  );
const clientIds: Readonly<Record<string, number>> = { anna: 100, eva: 200, omar: 300 };
type Run = LetterRun & { readonly suggestedBy?: string };

/** A document in which several write, one after the other, and what a server would keep of it. */
class Desk {
  readonly integration = new Integration();
  readonly runs: Run[] = [];

  constructor(...blocks: readonly Node[]) {
    this.#take(updateFromDocument(doc.create(null, blocks), 2), null);
  }

  /** One person changes the document as their editor would, on a copy of their own. */
  write(personId: string, change: (blocks: readonly Node[]) => readonly Node[]): this {
    const ydoc = new Y.Doc();
    Y.applyUpdate(ydoc, Y.encodeStateAsUpdate(this.integration.doc));
    ydoc.clientID = clientIds[personId] ?? 0;
    const reader = new Reader(rootOf(ydoc), schema);
    const document = reader.read();
    const before = Y.snapshot(ydoc);
    const updates: Uint8Array[] = [];
    ydoc.on('update', (update) => updates.push(update));
    ydoc.transact(() => writeDocument(reader, doc.create(null, [...change(document.children)])));
    expect(Y.equalSnapshots(before, Y.snapshot(ydoc))).toBe(false);
    this.#take(Y.mergeUpdates(updates), personId);
    return this;
  }

  decide(personId: string, verdict: 'accept' | 'reject', isMeant: (maker: SuggestionMaker) => boolean = () => true): this {
    return this.write(personId, (blocks) => decide(doc.create(null, [...blocks]), verdict, isMeant).children);
  }

  #take(update: Uint8Array, personId: string | null): void {
    const { carries, deletes } = shapeOf(update);
    for (const [clientId, { from, to }] of carries) this.runs.push({ did: 'wrote', clientId, clock: from, length: to - from, personId });
    for (const { client, from, to } of deletes) this.runs.push({ did: 'removed', clientId: client, clock: from, length: to - from, personId });
    this.integration.apply(update, personId);
    for (const { client, clock, length, suggestedBy } of this.integration.takeAccepted())
      this.runs.push({ did: 'accepted', clientId: client, clock, length, personId, suggestedBy });
  }

  /** The pieces of a block as "words: eva, moved by anna, accepted by anna from eva". */
  said(blockId: string, from = 0, to = Infinity): readonly string[] {
    const pieces = whoWrote([Y.encodeStateAsUpdate(this.integration.doc)], this.runs, { blockId, from, to });
    return pieces.map(({ text, wrote, moved, accepted }) =>
      [
        `${text}: ${wrote?.personId ?? 'nobody'}`,
        ...(moved === null ? [] : [`moved by ${moved.personId}`]),
        ...(accepted === null ? [] : [`accepted by ${accepted.personId} from ${accepted.suggestedBy}`]),
      ].join(', '),
    );
  }

  get accepted(): readonly Run[] {
    return this.runs.filter(({ did }) => did === 'accepted');
  }
}

const inserted = (words: string, id: string, by: string) => schema.text(words, [schema.mark('insertion', { id, by })]);
const struck = (words: string, id: string, by: string) => schema.text(words, [schema.mark('deletion', { id, by })]);

describe('who wrote a passage', () => {
  it('is told piece by piece, in the order of the text, whoever wrote between whose words', () => {
    const desk = new Desk(p('a', 'Först sist.')).write('eva', () => [p('a', 'Först mitten sist.')]).write('anna', () => [p('a', 'Först mitten, ja, sist.')]);
    expect(desk.said('a')).toEqual(['Först : nobody', 'mitten: eva', ', ja,: anna', ' : eva', 'sist.: nobody']);
    expect(desk.said('a', 8, 15)).toEqual(['tten: eva', ', j: anna']);
    expect([desk.said('a', 4, 4), desk.said('elsewhere')]).toEqual([[], []]);
  });

  it('counts places as the block’s content does, with what is no letter in it', () => {
    const note = footnote.create({ id: 'n' }, schema.text('se bilaga'));
    const desk = new Desk(p('a', 'Före', note, ' efter')).write('eva', () => [p('a', 'Före', note, ' och efter')]);
    expect(desk.said('a')).toEqual(['Före\ufffc : nobody', 'och : eva', 'efter: nobody']);
    expect(desk.said('a', 4 + note.nodeSize + 1, 4 + note.nodeSize + 5)).toEqual(['och : eva']);
    expect(desk.said('a', 0, 5)).toEqual(['Före\ufffc: nobody']);
  });

  it('names who wrote words that another moved by splitting their paragraph, and who moved them', () => {
    const desk = new Desk(p('a', 'Rubrik.')).write('eva', () => [p('a', 'Rubrik. Det är mörkt i parken.')]);
    desk.write('anna', () => [p('a', 'Rubrik.'), p('b', 'Det är mörkt i parken.')]);
    expect(desk.said('b')).toEqual(['Det är mörkt i parken.: eva, moved by anna']);
    expect(desk.said('a')).toEqual(['Rubrik.: nobody']);
  });

  it('does not take somebody’s word that they only moved letters that still stand where they were', () => {
    const desk = new Desk(p('a', 'Rubrik.')).write('eva', () => [p('a', 'Rubrik.'), p('b', 'Evas ord.')]);
    desk.write('anna', (blocks) => [...blocks, p('c', 'Lögnen.')]);
    const [lie] = desk.runs.filter(({ personId }) => personId === 'anna');
    const claimed = desk.integration.doc;
    const block = rootOf(claimed).get(2);
    const evas = desk.runs.find(({ personId }) => personId === 'eva');
    if (lie === undefined || evas === undefined || !(block instanceof Y.XmlElement)) throw new Error('Nobody wrote');
    const letters = block.get(0);
    const first = letters instanceof Y.XmlText ? letters._start?.id : undefined;
    const own = rootOf(claimed).get(1);
    const theirs = own instanceof Y.XmlElement ? own.get(0) : undefined;
    const origin = theirs instanceof Y.XmlText ? theirs._start?.id : undefined;
    claimed.clientID = 100;
    block.setAttribute('_m1_1', [first?.client, first?.clock, origin?.client, origin?.clock, 7] as unknown as string);
    expect(desk.said('c')).toEqual(['Lögnen.: anna']);
  });
});

describe('what was accepted', () => {
  const eva = { id: 's1', by: 'eva' };

  it('are words that another suggested to add: their writer stays, and who accepted them is known', () => {
    const desk = new Desk(p('a', 'En damm.')).write('eva', () => [p('a', 'En ', inserted('stor ', 's1', 'eva'), 'damm.')]);
    expect(desk.accepted).toEqual([]);
    desk.decide('anna', 'accept');
    expect(desk.said('a')).toEqual(['En : nobody', 'stor : eva, accepted by anna from eva', 'damm.: nobody']);
  });

  it('are only those that were meant, of two that stand together', () => {
    const desk = new Desk(p('a', 'En damm.'))
      .write('eva', () => [p('a', 'En ', inserted('stor ', 's1', 'eva'), 'damm.')])
      .write('omar', () => [p('a', 'En ', inserted('stor ', 's1', 'eva'), inserted('klar ', 's2', 'omar'), 'damm.')])
      .decide('anna', 'accept', ({ by }) => by === 'omar');
    expect(desk.said('a')).toEqual(['En : nobody', 'stor : eva', 'klar : omar, accepted by anna from omar', 'damm.: nobody']);
    desk.decide('omar', 'accept');
    expect(desk.said('a')[1]).toBe('stor : eva, accepted by omar from eva');
  });

  it('are words that another suggested to strike: who removed them is known, and on whose suggestion', () => {
    const desk = new Desk(p('a', 'En stor damm.')).write('eva', () => [p('a', 'En ', struck('stor ', 's1', 'eva'), 'damm.')]).decide('anna', 'accept');
    expect(desk.said('a')).toEqual(['En damm.: nobody']);
    const [accepted, ...others] = desk.accepted;
    expect([accepted, others]).toMatchObject([{ length: 5, personId: 'anna', suggestedBy: 'eva' }, []]);
    expect(desk.runs.find(({ did, clock }) => did === 'removed' && clock === accepted?.clock)).toMatchObject({ clientId: 2, personId: 'anna' });
  });

  it('are no words of what was rejected, and none that somebody removed or wrote beside it', () => {
    const desk = new Desk(p('a', 'En stor damm.'))
      .write('eva', () => [p('a', 'En ', struck('stor ', 's1', 'eva'), inserted('liten ', 's1', 'eva'), 'damm.')])
      .write('omar', () => [p('a', 'En ', struck('stor ', 's1', 'eva'), inserted('liten ', 's1', 'eva'), 'damm här.')])
      .write('omar', () => [p('a', struck('stor ', 's1', 'eva'), inserted('liten ', 's1', 'eva'), 'damm här.')])
      .decide('anna', 'reject');
    expect(desk.accepted).toEqual([]);
    expect(desk.said('a')).toEqual(['stor damm: nobody', ' här: omar', '.: nobody']);
  });

  it('are the words of a block that another suggested to add, or to take away', () => {
    const desk = new Desk(p('a', 'Kvar.'), p('b', 'Bort.'))
      .write('eva', ([a, b]) => [
        a as Node,
        paragraph.create({ id: 'n', inserted: suggestionWord(eva) }, [inserted('Nytt.', 's1', 'eva')]),
        paragraph.create({ ...b?.attrs, deleted: suggestionWord(eva) }, b?.content),
      ])
      .decide('anna', 'accept');
    expect(desk.said('n')).toEqual(['Nytt.: eva, accepted by anna from eva']);
    expect(desk.said('b')).toEqual([]);
    expect(desk.accepted.map(({ length, clientId }) => [clientId, length]).toSorted()).toContainEqual([2, 'Bort.'.length]);
  });
});
