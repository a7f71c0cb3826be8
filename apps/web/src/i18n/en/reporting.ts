import type { reporting as swedish } from '../sv/reporting.ts';
import type { Words } from '../sv.ts';

export const reporting: Words<typeof swedish> = {
  label: 'The way of the report',
  step: 'Step {step, number} of {steps, number}: {name}',
  actions: 'What you can do with the report',

  working: {
    approval: 'Only those who work with the matter see it. {names} approves it before it is finalised.',
    noApprover: 'Only those who work with the matter see it. Nobody in the municipality may approve reports yet. Tell whoever runs Yrka.',
    alone: 'Only those who work with the matter see it.',
    returned: '{by} returned the report {when}.',
    reason: '“{reason}”',
  },
  approval: {
    waiting: 'The text is locked while {names} reads it.',
    yours: 'Read the text. You approve it exactly as it stands now.',
  },
  approved: { band: 'Approved by {by} {when}. The text is locked.', next: 'Finalise the report when it is to go to the meeting.' },
  finalised: {
    band: 'Finalised on {day}. The text cannot be changed.',
    forMeeting: 'Finalised on {day} for {body} on {date}. The text cannot be changed.',
  },
  versions: {
    revised: 'Revised {date}',
    revisedFull: 'Revised {date}.',
    earlier: 'The earlier version',
    later: 'There is a later version.',
    laterWorking: 'A new version is being written.',
    toLater: 'To the new version',
  },

  acts: {
    sendForApproval: 'Send for approval',
    sendForApprovalMeans: 'The text is locked while it is read. It can be taken back.',
    approve: 'Approve',
    returnForChanges: 'Return…',
    takeBack: 'Take back…',
    finalise: 'Finalise…',
    revise: 'New version…',
    sendingMeans: 'Sent outside the authority before it is finalised, the report becomes a public record (Freedom of the Press Act, chapter 2, section 10).',
  },
  done: {
    sendForApproval: 'The report has been sent for approval.',
    approve: 'You have approved the report.',
    returnForChanges: 'The report can be changed again.',
    finalise: 'The report is finalised.',
  },

  gone: 'Somebody else was first. Close this and see how the report stands now.',

  giveBack: {
    title: 'Return the report',
    titleTakeBack: 'Take the report back',
    words: 'The text is unlocked so that it can be changed. It must then be sent for approval again.',
    wordsApproved: 'The text is unlocked so that it can be changed, and the approval no longer holds.',
    reasonMeans: 'Seen only by those who work with the report.',
    action: 'Return',
    actionTakeBack: 'Take back',
  },

  finalise: {
    title: 'Finalise the report',
    meeting: 'For the meeting',
    option: '{body} {date}',
    optionPast: '{body} {date} (deadline has passed)',
    none: 'No meeting yet',
    deadline: 'Deadline {date}.',
    deadlineAt: 'Deadline {date} at {time}.',
    past: 'The deadline was {date}. Ask the secretary whether the report can be taken all the same.',
    noMeeting: 'The report is finished without going to any meeting.',
    words: 'The report becomes an official document and cannot be changed. A late change becomes a new, dated version.',
    action: 'Finalise',
  },

  revise: {
    title: 'New version',
    words: 'A new report begins from the finalised text and is dated today. The finalised one stays as it is.',
    action: 'Begin a new version',
  },
};
