import type { statements as swedish } from '../sv/statements.ts';
import type { Words } from '../sv.ts';

export const statements: Words<typeof swedish> = {
  begin: 'New written statement…',
  beginOf: { yrkande: 'New written yrkande', reservation: 'New written reservation', separateStatement: 'New separate statement' },
  beginMeans: 'A draft within the party group. The municipality’s officers do not see it until it is handed in.',

  label: 'The way of the statement',
  actions: 'What you can do with the statement',
  kind: { yrkande: 'Written yrkande', reservation: 'Written reservation', separateStatement: 'Separate statement' },
  about: 'About the matter {title}.',
  aboutNumber: 'About the matter {title}, {number}.',
  toMatter: 'To the matter',
  next: 'When it is handed in it is locked and becomes a public record in the matter. The draft and its comments stay with the party group.',
  handIn: 'Hand in…',
  handedIn: 'Handed in and locked. Received {when}.',
  received: 'Received {when}.',
  forMeeting: 'For {body} on {date}.',
  toReceived: 'What was handed in',
  told: 'The statement has been handed in.',

  dialog: {
    title: 'Hand in',
    meeting: 'For the meeting',
    option: '{body} {date}',
    none: 'No meeting in particular',
    yrkandeMeans: 'A yrkande is moved at the meeting. The secretary enters it in the item.',
    reservationMeans: 'The reservation is announced before the meeting ends and given in writing before the verification.',
    separateStatementMeans: 'The statement is given before the verification.',
    happens: 'The server notes when it came in. It cannot be changed afterwards.',
    action: 'Hand in',
    gone: 'Somebody else in the group was first. Close this and see how the statement stands now.',
  },

  list: {
    title: 'Written statements handed in',
    inkommet: '{kind}, received at {time}',
    inkommetDay: '{kind}, received {when}',
    lateYrkande: 'Came in after the day of the meeting.',
    late: 'Came in after the verification.',
    read: 'Read',
    readOf: 'Read the {kind} of {who}',
    pickIn: 'Insert',
    pickInOf: 'Insert the {kind} of {who}',
    pickedIn: 'Inserted in the item',
    told: 'The {kind} of {who} has been inserted.',
    failed: 'It could not be inserted. Load the page anew and try again.',
  },
};
