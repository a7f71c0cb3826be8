import type { Node } from '@tiptap/pm/model';
import { type EditorState, type Plugin, Selection, TextSelection } from '@tiptap/pm/state';
import {
  addColumn,
  addRow,
  backspace,
  deleteForward,
  enter,
  insertBlock,
  moveBlockTo,
  moveItem,
  toggleAtt,
  toggleHeading,
  toggleList,
  toggleQuotation,
} from '@yrka/editor';
import { schema } from '@yrka/schema';
import { Integration, readDocument, updateFromDocument } from '@yrka/ydoc';
import * as Y from 'yjs';
import { sliceOfText } from '../../../packages/editor/src/pasting/clipboard.ts';
import { pasteSlice } from '../../../packages/editor/src/pasting/pasteSlice.ts';
import { type Random, seeded } from './random.ts';
import { type BindingMaker, Replica } from './replicas.ts';

/** What became of the letters of one session. Letters are unique, so each can be followed. */
export type Outcome = {
  readonly seed: number;
  readonly typed: number;
  readonly rescued: number;
  readonly missing: readonly string[];
  readonly doubled: readonly string[];
  /** Letters that were offered back although they stood in the text at that moment. */
  readonly needlesslyRescued: readonly string[];
  readonly doubleIds: number;
  readonly replicasEqual: boolean;
  readonly stateIsDocument: boolean;
  readonly operations: readonly string[];
};

const people = 3;
const rounds = 6;

/**
 * Three people and a server. In each round everybody does a few things, some stay offline for
 * several rounds and come back with all they did; the server integrates what arrives, rescues and
 * repairs. At the end all are online, and every letter is accounted for.
 *
 * @param more what else people do than write, move and delete.
 * @param inEachRound what happens to the server's own document, when what had come was integrated and before anybody is told.
 */
export function playSession(
  seed: number,
  plugins: () => readonly Plugin[],
  makeBinding: BindingMaker,
  more: readonly NamedOperation[] = [],
  inEachRound: ServerAct = () => undefined,
): Outcome {
  const random = seeded(seed);
  const letters = new Letters();
  const seedUpdate = updateFromDocument(startDocument(letters), 1);
  const server = new Integration([seedUpdate]);
  const writers = Array.from({ length: people }, (_, index) => ({
    replica: new Replica(1_000 + index * 7, seedUpdate, plugins(), makeBinding),
    offlineUntil: 0,
    /** What was written here and not sent, an update at a time. */
    unsent: [] as Uint8Array[],
  }));
  for (const { replica, unsent } of writers) {
    replica.ydoc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== server) unsent.push(update);
    });
  }
  const operations: string[] = [];
  let rescued = '';
  const needlesslyRescued: string[] = [];

  for (let round = 0; round <= rounds; round++) {
    for (const [index, writer] of writers.entries()) {
      const count = round === rounds ? 0 : 1 + random.below(4);
      for (let turn = 0; turn < count; turn++) operations.push(`${round}.${index} ${act(writer.replica, random, letters, more)}`);
      if (random.next() < 0.25) writer.offlineUntil = round + 1 + random.below(3);
    }
    const online = writers.filter(({ offlineUntil }) => round === rounds || offlineUntil <= round);
    // Whoever arrives first is integrated first.
    for (const { replica, unsent } of [...online].sort(() => random.next() - 0.5)) {
      // A connection that was kept sends what waited an update at a time; a new one, all that is lacking.
      const waiting = unsent.splice(0);
      const updates = random.next() < 0.5 ? waiting : [Y.encodeStateAsUpdate(replica.ydoc, Y.encodeStateVector(server.doc))];
      for (const update of updates) {
        const offered = server
          .apply(update)
          .map(({ text }) => text)
          .join('');
        rescued += offered;
        // Update by update the server cannot know yet that the next one deletes the letters, or says whose copies they are.
        if (offered !== '' && updates !== waiting) needlesslyRescued.push(...standing(offered, readDocument(server.doc), letters));
      }
    }
    inEachRound(server, random, letters);
    for (const { replica } of online) {
      // The server's own repairs are part of its state, like any other update.
      server.takeRepairs();
      Y.applyUpdate(replica.ydoc, Y.encodeStateAsUpdate(server.doc, Y.encodeStateVector(replica.ydoc)), server);
    }
  }

  const [first] = writers;
  if (first === undefined) throw new Error('nobody wrote');
  const shown = first.replica.document;
  const counts = new Map<string, number>();
  for (const letter of shown.textContent) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  const ids: string[] = [];
  shown.descendants((node) => {
    if (typeof node.attrs.id === 'string') ids.push(node.attrs.id);
  });
  const same = JSON.stringify(shown.toJSON());
  const outcome: Outcome = {
    seed,
    typed: letters.typed.length,
    rescued: [...rescued].filter((letter) => letters.typed.includes(letter)).length,
    missing: letters.typed.filter((letter) => !counts.has(letter) && !letters.deleted.has(letter) && !rescued.includes(letter)),
    doubled: letters.typed.filter((letter) => (counts.get(letter) ?? 0) > 1),
    needlesslyRescued,
    doubleIds: ids.length - new Set(ids).size,
    replicasEqual: writers.every(({ replica }) => JSON.stringify(replica.document.toJSON()) === same),
    stateIsDocument: writers.every(({ replica }) => replica.document.eq(replica.binding.read())),
    operations,
  };
  for (const { replica } of writers) replica.binding.destroy();
  server.destroy();
  return outcome;
}

