export { type AnsweredMotion, AnsweredMotionContext, chairAt, type MotionClause } from './documentFacts.ts';
export { PartHeadings } from './PartHeadings.tsx';
export { personField, type PersonKeys } from './personField.ts';
export { PersonPicker } from './PersonPicker.tsx';
export { withDeliberationViews } from './views.ts';
export { MeetingContext, useMeetingOf } from './meeting.ts';
export { Recorder, type Recording } from './Recorder.tsx';
export { AttendanceButton } from './RecorderButtons.tsx';
