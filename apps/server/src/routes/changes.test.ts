import { schema } from '@yrka/schema';
import { Reader, rootOf, writeDocument } from '@yrka/ydoc';
import { Fragment, type Node } from 'prosemirror-model';
import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Changes } from '../api.ts';
import { type Browser, refusalOf, startTestServer, type TestServer } from '../appForTests.ts';
import { demonstrationIds } from '../demonstration/seed.ts';

const { motion } = demonstrationIds.cycling;
const changes = `/api/documents/${motion}/changes`;
const seen = `/api/documents/${motion}/seen`;

let server: TestServer;
let anna: Writer;
let omar: Writer;

beforeEach(async () => {
  server = await startTestServer();
  names.clear();
  [anna, omar] = await Promise.all([Writer.of('anna-lind'), Writer.of('omar-said')]);
});

/** A person with a copy of the motion, who takes in what others wrote when told to. */
class Writer {
  readonly browser: Browser;
  readonly #ydoc = new Y.Doc();
  #sent = Y.encodeStateVector(this.#ydoc);

  private constructor(browser: Browser) {
    this.browser = browser;
  }

  static async of(personId: string): Promise<Writer> {
    const writer = new Writer(await server.browser(personId));
    await writer.take();
    return writer;
  }

  /** Takes in everything that is stored, as an open page does. */
  async take(): Promise<void> {
    for (const { update } of await server.storage.journal.readDocumentUpdates(motion)) Y.applyUpdate(this.#ydoc, update);
    this.#sent = Y.encodeStateVector(this.#ydoc);
  }

  /** Takes in all there is and says that it was seen. */
  async look(): Promise<void> {
    await this.take();
    await this.see(await server.storage.journal.lastSeq(motion));
  }

  see(seq: number): Promise<Response> {
    return this.browser.send('POST', seen, { seq });
  }

  /** Writes, and sends it when `send` is called. */
  write(change: (document: Node) => Node): this {
    const reader = new Reader(rootOf(this.#ydoc), schema);
    this.#ydoc.transact(() => writeDocument(reader, change(reader.read())));
    return this;
  }

  async send(): Promise<void> {
    const update = new Uint8Array(Y.encodeStateAsUpdate(this.#ydoc, this.#sent));
    expect((await this.browser.send('POST', `/api/documents/${motion}/updates`, update)).status).toBe(204);
    this.#sent = Y.encodeStateVector(this.#ydoc);
  }

  /** What has changed for this person, a word each. */
  async hears(): Promise<readonly string[]> {
    return (await this.browser.get<Changes>(changes)).places.map((place) => `${place.kind} ${nameOf(place.blockId)}`);
  }
}

const names = new Map<string, string>();
const nameOf = (id: string) => names.get(id) ?? id;

/** Another text in the block that begins with these words; the block is called by the first of them from then on. */
const reword =
  (begins: string, words: string) =>
  (document: Node): Node =>
    mapBlocks(document, (block) => {
      if (!block.isTextblock || !block.textContent.startsWith(begins)) return [block];
      names.set(String(block.attrs.id), begins);
      return [block.copy(Fragment.from(schema.text(words)))];
    });

const add =
  (id: string, words: string) =>
  (document: Node): Node =>
    document.copy(document.content.append(Fragment.from(schema.node('paragraph', { id }, [schema.text(words)]))));

const remove =
  (begins: string) =>
  (document: Node): Node =>
    mapBlocks(document, (block) => (block.isTextblock && block.textContent.startsWith(begins) ? [] : [block]));

/** The last item of the list of clauses, as the first. */
function moveLastClause(document: Node): Node {
  return mapBlocks(document, (block) => {
    const last = block.lastChild;
    if (block.type.name !== 'yrkandeList' || last === null) return [block];
    names.set(String(last.attrs.id), 'last clause');
    return [block.copy(Fragment.from([last, ...block.children.slice(0, -1)]))];
  });
}

function mapBlocks(node: Node, change: (block: Node) => readonly Node[]): Node {
  return node.isTextblock ? node : node.copy(Fragment.from(node.children.flatMap((child) => change(mapBlocks(child, change)))));
}

describe('what has changed since one last read', () => {
  it('is nothing for one who has not read before, and for one who has seen everything', async () => {
    await anna.write(add('newParagrph1', 'Ett nytt stycke.')).send();
    expect(await omar.hears()).toEqual([]);
    await omar.look();
    expect(await omar.hears()).toEqual([]);
  });

  it('is told by place and kind, with the words of what was removed, and by nothing that says who', async () => {
    await omar.look();
    await anna.write(reword('Barn', 'Barnen kommer inte fram.')).send();
    await anna.write(add('newParagrph1', 'Ett nytt stycke.')).send();
    await anna.write(moveLastClause).send();
    const answer = await omar.browser.get<Changes>(changes);
    expect(answer.seq).toBe(await server.storage.journal.lastSeq(motion));
    expect((await omar.hears()).toSorted()).toEqual(['added newParagrph1', 'changed Barn', 'moved last clause']);
    expect(JSON.stringify(answer)).not.toMatch(/anna|lind/i);
    await omar.look();
    await anna.write(remove('Ett nytt')).send();
    expect((await omar.browser.get<Changes>(changes)).places).toMatchObject([{ kind: 'removed', blockId: 'newParagrph1', quote: 'Ett nytt stycke.' }]);
  });

  it('has nothing of what one wrote oneself, before or after the others', async () => {
    await omar.look();
    await omar.write(reword('Barn', 'Mina ord.')).send();
    expect(await omar.hears()).toEqual([]);
    await anna.take();
    await anna.write(add('newParagrph1', 'Annas stycke.')).send();
    await omar.write(add('newParagrph2', 'Omars stycke.')).send();
    expect(await omar.hears()).toEqual(['added newParagrph1']);
  });

  it('takes for seen what one has written behind, when the page that saw it could not say so', async () => {
    await omar.look();
    await anna.write(add('newParagrph1', 'Annas stycke.')).send();
    await omar.take();
    await omar.write(reword('Annas', 'Annas stycke, med Omars ord.')).send();
    await anna.take();
    await anna.write(add('newParagrph2', 'Annas andra.')).send();
    expect(await omar.hears()).toEqual(['added newParagrph2']);
  });

  it('never goes back to what was seen before, and not beyond what there is', async () => {
    await omar.look();
    expect((await omar.see(1)).status).toBe(204);
    await anna.write(add('newParagrph1', 'Ett.')).send();
    expect(await omar.hears()).toEqual(['added newParagrph1']);
    expect((await omar.see(Number.MAX_SAFE_INTEGER)).status).toBe(204);
    expect(await omar.hears()).toEqual([]);
    await anna.write(add('newParagrph2', 'Två.')).send();
    expect(await omar.hears()).toEqual(['added newParagrph2']);
  });

  it('is each reader’s own', async () => {
    await Promise.all([anna.look(), omar.look()]);
    await anna.write(add('newParagrph1', 'Ett.')).send();
    await omar.look();
    await omar.write(add('newParagrph2', 'Två.')).send();
    expect([await anna.hears(), await omar.hears()]).toEqual([['added newParagrph2'], []]);
  });

  it('goes with the working material: nothing is told of a text that began anew', async () => {
    await omar.look();
    const { storage } = server;
    const last = await storage.journal.lastSeq(motion);
    await anna.write(add('newParagrph1', 'Ett.')).send();
    await storage.journal.erase(motion, last);
    expect(await omar.hears()).toEqual([]);
    await storage.rows.way.clearWorkingMaterial(motion);
    expect(await storage.rows.way.seen(motion, 'omar-said')).toBeNull();
  });

  it.each([
    ['nothing', {}],
    ['words', { seq: 'allt' }],
    ['less than nothing', { seq: -1 }],
    ['half an entry', { seq: 1.5 }],
  ])('is not moved by one who says they have seen %s', async (_, body) => {
    expect(await refusalOf(await omar.browser.send('POST', seen, body))).toBe('400 badRequest');
  });
});
