import type { Editor } from '@tiptap/core';
import { setDecision } from '@yrka/editor';
import { decisionFrom } from '@yrka/formal-text';
import type { DocumentDetails } from '@yrka/server/api';
import { useEffect, useState } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { announce } from '../../ui/index.ts';
import { AttendanceDialog } from './AttendanceDialog.tsx';
import { BeslutsgangDialog } from './BeslutsgangDialog.tsx';
import { factsOf, useAnsweredMotion, useAround } from './documentFacts.ts';
import { HappeningMenu, type Tool } from './HappeningMenu.tsx';
import { useMeeting } from './meeting.ts';

/** What of the recorder is open. */
export type Recording = 'happening' | 'attendance' | 'order' | null;

/** What one records with, over the paper of a §; F4 opens it from anywhere. */
export function Recorder({
  editor,
  details,
  isWriting,
  open,
  onOpen,
}: {
  readonly editor: Editor;
  readonly details: DocumentDetails;
  readonly isWriting: boolean;
  readonly open: Recording;
  readonly onOpen: (open: Recording) => void;
}) {
  const t = useTranslations('deliberation.decide');
  const meeting = useMeeting();
  const around = useAround();
  const motion = useAnsweredMotion();
  // Another opening is another menu, which begins at its beginning.
  const [times, setTimes] = useState(0);

  useEffect(() => {
    if (!isWriting) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'F4' || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
      event.preventDefault();
      setTimes((before) => before + 1);
      onOpen('happening');
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [isWriting, onOpen]);

  const close = () => onOpen(null);
  const proposed = () =>
    decisionFrom({
      document: editor.state.doc,
      context: factsOf(editor.state.doc, around).sentences,
      motion,
      att: details.template.decisionsBeginWithAtt,
    });
  const decide = () => {
    const decision = proposed();
    if (decision === null || !setDecision(decision.parts, decision.points)(editor.state, editor.view.dispatch)) return;
    announce(t('done', { what: decision.inAccordanceWith }));
    editor.view.focus();
  };
  const tools = (): readonly Tool[] => [
    { id: 'order', run: () => onOpen('order') },
    ...(proposed() === null ? [] : [{ id: 'decide' as const, run: decide }]),
    { id: 'attendance', run: () => onOpen('attendance') },
  ];
  return (
    <>
      {open === 'happening' && isWriting && <HappeningMenu key={times} editor={editor} tools={tools()} onClose={close} />}
      {open === 'order' && isWriting && <BeslutsgangDialog editor={editor} onClose={close} />}
      {open === 'attendance' && <AttendanceDialog editor={editor} documentId={details.id} meeting={meeting} isWriting={isWriting} onClose={close} />}
    </>
  );
}
