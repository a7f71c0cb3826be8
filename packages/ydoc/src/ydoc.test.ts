import { bjorkvik, documentKinds, schema } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import * as Y from 'yjs';
import { expect, test } from 'vitest';
import {
  fromRelativePosition,
  inspectUpdate,
  Integration,
  readDocument,
  Reader,
  rootOf,
  seedDocument,
  shapeOf,
  titleOf,
  toRelativePosition,
  updateFromDocument,
  writeDocument,
} from './index.ts';

const { doc, title, paragraph, yrkandeList, attClause, footnote, hardBreak } = schema.nodes;
const clause = (id: string, text: string) => attClause.create({ id }, text === '' ? null : schema.text(text));
const p = (id: string, ...content: (string | Node)[]) =>
  paragraph.create(
    { id },
    content.map((part) => (typeof part === 'string' ? schema.text(part) : part)),
  );

/** A replica that reads and writes as the binding does, without a screen. */
function replica(update?: Uint8Array, client?: number) {
  const ydoc = new Y.Doc();
  if (client !== undefined) ydoc.clientID = client;
  if (update) Y.applyUpdate(ydoc, update);
  const reader = new Reader(rootOf(ydoc), schema);
  rootOf(ydoc).observeDeep((events) => reader.forget(events));
  return {
    ydoc,
    reader,
    read: () => reader.read(),
    write: (next: Node, caret?: number) => ydoc.transact(() => writeDocument(reader, next, caret), 'me'),
    update: () => Y.encodeStateAsUpdate(ydoc),
  };
}

const sample = doc.create(null, [
  title.create({ id: 't' }, schema.text('Trygga vägar')),
  p(
    'p1',
    'Varje morgon ',
    schema.text('cyklar', [schema.marks.strong.create()]),
    ' barn',
    footnote.create({ id: 'f' }, schema.text('Enligt skolan.')),
    hardBreak.create(),
    'till skolan.',
  ),
  yrkandeList.create({ id: 'y' }, [clause('A', 'ett'), clause('B', 'två'), clause('C', 'tre')]),
]);

test('a document comes back from Yjs as it was written', () => {
  const ydoc = new Y.Doc();
  Y.applyUpdate(ydoc, updateFromDocument(sample, 7));
  expect(readDocument(ydoc).toJSON()).toEqual(sample.toJSON());
  expect(titleOf(readDocument(ydoc))).toBe('Trygga vägar');
});

test('[SEE1, DOC3] a seed is the same bytes each time and stays valid for every kind', () => {
  for (const kind of documentKinds) {
    expect(seedDocument(kind, bjorkvik)).toEqual(seedDocument(kind, bjorkvik));
    const ydoc = new Y.Doc();
    Y.applyUpdate(ydoc, seedDocument(kind, bjorkvik));
    readDocument(ydoc).check();
    expect(inspectUpdate(seedDocument(kind, bjorkvik))).toMatchObject({ ok: true });
    expect(shapeOf(seedDocument(kind, bjorkvik)).carries.size).toBeGreaterThan(0);
  }
});

test('[ORD1] a clause that one moves while another types in it keeps the words', () => {
  const [anna, eva] = [replica(updateFromDocument(sample, 7), 100), replica(updateFromDocument(sample, 7), 200)];
  const before = anna.read();
  const list = before.child(2);
  anna.write(
    before.copy(before.content.replaceChild(2, list.copy(list.content.cut(0, 0).addToEnd(list.child(2)).addToEnd(list.child(0)).addToEnd(list.child(1))))),
  );
  const evas = eva.read();
  const hers = evas.child(2);
  eva.write(evas.copy(evas.content.replaceChild(2, hers.copy(hers.content.replaceChild(2, clause('C', 'tre nya ord'))))));
  const [a, b] = [anna.update(), eva.update()];
  Y.applyUpdate(anna.ydoc, b);
  Y.applyUpdate(eva.ydoc, a);
  expect(
    anna
      .read()
      .child(2)
      .children.map((node) => node.textContent),
  ).toEqual(['tre nya ord', 'ett', 'två']);
  expect(eva.read().toJSON()).toEqual(anna.read().toJSON());
});

