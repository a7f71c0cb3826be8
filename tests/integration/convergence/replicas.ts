import { Binding, type BindingHost } from '../../../packages/editor/src/binding/index.ts';
import { schema } from '@yrka/schema';
import { readDocument } from '@yrka/ydoc';
import type { Node } from '@tiptap/pm/model';
import { EditorState, type Plugin, type Transaction } from '@tiptap/pm/state';
import * as Y from 'yjs';

/** What a session needs of a binding. */
export type SessionBinding = Pick<Binding, 'show' | 'editorChanged' | 'undo' | 'redo' | 'closeUndoStep' | 'destroy'> & {
  /** What a newcomer would read from the same Y document. */
  read(): Node;
};

export type BindingMaker = (host: BindingHost, ydoc: Y.Doc) => SessionBinding;

/** The binding that the product uses. */
export function yrkasBinding(host: BindingHost, ydoc: Y.Doc): SessionBinding {
  const binding = new Binding(host, { ydoc });
  return Object.assign(binding, { read: () => readDocument(ydoc, schema) });
}

/** One person's editor without a screen: a ProseMirror state, the real plugins, the real binding. */
export class Replica implements BindingHost {
  readonly ydoc = new Y.Doc();
  readonly binding: SessionBinding;
  state: EditorState;

  constructor(client: number, seed: Uint8Array, plugins: readonly Plugin[], makeBinding: BindingMaker) {
    this.ydoc.clientID = client;
    Y.applyUpdate(this.ydoc, seed);
    this.state = EditorState.create({ schema, plugins: [...plugins] });
    this.binding = makeBinding(this, this.ydoc);
    this.binding.show();
  }

  dispatch(transaction: Transaction): void {
    const before = this.state;
    this.state = before.apply(transaction);
    this.binding.editorChanged(before);
  }

  /** Runs a ProseMirror command as a key would; false when it does not apply. */
  run(command: (state: EditorState, dispatch: (transaction: Transaction) => void) => boolean): boolean {
    return command(this.state, (transaction) => this.dispatch(transaction));
  }

  get document(): Node {
    return this.state.doc;
  }
}
