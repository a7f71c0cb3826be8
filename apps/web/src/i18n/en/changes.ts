import type { sv, Words } from '../sv.ts';

export const changes: Words<typeof sv.changes> = {
  label: 'Changed since you last read',
  title: 'Changed since you last read: {count, plural, one {# place} other {# places}}',
  next: 'Next place',
  nextKeys: 'F2',
  done: 'Mark as read',
  isDone: 'Everything is marked as read',
  at: '{at} of {of}. {what}',
  told: 'Place {at} of {of}. {what}',
  removed: 'Removed:',

  what: {
    added: 'New: {where}',
    changed: 'Changed: {where}',
    moved: 'Moved: {where}',
    movedAndChanged: 'Moved and changed: {where}',
    removed: 'Removed after {where}: “{quote}”',
    removedFirst: 'Removed: “{quote}”',
  },

  where: {
    title: 'the title',
    clause: 'clause {number}',
    yrkande: 'yrkande {number}',
    point: 'point {number}',
    heading: 'the heading “{words}”',
    part: 'the part “{words}”',
    paragraph: 'the paragraph “{words}”',
    line: '“{words}”',
    table: 'the table',
    empty: 'an empty line',
    withWords: '{where}, “{words}”',
  },
};