test('[DOC5] unknown and misplaced content is shown as opaque and survives what is written around it', () => {
  const one = replica(updateFromDocument(sample, 7));
  const strange = new Y.XmlElement('hologram');
  strange.setAttribute('id', 'h');
  rootOf(one.ydoc).insert(1, [strange]);
  const misplaced = new Y.XmlElement('attClause');
  rootOf(one.ydoc).insert(0, [misplaced]);
  const shown = one.read();
  expect(shown.children.map((node) => node.type.name)).toEqual(['opaque', 'title', 'opaque', 'paragraph', 'yrkandeList']);
  one.write(shown.copy(shown.content.replaceChild(3, p('p1', 'Nytt.'))));
  expect(
    rootOf(one.ydoc)
      .toArray()
      .map((child) => (child instanceof Y.XmlElement ? child.nodeName : 'text')),
  ).toEqual(['attClause', 'title', 'hologram', 'paragraph', 'yrkandeList']);
  expect(one.read().child(3).textContent).toBe('Nytt.');
});

test('the caret tells which of equal letters was typed', () => {
  const one = replica(updateFromDocument(doc.create(null, [p('p1', 'aaa')]), 7), 100);
  const positions = [1, 2, 3].map((index) => Y.createRelativePositionFromTypeIndex(textOf(one.ydoc), index));
  one.write(doc.create(null, [p('p1', 'aaaa')]), 2);
  expect(positions.map((position) => Y.createAbsolutePositionFromRelativePosition(position, one.ydoc)?.index)).toEqual([2, 3, 4]);
});

test('[DOC8] a footnote is put in without cutting what another types behind it', () => {
  const base = updateFromDocument(doc.create(null, [p('p1', 'ett två tre')]), 7);
  const [anna, eva] = [replica(base, 100), replica(base, 200)];
  anna.read();
  eva.read();
  anna.write(doc.create(null, [p('p1', 'ett', footnote.create({ id: 'f' }, schema.text('not')), ' två tre')]));
  eva.write(doc.create(null, [p('p1', 'ett två och tre')]));
  Y.applyUpdate(anna.ydoc, eva.update());
  expect(
    anna
      .read()
      .child(0)
      .children.map((node) => node.textContent),
  ).toEqual(['ett', 'not', ' två och tre']);
});

test('positions go to Yjs and back, in text, in footnotes and between blocks', () => {
  const one = replica(updateFromDocument(sample, 7), 100);
  const document = one.read();
  for (let position = 0; position <= document.content.size; position++) {
    const back = fromRelativePosition(one.reader, toRelativePosition(one.reader, document, position));
    expect([position, back]).toEqual([position, position]);
  }
});

test('[schema RES1] words typed in a paragraph that another deletes are rescued, whichever arrives first', () => {
  const base = updateFromDocument(doc.create(null, [p('p1', 'Ett stycke.'), p('p2', 'Kvar.')]), 7);
  const [anna, eva] = [replica(base, 100), replica(base, 200)];
  anna.read();
  eva.read();
  const sv = Y.encodeStateVector(anna.ydoc);
  eva.write(doc.create(null, [p('p1', 'Ett stycke. Evas ord.'), p('p2', 'Kvar.')]));
  anna.write(doc.create(null, [p('p2', 'Kvar.')]));
  const [hers, his] = [Y.encodeStateAsUpdate(eva.ydoc, sv), Y.encodeStateAsUpdate(anna.ydoc, sv)];
  const late = new Integration([base]);
  expect(late.apply(his, 'anna')).toEqual([]);
  expect(late.apply(hers, 'eva')).toMatchObject([{ client: 200, text: ' Evas ord.', block: { blockId: 'p1', by: 'anna' } }]);
  const early = new Integration([base]);
  expect(early.apply(hers, 'eva')).toEqual([]);
  expect(early.apply(his, 'anna')).toMatchObject([{ client: 200, text: ' Evas ord.', block: { blockId: 'p1', by: 'anna' } }]);
});