/** Those of some letters that stand in a document. */
function standing(text: string, { textContent }: Node, { typed }: Letters): string[] {
  return [...text].filter((letter) => typed.includes(letter) && textContent.includes(letter));
}

/** Hands out letters that occur nowhere else, and remembers which somebody deleted after having seen them. */
export class Letters {
  readonly typed: string[] = [];
  readonly deleted = new Set<string>();
  private next = 0x4e00;

  word(): string {
    const word = Array.from({ length: 3 }, () => String.fromCharCode(this.next++)).join('');
    this.typed.push(...word);
    return word;
  }

  delete(text: string): void {
    for (const letter of text) this.deleted.add(letter);
  }
}

export function startDocument(letters: Letters): Node {
  const { doc, title, paragraph, yrkandeList, attClause } = schema.nodes;
  const text = () => schema.text(`${letters.word()} ${letters.word()} ${letters.word()}`);
  return doc.create(null, [
    title.create({ id: 'title' }, text()),
    ...['p1', 'p2', 'p3'].map((id) => paragraph.create({ id }, text())),
    yrkandeList.create(
      { id: 'list' },
      ['A', 'B', 'C', 'D'].map((id) => attClause.create({ id }, text())),
    ),
    paragraph.create({ id: 'p4' }, text()),
  ]);
}

/** One thing a person does, chosen by chance; returns what it was, for the log of a failing seed. */
function act(replica: Replica, random: Random, letters: Letters, more: readonly NamedOperation[]): string {
  const [name, operation] = random.pick(more.length === 0 ? everyOperation : [...everyOperation, ...more]);
  const before = replica.document.textContent;
  operation(replica, random, letters);
  // Whatever an undo takes from the screen, its person saw go.
  if (name === 'undo' || name === 'redo') {
    const after = replica.document.textContent;
    letters.delete([...before].filter((letter) => !after.includes(letter)).join(''));
  }
  return name;
}

type Operation = (replica: Replica, random: Random, letters: Letters) => void;
export type ServerAct = (server: Integration, random: Random, letters: Letters) => void;
export type NamedOperation = readonly [name: string, operation: Operation];

