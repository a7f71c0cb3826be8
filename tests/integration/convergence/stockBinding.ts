import { initProseMirrorDoc, updateYFragment } from '@tiptap/y-tiptap';
import { rootOf } from '@yrka/ydoc';
import * as Y from 'yjs';
import type { BindingHost } from '@yrka/editor';
import type { SessionBinding } from './replicas.ts';

/** The stock binding, driven the same way: what our sessions are measured against. */
export function stockBinding(host: BindingHost, ydoc: Y.Doc): SessionBinding {
  const origin = {};
  const fragment = rootOf(ydoc);
  const undoManager = new Y.UndoManager(fragment, { trackedOrigins: new Set([origin]) });
  let { doc: shown, mapping } = initProseMirrorDoc(fragment, host.state.schema);
  const show = () => {
    ({ doc: shown, mapping } = initProseMirrorDoc(fragment, host.state.schema));
    host.dispatch(host.state.tr.replaceWith(0, host.state.doc.content.size, shown.content).setMeta('yrka$remote', true));
    shown = host.state.doc;
  };
  fragment.observeDeep((_events, transaction) => {
    if (transaction.origin !== origin) show();
  });
  return {
    show,
    editorChanged: () => {
      if (host.state.doc.eq(shown)) return;
      shown = host.state.doc;
      ydoc.transact(() => updateYFragment(ydoc, fragment, shown, { mapping, isOMark: new Map() }), origin);
    },
    undo: () => undoManager.undo() !== null,
    redo: () => undoManager.redo() !== null,
    closeUndoStep: () => undoManager.stopCapturing(),
    read: () => initProseMirrorDoc(fragment, host.state.schema).doc,
    destroy: () => undoManager.destroy(),
  };
}