test('[schema RES1] letters that come one by one for a block already gone are known by it and by who took it', () => {
  const base = updateFromDocument(doc.create(null, [p('p1', 'Ett stycke.'), p('p2', 'Kvar.')]), 7);
  const [anna, eva] = [replica(base, 100), replica(base, 200)];
  anna.read();
  eva.read();
  const updates: Uint8Array[] = [];
  eva.ydoc.on('update', (update: Uint8Array) => updates.push(update));
  // At the end, then in the middle, then in a paragraph of her own making.
  const words = ['Ett stycke.X', 'Ett stycke.XY', 'Ett Zstycke.XY'];
  for (const text of words) eva.write(doc.create(null, [p('p1', text), p('p2', 'Kvar.')]));
  const sv = Y.encodeStateVector(anna.ydoc);
  anna.write(doc.create(null, [p('p2', 'Kvar.')]));
  const removal = Y.encodeStateAsUpdate(anna.ydoc, sv);
  const block = { blockId: 'p1', by: 'anna' };
  const server = new Integration([base]);
  server.apply(removal, 'anna');
  expect(updates.flatMap((update) => server.apply(update, 'eva'))).toMatchObject(['X', 'Y', 'Z'].map((text) => ({ client: 200, text, block })));

  // One that begins with a snapshot asks one that was given everything.
  const collected = new Y.Doc();
  for (const update of [base, removal]) Y.applyUpdate(collected, update);
  const later = new Integration([Y.encodeStateAsUpdate(collected)]);
  const [first, ...rest] = updates as [Uint8Array, ...Uint8Array[]];
  expect(later.apply(first, 'eva')).toMatchObject([{ text: 'X', block: null }]);
  const past = new Integration();
  for (const [update, by] of [
    [base, null],
    [removal, 'anna'],
    [first, 'eva'],
  ] as const)
    past.apply(update, by);
  later.rememberLike(past);
  expect(rest.flatMap((update) => later.apply(update, 'eva'))).toMatchObject(['Y', 'Z'].map((text) => ({ text, block })));
});

test('[schema RES1] words in a paragraph made in a list that is gone are known by that paragraph', () => {
  const { yrkandeList, attClause } = schema.nodes;
  const clause = (id: string, text: string) => attClause.create({ id }, schema.text(text));
  const list = (...clauses: ReturnType<typeof clause>[]) => yrkandeList.create({ id: 'list' }, clauses);
  const base = updateFromDocument(doc.create(null, [p('p1', 'Kvar.'), list(clause('a', 'ett'))]), 7);
  const [anna, eva] = [replica(base, 100), replica(base, 200)];
  anna.read();
  eva.read();
  const sv = Y.encodeStateVector(eva.ydoc);
  eva.write(doc.create(null, [p('p1', 'Kvar.'), list(clause('a', 'ett'), clause('b', 'två'))]));
  anna.write(doc.create(null, [p('p1', 'Kvar.')]));
  const server = new Integration([base]);
  server.apply(Y.encodeStateAsUpdate(anna.ydoc, sv), 'anna');
  expect(server.apply(Y.encodeStateAsUpdate(eva.ydoc, sv), 'eva')).toMatchObject([{ text: 'två', block: { blockId: 'b', by: 'anna' } }]);
});

test('[schema RES1] words that stand in the text are not offered back, though a copy of them came for a block already gone', () => {
  const base = updateFromDocument(doc.create(null, [p('p1', 'Ett stycke.'), p('p2', 'Kvar.')]), 7);
  const [anna, eva] = [replica(base, 100), replica(base, 200)];
  anna.read();
  eva.read();
  // Anna moves the paragraph out of the way; Eva takes it apart and puts it together again.
  anna.write(doc.create(null, [p('p2', 'Kvar.'), p('p1', 'Ett stycke.')]));
  eva.write(doc.create(null, [p('p1', 'Ett '), p('p3', 'stycke.'), p('p2', 'Kvar.')]));
  eva.write(doc.create(null, [p('p1', 'Ett stycke.'), p('p2', 'Kvar.')]));
  const server = new Integration([base]);
  expect(server.apply(anna.update())).toEqual([]);
  expect(server.apply(eva.update())).toEqual([]);
  expect(readDocument(server.doc).textContent).toBe('Kvar.Ett stycke.');
});

