import type { accessibility as swedish } from '../sv/accessibility.ts';
import type { Words } from '../sv.ts';

export const accessibility: Words<typeof swedish> = {
  title: 'Accessibility statement',
  intro:
    '{municipality} is responsible for this service. We want everyone to be able to use it. This page says how Yrka meets the Swedish act on accessibility of digital public services, which faults we know of and how to tell us about others.',
  howTitle: 'How accessible is the service?',
  how: 'Yrka is built to meet WCAG 2.2 at level AA. Everything can be done from the keyboard, every part has a name for screen readers, text can be enlarged to 400 per cent and motion is turned off when the computer is set so.',
  lacksTitle: 'Faults that we know of',
  lacks: {
    structured:
      'Yrkanden, votes and other structured parts have many fields. They have been tried with the keyboard and with automatic tools, but not yet by people who use a screen reader every day.',
    cursors: 'Where others write is shown with colour, name and line. A screen reader is told who is here, but not where in the text they write.',
    language: 'The interface is in Swedish and English, not in the national minority languages.',
  },
  helpTitle: 'If you need help',
  help: 'Is there a part of the service that you cannot use? Turn to {municipality} and you will get the content in another way.',
  reportTitle: 'Tell us about faults',
  report:
    'We want to know when something does not work. Turn to {municipality} and say which page it is, what you wanted to do and which assistive technology you use.',
  supervisionTitle: 'Supervision',
  supervision: 'The Agency for Digital Government (Digg) supervises the act. If you are not content with our answer you can report it to Digg.',
  testedTitle: 'How we have tested',
  tested:
    'The pages are tested automatically at every change, with the keyboard all the way through a motion and with the tool axe. This is our own assessment; nobody outside has reviewed the service yet.',
};
