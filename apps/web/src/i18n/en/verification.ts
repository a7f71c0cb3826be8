import type { verification as swedish } from '../sv/verification.ts';
import type { Words } from '../sv.ts';

export const verification: Words<typeof swedish> = {
  label: 'The way of the item',
  step: 'Step {step, number} of {steps, number}: {name}',
  actions: 'What you can do with the item',

  working: {
    alone: 'Only those who work on the matter see the item.',
    returned: '{by} unlocked the item for changes on {when}.',
    reason: '“{reason}”',
  },
  sent: {
    band: '{by} sent the item for verification on {when}. The text is locked.',
    immediate: 'Immediate verification.',
    yours: 'Read the text. You verify it exactly as it stands now.',
    progress: '{done, number} of {all, number} have verified it',
  },
  verified: {
    band: 'Verified on {when}. The text cannot be changed.',
    immediate: 'Verified immediately, on {when}. The text cannot be changed.',
    notAnnounced: 'The verification is to be announced by {day}.',
  },
  announced: 'Announced on {day}. The decision can be appealed until {appeal}. The notice may be taken down from {down}.',

  verifiers: 'Verifiers',
  role: { chair: 'chair', verifier: 'verifier' },
  waiting: 'has not verified it yet',
  done: 'verified it {when}',
  elsewhere: 'signed elsewhere, recorded by {by} {when}',
  elsewhereNote: 'signed elsewhere ({note}), recorded by {by} {when}',

  remaining: {
    title: 'What Checks still has to say',
    none: 'Checks finds nothing to look at.',
    noNumber: 'The item has no number.',
    never: 'It does not stop the verification, which certifies what was decided.',
  },

  acts: {
    send: 'Send for verification…',
    verify: 'Verify',
    verifyAnyway: 'Verify anyway',
    giveBack: 'Give back…',
    unlock: 'Unlock for changes…',
    record: 'Signed elsewhere…',
    post: 'Announce…',
    correct: 'Correction…',
  },
  told: {
    send: 'The item has been sent for verification.',
    verify: 'You have verified the item.',
    giveBack: 'The item can be changed again.',
    record: 'The signature has been recorded.',
    post: 'The verification has been announced.',
    correct: 'The correction has been entered.',
  },
  gone: 'Somebody else was first. Close this and see how the item stands now.',

  sending: {
    title: 'Send for verification',
    back: 'To the item',
    untitled: 'Item without a title',
    preview: 'The item as it prints',
    number: 'Item number',
    noNumber: 'No number yet',
    chair: 'Chair',
    verifier: 'Verifier {number, number}',
    nobody: 'Nobody',
    choose: 'Choose the chair',
    proposed: 'Proposed from who sits in the body. Change to those whom the body has chosen.',
    withParty: '{name} ({party})',
    immediate: 'Immediate verification of this item',
    immediateMeans: 'Stands on the item, which is announced by itself.',
    happens: 'The text is locked and the verifiers are told. Until all have verified it, it can be unlocked, and what has been verified falls.',
    action: 'Send for verification',
    actionAnyway: 'Send anyway',
    mayNot: 'The item has been sent already, or you may not send it.',
  },

  giveBack: {
    title: 'Unlock the item for changes',
    titleVerifier: 'Give the item back',
    words:
      '{count, plural, =0 {The text can be changed again. Nobody has verified it yet.} one {The text can be changed again. One verification falls, and that person is told.} other {The text can be changed again. # verifications fall, and those people are told.}}',
    again: 'Then the item has to be sent for verification anew.',
    reasonMeans: 'Seen only by those who write the item.',
    action: 'Unlock',
    actionVerifier: 'Give back',
  },

  record: {
    title: 'Signed elsewhere',
    words: 'For one who has signed on paper or in the municipality’s signing service. The signature is of the text as it is locked now.',
    who: 'Who',
    note: 'Where (optional)',
    noteMeans: 'For example “on paper”, or the number of the signing service. Stands beside the name.',
    tooLong: 'That is too long. At most {limit, number} characters fit.',
    action: 'Record',
  },

  post: {
    title: 'Announce the verification',
    words: 'The notice shows that the minutes have been verified and where they are. It stays on the noticeboard until the time for appeal is out.',
    today: 'Announced',
    appeal: 'Can be appealed until',
    down: 'May be taken down from',
    late: 'The verification should have been announced by {day}. The time for appeal is still counted from the day on which it is announced.',
    source: 'Local Government Act, chapter 8 section 12 and chapter 13 section 5.',
    action: 'Announce today',
  },

  correction: {
    title: 'Correction',
    words: 'The verified text does not change. The correction stands on the item with day, name and reason, and the earlier wording stays readable.',
    block: 'Where',
    option: '{under}: {words}',
    after: 'The right wording',
    reason: 'What is corrected and why',
    same: 'Write the right wording. It is the same as before now.',
    noReason: 'Write what is corrected and why.',
    tooLong: 'That is too long. At most {limit, number} characters fit.',
    nothing: 'There are no paragraphs to correct.',
    notFetched: 'The sentences of the item could not be fetched, so nothing in them can be corrected just now.',
    fetchAgain: 'Try again',
    action: 'Enter the correction',
    heading: '{count, plural, one {Correction} other {Corrections}}',
    by: '{by}, {when}',
    was: 'Earlier wording',
    is: 'Corrected wording',
  },

  extract: {
    menu: 'Extract of the minutes',
    action: '{name}, for action',
    information: '{name}, for information',
    opens: 'Opens as a PDF in a new tab',
  },
};
