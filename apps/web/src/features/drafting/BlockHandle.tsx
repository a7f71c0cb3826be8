import type { Editor } from '@tiptap/core';
import type { Node, ResolvedPos } from '@tiptap/pm/model';
import { NodeSelection, TextSelection, type Transaction } from '@tiptap/pm/state';
import { useEditorState } from '@tiptap/react';
import { afterPaint, draggableAt, mayMove, movedIn, moveBlockTo, moveItem, toggleAtt } from '@yrka/editor';
import { eventNames } from '@yrka/schema';
import { GripVertical } from 'lucide-react';
import { memo, type DragEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { announce, Menu, MenuItem, MenuSection } from '../../ui/index.ts';
import css from './BlockHandle.module.css';
import { focusText, run } from './commands.ts';
import { positionOf } from './outline.ts';

type Target = { readonly id: string; readonly name: string; readonly att: boolean | null };

const named = ['attClause', 'yrkande', 'decisionPoint', 'paragraph', 'person', 'table', 'tableRow', 'vote', 'reservation'] as const;
const nameOf = (name: string) => named.find((known) => known === name) ?? 'other';

type BlockHandleProps = {
  readonly editor: Editor;
  readonly sheet: RefObject<HTMLElement | null>;
  /** Asks who wrote what lies between two positions; null where one may not know. */
  readonly onWriters: ((from: number, to: number) => void) | null;
};

/** In the margin beside the block with the caret, or under the pointer: press for its menu, drag to move it. */
export const BlockHandle = memo(function BlockHandle({ editor, sheet, onWriters }: BlockHandleProps) {
  const writers = useTranslations('writers')('title');
  const t = useTranslations('drafting.block');
  const handle = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const line = useRef<HTMLDivElement>(null);
  const [pointedAt, setPointedAt] = useState<Target | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [isDragging, setDragging] = useState(false);
  const atCaret = useEditorState({ editor, selector: () => targetAt(editor.state.selection.$from) });
  const target = pointedAt ?? atCaret;
  const targetId = target?.id ?? null;

  useEffect(() => {
    const area = sheet.current;
    if (area === null || editor.isDestroyed) return;
    const { dom } = editor.view;
    const onMove = (event: PointerEvent) => {
      if (event.pointerType !== 'mouse' || isOpen || isDragging) return;
      const found = editor.view.posAtCoords({ left: Math.max(event.clientX, textLeft(editor) + 4), top: event.clientY });
      const next = found === null ? null : targetAt(editor.state.doc.resolve(found.pos));
      setPointedAt((before) => (before?.id === next?.id && before?.att === next?.att ? before : next));
    };
    const onLeave = () => !isOpen && !isDragging && setPointedAt(null);
    // Whoever writes is at the caret, wherever the pointer was left.
    const onKey = () => setPointedAt(null);
    area.addEventListener('pointermove', onMove);
    area.addEventListener('pointerleave', onLeave);
    dom.addEventListener('keydown', onKey);
    return () => {
      area.removeEventListener('pointermove', onMove);
      area.removeEventListener('pointerleave', onLeave);
      dom.removeEventListener('keydown', onKey);
    };
  }, [editor, sheet, isOpen, isDragging]);

  useLayoutEffect(() => {
    if (targetId === null || editor.isDestroyed) return;
    const place = () => placeBeside(editor, targetId, handle.current, sheet.current);
    // Others' words move the block; read when the layout is made anyway.
    let cancel: (() => void) | null = null;
    const later = ({ transaction }: { readonly transaction: { readonly docChanged: boolean } }) => {
      if (!transaction.docChanged) return;
      cancel ??= afterPaint(() => {
        cancel = null;
        place();
      });
    };
    place();
    editor.on('transaction', later);
    return () => {
      cancel?.();
      editor.off('transaction', later);
    };
  }, [editor, sheet, targetId]);

  useEffect(() => {
    const tell = ({ transaction }: { readonly transaction: Transaction }) => {
      const moved = movedIn(transaction);
      if (moved === null) return;
      const what = t(`kinds.${nameOf(moved.name)}`);
      if (moved.place === null)
        return announce(t(moved.direction === 0 ? 'told.staysHere' : moved.direction < 0 ? 'told.movedUp' : 'told.movedDown', { what }));
      const [number, count] = [String(moved.place.number), String(moved.place.count)];
      announce(t(moved.direction === 0 ? 'told.stays' : 'told.moved', { what, number, count }));
    };
    editor.on('transaction', tell);
    return () => {
      editor.off('transaction', tell);
    };
  }, [editor, t]);

  const isThere = target !== null;
  useEffect(() => (isThere && handle.current !== null ? hideBehindBars(handle.current) : undefined), [isThere]);

  /** The commands work where the caret is, so the block must have it first. */
  const select = () => {
    const position = target === null ? null : positionOf(editor.state.doc, target.id);
    if (position === null) return false;
    const { selection, doc, tr } = editor.state;
    const end = position + (doc.nodeAt(position)?.nodeSize ?? 0);
    if (selection.from < position || selection.to > end) editor.view.dispatch(tr.setSelection(TextSelection.near(doc.resolve(position + 1), 1)));
    return true;
  };

  const act = (key: string | number) => {
    if (!select() || target === null) return;
    if (key === 'writers') return askWriters(target.id);
    if (key === 'up' || key === 'down') run(editor, moveItem(key === 'up' ? -1 : 1));
    else if (key === 'att') run(editor, toggleAtt);
    else if (key === 'remove') removeBlock(editor, target.id);
    focusText(editor);
  };

  const askWriters = (id: string) => {
    const position = positionOf(editor.state.doc, id);
    if (position !== null) onWriters?.(position, position + (editor.state.doc.nodeAt(position)?.nodeSize ?? 0));
  };

  const open = (isOpening: boolean) => {
    if (isOpening) select();
    setOpen(isOpening);
  };

  const onDragStart = (event: DragEvent) => {
    if (target === null) return;
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', '');
    const position = positionOf(editor.state.doc, target.id);
    const dom = position === null ? null : editor.view.nodeDOM(position);
    if (dom instanceof HTMLElement) event.dataTransfer.setDragImage(dom, 0, 0);
    setDragging(true);
  };

  useEffect(() => {
    if (!isDragging || targetId === null) return;
    let drop: { readonly before: string } | { readonly after: string } | null = null;
    const onOver = (event: globalThis.DragEvent) => {
      const place = dropPlace(editor, event, targetId);
      drop = place?.drop ?? null;
      event.preventDefault();
      event.stopPropagation();
      const area = sheet.current?.getBoundingClientRect();
      if (line.current === null || area === undefined) return;
      line.current.hidden = place === null;
      if (place !== null)
        Object.assign(line.current.style, {
          insetBlockStart: `${place.y - area.top - 1}px`,
          insetInlineStart: `${place.left - area.left}px`,
          inlineSize: `${place.width}px`,
        });
    };
    const onDrop = (event: globalThis.DragEvent) => {
      event.preventDefault();
      event.stopPropagation();
      if (drop !== null) run(editor, moveBlockTo(targetId, drop));
      setDragging(false);
    };
    const onEnd = () => setDragging(false);
    // Before ProseMirror, which would take the drag for one of its own.
    document.addEventListener('dragover', onOver, true);
    document.addEventListener('drop', onDrop, true);
    document.addEventListener('dragend', onEnd, true);
    return () => {
      document.removeEventListener('dragover', onOver, true);
      document.removeEventListener('drop', onDrop, true);
      document.removeEventListener('dragend', onEnd, true);
    };
  }, [isDragging, editor, sheet, targetId]);

  if (target === null) return null;
  const what = t(`kinds.${nameOf(target.name)}`);
  return (
    <>
      <div ref={handle} className={css.handle} draggable onDragStart={onDragStart} data-shown={isOpen || undefined} contentEditable={false}>
        {/* A button that opens on the press, as a menu's own does, cannot be dragged by. */}
        <button
          ref={button}
          type="button"
          tabIndex={0} // or Safari would give it no focus at a press, and the menu none back
          className={css.button}
          aria-label={t('menuFor', { what })}
          aria-haspopup="menu"
          aria-expanded={isOpen}
          onClick={() => open(!isOpen)}
        >
          <GripVertical aria-hidden />
        </button>
        <Menu
          aria-label={t('menu')}
          beside={{ trigger: button, isOpen, onOpenChange: open }}
          onAction={act}
          disabledKeys={[...(mayMove(editor.state, -1) ? [] : ['up']), ...(mayMove(editor.state, 1) ? [] : ['down'])]}
        >
          <MenuSection>
            <MenuItem id="up" keys="Alt+↑">
              {t('up')}
            </MenuItem>
            <MenuItem id="down" keys="Alt+↓">
              {t('down')}
            </MenuItem>
          </MenuSection>
          {target.att !== null && (
            <MenuSection>
              <MenuItem id="att">{t(target.att ? 'removeAtt' : 'addAtt')}</MenuItem>
            </MenuSection>
          )}
          {onWriters !== null && (
            <MenuSection>
              <MenuItem id="writers" keys="Ctrl+Alt+W">
                {writers}
              </MenuItem>
            </MenuSection>
          )}
          <MenuSection>
            <MenuItem id="remove">{t('remove')}</MenuItem>
          </MenuSection>
        </Menu>
      </div>
      {isDragging && <div ref={line} className={css.line} hidden />}
    </>
  );

  function removeBlock(open: Editor, id: string): void {
    const position = positionOf(open.state.doc, id);
    if (position === null) return;
    const selection = NodeSelection.create(open.state.doc, position);
    const { tr } = open.state;
    tr.setSelection(selection).deleteSelection();
    open.view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(position, tr.doc.content.size)), -1)).scrollIntoView());
    announce(t('told.removed', { what: t(`kinds.${nameOf(selection.node.type.name)}`) }));
  }
});

