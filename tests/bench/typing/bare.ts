// What Yrka is measured against: TipTap's StarterKit over Yjs as its manual begins, and nothing else.
import { Editor } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { StarterKit } from '@tiptap/starter-kit';
import * as Y from 'yjs';
import { clauses, paragraphs } from './text.ts';

const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const editor = new Editor({
  element: document.querySelector('main'),
  extensions: [StarterKit.configure({ undoRedo: false }), Collaboration.configure({ document: new Y.Doc() })],
  editorProps: { attributes: { spellcheck: 'true' } },
});
editor.commands.setContent({
  type: 'doc',
  content: [...paragraphs.map(paragraph), { type: 'orderedList', content: clauses.map((text) => ({ type: 'listItem', content: [paragraph(text)] })) }],
});
