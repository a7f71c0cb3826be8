import type { Node } from '@tiptap/pm/model';
import { type Command, EditorState, Plugin, TextSelection } from '@tiptap/pm/state';
import { hasId, outcomes, recipientPurposes, schema, yrkandeKinds, yrkandeRanks } from '@yrka/schema';
import {
  att,
  block,
  by,
  castVotes,
  clauses,
  decisions,
  doc,
  fields,
  footnote,
  hardBreak,
  p,
  recipients,
  section,
  table,
  title,
  vote,
  yes,
  yrkande,
} from '@yrka/test-builders';
import { acceptAll, rejectAll, type Suggestion, suggestionsIn } from '@yrka/ydoc';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blockIds } from '../blockIds.ts';
import { deleteSelected } from '../deletion.ts';
import { enter } from '../enter.ts';
import { changeDepth, toggleHeading, toggleList, toggleQuotation, toggleStrong } from '../formatting.ts';
import { insertBlock } from '../inserting.ts';
import { backspace, deleteForward } from '../joining.ts';
import { moveBlockTo, moveItem } from '../moving.ts';
import { sliceOfText } from '../pasting/clipboard.ts';
import { pasteSlice } from '../pasting/pasteSlice.ts';
import { textblockStarts } from '../structure.ts';
import { addColumn, addRow, deleteColumn, deleteRow, toggleHeaderRow } from '../tables.ts';
import { suggestAs, suggesting } from './suggesting.ts';

/** Longer with the variable; the number of runs is printed. */
const runs = Number(process.env.YRKA_RUNS ?? 40);
const seed = Number(process.env.YRKA_SEED ?? Date.now() % 2 ** 31);

const start = () =>
  doc(
    title('Rubrik'),
    by('Anna Lind (L)', 'Omar Said (L)'),
    p('Första stycket.'),
    p('Andra', hardBreak(), ' med ', footnote('not'), ' slut.'),
    clauses(att('ett'), att('två'), att('tre'), yrkande('approval', 'motion', by('Eva Ek (L)'), p('För barnen.'))),
    section('decision', null, decisions('Motionen avslås.', ''), recipients('Tekniska nämnden', 'Motionären')),
    vote({ yes: 8, no: 6 }, fields('closing', { yesMeans: 'avslag' }), castVotes(yes('Kim Ståhl (C)'))),
    table(['a', 'b'], ['c', 'd']),
    block('paragraph', { list: 'bullet' }, 'punkt'),
  );

type Turn = { readonly who: 'eva' | 'omar'; readonly act: string; readonly at: number; readonly to: number };

const type =
  (text: string): Command =>
  (state, dispatch) => {
    dispatch?.(deleteSelected(state.tr).insertText(text));
    return true;
  };

/** What a browser does by itself where no key of ours acts: one letter. */
const letter =
  (command: Command, towards: -1 | 1): Command =>
  (state, dispatch) => {
    if (command(state, dispatch)) return true;
    const { from } = state.selection;
    dispatch?.(state.tr.delete(Math.min(from, from + towards), Math.max(from, from + towards)));
    return true;
  };

/** Chooses for the block with the caret, or one around it: any value of any of its attributes. */
const choose =
  (which: number, value: number): Command =>
  ({ selection: { $from }, tr }, dispatch) => {
    const at: { readonly position: number; readonly name: string; readonly value: unknown }[] = [];
    for (let depth = $from.depth; depth > 0; depth--) {
      for (const [name, values] of Object.entries(choices[$from.node(depth).type.name] ?? {}))
        for (const one of values)
          if (JSON.stringify($from.node(depth).attrs[name]) !== JSON.stringify(one)) at.push({ position: $from.before(depth), name, value: one });
    }
    const chosen = at[(which + value) % Math.max(at.length, 1)];
    if (chosen === undefined) return false;
    dispatch?.(tr.setNodeAttribute(chosen.position, chosen.name, chosen.value));
    return true;
  };

const choices: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>> = {
  paragraph: { level: [0, 1, 2, 3], quote: [true, false], list: ['bullet', 'ordered', null], depth: [0, 1, 2] },
  attClause: { att: [true, false] },
  yrkande: { kind: yrkandeKinds, rank: [...yrkandeRanks, null], withdrawn: [true, false] },
  decisionPoint: { att: [true, false], outcome: [...outcomes, null], answers: [[], [{ document: 'd', version: 1, clause: 'c' }]] },
  person: { personId: ['anna', null], party: ['S', null], role: ['chair', null] },
  castVote: { answer: ['yes', 'no', 'abstain', null], party: ['C', null] },
  vote: { yes: [8, 9, null], settledBy: ['lot', null], writtenOver: ['ab12', null] },
  recipient: { purpose: [...recipientPurposes, null] },
  section: { heading: [null, '', 'Beslut'] },
  table: { kind: ['plain', 'costs'] },
  tableCell: { header: [true, false] },
};