test('[schema RES2] what a person deletes after having seen it is not rescued', () => {
  const base = updateFromDocument(doc.create(null, [p('p1', 'Ett stycke.'), p('p2', 'Kvar.')]), 7);
  const anna = replica(base, 100);
  anna.read();
  const sv = Y.encodeStateVector(anna.ydoc);
  anna.write(doc.create(null, [p('p1', 'Ett stycke. Mina ord.'), p('p2', 'Kvar.')]));
  anna.write(doc.create(null, [p('p2', 'Kvar.')]));
  expect(new Integration([base]).apply(Y.encodeStateAsUpdate(anna.ydoc, sv))).toEqual([]);
});

test('[GUA1] the guard refuses what is malformed, foreign roots and unknown nodes, marks and attributes', () => {
  expect(inspectUpdate(new Uint8Array([1, 2, 3, 255, 255]))).toEqual({ ok: false, code: 'malformed' });
  const code = (change: (ydoc: Y.Doc) => void) => {
    const ydoc = new Y.Doc();
    change(ydoc);
    const result = inspectUpdate(Y.encodeStateAsUpdate(ydoc));
    return result.ok ? 'ok' : result.code;
  };
  expect(code((ydoc) => ydoc.getMap('evil').set('a', 1))).toBe('unknownRoot');
  expect(code((ydoc) => rootOf(ydoc).insert(0, [new Y.XmlElement('script')]))).toBe('unknownContent');
  expect(
    code((ydoc) => {
      const element = new Y.XmlElement('paragraph');
      element.setAttribute('onclick', 'x');
      rootOf(ydoc).insert(0, [element]);
    }),
  ).toBe('unknownContent');
  expect(
    code((ydoc) => {
      const text = new Y.XmlText();
      rootOf(ydoc).insert(0, [text]);
      text.insert(0, 'a', { blink: {} });
    }),
  ).toBe('unknownContent');
  expect(code((ydoc) => rootOf(ydoc).insert(0, [new Y.XmlElement('paragraph')]))).toBe('ok');
});

test('[IDS2] an id that two blocks bear is shown once; the other gets one derived from its item, on every replica', () => {
  const one = replica();
  for (const client of [300, 301]) {
    const other = new Y.Doc();
    other.clientID = client;
    const element = new Y.XmlElement('paragraph');
    element.setAttribute('id', 'same');
    rootOf(other).insert(0, [element]);
    Y.applyUpdate(one.ydoc, Y.encodeStateAsUpdate(other));
  }
  const ids = one.read().children.map((node) => node.attrs.id as string);
  expect(new Set(ids).size).toBe(2);
  expect(ids).toContain('same');
  expect(readDocument(one.ydoc).children.map((node) => node.attrs.id)).toEqual(ids);
});

test('[IDS2] a block that is shown under a derived id keeps it when its namesake is deleted', () => {
  const one = replica();
  for (const client of [300, 301]) {
    const other = new Y.Doc();
    other.clientID = client;
    const element = new Y.XmlElement('paragraph');
    element.setAttribute('id', 'same');
    element.insert(0, [new Y.XmlText(`av ${client}`)]);
    rootOf(other).insert(0, [element]);
    Y.applyUpdate(one.ydoc, Y.encodeStateAsUpdate(other));
  }
  const shown = one.read();
  const left = shown.children.filter((node) => node.attrs.id !== 'same');
  one.write(doc.create(null, left));
  expect(left).toHaveLength(1);
  expect(readDocument(one.ydoc).children.map((node) => node.attrs.id)).toEqual(left.map((node) => node.attrs.id));
});

test('a line break that goes while another comes leaves no stray letter', () => {
  const one = replica(updateFromDocument(doc.create(null, [p('p1', 'ett', hardBreak.create(), 'två', hardBreak.create(), 'tre')]), 7), 100);
  const [, , , second] = one.read().child(0).children;
  if (second === undefined) throw new Error('no second line break');
  one.write(doc.create(null, [p('p1', 'ett', 'två', second, 'tre', hardBreak.create(), 'fyra')]));
  expect(readDocument(one.ydoc).child(0).textContent).toBe('etttvå\ntre\nfyra');
});