const operations: Readonly<Record<string, { readonly weight: number; readonly run: Operation }>> = {
  type: {
    weight: 8,
    run: (replica, random, letters) => {
      const at = caretSomewhere(replica, random);
      if (at === null) return;
      // As one types: a letter at a time, the caret after each.
      replica.dispatch(replica.state.tr.setSelection(TextSelection.create(replica.document, at)));
      for (const letter of letters.word()) replica.dispatch(replica.state.tr.insertText(letter));
    },
  },
  enter: { weight: 3, run: (replica, random) => void (placeCaret(replica, random) && replica.run(enter)) },
  backspaceAtStart: {
    weight: 3,
    run: (replica, random) => {
      const block = someBlock(replica, random);
      if (block === null) return;
      replica.dispatch(replica.state.tr.setSelection(TextSelection.create(replica.document, block.position + 1)));
      replica.run(backspace);
    },
  },
  deleteAtEnd: {
    weight: 1,
    run: (replica, random) => {
      const block = someBlock(replica, random);
      if (block === null) return;
      replica.dispatch(replica.state.tr.setSelection(TextSelection.create(replica.document, block.position + 1 + block.node.content.size)));
      replica.run(deleteForward);
    },
  },
  deleteWord: {
    weight: 2,
    run: (replica, random, letters) => {
      const block = someBlock(replica, random);
      if (block === null || block.node.content.size < 2) return;
      const from = block.position + 1 + random.below(block.node.content.size - 1);
      const to = Math.min(from + 1 + random.below(4), block.position + 1 + block.node.content.size);
      letters.delete(replica.document.textBetween(from, to));
      replica.dispatch(replica.state.tr.delete(from, to));
    },
  },
  deleteBlock: {
    weight: 1,
    run: (replica, random, letters) => {
      const block = someBlock(replica, random);
      if (block === null || block.node.type.name === 'title') return;
      letters.delete(block.node.textContent);
      replica.dispatch(replica.state.tr.delete(block.position, block.position + block.node.nodeSize));
    },
  },
  moveByKey: { weight: 4, run: (replica, random) => void (placeCaret(replica, random) && replica.run(moveItem(random.pick([-1, 1])))) },
  drag: { weight: 3, run: drag },
  toggle: {
    weight: 2,
    run: (replica, random) => {
      if (placeCaret(replica, random))
        replica.run(random.pick([toggleHeading(1), toggleHeading(2), toggleList('bullet'), toggleList('ordered'), toggleQuotation, toggleAtt]));
    },
  },
  bold: {
    weight: 1,
    run: (replica, random) => {
      const block = someBlock(replica, random);
      if (block === null || block.node.type.name === 'title' || block.node.content.size === 0) return;
      const from = block.position + 1 + random.below(block.node.content.size);
      replica.dispatch(replica.state.tr.addMark(from, block.position + 1 + block.node.content.size, schema.marks.strong.create()));
    },
  },
  paste: {
    weight: 1,
    run: (replica, random, letters) => {
      if (!placeCaret(replica, random)) return;
      const text = [letters.word(), letters.word()].join(random.pick([' ', '\n', '\n\n']));
      replica.dispatch(pasteSlice(replica.state, sliceOfText(schema, text)).setMeta('paste', true).setMeta('uiEvent', 'paste'));
    },
  },
  deleteSelection: {
    weight: 1,
    run: (replica, random, letters) => {
      const [from, to] = [caretSomewhere(replica, random), caretSomewhere(replica, random)];
      if (from === null || to === null || from === to) return;
      letters.delete(replica.document.textBetween(Math.min(from, to), Math.max(from, to)));
      replica.dispatch(replica.state.tr.setSelection(TextSelection.create(replica.document, from, to)));
      replica.run(backspace);
    },
  },
  insert: {
    weight: 2,
    run: (replica, random) => void (placeCaret(replica, random) && replica.run(insertBlock(random.pick(['footnote', 'table', 'attClause', 'signatories'])))),
  },
  growTable: { weight: 1, run: (replica, random) => void (placeCaret(replica, random) && replica.run(random.pick([addRow('below'), addColumn('right')]))) },
  undo: { weight: 2, run: (replica) => void replica.binding.undo() },
  redo: { weight: 1, run: (replica) => void replica.binding.redo() },
  pause: { weight: 1, run: (replica) => replica.binding.closeUndoStep() },
};

export const everyOperation = Object.entries(operations).flatMap(([name, { weight, run }]) =>
  Array.from({ length: weight }, (): NamedOperation => [name, run]),
);

/** Drags a clause within its list, or a paragraph past another block. */
function drag(replica: Replica, random: Random): void {
  const blocks = textBlocks(replica.state).filter(({ node }) => node.type.name === 'attClause' || node.type.name === 'paragraph');
  if (blocks.length < 2) return;
  const [moved, target] = [random.pick(blocks), random.pick(blocks)];
  const [id, targetId]: unknown[] = [moved.node.attrs.id, target.node.attrs.id];
  if (typeof id === 'string' && typeof targetId === 'string' && id !== targetId)
    replica.run(moveBlockTo(id, random.pick([{ before: targetId }, { after: targetId }])));
}

function caretSomewhere(replica: Replica, random: Random): number | null {
  const block = someBlock(replica, random);
  return block === null ? null : block.position + 1 + random.below(block.node.content.size + 1);
}

function placeCaret(replica: Replica, random: Random): boolean {
  const at = caretSomewhere(replica, random);
  if (at === null) return false;
  replica.dispatch(replica.state.tr.setSelection(Selection.near(replica.document.resolve(at))));
  return true;
}

function someBlock(replica: Replica, random: Random): { node: Node; position: number } | null {
  const blocks = textBlocks(replica.state);
  return blocks.length === 0 ? null : random.pick(blocks);
}

function textBlocks(state: EditorState): { node: Node; position: number }[] {
  const blocks: { node: Node; position: number }[] = [];
  state.doc.descendants((node, position) => {
    if (node.isTextblock) blocks.push({ node, position });
    return !node.isTextblock;
  });
  return blocks;
}
