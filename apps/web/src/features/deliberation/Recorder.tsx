import type { Editor } from '@tiptap/core';
import type { DocumentDetails } from '@yrka/server/api';
import { useEffect, useState } from 'react';
import { AttendanceDialog } from './AttendanceDialog.tsx';
import { HappeningMenu } from './HappeningMenu.tsx';
import { useMeeting } from './meeting.ts';

/** What of the recorder is open. */
export type Recording = 'happening' | 'attendance' | null;

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
  const meeting = useMeeting();
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
  return (
    <>
      {open === 'happening' && isWriting && (
        <HappeningMenu key={times} editor={editor} tools={[{ id: 'attendance', run: () => onOpen('attendance') }]} onClose={close} />
      )}
      {open === 'attendance' && <AttendanceDialog editor={editor} documentId={details.id} meeting={meeting} isWriting={isWriting} onClose={close} />}
    </>
  );
}
