import type { sv, Words } from '../sv.ts';

/** What is suggested, and what becomes of it. */
export const suggestions: Words<typeof sv>['suggestions'] = {
  title: 'Changes',
  toDecide: 'to decide on',
  close: 'Close Changes',
  about: 'The text changes only when somebody accepts.',
  nothing: 'No change is suggested.',
  list: 'Suggested changes',
  more: 'Show more ({left, number} left)',
  by: 'Change by {name}',
  own: 'Your change',
  byUnknown: 'Change',
  removes: 'Delete “{removed}”',
  adds: 'Add “{added}”',
  replaces: 'Replace “{removed}” with “{added}”',
  blank: 'A paragraph without words',
  accept: 'Accept',
  reject: 'Reject',
  withdraw: 'Withdraw',
  actOf: '{act}: {what}',
  acceptAll: 'Accept all',
  rejectAll: 'Reject all',
  count: '{count, plural, =0 {No change left to decide on.} one {1 change to decide on.} other {# changes to decide on.}}',
  accepted: '{count, plural, one {The change is accepted.} other {# changes are accepted.}} Ctrl+Z takes it back.',
  rejected: '{count, plural, one {The change is rejected.} other {# changes are rejected.}} Ctrl+Z takes it back.',
  withdrawn: 'Your suggestion is removed.',
  gone: 'Somebody else was quicker.',
  refused: 'That cannot be suggested yet. Choose Edit to change it directly.',
  suggesting: 'What you write becomes suggestions. The text changes only when somebody accepts.',
  undecided:
    '{count, plural, one {1 suggested change is undecided. It does not count: the text stands as it is without it.} other {# suggested changes are undecided. They do not count: the text stands as it is without them.}}',
};
