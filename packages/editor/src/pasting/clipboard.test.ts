// @vitest-environment happy-dom
import { EditorState, TextSelection } from '@tiptap/pm/state';
import { EditorView } from '@tiptap/pm/view';
import { doc, p } from '@yrka/test-builders';
import { expect, test } from 'vitest';
import type { PasteRefusal, YrkaEditorOptions } from '../options.ts';
import { clipboard } from './clipboard.ts';

function viewWith(options: Partial<YrkaEditorOptions>): EditorView {
  const words = {
    titlePlaceholder: '',
    paragraphPlaceholder: '',
    costsPlaceholder: () => '',
    clausePlaceholder: '',
    decisionPointPlaceholder: '',
    fieldPlaceholder: () => '',
    personPlaceholder: () => '',
    recipientPlaceholder: '',
    attachmentPlaceholder: '',
    decisionBasisPlaceholder: '',
    footnotePlaceholder: '',
    footnote: () => '',
    footnotes: '',
    sum: '',
  };
  const document_ = doc(p('Före.'));
  const state = EditorState.create({
    doc: document_,
    selection: TextSelection.create(document_, 6),
    plugins: [clipboard({ strings: words, documentKind: 'motion', ...options })],
  });
  return new EditorView(document.createElement('div'), { state });
}

test('[PAS6] a paste over the limit is refused before it enters, and said to be', () => {
  const refused: PasteRefusal[] = [];
  const view = viewWith({ maxPasteBytes: 10, onPasteRefused: (refusal) => refused.push(refusal) });
  view.pasteText('ååååå.');
  expect(view.state.doc.textContent).toBe('Före.');
  expect(refused).toEqual([{ code: 'tooLarge', bytes: 11, maxBytes: 10 }]);
  view.pasteText('åååå');
  expect(view.state.doc.textContent).toBe('Före.åååå');
});
test('[PAS2] tells how many images were left out', () => {
  let images = 0;
  const view = viewWith({
    onImagesDropped: (count) => {
      images += count;
    },
  });
  view.pasteHTML('<p>Efter<img src="x.png"></p>');
  expect(view.state.doc.textContent).toBe('Före.Efter');
  expect(images).toBe(1);
});
test('[PAS1] words pasted from a foreign page are words, not a block', () => {
  const view = viewWith({});
  view.pasteHTML('<meta charset="utf-8"><span style="color:red">Och <b>mer</b></span>');
  expect(view.state.doc.textContent).toBe('Före.Och mer');
  expect(view.state.doc.childCount).toBe(1);
});

const linked = (view: EditorView) => {
  const found: string[] = [];
  view.state.doc.descendants((node) => {
    for (const { type, attrs } of node.marks) if (type.name === 'link') found.push(`${node.text} → ${attrs.href}`);
  });
  return found;
};
test('[LAW4] statutes in what is pasted become links, those before it are left, and a link of its own is kept', () => {
  const view = viewWith({});
  view.pasteText('Se kommunallagen 5 kap. 35 §. Och FL 5 §');
  expect(linked(view)).toEqual(['kommunallagen 5 kap. 35 § → https://lagen.nu/2017:725#K5P35', 'FL 5 § → https://lagen.nu/2017:900#P5']);
  const own = viewWith({});
  own.pasteHTML('<p>Se <a href="https://www.riksdagen.se/kl">KL 5 kap. 35 §</a> och 4 § FL</p>');
  expect(linked(own)).toEqual(['KL 5 kap. 35 § → https://www.riksdagen.se/kl', '4 § FL → https://lagen.nu/2017:900#P4']);
});
