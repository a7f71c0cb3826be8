import { blockIds, decideSuggestions, suggestAs } from '@yrka/editor';
import { rootOf, suggestionsIn } from '@yrka/ydoc';
import { Plugin } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { suggesting } from '../../../packages/editor/src/suggesting/suggesting.ts';
import { yrkasBinding } from './replicas.ts';
import { everyOperation, type NamedOperation, playSession } from './session.ts';

const sessions = Number(process.env.YRKA_CASES ?? 20);
const firstSeed = Number(process.env.YRKA_SEED ?? 20_261_127);

let [suggested, decided, foreign, mostAnswers] = [0, 0, 0, 0];

/** Fails where plugins answer each other without end; what else would be a page that stands still. */
function answersEnd(): Plugin {
  let answers = 0;
  return new Plugin({
    appendTransaction(transactions) {
      const isBegun = transactions.some((tr) => tr.getMeta('appendedTransaction') === undefined);
      answers = isBegun ? 0 : answers + 1;
      mostAnswers = Math.max(mostAnswers, answers);
      if (answers > 10) throw new Error('The plugins answer each other without end');
      return null;
    },
  });
}

/** As a program that is not ours may: takes ids away, gives a block the id of another, or writes a table without any. */
const writeWithoutIds: NamedOperation[1] = ({ ydoc }, random) => {
  const root = rootOf(ydoc);
  const blocks = blocksIn(root);
  if (blocks.length === 0) return;
  ydoc.transact(() => {
    for (let count = random.below(4); count >= 0; count--) {
      const block = random.pick(blocks);
      if (random.next() < 0.6) block.removeAttribute('id');
      else block.setAttribute('id', random.pick(blocks).getAttribute('id') ?? 'aaaaaaaaaaaa');
    }
    if (random.next() < 0.4) root.push([element('table', [element('tableRow', cells()), element('tableRow', cells())])]);
  }, 'a foreign program');
  foreign++;
};

const cells = () => [element('tableCell', []), element('tableCell', [])];

function element(name: string, children: Y.XmlElement[]): Y.XmlElement {
  const made = new Y.XmlElement(name);
  made.insert(0, children);
  return made;
}

function blocksIn(parent: Y.XmlFragment | Y.XmlElement): Y.XmlElement[] {
  return parent.toArray().flatMap((child) => (child instanceof Y.XmlElement ? [child, ...blocksIn(child)] : []));
}

const decide =
  (verdict: 'accept' | 'reject'): NamedOperation[1] =>
  (replica, random) => {
    const all = suggestionsIn(replica.document);
    if (all.length > 0 && replica.run(decideSuggestions(verdict, [random.pick(all)]))) decided++;
  };

const suggest: NamedOperation[1] = (replica) => {
  suggested++;
  replica.run(suggestAs(String(replica.ydoc.clientID)));
};

const times = (count: number, ...operation: NamedOperation): NamedOperation[] => Array.from({ length: count }, () => operation);
const often = new Set(['undo', 'redo', 'backspaceAtStart', 'deleteAtEnd', 'enter', 'growTable']);
const more: readonly NamedOperation[] = [
  ...times(10, 'suggest', suggest),
  ...times(3, 'write', (replica) => void replica.run(suggestAs(null))),
  ...times(2, 'accept', decide('accept')),
  ...times(2, 'reject', decide('reject')),
  ...times(3, 'writeWithoutIds', writeWithoutIds),
  ...everyOperation.filter(([name]) => often.has(name)),
];

test('[ID6] three people who suggest, undo and decide while a foreign program loses and doubles ids end with one document, and nothing they do goes on without end', {
  timeout: 120_000,
}, () => {
  const play = (index: number) => playSession(firstSeed + index * 7_919, () => [answersEnd(), blockIds(), suggesting()], yrkasBinding, more);
  const outcomes = Array.from({ length: sessions }, (_, index) => play(index));
  console.info(
    `lost ids: ${sessions} sessions, seeds ${firstSeed} + 7919 n; ${suggested} times somebody began to suggest, ${decided} decisions, ids lost ${foreign} times; at most ${mostAnswers} answers to one act`,
  );
  expect(outcomes.filter(({ replicasEqual, stateIsDocument, doubleIds }) => !replicasEqual || !stateIsDocument || doubleIds > 0)).toEqual([]);
  expect(foreign).toBeGreaterThan(sessions);
});
