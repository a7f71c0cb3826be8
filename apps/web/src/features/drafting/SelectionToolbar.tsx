import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { useEditorState } from '@tiptap/react';
import { activeFormats, toggleEmphasis, toggleStrong } from '@yrka/editor';
import { Bold, Italic, Link, MessageSquarePlus, UserPen } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { IconButton } from '../../ui/index.ts';
import { run } from './commands.ts';
import css from './SelectionToolbar.module.css';

type SelectionToolbarProps = {
  readonly editor: Editor;
  readonly isWriting: boolean;
  readonly onLink: () => void;
  /** Null where one may not comment. */
  readonly onComment: (() => void) | null;
  /** Asks who wrote what lies between two positions; null where one may not know. */
  readonly onWriters: ((from: number, to: number) => void) | null;
};

/** Above selected words, once the selecting is over. With a mouse or a finger only: the keys are the same as ever. */
export function SelectionToolbar({ editor, isWriting, onLink, onComment, onWriters }: SelectionToolbarProps) {
  const t = useTranslations('drafting.tools');
  const comment = useTranslations('comments')('comment');
  const writers = useTranslations('writers')('title');
  const bar = useRef<HTMLDivElement>(null);
  const [isSelecting, setSelecting] = useState(false);
  const range = useEditorState({
    editor,
    selector: () => {
      const { selection } = editor.state;
      const formats = activeFormats(editor.state);
      const isFormatted = isWriting && formats.takesMarks;
      return selection instanceof TextSelection && !selection.empty && (isFormatted || onComment !== null || onWriters !== null)
        ? { from: selection.from, to: selection.to, isFormatted, strong: formats.strong, emphasis: formats.emphasis }
        : null;
    },
  });

  useEffect(() => {
    if (editor.isDestroyed) return;
    const { dom } = editor.view;
    const begin = () => setSelecting(true);
    const end = () => setSelecting(false);
    dom.addEventListener('pointerdown', begin);
    document.addEventListener('pointerup', end);
    document.addEventListener('pointercancel', end);
    return () => {
      dom.removeEventListener('pointerdown', begin);
      document.removeEventListener('pointerup', end);
      document.removeEventListener('pointercancel', end);
    };
  }, [editor]);

  useLayoutEffect(() => {
    const element = bar.current;
    const around = element?.offsetParent;
    if (element === null || !(around instanceof HTMLElement) || range === null || editor.isDestroyed) return;
    const origin = around.getBoundingClientRect();
    const [start, end] = [editor.view.coordsAtPos(range.from), editor.view.coordsAtPos(range.to, -1)];
    const middle = start.top === end.top ? (start.left + end.left) / 2 : start.left;
    const left = Math.max(8, Math.min(middle - origin.left - element.offsetWidth / 2, origin.width - element.offsetWidth - 8));
    element.style.insetInlineStart = `${left}px`;
    element.style.insetBlockStart = `${start.top - origin.top - element.offsetHeight - 8}px`;
  });

  if (range === null || isSelecting) return null;
  return (
    <div ref={bar} className={css.bar} role="group" aria-label={t('selection')} onMouseDown={(event) => event.preventDefault()}>
      {range.isFormatted && (
        <>
          <IconButton label={t('bold')} keys="Ctrl+B" aria-pressed={range.strong} excludeFromTabOrder onPress={() => run(editor, toggleStrong)}>
            <Bold aria-hidden />
          </IconButton>
          <IconButton label={t('italic')} keys="Ctrl+I" aria-pressed={range.emphasis} excludeFromTabOrder onPress={() => run(editor, toggleEmphasis)}>
            <Italic aria-hidden />
          </IconButton>
          <IconButton label={t('link')} excludeFromTabOrder onPress={onLink}>
            <Link aria-hidden />
          </IconButton>
        </>
      )}
      {onComment !== null && (
        <IconButton label={comment} keys="Ctrl+Alt+M" excludeFromTabOrder onPress={onComment}>
          <MessageSquarePlus aria-hidden />
        </IconButton>
      )}
      {onWriters !== null && (
        <IconButton label={writers} keys="Ctrl+Alt+W" excludeFromTabOrder onPress={() => onWriters(range.from, range.to)}>
          <UserPen aria-hidden />
        </IconButton>
      )}
    </div>
  );
}
