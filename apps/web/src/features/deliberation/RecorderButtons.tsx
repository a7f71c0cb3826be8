import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useTranslations } from '../../i18n/index.ts';
import { CountButton } from '../../ui/index.ts';
import { attendanceIn, useMeeting } from './meeting.ts';

/** How many serve in the item; opens who they are. */
export function AttendanceButton({ editor, isOpen, onToggle }: { readonly editor: Editor; readonly isOpen: boolean; readonly onToggle: () => void }) {
  const t = useTranslations('deliberation.attendance');
  const meeting = useMeeting();
  const serving = useEditorState({ editor, selector: () => attendanceIn(editor.state.doc, meeting).serving.length });
  return <CountButton label={t('title')} count={serving} of={t('servingOf')} isOpen={isOpen} onToggle={onToggle} />;
}