const drag =
  (target: number): Command =>
  (state, dispatch) => {
    const { $from } = state.selection;
    const siblings = ($from.depth === 0 ? state.doc : $from.node($from.depth - 1)).children;
    const [id, beside]: unknown[] = [$from.parent.attrs.id, siblings[target % siblings.length]?.attrs.id];
    return (
      typeof id === 'string' &&
      typeof beside === 'string' &&
      id !== beside &&
      moveBlockTo(id, target % 2 === 0 ? { before: beside } : { after: beside })(state, dispatch)
    );
  };

const acts: Readonly<Record<string, (at: number, to: number) => Command>> = {
  type: () => type('ord'),
  back: () => letter(backspace, -1),
  forward: () => letter(deleteForward, 1),
  enter: () => enter,
  strong: () => toggleStrong,
  heading: () => toggleHeading(2),
  list: () => toggleList('ordered'),
  quotation: () => toggleQuotation,
  deeper: () => changeDepth(1),
  choose,
  chooseAgain: choose,
  up: () => moveItem(-1),
  down: () => moveItem(1),
  drag: (at) => drag(at),
  clause: () => insertBlock('attClause'),
  note: () => insertBlock('footnote'),
  row: () => addRow('below'),
  column: () => addColumn('right'),
  rowGoes: () => deleteRow,
  columnGoes: () => deleteColumn,
  header: () => toggleHeaderRow,
  paste: () => (state, dispatch) => {
    dispatch?.(pasteSlice(state, sliceOfText(schema, 'klistrat\n\ntvå stycken')).setMeta('paste', true).setMeta('uiEvent', 'paste'));
    return true;
  },
  replaceAll: () => (state, dispatch) => {
    const tr = state.tr;
    // As replacing all does: from the end, each by itself.
    for (const begin of textblockStarts(state.doc).toReversed()) {
      const { parent } = state.doc.resolve(begin);
      for (const match of [...parent.textBetween(0, parent.content.size, '', '\ufffc').matchAll(/t/g)].toReversed())
        if (parent.content.content.every((child) => child.isLeaf))
          tr.replaceWith(begin + match.index, begin + match.index + 1, schema.text('tt', state.doc.nodeAt(begin + match.index)?.marks));
    }
    dispatch?.(tr);
    return true;
  },
};

const turns = fc.array(
  fc.record({
    who: fc.constantFrom('eva' as const, 'omar' as const),
    act: fc.constantFrom(...Object.keys(acts)),
    at: fc.nat(10_000),
    to: fc.oneof(fc.constant(-1), fc.nat(10_000)),
  }),
  { minLength: 1, maxLength: 25 },
);

/** Puts the caret, or a selection, somewhere and does something; does nothing where that is not possible. */
function play(state: EditorState, { act, at, to }: Turn): EditorState {
  const places = textblockStarts(state.doc).flatMap((from) =>
    Array.from({ length: state.doc.resolve(from).parent.content.size + 1 }, (_, offset) => from + offset),
  );
  const [anchor, head] = [places[at % places.length] ?? 0, to < 0 ? null : (places[to % places.length] ?? 0)];
  const placed = state.apply(state.tr.setSelection(TextSelection.between(state.doc.resolve(anchor), state.doc.resolve(head ?? anchor))));
  let next = placed;
  acts[act]?.(at, Math.max(to, 0))(placed, (tr) => {
    next = placed.apply(tr);
  });
  return next;
}

/** All that a document says, but what its new blocks are called. */
const said = (document: Node): unknown => JSON.parse(JSON.stringify(document.toJSON(), (name, value: unknown) => (name === 'id' ? undefined : value)));

/** What somebody suggests, wherever it stands by now. */
const meant = ({ added, changes }: Suggestion) => ({
  added: added.replace(/\s/g, ''),
  // A block may have been moved past another since.
  changes: changes.map((change) => JSON.stringify([change.block.id, change.kind === 'choice' ? [change.name, change.to] : 'place'])).toSorted(),
});