/** Puts the handle in the middle of the block's first line. */
function placeBeside(editor: Editor, id: string, handle: HTMLElement | null, sheet: HTMLElement | null): void {
  const position = editor.isDestroyed ? null : positionOf(editor.state.doc, id);
  const dom = position === null ? null : editor.view.nodeDOM(position);
  if (handle === null || sheet === null || !(dom instanceof HTMLElement)) return;
  const [block, origin, style] = [dom.getBoundingClientRect(), sheet.getBoundingClientRect(), getComputedStyle(dom)];
  const firstLine = Number.parseFloat(style.lineHeight) || 28;
  handle.style.insetBlockStart = `${block.top - origin.top + Number.parseFloat(style.paddingBlockStart) + firstLine / 2 - handle.offsetHeight / 2}px`;
}

/** Hides the handle while it has scrolled behind a bar, which it would share a few pixels with: what is pressed there is the other. */
function hideBehindBars(handle: HTMLElement): () => void {
  let observer: IntersectionObserver | null = null;
  const observe = () => {
    observer?.disconnect();
    const { scrollMarginBlockStart, scrollMarginBlockEnd } = getComputedStyle(handle);
    observer = new IntersectionObserver((entries) => handle.toggleAttribute('data-behind', (entries.at(-1)?.intersectionRatio ?? 1) < nearlyAll), {
      rootMargin: `-${scrollMarginBlockStart} 0px -${scrollMarginBlockEnd}`,
      threshold: nearlyAll,
    });
    observer.observe(handle);
  };
  observe();
  // The bars are as high as the screen's width has it.
  window.addEventListener('resize', observe);
  return () => {
    window.removeEventListener('resize', observe);
    observer?.disconnect();
  };
}

