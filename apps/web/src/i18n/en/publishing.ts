import type { Words } from '../sv.ts';
import type { publishing as sv } from '../sv/publishing.ts';

/** The copy to publish of a locked document: what is masked, and the copy without it. */
export const publishing: Words<typeof sv> = {
  title: 'Copy to publish',
  back: 'To the document',
  loading: 'Fetching the text',
  open: 'Copy to publish…',
  intro:
    'Here you make a copy to publish: without signatures, and without the words that you mask. The document itself does not change. Names are not looked for: read the text through.',
  sheet: 'The text of the document',
  mayNot: 'The copy to publish is made by the registrar or the secretary, when the document is locked.',

  files:
    '{count, plural, one {One attachment belongs to the document. Nobody has looked into it, and it does not come along.} other {# attachments belong to the document. Nobody has looked into them, and they do not come along.}}',

  list: 'To decide',
  progress: '{undecided, plural, =0 {Everything is decided.} one {One place remains.} other {# places remain.}}',
  empty: 'Nothing was found in the text. If it says something all the same that should not be published, select the words or write them below.',
  keys: 'In the list: arrow up and down move, M masks, L leaves.',
  mask: 'Mask',
  leave: 'Leave',
  undo: 'Undo',
  maskSome: 'Mask the first {count, number}',
  maskAll: '{count, plural, one {Mask what remains} other {Mask all # that remain}}',
  itemActs: 'What becomes of “{words}”',
  isMasked: 'Will be masked.',
  isLeft: 'Stays.',
  because: 'Reason: {reason}',

  kinds: {
    personalNumber: 'Personal identity number',
    coordinationNumber: 'Coordination number',
    email: 'E-mail address',
    telephone: 'Telephone number',
    postalAddress: 'Postal address',
    signature: 'Trace of a signature',
    sameWords: 'The same words as you have masked',
    chosen: 'Chosen words',
  },
  certainties: { certain: 'certain', likely: 'likely', possible: 'possible' },
  kindWith: '{kind}, {certainty}',

  choose: {
    title: 'Mask other words',
    words: 'Words to mask',
    wordsMeans: 'Select in the text, or write. Words that you write are masked wherever they stand.',
    reason: 'Reason (optional)',
    reasonMeans: 'Kept beside the document. Does not stand in the copy.',
    reasons: 'Proposed reasons',
    suggestions: {
      personal: 'Personuppgift som inte publiceras',
      persecuted: 'OSL 21 kap. 3 §',
      health: 'OSL 21 kap. 1 §',
      social: 'OSL 26 kap. 1 §',
      staff: 'OSL 39 kap.',
      safety: 'OSL 18 kap. 8 §',
    },
    action: 'Mask the words',
    nowhere: 'The words do not stand in the text.',
    noWords: 'Select or write the words to mask.',
    tooLong: 'That is too long. There is room for at most {limit, number} characters.',
  },

  told: {
    masked:
      '{count, plural, one {Will be masked.} other {# places will be masked.}} {undecided, plural, =0 {Everything is decided.} one {One place remains.} other {# places remain.}}',
    left: 'Stays. {undecided, plural, =0 {Everything is decided.} one {One place remains.} other {# places remain.}}',
    undone: 'No longer decided. {undecided, plural, =0 {Everything is decided.} one {One place remains.} other {# places remain.}}',
  },

  result: {
    title: 'The copy',
    show: 'Show the copy',
    text: 'Show the text',
    pages: 'How the copy looks',
    pdf: 'Download as PDF',
    docx: 'Download as Word',
    html: 'Download as a web page',
    waits: 'The copy can be seen and downloaded when everything is decided.',
  },
};
