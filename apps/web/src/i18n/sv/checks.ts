import { swedishFindings } from '@yrka/checks';

/** Kontroll: what there is to say about a document. It informs and stops nothing. */
export const checks = {
  title: 'Kontroll',
  close: 'Stäng Kontroll',
  toLookAt: 'att titta på',
  about: 'Form, regler och språk. Du avgör själv; ingenting här hindrar dig.',
  nothing: 'Inget att påpeka.',
  nothingLeft: 'Inget mer att påpeka.',
  list: 'Att titta på',
  why: 'Varför?',
  whyOf: 'Varför? {sentence}',
  hide: 'Dölj',
  hideOf: 'Dölj: {sentence}',
  hidden: '{count, plural, one {En dold för dig} other {# dolda för dig}}',
  showHidden: 'Visa dolda',
  told: 'Kontroll: {sentence}',
  count: 'Kontroll: {count, plural, =0 {inget att påpeka} one {en sak att titta på} other {# saker att titta på}}',
  mended: 'Ändrat. {sentence} Ångra tar tillbaka det.',
  suggest: 'Gör till förslag',
  suggestOf: 'Gör till förslag: {mend}. {sentence}',
  rewordOf: 'Gör till förslag: {sentence}',
  rewording: '”{words}” är markerat. Skriv det som ska stå i stället, så blir det ett förslag.',
  suggested: 'Föreslaget. {sentence} Texten står kvar tills någon godtar.',
  isHidden: 'Dold för dig i det här dokumentet.',
  changed: 'Texten har ändrats sedan kontrollen läste den.',

  mend: {
    splitClause: 'Dela upp',
    replaceText: 'Byt till ”{text}”',
    removeDoubled: 'Ta bort ett att',
    removeBlock: 'Ta bort',
  },

  // What is found is said by the command too: the sentences live where both can read them.
  ...swedishFindings,
} as const;
