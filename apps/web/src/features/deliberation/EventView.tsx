import { TextSelection } from '@tiptap/pm/state';
import { NodeViewContent, NodeViewWrapper, type ReactNodeViewProps, useEditorState } from '@tiptap/react';
import { peopleOf, writePeople, writtenWords } from '@yrka/formal-text';
import { personListRoles } from '@yrka/schema';
import type { KeyboardEvent } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { sentenceIn, useAnsweredMotion } from './documentFacts.ts';
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

/**
 * An event of the meeting. Without the caret it is the sentence that will stand in the minutes;
 * with it, the sentence's parts stand in the same place. People and words are the document's own
 * content, so that two may write in them at once; only choices are fields.
 */
export function EventView({ node, editor, getPos, updateAttributes, selectionInside }: ReactNodeViewProps) {
  const t = useTranslations('deliberation');
  const motion = useAnsweredMotion();
  const name = node.type.name as EventName;
  const clauses = motion?.clauses.map(({ id }) => id) ?? [];
  const sentence = useEditorState({ editor, selector: () => sentenceIn(editor.state.doc, node, clauses) });
  const hasWords = writtenWords(node) !== null;
  // Too little for a sentence: who it is stands all the same.
  const people = sentence === null ? writePeople(personListRoles.flatMap((role) => peopleOf(node, role))) : '';

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
        {sentence ?? (
          <>
            {people} <span className="yrka-event__missing">{t(name === 'minutesNote' ? 'empty.minutesNote' : `empty.${name}`)}</span>
          </>
        )}
      </p>
      <NodeViewContent className="yrka-event__content" />
      {editor.isEditable && (name === 'yrkande' || name === 'reservation') && (
        <div className="yrka-event__fields" contentEditable={false} onKeyDown={(event) => leaveByKey(event)}>
          {name === 'yrkande' && <YrkandeFields node={node} editor={editor} update={updateAttributes} />}
          {name === 'reservation' && <ReservationFields node={node} editor={editor} update={updateAttributes} />}
        </div>
      )}
      {!hasWords && sentence !== null && (
        <p className="yrka-event__preview" contentEditable={false} aria-label={t('sentence')}>
          {sentence}
        </p>
      )}
    </NodeViewWrapper>
  );

  /** Tab at the edge of the fields, and Enter or Escape in them, go back to the text. */
  function leaveByKey(event: KeyboardEvent<HTMLElement>): void {
    const controls = [...event.currentTarget.querySelectorAll<HTMLElement>('select, input, button')];
    const index = controls.indexOf(event.target as HTMLElement);
    const isBack = event.key === 'Tab' && event.shiftKey && index === 0;
    const isOn = (event.key === 'Tab' && !event.shiftKey && index === controls.length - 1) || (event.key === 'Enter' && index === controls.length - 1);
    if (event.key === 'Enter' && index < controls.length - 1) {
      event.preventDefault();
      controls[index + 1]?.focus();
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
    if (at === undefined) return;
    const { tr } = editor.state;
    let people = at + 1;
    node.forEach((child, offset) => {
      if (child.type.name === 'personList') people = at + 1 + offset + child.nodeSize;
    });
    const selection = where === 'words' ? TextSelection.near(tr.doc.resolve(people), 1) : TextSelection.near(tr.doc.resolve(people - 1), -1);
    editor.view.dispatch(tr.setSelection(selection).scrollIntoView());
    editor.view.focus();
  }
}
