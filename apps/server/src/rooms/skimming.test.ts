import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { skimmedState } from './skimming.ts';

/** A document with every kind of struct and content that Yjs writes, some of it taken away again. */
function everyKind(): { readonly doc: Y.Doc; readonly updates: readonly Uint8Array[] } {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const text = doc.getText('text');
  text.insert(0, 'Åsa, 日本, 👩‍👩‍👧 and 😀');
  text.insert(3, '€');
  text.format(1, 4, { strong: { level: 2 } });
  text.insert(5, 'Kommunfullmäktige 😀 beslutar att uppdra åt nämnden att återkomma, € 100. '.repeat(3));
  text.insertEmbed(2, { picture: 'vapen' });
  text.delete(0, 2);
  const map = doc.getMap('map');
  map.set('list', ['ö', 1, 2.5, null, undefined, { deep: [true, new Uint8Array([1, 2])] }]);
  map.set('bytes', new Uint8Array(300));
  map.set('list', 'again');
  map.set('doc', new Y.Doc({ guid: 'en annan å' }));
  const list = doc.getArray('list');
  list.push([1, 'två', { three: 3 }, new Uint8Array([4])]);
  list.delete(1, 2);
  const fragment = doc.getXmlFragment('xml');
  const paragraph = new Y.XmlElement('paragraph');
  // Yjs' own types leave hooks out.
  fragment.push([paragraph, new Y.XmlHook('hook') as unknown as Y.XmlText, new Y.XmlText('till slut')]);
  paragraph.setAttribute('id', 'a1');
  paragraph.push([new Y.XmlText('i stycket')]);
  map.set('types', new Y.Map([['array', Y.Array.from([1])]]));
  map.set('words', new Y.Text('ord'));
  fragment.delete(0, 1); // what was in it is collected
  return { doc, updates };
}

it('tells how far each has written, of every kind of content', () => {
  const { doc, updates } = everyKind();
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  other.getText('text').insert(4, 'mellan 😀');
  other.getText('text').delete(0, 3);
  const whole = Y.encodeStateAsUpdate(other);
  expect(skimmedState([whole])).toEqual(Y.decodeStateVector(Y.encodeStateVector(other)));
  expect(skimmedState(updates)).toEqual(Y.decodeStateVector(Y.encodeStateVector(doc)));
  // As old clients wrote what is "any" today: two values as JSON, in the root "a".
  const json = Uint8Array.of(1, 1, 5, 0, 2, 1, 1, 97, 2, 1, 49, 9, ...new TextEncoder().encode('undefined'), 0);
  expect(skimmedState([json])).toEqual(Y.decodeStateVector(Y.encodeStateVectorFromUpdate(json)));
  expect(skimmedState([json])).toEqual(new Map([[5, 2]]));
  expect(skimmedState([])).toEqual(new Map());
});

it('tells nothing of what has a gap in it or before it', () => {
  const { doc, updates } = everyKind();
  expect(skimmedState(updates.slice(1))).toBeNull();
  expect(skimmedState(updates.toSpliced(3, 1))).toBeNull();
  expect(skimmedState([Y.mergeUpdates(updates.toSpliced(3, 1))])).toBeNull();
  const later = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(new Map([[doc.clientID, 2]])));
  expect(skimmedState([later])).toBeNull();
});
