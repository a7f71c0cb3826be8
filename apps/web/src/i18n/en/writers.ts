import type { sv, Words } from '../sv.ts';

export const writers: Words<typeof sv.writers> = {
  title: 'Who wrote this?',
  shown: 'The authors can see who wrote what in this text.',
  offMeans:
    'It is turned off in this text. If you turn it on, all authors can see who wrote which words, one passage at a time. The log shows that you turned it on. It is gone when the text is filed or finalised.',
  onMeans: 'All authors can see this. It is gone when the text is filed or finalised.',
  turnOn: 'Turn on for all authors',
  turnOff: 'Turn off for all authors',
  list: 'Word by word, in the order of the text',
  nothing: 'There are no words here.',
  somebody: 'Somebody who is no longer in the register',
  unknown: 'Nobody can tell who wrote this.',
  wrote: '{name}, {when}.',
  accepted: 'Accepted by {name}, {when}.',
  moved: 'Moved here by {name}, {when}.',
  from: {
    template: 'From the template.',
    import: 'Read in from a file, {when}.',
    filing: 'From the filed motion, {when}.',
    revision: 'From the earlier version, {when}.',
    restoration: 'Restored from an older version, {when}.',
    server: 'Was here from the beginning.',
  },
  fromBy: {
    template: 'From the template.',
    import: 'Read in from a file by {name}, {when}.',
    filing: 'From the filed motion, {when}.',
    revision: 'From the earlier version, by {name}, {when}.',
    restoration: 'Restored from an older version by {name}, {when}.',
    server: 'Was here from the beginning.',
  },
};
