import type { Editor } from '@tiptap/core';
import { recordableIds, type RecordableId, recordEvent } from '@yrka/editor';
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import css from './HappeningMenu.module.css';
import { firstChoice } from './personField.ts';

/** What is no event of the document, and opens something instead. */
export type Tool = { readonly id: 'attendance' | 'decide' | 'order'; readonly run: () => void };

/**
 * What happened, from anywhere in a §: F4, a few letters, Enter. The event goes under its heading,
 * and the caret to where one writes who it was.
 */
export function HappeningMenu({ editor, tools, onClose }: { readonly editor: Editor; readonly tools: readonly Tool[]; readonly onClose: () => void }) {
  const t = useTranslations('deliberation');
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const toolNames: Readonly<Record<Tool['id'], string>> = { attendance: t('attendance.title'), decide: t('decide.label'), order: t('order.title') };
  const nameOf = (one: RecordableId | Tool['id']) => (one === 'attendance' || one === 'decide' || one === 'order' ? toolNames[one] : t(`names.${one}`));
  const all = [...recordableIds.map((name) => ({ id: name, run: () => record(name) })), ...tools.map((tool) => ({ id: tool.id, run: () => leaveFor(tool) }))];
  const found = all
    .map((one) => ({ ...one, rank: rank(nameOf(one.id), t(`happening.alsoCalled.${one.id}`), typed) }))
    .filter((one) => one.rank < noMatch)
    .sort((a, b) => a.rank - b.rank);

  useLayoutEffect(() => {
    const place = () => placeAtCaret(menu.current, editor);
    place();
    input.current?.focus({ preventScroll: true });
    addEventListener('resize', place);
    return () => removeEventListener('resize', place);
  }, [editor]);
  useEffect(() => {
    menu.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });

  const backToText = () => {
    onClose();
    editor.view.focus();
  };
  const record = (name: RecordableId) => {
    recordEvent(name)(editor.state, editor.view.dispatch, editor.view);
    backToText();
    // The block is drawn a frame later.
    requestAnimationFrame(() => requestAnimationFrame(() => showEvent(editor, name)));
  };
  const leaveFor = (tool: Tool) => {
    onClose();
    tool.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step !== undefined && found.length > 0) setActive((active + step + found.length) % found.length);
    else if (event.key === 'Enter') found[active]?.run();
    else if (event.key === 'Escape' || event.key === 'Tab' || event.key === 'F4') backToText();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div ref={menu} className={css.menu} role="dialog" aria-label={t('happening.label')}>
      <input
        ref={input}
        className={css.input}
        role="combobox"
        aria-label={t('happening.label')}
        aria-expanded
        aria-controls={id}
        aria-autocomplete="list"
        {...(found.length > 0 && { 'aria-activedescendant': `${id}-${found[active]?.id ?? ''}` })}
        placeholder={t('happening.placeholder')}
        value={typed}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        onBlur={(event) => {
          if (event.relatedTarget !== null && menu.current?.contains(event.relatedTarget) !== true) onClose();
        }}
      />
      <ul id={id} role="listbox" aria-label={t('happening.label')} className={css.list} data-options="">
        {found.length === 0 && (
          <li role="option" aria-selected={false} aria-disabled>
            {t('happening.none')}
          </li>
        )}
        {found.map(({ id: one, run }, index) => (
          <li key={one} id={`${id}-${one}`} role="option" aria-selected={index === active} onMouseDown={(event) => event.preventDefault()} onClick={run}>
            {nameOf(one)}
          </li>
        ))}
      </ul>
    </div>
  );
}

const noMatch = 3;

/** How well what was typed fits: it begins the name, a word in it, another word for the same; `noMatch` where it does not. */
function rank(name: string, alsoCalled: string, typed: string): number {
  const wanted = typed.trim().toLocaleLowerCase('sv');
  const begins = (words: string) => words.startsWith(wanted);
  const wordsFrom = (words: string) => words.split(/[\s-]+/u).map((_, index, all) => all.slice(index).join(' '));
  const [own, other] = [name.toLocaleLowerCase('sv'), alsoCalled.toLocaleLowerCase('sv')];
  if (begins(own)) return 0;
  if (wordsFrom(own).some(begins)) return 1;
  return wordsFrom(other).some(begins) ? 2 : noMatch;
}

function placeAtCaret(menu: HTMLElement | null, editor: Editor): void {
  const around = menu?.offsetParent;
  if (menu === null || !(around instanceof HTMLElement) || editor.isDestroyed) return;
  const at = editor.view.coordsAtPos(editor.state.selection.head);
  const origin = around.getBoundingClientRect();
  const isRoomBelow = at.bottom + menu.offsetHeight + 16 < innerHeight;
  menu.style.insetInlineStart = `${Math.max(8, Math.min(at.left - origin.left, origin.width - menu.offsetWidth - 8))}px`;
  // Where the caret is not on the screen, it stands in the middle of what is.
  const top = at.bottom < 0 || at.top > innerHeight ? innerHeight / 3 : isRoomBelow ? at.bottom + 6 : Math.max(8, at.top - menu.offsetHeight - 6);
  menu.style.insetBlockStart = `${top - origin.top}px`;
}

/** All of what was begun is on the screen, and one chooses first where there is nobody to name: what the chair does. */
function showEvent(editor: Editor, name: RecordableId): void {
  if (editor.isDestroyed) return;
  if (name === 'acclamation') firstChoice(editor.view)?.focus();
  const { node } = editor.view.domAtPos(editor.state.selection.head);
  const element = node instanceof Element ? node : node.parentElement;
  element?.closest('.yrka-event, .yrka-vote, [data-node="decisionPoint"]')?.scrollIntoView({ block: 'nearest' });
}