test('what is bold stays so across a line break and a footnote', () => {
  const strong = [schema.marks.strong.create()];
  const one = replica(updateFromDocument(doc.create(null, [p('p1', 'ett')]), 7), 100);
  one.read();
  const bold = doc.create(null, [
    p(
      'p1',
      schema.text('ett', strong),
      hardBreak.create().mark(strong),
      footnote.create({ id: 'f' }, schema.text('not')).mark(strong),
      schema.text('två', strong),
    ),
  ]);
  one.write(bold);
  expect(readDocument(one.ydoc).toJSON()).toEqual(bold.toJSON());
  const plain = doc.create(null, [p('p1', 'ett', hardBreak.create(), footnote.create({ id: 'f' }, schema.text('not')), 'två')]);
  one.write(plain);
  expect(readDocument(one.ydoc).toJSON()).toEqual(plain.toJSON());
});

/** What all see when each of two wrote this at the same time and the server has taken back what was doubled. */
function bothWrite(from: Node, to: Node): string[] {
  const base = updateFromDocument(from, 7);
  const server = new Integration([base]);
  for (const client of [100, 200]) {
    const one = replica(base, client);
    one.read();
    one.write(to);
    server.apply(Y.encodeStateAsUpdate(one.ydoc));
  }
  const words = readDocument(server.doc)
    .children.map((node) => node.textBetween(0, node.content.size, '', (leaf) => (leaf.type.name === 'hardBreak' ? '|' : '')))
    .filter((text) => text !== '');
  server.destroy();
  return words;
}

test('[DOC4] a paragraph that one makes a heading keeps what another types in it', () => {
  const base = updateFromDocument(doc.create(null, [p('p1', 'Bakgrund')]), 7);
  const [anna, omar] = [replica(base, 100), replica(base, 200)];
  anna.read();
  omar.read();
  anna.write(doc.create(null, [paragraph.create({ id: 'p1', level: 2 }, schema.text('Bakgrund'))]));
  omar.write(doc.create(null, [p('p1', 'Bakgrund och syfte')]));
  Y.applyUpdate(anna.ydoc, omar.update());
  expect(readDocument(anna.ydoc).child(0)).toMatchObject({ textContent: 'Bakgrund och syfte', attrs: { id: 'p1', level: 2 } });
});

test('[ORD3] a paragraph that two move at once stands once, with its id', () => {
  const [first, second, third] = [p('p1', 'ett'), p('p2', 'två'), p('p3', 'tre')];
  const base = updateFromDocument(doc.create(null, [first, second, third]), 7);
  const server = new Integration([base]);
  for (const [client, moved] of [
    [100, [second, third, first]],
    [200, [second, first, third]],
  ] as const) {
    const one = replica(base, client);
    one.read();
    one.write(doc.create(null, [...moved]));
    server.apply(one.update());
  }
  const shown = readDocument(server.doc).children.map(({ attrs, textContent }) => `${attrs.id as string} ${textContent}`);
  expect(shown.toSorted()).toEqual(['p1 ett', 'p2 två', 'p3 tre']);
  server.destroy();
});

test('[MOV1] a paragraph that two split at once is not doubled, whatever else they made anew with it', () => {
  const from = doc.create(null, [p('p0', 'noll'), p('p1', 'ett två.'), p('p2', 'tre.')]);
  expect(bothWrite(from, doc.create(null, [p('n1', 'tre.'), p('p0', 'noll'), p('p1', 'ett '), p('n2', 'två.')]))).toEqual(['tre.', 'noll', 'ett ', 'två.']);
});

test('[MOV1] a line that two cut at once before a footnote and a line break is not doubled', () => {
  const note = () => footnote.create({ id: 'f' }, schema.text('not'));
  const from = doc.create(null, [p('p1', 'bygga en', note(), hardBreak.create(), 'bro')]);
  expect(bothWrite(from, doc.create(null, [p('p1', 'bygga '), p('p2', 'en', note(), hardBreak.create(), 'bro')]))).toEqual(['bygga ', 'ennot|bro']);
});