/** Of the handle's height; the rest is a rounding. */
const nearlyAll = 0.95;

/** Blocks whose words are theirs: one moves the yrkande, not the paragraph in it. */
const events: ReadonlySet<string> = new Set(eventNames);

function targetAt($position: ResolvedPos): Target | null {
  const id = draggableAt($position);
  if (id === null) return null;
  let target: Node | null = null;
  for (let depth = $position.depth; depth > 0; depth--) {
    const node = $position.node(depth);
    if (node.attrs.id === id || (target !== null && events.has(node.type.name))) target = node;
  }
  // A person's place in a list is said by the names themselves; a handle in the middle of a sentence is in the way.
  if (target === null || typeof target.attrs.id !== 'string' || target.type.name === 'person' || target.type.name === 'castVote') return null;
  return { id: target.attrs.id, name: target.type.name, att: typeof target.attrs.att === 'boolean' ? target.attrs.att : null };
}

const textLeft = (editor: Editor) =>
  editor.view.dom.getBoundingClientRect().left + Number.parseFloat(getComputedStyle(editor.view.dom).paddingInlineStart || '0');

/** The gap between two blocks that is nearest to the pointer, and where to draw the line. */
function dropPlace(
  editor: Editor,
  event: globalThis.DragEvent,
  id: string,
): { readonly drop: { readonly before: string } | { readonly after: string }; readonly y: number; readonly left: number; readonly width: number } | null {
  const found = editor.view.posAtCoords({ left: Math.max(event.clientX, textLeft(editor) + 4), top: event.clientY });
  if (found === null) return null;
  const beside = draggableAt(editor.state.doc.resolve(found.pos));
  const position = beside === null || beside === id ? null : positionOf(editor.state.doc, beside);
  const dom = position === null ? null : editor.view.nodeDOM(position);
  if (beside === null || !(dom instanceof HTMLElement)) return null;
  const block = dom.getBoundingClientRect();
  const isBefore = event.clientY < block.top + block.height / 2;
  const drop = isBefore ? { before: beside } : { after: beside };
  if (!moveBlockTo(id, drop)(editor.state)) return null;
  return { drop, y: isBefore ? block.top : block.bottom, left: block.left, width: block.width };
}
