import { type AnyExtension, Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { EditorContent, useEditor } from '@tiptap/react';
import { coreExtensions } from '@yrka/editor';
import type { DocumentKind, MunicipalityTemplate } from '@yrka/schema';
import { type MouseEvent, useEffect, useMemo } from 'react';
import { scrollWithin } from '../../ui/index.ts';
import { PartHeadings } from '../deliberation/index.ts';
import { Letterhead } from './Letterhead.tsx';
import { blockEntry, eventNames } from './paper/blockEntry.ts';
import { usePaperExtensions } from './paper/usePaperExtensions.ts';
import '@yrka/editor/structure.css';
import './paper/paper.css';
import css from './StillPaper.module.css';

export type StillPaperProps = {
  readonly kind: DocumentKind;
  readonly template: MunicipalityTemplate;
  /** ProseMirror JSON. The paper is made anew for another. */
  readonly content: unknown;
  /** Names it, as it is no text field. */
  readonly label: string;
  /** Where the block stands that is pointed out, or null. */
  readonly current: number | null;
  /** Where blocks stand that something is to be said about. */
  readonly marked: readonly number[];
  /** The pointer is over a block, or on none; or one was pressed. */
  readonly onPoint: (position: number | null) => void;
  readonly onPress: (position: number) => void;
  /** What is drawn on it beside that; others are for another content. */
  readonly more?: readonly AnyExtension[];
  /** Whether it is a part of a document, which has no head and is no longer than what is on it. */
  readonly isExcerpt?: boolean;
};

const nothingMore: readonly AnyExtension[] = [];

/** A document as it looks on its paper, which nobody writes on: one that is not stored yet. */
export function StillPaper({ kind, template, content, label, current, marked, onPoint, onPress, more = nothingMore, isExcerpt = false }: StillPaperProps) {
  const { paperExtensions, plugins } = usePaperExtensions({ kind, template });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another document is another paper
  const extensions = useMemo(() => [...paperExtensions(), blockEntry.configure({ plugins: [plugins] }), pointing, ...more], [content]);
  const editor = useEditor(
    {
      extensions,
      enableCoreExtensions: coreExtensions,
      editable: false,
      injectCSS: false,
      content: content as Record<string, unknown>, // the server answers by the schema
      editorProps: { attributes: { role: 'document', 'aria-label': label, lang: 'sv' } },
    },
    [extensions],
  );

  useEffect(() => {
    // Tiptap ends one whose page was slow to show it, and gives another.
    if (editor === null || editor.isDestroyed) return;
    editor.view.dispatch(editor.state.tr.setMeta(pointingKey, { current, marked } satisfies Pointed));
    const block = current === null ? null : editor.view.nodeDOM(current);
    if (block instanceof HTMLElement) scrollWithin(block.querySelector('.yrka-section__head') ?? block);
  }, [editor, current, marked]);

  if (editor === null) return null;
  const at = (event: MouseEvent) => blockUnder(editor.view, event.target);
  return (
    // biome-ignore lint/a11y: what the pointer does here, the keys do in the pane around it
    <div
      className={css.sheet}
      data-kind={kind}
      data-excerpt={isExcerpt || undefined}
      onMouseOver={(event) => onPoint(at(event))}
      onMouseLeave={() => onPoint(null)}
      onClick={(event) => {
        const position = at(event);
        if (position !== null) onPress(position);
      }}
    >
      {!isExcerpt && <Letterhead template={template} label={kind === 'minutesItem' ? null : template.documentLabels[kind]} />}
      <PartHeadings kind={kind} template={template}>
        <EditorContent editor={editor} className={css.text} />
      </PartHeadings>
    </div>
  );
}

type Pointed = { readonly current: number | null; readonly marked: readonly number[] };
const pointingKey = new PluginKey<DecorationSet>('yrkaPointing');

const pointing = Extension.create({
  name: 'yrkaPointing',
  // Before all that keys do where one writes: here Tab goes on to the next thing of the page.
  priority: 10_000,
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key: pointingKey,
      state: {
        init: () => DecorationSet.empty,
        apply: (tr, shown) => {
          const pointed = tr.getMeta(pointingKey) as Pointed | undefined;
          return pointed === undefined ? shown : decorationsOf(tr.doc, pointed);
        },
      },
      props: { decorations: (state) => pointingKey.getState(state), handleDOMEvents: { keydown: () => true } },
    }),
  ],
});

function decorationsOf(doc: Node, { current, marked }: Pointed): DecorationSet {
  const around = (position: number, name: string) => {
    const node = doc.nodeAt(position);
    return node === null ? [] : [Decoration.node(position, position + node.nodeSize, { class: name })];
  };
  return DecorationSet.create(doc, [
    ...marked.flatMap((position) => around(position, 'yrka-marked')),
    ...(current === null ? [] : around(current, 'yrka-held')),
  ]);
}

/**
 * Where the text block stands that was pointed at, the event that it is part of, or the part whose
 * heading it was; null beside the text.
 */
function blockUnder(view: EditorView, target: EventTarget): number | null {
  const element = target instanceof Element ? target.closest('[data-node], .react-renderer') : null;
  if (element === null || !view.dom.contains(element)) return null;
  const $position = view.state.doc.resolve(view.posAtDOM(element, 0));
  let found: number | null = null;
  for (let depth = $position.depth; depth > 0; depth--) {
    const { isTextblock, type } = $position.node(depth);
    // What happened at the meeting is drawn as one.
    if (isTextblock || eventNames.has(type.name) || type.name === 'vote' || (type.name === 'section' && element.getAttribute('data-node') === 'section'))
      found = $position.before(depth);
  }
  return found;
}