test('[SUG1] at random: rejecting all is the text from before, ids and order included, and what others suggest stands', () => {
  let done = 0;
  fc.assert(
    fc.property(turns, (all) => {
      let now = EditorState.create({ doc: start(), plugins: [blockIds(), suggesting()] });
      const before = now.doc;
      for (const turn of all) {
        const { who } = turn;
        suggestAs(who)(now, (tr) => (now = now.apply(tr)));
        const others = suggestionsIn(now.doc).filter((one) => one.by !== who);
        const next = play(now, turn);
        next.doc.check();
        expect(rejectAll(next.doc).toJSON()).toEqual(before.toJSON());
        const left = new Map(suggestionsIn(next.doc).map((one) => [`${one.id} ${one.by}`, meant(one)]));
        for (const one of others) expect(left.get(`${one.id} ${one.by}`)).toEqual(meant(one));
        if (next.doc !== now.doc) done++;
        now = next;
      }
    }),
    { numRuns: 2 * runs, seed },
  );
  console.info(`suggestions: ${done} acts of two people in ${2 * runs} sessions, seed ${seed}`);
});

test('[SUG1] at random: accepting what one did is having done it', () => {
  let done = 0;
  fc.assert(
    fc.property(turns, (all) => {
      let isRefused = false;
      let suggests = EditorState.create({ doc: start(), plugins: [blockIds(), suggesting(() => (isRefused = true))] });
      suggestAs('eva')(suggests, (tr) => (suggests = suggests.apply(tr)));
      // Each act upon the text as it would stand: suggested there, and done.
      for (const turn of all) {
        const next = play(suggests, turn);
        const direct = play(EditorState.create({ doc: suggests.doc, plugins: [blockIds()] }), turn);
        expect(isRefused).toBe(false);
        const settled = acceptAll(next.doc);
        expect(said(settled)).toEqual(said(direct.doc));
        if (direct.doc !== suggests.doc) done++;
        suggests = EditorState.create({ doc: settled, plugins: suggests.plugins });
        suggestAs('eva')(suggests, (tr) => (suggests = suggests.apply(tr)));
      }
    }),
    { numRuns: runs, seed },
  );
  console.info(`suggestions: ${done} acts suggested and done, seed ${seed}`);
});

/** As a foreign program or a merge may leave a document: of some blocks the id is lost, of some it is another's too. */
function withIdsLost(document: Node, lost: readonly ('kept' | 'lost' | 'doubled')[]): Node {
  let count = 0;
  return schema.nodeFromJSON(
    JSON.parse(
      JSON.stringify(document.toJSON(), (name, value: unknown) => {
        const fate = name === 'id' ? lost[count++ % lost.length] : 'kept';
        return fate === 'lost' ? null : fate === 'doubled' ? 'aaaaaaaaaaaa' : value;
      }),
    ),
  );
}

/** Fails where plugins answer each other without end; what else would be a page that stands still. */
function answersEnd(): Plugin {
  let answers = 0;
  return new Plugin({
    appendTransaction(transactions) {
      const isBegun = transactions.some((tr) => tr.getMeta('appendedTransaction') === undefined);
      answers = isBegun ? 0 : answers + 1;
      if (answers > 10) throw new Error('The plugins answer each other without end');
      return null;
    },
  });
}

function idsIn(document: Node): unknown[] {
  const ids: unknown[] = [];
  document.descendants(({ type, attrs }) => void (hasId(type.name) && ids.push(attrs.id)));
  return ids;
}

const lacking = (ids: readonly unknown[]) => ids.length - new Set(ids.filter((id) => id !== null)).size;

test('[ID6, SUG1] at random: where ids are lost or doubled each act ends, no new block lacks one, and rejecting all is the text from before', () => {
  let done = 0;
  const fates = fc.array(fc.constantFrom('kept' as const, 'lost' as const, 'doubled' as const), { minLength: 1, maxLength: 7 });
  fc.assert(
    fc.property(turns, fates, fc.boolean(), (all, lost, isGivenFirst) => {
      const before = withIdsLost(start(), lost);
      const kept = idsIn(before).filter((id, _index, ids) => id !== null && ids.indexOf(id) === ids.lastIndexOf(id));
      const plugins = isGivenFirst ? [blockIds(), suggesting()] : [suggesting(), blockIds()];
      let now = EditorState.create({ doc: before, plugins: [answersEnd(), ...plugins] });
      for (const turn of all) {
        suggestAs(turn.who)(now, (tr) => (now = now.apply(tr)));
        const next = play(now, turn);
        next.doc.check();
        expect(said(rejectAll(next.doc))).toEqual(said(before));
        const ids = idsIn(next.doc);
        expect(ids).toEqual(expect.arrayContaining(kept));
        expect(lacking(ids)).toBeLessThanOrEqual(lacking(idsIn(now.doc)));
        if (next.doc !== now.doc) done++;
        now = next;
      }
    }),
    { numRuns: runs, seed },
  );
  console.info(`suggestions: ${done} acts where ids are lost in ${runs} sessions, seed ${seed}`);
});
