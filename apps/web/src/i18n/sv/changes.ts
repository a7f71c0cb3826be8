/** What has changed in a document since one last read it: by place, never by person. */
export const changes = {
  label: 'Ändrat sedan du sist läste',
  title: 'Ändrat sedan du sist läste: {count, plural, one {# ställe} other {# ställen}}',
  next: 'Nästa ställe',
  nextKeys: 'F2',
  done: 'Markera som läst',
  isDone: 'Allt är markerat som läst',
  at: '{at} av {of}. {what}',
  told: 'Ställe {at} av {of}. {what}',
  removed: 'Borttaget:',

  what: {
    added: 'Nytt: {where}',
    changed: 'Ändrat: {where}',
    moved: 'Flyttat: {where}',
    movedAndChanged: 'Flyttat och ändrat: {where}',
    removed: 'Borttaget efter {where}: ”{quote}”',
    removedFirst: 'Borttaget: ”{quote}”',
  },

  where: {
    title: 'rubriken',
    clause: 'att-sats {number}',
    yrkande: 'yrkande {number}',
    point: 'punkt {number}',
    heading: 'rubriken ”{words}”',
    part: 'delen ”{words}”',
    paragraph: 'stycket ”{words}”',
    line: '”{words}”',
    table: 'tabellen',
    empty: 'en tom rad',
    withWords: '{where}, ”{words}”',
  },
} as const;
