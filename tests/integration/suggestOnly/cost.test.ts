import { blockIds, suggestAs } from '@yrka/editor';
import { schema } from '@yrka/schema';
import { TextSelection } from '@tiptap/pm/state';
import { ProvingCopy, updateFromDocument } from '@yrka/ydoc';
import { expect, test } from 'vitest';
import { suggesting } from '../../../packages/editor/src/suggesting/suggesting.ts';
import { Replica, yrkasBinding } from '../convergence/replicas.ts';

test('what the proof of a key press costs in a document of forty pages', { timeout: 120_000 }, () => {
  const words = 'Kommunen bör se över hur cykelbanorna sköts om vintern och vad det skulle kosta. ';
  const paragraph = (id: string) => schema.node('paragraph', { id }, schema.text(words.repeat(4)));
  const paragraphs = Array.from({ length: 320 }, (_, index) => paragraph(`stycke${index}`));
  const sections = [paragraphs.slice(0, 300), paragraphs.slice(300)] as const;
  const document = schema.node('doc', null, [schema.node('title', { id: 'titel' }, schema.text('Vinterväghållning')), ...sections.flat()]);
  const start = updateFromDocument(document, 1);
  const replica = new Replica(77, start, [blockIds(), suggesting()], yrkasBinding);
  replica.run(suggestAs('eva'));
  const sent: Uint8Array[] = [];
  replica.ydoc.on('update', (update: Uint8Array) => sent.push(update));
  const suggester = { personId: 'eva', isTheirClient: (client: number) => client === 77 };
  let copy = new ProvingCopy([start]);
  const opened = timed(() => copy.open());
  let at = 0;
  replica.document.forEach((node, offset) => {
    if (node.attrs.id === 'stycke150') at = offset + 40;
  });
  replica.dispatch(replica.state.tr.setSelection(TextSelection.create(replica.document, at)));
  const keys: number[] = [];
  for (let key = 0; key < 120; key++) {
    replica.dispatch(replica.state.tr.insertText('x'));
    for (const update of sent.splice(0)) keys.push(timed(() => expect(copy.prove(update, suggester)).toBe(null)));
  }
  copy = new ProvingCopy([copy.compacted()]);
  const anew = timed(() => copy.open());
  const sorted = keys.slice(20).toSorted((a, b) => a - b);
  const part = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2);
  console.info(
    `suggest-only: a key press in 40 pages is proved in ${part(0.5)} ms (median of ${sorted.length}), ${part(0.95)} (p95); the first, with reading it all, in ${(opened + (keys[0] ?? 0)).toFixed(0)} ms; the copy is integrated anew in ${anew.toFixed(0)}`,
  );
  replica.binding.destroy();
});

function timed(work: () => void): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}
