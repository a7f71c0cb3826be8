import type { EditorState } from '@tiptap/pm/state';
import { basis, by, doc, p, section, title } from '@yrka/test-builders';
import { expect, test } from 'vitest';
import { insertEarlierDecision } from './earlierDecision.ts';
import { inserting } from './inserting.ts';
import { applies, shown, stateOf } from './stateForTests.ts';

const words = { short: 'KF 2024-06-10 § 88', full: 'Kommunfullmäktige 2024-06-10 § 88' };
const settings = inserting({ kind: 'officerReport', clausesBeginWithAtt: true, decisionsBeginWithAtt: true });
/** As a view runs it, transaction by transaction. */
function inserted(...blocks: Parameters<typeof stateOf>[0][]): string {
  const view = { state: stateOf(doc(...blocks), settings) };
  const dispatch = (tr: Parameters<EditorState['apply']>[0]) => {
    view.state = view.state.apply(tr);
  };
  expect(insertEarlierDecision(words)(view.state, dispatch, view as never)).toBe(true);
  view.state.doc.check();
  return shown(view.state);
}

test('[EAR1] in the decision basis it is a line of its own, by its short name', () => {
  expect(inserted(section('decisionBasis', null, basis('|')))).toBe('section(decisionBasisList(decisionBasis(KF 2024-06-10 § 88|)))');
  expect(inserted(section('decisionBasis', null, basis('Mo|tion', 'Yttrande')))).toBe(
    'section(decisionBasisList(decisionBasis(Motion) decisionBasis(KF 2024-06-10 § 88|) decisionBasis(Yttrande)))',
  );
  expect(inserted(section('decisionBasis', null, p('|')))).toBe('section(decisionBasisList(decisionBasis(KF 2024-06-10 § 88|)))');
});
test('[EAR1] in running text it is words, by its full name', () => {
  expect(inserted(p('Enligt |'))).toBe('p(Enligt Kommunfullmäktige 2024-06-10 § 88|)');
  expect(inserted(p('Se| beslutet'))).toBe('p(Se Kommunfullmäktige 2024-06-10 § 88| beslutet)');
  expect(inserted(p('|'))).toBe('p(Kommunfullmäktige 2024-06-10 § 88|)');
});
test('[EAR1] not in a title or a name', () => {
  expect(applies(stateOf(doc(title('|')), settings), insertEarlierDecision(words))).toBe(false);
  expect(applies(stateOf(doc(by('Anna| (L)')), settings), insertEarlierDecision(words))).toBe(false);
});
