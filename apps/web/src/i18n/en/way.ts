import type { way as swedish } from '../sv/way.ts';
import type { Words } from '../sv.ts';

export const way: Words<typeof swedish> = {
  menu: 'File',
  menuReport: 'Document',
  items: {
    sendForSigning: 'Send for signing…',
    sendForSigningMeans: 'The text is locked, and each signs what stands',
    shareForReview: 'Share for review…',
    shareForReviewMeans: 'Those you choose read the text as it stands now, and suggest',
    file: 'File…',
    fileMeans: 'You see the motion as it prints before anything is sent',
    unlock: 'Unlock…',
    unlockMeans: 'The text can be changed again, and signatures fall',
    print: 'Print for signing',
    printMeans: 'With lines to sign on',
    exportMeans: 'PDF, Word and other formats, with the pages as they will be',
    pdf: 'Show as PDF',
    word: 'Download Word copy',
    wordHere: 'The Word copy is made of the text as it stands on this device',
    wordNotHere: 'The Word copy cannot be made without a network yet. The text is still here; try again when the network is back.',
    discardDraft: 'Erase the draft…',
    discardDraftMeans: 'All that was written is gone for the whole group',
  },

  pdfOpens: 'opens in a new tab',
  sendForSigning: {
    title: 'Send for signing',
    words:
      'The text is locked, so that everybody signs the same text. Those who are named as signatories are notified. If you want to change something you unlock it, and then the signatures fall.',
    action: 'Send for signing',
  },
  unlock: {
    title: 'Unlock the text?',
    words:
      '{count, plural, =0 {Nobody has signed yet.} one {One signature falls} other {# signatures fall}}{count, plural, =0 {} other { and must be given again. Those who have signed are told.}}',
    action: 'Unlock',
  },
  discardDraft: {
    title: 'Erase the draft?',
    words: 'The text, the comments and the versions are gone for the whole party group and cannot be brought back.',
    action: 'Erase the draft',
    done: 'The draft is erased.',
  },

  return: {
    reason: 'Why (optional)',
    tooLong: 'That is too long. At most {limit, number} characters fit.',
  },

  signing: {
    heading: 'The text is locked for signing',
    progress: '{signed} of {asked} have signed',
    nobodyAsked: 'The motion names no signatories. Unlock it and write who signs.',
    signed: 'signed {when}',
    supports: 'supports, {when}',
    waiting: 'has not signed',
    maySupport: 'may support',
    sign: 'Sign',
    signAsServing: 'Sign as a serving substitute',
    support: 'Support',
    withdraw: 'Take back the signature',
    withdrawSupport: 'Take back the support',
    guest: 'You are invited to write. Only members sign. Substitutes may support.',
    substitute: 'Substitutes may support.',
    announceSigned: 'You have signed the motion.',
    announceSupported: 'You support the motion.',
  },

  filed: {
    band: 'Filed and locked. Drafts, comments and versions remain with the party group.',
    receipt: 'Show the receipt',
    matter: 'To the matter',
  },
  received: { band: 'Received and locked.', signedBy: 'Signed by {names}.', supportedBy: 'Supported by {names}.' },

  technical: { heading: 'Technical details', code: 'Document id', hash: 'Check code', locked: 'Locked' },

  late: {
    title: 'Your late change',
    words: 'It came after the filing, and only you see it.',
    wordsLocked: 'It came after the text was locked, and only you see it.',
    show: 'Show the text with your change',
    save: 'Download as text',
    drop: 'Remove',
    fileName: 'late-change.txt',
  },

  preview: {
    openPdf: 'Open as PDF',
  },
  filing: {
    title: 'File the motion',
    back: 'To the text',
    preview: 'The motion on paper',
    signatures: 'Signatures',
    noneSigned: 'Nobody has signed yet.',
    youSign: 'You sign the motion when you file it.',
    notAllSigned: '{missing} has not signed. The motion can be filed all the same.',
    meeting: 'Next meeting',
    next: 'Next {body} {date}',
    lastDay: 'last day {date}',
    lastDayAt: 'last day {date} at {time}',
    noMeeting: 'No meeting is planned yet. The motion can be filed all the same.',
    checks: 'Checks',
    happens: 'When you file it the municipality has the motion, and it becomes a public record. Drafts, comments and versions stay with the party group.',
    action: 'File the motion',
    actionAnyway: 'File all the same',
    mayNot: 'The motion has been filed already, or it is for a member to file it.',
  },

  receipt: {
    title: 'Received {date} at {time}',
    waiting: 'Waiting for a registration number.',
    number: 'Registration number {number}.',
    words: 'The municipality has received the motion. Keep the receipt if you like.',
    download: 'Download the receipt (PDF)',
    matter: 'To the matter',
    document: 'To the motion',
    what: 'Title',
    senders: 'Filed by',
    attachments: 'Attachments',
    none: 'The motion has not been filed.',
    failedTitle: 'The receipt could not be fetched',
  },
};
