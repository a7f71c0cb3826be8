import type { MarkOptions } from '@yrka/exporters';
import { schema, suggestionWord } from '@yrka/schema';
import { block, doc, footnote, inline, p, table, title } from '@yrka/test-builders';

const eva = { id: 'AAAAAAAAAAAA', by: 'eva' };
const change = (name: 'insertion' | 'deletion') => schema.mark(name, eva);
/** What is suggested of a text in several ways; in the margin, what is said of it. */
export const suggested = doc(
  title('Ljus'),
  p('Vi ', inline('ber', change('deletion')), inline('kräver', change('insertion'), schema.mark('strong')), ' om ljus.', footnote('Ja.')),
  p(inline('form', change('deletion')), inline('form', schema.mark('emphasis'), change('insertion'))),
  block('paragraph', { deleted: suggestionWord(eva) }, 'Flyttas.'),
  block('paragraph', { inserted: suggestionWord(eva), list: 'ordered' }, 'Flyttas.'),
  p('Se ', inline('den', schema.mark('link', { href: 'https://example.org/å b' }), change('insertion'))),
  table(['a', 'b'], ['c', 'd']),
);
export const marks: MarkOptions = {
  changeOf: () => ({ author: 'Eva Ek', at: '2027-01-10T08:30:00.123Z' }),
  comments: [
    { isDone: false, at: { from: 7, to: 12 }, said: [1, 2].map((count) => ({ author: 'Rakel Dal', at: '2027-01-11T09:00:00Z', text: `${count}\n${count}` })) },
    { isDone: true, at: null, said: [{ author: 'Omar Said', at: '2027-01-11T09:00:00Z', text: 'Allt.' }] },
  ],
};
