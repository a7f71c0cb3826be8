import { schema } from '@yrka/schema';
import { att, clauses, doc, p, table, title } from '@yrka/test-builders';
import { acceptAll, decide, rejectAll, suggestionsIn } from '@yrka/ydoc';
import fc from 'fast-check';
import { Fragment, type Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import { documents } from './anyDocumentsForTests.ts';
import { asSuggestions } from './asSuggestions.ts';
import { bringEdits } from './bringEdits.ts';
import { compareTexts } from './compareTexts.ts';
import { chanceFrom, edited } from './editsForTests.ts';

const seed = Number(process.env.YRKA_SEED ?? Date.now() % 2 ** 31);
const runs = Number(process.env.YRKA_RUNS ?? 150);
const by = 'eva';
const bring = (base: Node, after: Node, now: Node = base) => bringEdits({ base, edited: after, now, by });
const text = (words: string) => schema.text(words);
const withChildren = (node: Node, ...children: readonly Node[]) => node.copy(Fragment.fromArray([...children]));
/** The document with other words in one of its blocks. */
const saying = (document: Node, index: number, words: string) =>
  document.copy(document.content.replaceChild(index, withChildren(document.child(index), ...(words === '' ? [] : [text(words)]))));
const said = (document: Node) => suggestionsIn(document).map(({ by: whose, removed, added }) => [whose, removed, added]);
const lines = (document: Node) => {
  const found: string[] = [];
  document.descendants((node) => {
    if (node.isTextblock) found.push(`${node.type.name} ${node.textContent}`);
    return !node.isTextblock;
  });
  return found;
};
const outcomes = (changes: ReturnType<typeof bring>['changes']) => changes.map(({ kind, outcome }) => `${kind} ${outcome}`);
const isMine = ({ by: whose }: { readonly by: string }) => whose === by;

const base = doc(
  title('Ljus'),
  p('Det är mörkt på stigen till skolan.'),
  clauses(att('nämnden bygger ljus'), att('nämnden mäter ljuset'), att('uppdraget redovisas')),
);
const list = base.child(2);

describe('[CMP18] what was edited in an older version is suggested in the document as it is', () => {
  test('words, each edited block one suggestion', () => {
    const after = saying(saying(base, 0, 'Mer ljus'), 1, 'Det är alldeles mörkt på vägen till skolan.');
    const { document, changes } = bring(base, after);
    expect(said(document)).toEqual([
      [by, 'Ljus', 'Mer ljus'],
      [by, 'stigen', 'alldeles vägen'],
    ]);
    expect(outcomes(changes)).toEqual(['changed placed', 'changed placed']);
    expect(acceptAll(document).eq(after)).toBe(true);
  });

  test('beside words that others have changed in the same sentence since', () => {
    const after = saying(base, 1, 'Det är alldeles mörkt på stigen till skolan.');
    const now = saying(base, 1, 'Det är mörkt på stigen till biblioteket.');
    const { document, changes } = bring(base, after, now);
    expect(acceptAll(document).child(1).textContent).toBe('Det är alldeles mörkt på stigen till biblioteket.');
    expect(rejectAll(document).eq(now)).toBe(true);
    expect(outcomes(changes)).toEqual(['changed placed']);
  });

  test('what others have changed stays theirs, and the edit of the same words is told with both wordings', () => {
    const after = saying(base, 1, 'Det är mörkt på vägen till skolan, säger alla.');
    const now = saying(base, 1, 'Det är mörkt på gångstigen till skolan.');
    const { document, changes } = bring(base, after, now);
    expect(acceptAll(document).child(1).textContent).toBe('Det är mörkt på gångstigen till skolan, säger alla.');
    expect(changes).toEqual([
      {
        kind: 'changed',
        outcome: 'partly',
        words: 'Det är mörkt på vägen till skolan, säger alla.',
        replaced: [
          { removed: 'stigen', added: 'vägen' },
          { removed: '', added: ', säger alla' },
        ],
        overtaken: [{ removed: 'stigen', added: 'vägen' }],
        now: 'Det är mörkt på gångstigen till skolan, säger alla.',
        blockId: base.child(1).attrs.id as string,
      },
    ]);
  });

  test('what others suggest is neither changed nor in the way', () => {
    const other = { id: 's1', by: 'kim' };
    const now = base.copy(
      base.content.replaceChild(
        1,
        withChildren(
          base.child(1),
          text('Det är '),
          text('mörkt').mark([schema.mark('deletion', other)]),
          schema.text('becksvart', [schema.mark('insertion', other)]),
          text(' på stigen till skolan.'),
        ),
      ),
    );
    const { document } = bring(base, saying(base, 1, 'Det var mörkt på stigen till torget.'), now);
    expect(decide(document, 'reject', isMine).eq(now)).toBe(true);
    expect(said(document)).toEqual([
      [by, 'är skolan', 'vartorget'],
      ['kim', 'mörkt', 'becksvart'],
    ]);
  });

  test('a clause that came, one that went and one that moved', () => {
    const [build, measure, report] = list.children as [Node, Node, Node];
    const fresh = schema.node('attClause', { id: 'fresh', att: true }, [text('det lyser på torget')]);
    const after = base.copy(base.content.replaceChild(2, withChildren(list, report, build, fresh)));
    const { document, changes } = bring(base, after);
    expect(outcomes(changes)).toEqual(['moved placed', 'removed placed', 'added placed']);
    expect(acceptAll(document).eq(after)).toBe(true);
    expect(rejectAll(document).eq(base)).toBe(true);
    expect(document.child(2).childCount).toBe(4);
    expect(measure.attrs.deleted).toBeNull();
  });

  test('a clause that went to another list goes where it stood and comes where it stands, once', () => {
    const [build, measure] = list.children as [Node, Node, Node];
    const other = schema.node('yrkandeList', { id: 'other' }, [schema.node('attClause', { id: 'z', att: true }, [text('det följs upp')])]);
    const before = withChildren(base, ...base.children, other);
    const after = withChildren(base, base.child(0), base.child(1), withChildren(list, measure, list.child(2)), withChildren(other, other.child(0), build));
    const { document, changes } = bring(before, after);
    expect(lines(acceptAll(document))).toEqual(lines(after));
    expect(rejectAll(document).eq(before)).toBe(true);
    expect(outcomes(changes)).toEqual(['removed placed', 'added placed']);
  });

  test('a clause that others have rewritten is not suggested to go, nor one moved that they have moved', () => {
    const [build, measure, report] = list.children as [Node, Node, Node];
    const now = base.copy(base.content.replaceChild(2, withChildren(list, report, withChildren(build, text('nämnden bygger ljus nu')), measure)));
    const after = base.copy(base.content.replaceChild(2, withChildren(list, report, measure)));
    const { document, changes } = bring(base, after, now);
    expect(document.eq(now)).toBe(true);
    expect(changes.map(({ kind, outcome, now: says }) => [kind, outcome, says])).toEqual([
      ['removed', 'overtaken', 'nämnden bygger ljus nu'],
      ['moved', 'there', null],
    ]);
  });

  test('what was written in a block that is gone is told', () => {
    const now = withChildren(base, base.child(0), base.child(2));
    const { document, changes } = bring(base, saying(base, 1, 'Det är ljust på stigen till skolan.'), now);
    expect(document.eq(now)).toBe(true);
    expect(changes).toMatchObject([{ outcome: 'gone', words: 'Det är ljust på stigen till skolan.', now: null, blockId: base.child(0).attrs.id as string }]);
  });

  test('the words of a cell, and a row', () => {
    const before = doc(table(['Plats', 'Lyktor'], ['Stigen', '14']));
    const rows = before.child(0);
    const cell = (words: string, id: string) => schema.node('tableCell', { id }, [text(words)]);
    const [head, row] = rows.children as [Node, Node];
    const after = withChildren(
      before,
      withChildren(
        rows,
        head,
        withChildren(row, row.child(0), withChildren(row.child(1), text('15'))),
        schema.node('tableRow', { id: 'r' }, [cell('Torget', 'c1'), cell('3', 'c2')]),
      ),
    );
    const { document } = bring(before, after);
    expect(acceptAll(document).eq(after)).toBe(true);
    expect(rejectAll(document).eq(before)).toBe(true);
  });

  test('the same copy twice suggests nothing twice, also under new ids, and one that was edited more takes the place of the first', () => {
    const fresh = (id: string) => schema.node('attClause', { id, att: true }, [text('det lyser på torget')]);
    const [build, measure, report] = list.children as [Node, Node, Node];
    const after = (id: string) =>
      saying(base, 1, 'Det är mörkt på vägen till skolan.').copy(
        saying(base, 1, 'Det är mörkt på vägen till skolan.').content.replaceChild(2, withChildren(list, report, build, fresh(id))),
      );
    const once = bring(base, after('one')).document;
    const twice = bring(base, after('two'), once);
    expect(twice.document.eq(once)).toBe(true);
    expect(new Set(twice.changes.map(({ outcome }) => outcome))).toEqual(new Set(['there']));
    expect(measure.textContent).toBe('nämnden mäter ljuset');
    const more = bring(base, saying(base, 1, 'Det är mörkt på gatan till skolan.'), once);
    expect(said(more.document)[0]).toEqual([by, 'stigen', 'gatan']);
  });

  test('a copy with what was suggested in it is held against that', () => {
    const other = { id: 's1', by: 'kim' };
    const marked = base.copy(
      base.content.replaceChild(
        1,
        withChildren(base.child(1), text('Det är '), schema.text('mycket ', [schema.mark('insertion', other)]), text('mörkt på stigen till skolan.')),
      ),
    );
    const after = base.copy(
      base.content.replaceChild(
        1,
        withChildren(base.child(1), text('Det är '), schema.text('mycket ', [schema.mark('insertion', other)]), text('mörkt på vägen till skolan.')),
      ),
    );
    const { document } = bringEdits({ base: marked, edited: after, now: marked, by, isMarked: true });
    expect(said(document)).toEqual([
      ['kim', '', 'mycket '],
      [by, 'stigen', 'vägen'],
    ]);
    expect(decide(document, 'reject', isMine).eq(marked)).toBe(true);
  });
});

/** As every block of a real document has one. */
function withIds(node: Node, path = 'b'): Node {
  if (node.isText || node.isLeaf) return node;
  const content = node.children.map((child, index) => withIds(child, `${path}x${index}`));
  return node.type.create('id' in node.attrs ? { ...node.attrs, id: path } : node.attrs, Fragment.fromArray(content), node.marks);
}

const hasUnknown = (document: Node) => JSON.stringify(document.toJSON()).includes('"opaque');
const edits = (document: Node, chance: number, count: number) => {
  const next = chanceFrom(chance);
  let after = document;
  for (let edit = 0; edit < count; edit++) after = edited(after, next);
  return after;
};

describe('[CMP18] at random', () => {
  test('rejected, the document is what it was, whatever others have done and suggest; with nobody between, accepted it says what was edited', () => {
    let [cases, exact, placed, told] = [0, 0, 0, 0];
    fc.assert(
      fc.property(
        documents,
        fc.nat(),
        fc.integer({ min: 1, max: 6 }),
        fc.nat(),
        fc.integer({ min: 0, max: 4 }),
        fc.boolean(),
        (any, chance, count, others, between, isSuggested) => {
          const before = withIds(any);
          const after = edits(before, chance, count);
          const theirs = edits(before, others, between);
          const now = isSuggested ? asSuggestions(compareTexts(before, theirs), { maker: { by: 'kim' } }) : theirs;
          const { document, changes } = bring(before, after, now);
          expect(decide(document, 'reject', isMine).eq(now)).toBe(true);
          expect(rejectAll(document).eq(rejectAll(now))).toBe(true);
          for (const { outcome } of changes) outcome === 'placed' || outcome === 'partly' ? placed++ : told++;
          if (!hasUnknown(before) && !hasUnknown(after) && between === 0) {
            expect(lines(acceptAll(document))).toEqual(lines(acceptAll(after)));
            exact++;
          }
          const again = bring(before, after, document);
          if (between === 0) expect(again.document.eq(document)).toBe(true);
          cases++;
        },
      ),
      { seed, numRuns: runs },
    );
    console.log(`comparison bringing: ${cases} cases, ${exact} of them exact, ${placed} edits placed and ${told} told, seed ${seed}`);
  });
});
