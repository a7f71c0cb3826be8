import { TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { NodeViewContent, NodeViewWrapper, type ReactNodeViewProps, useEditorState } from '@tiptap/react';
import { isOutdated, peopleOf, writePeople, writtenWords } from '@yrka/formal-text';
import { personListRoles } from '@yrka/schema';
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { AcclamationFields } from './AcclamationFields.tsx';
import { AttendanceFields } from './AttendanceFields.tsx';
import { factsOf, sentenceBeforeWithdrawal, sentenceIn, useAround } from './documentFacts.ts';
import type { FieldsProps } from './fieldsProps.ts';
import { OwnWords, WordsButton } from './OwnWords.tsx';
import { keepWhatWasWrittenOver } from './ownWords.ts';
import { ReservationFields } from './ReservationFields.tsx';
import { YrkandeFields } from './YrkandeFields.tsx';

/** The events that read as a sentence and open into its parts. */
export type EventName =
  | 'yrkande'
  | 'deliberation'
  | 'acclamation'
  | 'reservation'
  | 'separateStatement'
  | 'minutesNote'
  | 'conflictOfInterest'
  | 'notParticipating'
  | 'attendanceChange';

const fields: Readonly<Partial<Record<EventName, (props: FieldsProps) => ReactNode>>> = {
  yrkande: YrkandeFields,
  reservation: ReservationFields,
  acclamation: AcclamationFields,
  conflictOfInterest: AttendanceFields,
  notParticipating: AttendanceFields,
  attendanceChange: AttendanceFields,
};

/**
 * An event of the meeting. Without the caret it is the sentence that will stand in the minutes;
 * with it, the sentence's parts stand in the same place. People and words are the document's own
 * content, so that two may write in them at once; only choices are fields.
 */
export function EventView({ node, editor, getPos, updateAttributes, selectionInside }: ReactNodeViewProps) {
  const t = useTranslations('deliberation');
  const around = useAround();
  const name = node.type.name as EventName;
  const sentence = useEditorState({ editor, selector: () => sentenceIn(editor.state.doc, node, around) });
  const isStale = useEditorState({ editor, selector: () => isOutdated(node, factsOf(editor.state.doc, around).sentences) });
  const words = writtenWords(node);
  const isWithdrawn = node.attrs.withdrawn === true;
  const withdrawn = useEditorState({ editor, selector: () => (isWithdrawn ? sentenceBeforeWithdrawal(editor.state.doc, node, around) : null) });
  // Too little for a sentence: who it is stands all the same.
  const people = sentence === null ? writePeople(personListRoles.flatMap((role) => peopleOf(node, role))) : '';
  const Fields = fields[name];

  const hasWords = words !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what counts is that words came or went, and the sentence as it is at that moment
  useEffect(() => keepWhatWasWrittenOver({ editor, node, getPos, sentence, isHere: selectionInside === true }), [hasWords, selectionInside]);

  useLayoutEffect(() => (selectionInside === true ? givingCaret(editor.view) : undefined), [selectionInside, editor]);

  /** Opens the event where one would write first. */
  const open = () => {
    const at = getPos();
    if (at === undefined || !editor.isEditable) return;
    const { tr } = editor.state;
    editor.view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1), 1)));
    // The content is drawn by React after the selection is set; the caret needs it to be there.
    requestAnimationFrame(() => editor.view.focus());
  };

  return (
    <NodeViewWrapper
      style={{ '--own-words': JSON.stringify(t('ownWords')) }}
      className="yrka-event"
      data-event={name}
      data-inside={selectionInside || undefined}
      data-words={hasWords || undefined}
      data-withdrawn={isWithdrawn || undefined}
      role="group"
      aria-label={t(`names.${name}`)}
    >
      <p
        className="yrka-event__sentence"
        contentEditable={false}
        onMouseDown={(event) => {
          event.preventDefault();
          open();
        }}
      >
        {isWithdrawn && <span className="yrka-event__mark">{t('withdrawn.mark')}</span>}
        {(isWithdrawn ? (words ?? withdrawn) : sentence) ?? (
          <>
            {people}{' '}
            <span className="yrka-event__missing">
              {isWithdrawn
                ? t(`names.${name}`)
                : t(name === 'acclamation' && (node.attrs.puts as readonly unknown[]).length > 0 ? 'empty.found' : `empty.${name}`)}
            </span>
          </>
        )}
      </p>
      <NodeViewContent<'div'> className="yrka-event__content" />
      {editor.isEditable && (Fields !== undefined || sentence !== null) && (
        <div className="yrka-event__fields" contentEditable={false} onKeyDown={leaveByKey}>
          {Fields !== undefined && <Fields node={node} editor={editor} around={around} getPos={getPos} update={updateAttributes} />}
          <WordsButton editor={editor} getPos={getPos} words={words} sentence={sentence} />
        </div>
      )}
      {editor.isEditable && name === 'reservation' && node.attrs.form === 'written' && (
        <p className="yrka-event__reminder" contentEditable={false}>
          {t('form.writtenReminder')}
        </p>
      )}
      <OwnWords editor={editor} words={words} sentence={sentence} isStale={isStale} />
    </NodeViewWrapper>
  );

  /** Tab at the edge of the fields, and Enter or Escape in them, go back to the text. */
  function leaveByKey(event: KeyboardEvent<HTMLElement>): void {
    if (event.defaultPrevented) return;
    const controls = [...event.currentTarget.querySelectorAll<HTMLElement>('select, input, button')].filter((control) => control.offsetParent !== null);
    const index = controls.indexOf(event.target as HTMLElement);
    const isButton = event.target instanceof HTMLButtonElement;
    // Enter goes from choice to choice and then on; what acts is reached by Tab, and pressed by Enter.
    const next = controls.slice(index + 1).find((control) => !(control instanceof HTMLButtonElement));
    const isBack = event.key === 'Tab' && event.shiftKey && index === 0;
    const isOn = (event.key === 'Tab' && !event.shiftKey && index === controls.length - 1) || (event.key === 'Enter' && !isButton && next === undefined);
    if (event.key === 'Enter' && !isButton && next !== undefined) {
      event.preventDefault();
      next.focus();
    } else if (isBack || event.key === 'Escape') {
      event.preventDefault();
      goTo('end of people');
    } else if (isOn) {
      event.preventDefault();
      goTo('words');
    }
  }

  function goTo(where: 'end of people' | 'words'): void {
    const at = getPos();
    const current = at === undefined ? null : editor.state.doc.nodeAt(at);
    if (at === undefined || current === null) return;
    const { tr } = editor.state;
    let people = at + 1;
    current.forEach((child, offset) => {
      if (child.type.name === 'personList') people = at + 1 + offset + child.nodeSize;
    });
    const selection =
      where === 'words' || people === at + 1 ? TextSelection.near(tr.doc.resolve(people), 1) : TextSelection.near(tr.doc.resolve(people - 1), -1);
    editor.view.dispatch(tr.setSelection(selection).scrollIntoView());
    editor.view.focus();
  }
}

/**
 * Sets the browser's selection anew where it is, now that the content is drawn, and whenever the
 * focus comes back to it: WebKit makes no caret of a selection that was set in what was not drawn,
 * and what is typed there goes nowhere.
 */
function givingCaret(view: EditorView): () => void {
  const setAgain = () => {
    const selection = view.dom.ownerDocument.getSelection();
    if (!view.hasFocus() || selection === null || selection.anchorNode === null || selection.focusNode === null) return;
    selection.setBaseAndExtent(selection.anchorNode, selection.anchorOffset, selection.focusNode, selection.focusOffset);
  };
  // Whoever gives the editor the focus sets the selection next.
  const onFocus = () => queueMicrotask(setAgain);
  setAgain();
  view.dom.addEventListener('focus', onFocus);
  return () => view.dom.removeEventListener('focus', onFocus);
}