test('[MOV1] words that are joined before their like are known as moved', () => {
  const from = doc.create(null, [p('p1', 'ny bro'), p('p2', 'vid kvarnens bro')]);
  const joined = doc.create(null, [p('p1', 'ny brovid kvarnens bro')]);
  const base = updateFromDocument(from, 7);
  const server = new Integration([base]);
  for (const client of [100, 200]) {
    const one = replica(base, client);
    one.read();
    one.write(joined, 7); // Backspace leaves the caret where the two met
    server.apply(Y.encodeStateAsUpdate(one.ydoc));
  }
  expect(readDocument(server.doc).textContent).toBe('ny brovid kvarnens bro');
});

test('[MOV1] lines that are made anew and end alike are each known as what they were, and none is taken back', () => {
  const names = ['Margareta Sjöström', 'Henrik Palm', 'Ali Haddad', 'Anna Lind'];
  const base = updateFromDocument(
    doc.create(
      null,
      names.map((name, index) => p(`p${index}`, name)),
    ),
    7,
  );
  const server = new Integration([base]);
  const one = replica(base, 100);
  one.read();
  one.write(
    doc.create(
      null,
      [...names, 'Bo Palm'].map((name, index) => p(`n${index}`, name)),
    ),
  );
  server.apply(Y.encodeStateAsUpdate(one.ydoc));
  expect(server.takeRepairs()).toEqual([]);
  expect(readDocument(server.doc).children.map(({ textContent }) => textContent)).toEqual([...names, 'Bo Palm']);
  server.destroy();
});

function textOf(ydoc: Y.Doc): Y.XmlText {
  const block = rootOf(ydoc).get(0);
  const text: unknown = block instanceof Y.XmlElement ? block.get(0) : null;
  if (!(text instanceof Y.XmlText)) throw new Error('no text');
  return text;
}

test('[schema RES2] what another wrote in the text itself in a suggested paragraph is told when it goes with a rejection', () => {
  const suggested = (text: string) => schema.node('paragraph', { id: 'p1', inserted: 's1 eva' }, schema.text(text));
  const base = updateFromDocument(doc.create(null, [suggested('Evas stycke.'), p('p2', 'Kvar.')]), 7);
  const [anna, omar] = [replica(base, 100), replica(base, 200)];
  anna.read();
  anna.write(doc.create(null, [suggested('Evas stycke. Annas ord.'), p('p2', 'Kvar.')]));
  const written = Y.encodeStateAsUpdate(anna.ydoc);
  Y.applyUpdate(omar.ydoc, written);
  omar.read();
  const seen = Y.encodeStateVector(omar.ydoc);
  omar.write(doc.create(null, [p('p2', 'Kvar.')]));
  const server = new Integration([written]);
  const told = server.apply(Y.encodeStateAsUpdate(omar.ydoc, seen), 'omar');
  expect(told.filter(({ client }) => client === 100)).toEqual([
    { client: 100, clock: expect.any(Number) as number, text: ' Annas ord.', block: { blockId: 'p1', by: 'omar' }, suggestedBy: 'eva' },
  ]);
  // Of a paragraph that stood, whoever removes it has seen what they remove.
  const plain = new Integration([updateFromDocument(doc.create(null, [p('p1', 'Stod.')]), 7)]);
  const remover = replica(updateFromDocument(doc.create(null, [p('p1', 'Stod.')]), 7), 300);
  remover.read();
  remover.write(doc.create(null, []));
  expect(plain.apply(Y.encodeStateAsUpdate(remover.ydoc), 'omar')).toEqual([]);
});

test('[ORD2] a file of very many blocks is written block after block, without counting up to each', () => {
  const document = doc.create(
    null,
    Array.from({ length: 60_000 }, (_, index) => p(`p${index}`, 'ord')),
  );
  const ydoc = new Y.Doc();
  Y.applyUpdate(ydoc, updateFromDocument(document, 7));
  expect(readDocument(ydoc).eq(document)).toBe(true);
}, 10_000);
