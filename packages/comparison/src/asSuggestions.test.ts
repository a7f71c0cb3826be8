import { schema } from '@yrka/schema';
import { att, clauses, doc, inline, p, section, title } from '@yrka/test-builders';
import { acceptAll, rejectAll, suggestionsIn } from '@yrka/ydoc';
import fc from 'fast-check';
import { Fragment, type Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import { documents } from './anyDocumentsForTests.ts';
import { asSuggestions } from './asSuggestions.ts';
import { compareTexts } from './compareTexts.ts';
import { chanceFrom, edited } from './editsForTests.ts';

const seed = Number(process.env.YRKA_SEED ?? Date.now() % 2 ** 31);
const runs = Number(process.env.YRKA_RUNS ?? 200);
const suggested = (before: Node, after: Node) => asSuggestions(compareTexts(before, after), { maker: { by: 'eva' } });
const changed = (document: Node, index: number, ...content: Node[]) =>
  document.copy(document.content.replaceChild(index, document.child(index).copy(Fragment.fromArray(content))));
const hasUnknown = (document: Node) => JSON.stringify(document.toJSON()).includes('"opaque"');
const text = (words: string) => schema.text(words);

describe('[CMP13] a comparison as suggestions', () => {
  test('words are struck and put in, under one id in their block and by who made them', () => {
    const before = doc(title('Ljus'), p('Vi kräver ljus.'), p('Nu.'));
    const document = suggested(before, changed(changed(before, 1, text('Vi ber om ljus.')), 2, text('Sen.')));
    expect(suggestionsIn(document).map(({ by, removed, added }) => [by, removed, added])).toEqual([
      ['eva', 'kräver', 'ber om'],
      ['eva', 'Nu.', 'Sen.'],
    ]);
  });

  test('the same words in bold are struck and put in', () => {
    const before = doc(p('Det är mörkt.'));
    const document = suggested(before, changed(before, 0, text('Det är '), inline('mörkt', schema.mark('strong')), text('.')));
    expect(suggestionsIn(document).map(({ removed, added }) => [removed, added])).toEqual([['mörkt', 'mörkt']]);
    expect(rejectAll(document).eq(before)).toBe(true);
  });

  test('a clause that moved is struck where it stood and put in where it stands, under another id', () => {
    const before = doc(clauses(att('ett'), att('två'), att('tre')));
    const list = before.child(0);
    const document = suggested(before, changed(before, 0, list.child(1), list.child(2), list.child(0)));
    expect(
      acceptAll(document)
        .child(0)
        .children.map(({ textContent }) => textContent),
    ).toEqual(['två', 'tre', 'ett']);
    const ids = document.child(0).children.map(({ attrs }) => attrs.id as string);
    expect(new Set(ids).size).toBe(4);
  });

  test('letters in a name are suggested as others are', () => {
    const list = (...names: string[]) =>
      schema.node(
        'personList',
        { id: 'l' },
        names.map((name) => schema.node('person', { id: 'p' }, text(name))),
      );
    const before = schema.node('doc', null, [list('Anna Lind')]);
    const document = suggested(before, schema.node('doc', null, [list('Anna Lindh')]));
    document.check();
    expect([rejectAll(document).textContent, acceptAll(document).textContent]).toEqual(['Anna Lind', 'Anna Lindh']);
  });

  test('what else a part would be stands beside what it is', () => {
    const before = doc(section('decision', 'Beslut', p('Ja.')));
    const after = before.copy(Fragment.from(before.child(0).type.create({ ...before.child(0).attrs, heading: 'Vårt beslut' }, before.child(0).content)));
    const document = suggested(before, after);
    expect([rejectAll(document).eq(before), acceptAll(document).eq(after)]).toEqual([true, true]);
  });

  test('with all of it rejected the document is the older version exactly, and with all accepted it says what the newer does', () => {
    let cases = 0;
    fc.assert(
      fc.property(documents, fc.nat(), fc.integer({ min: 1, max: 6 }), (before, chance, edits) => {
        const next = chanceFrom(chance);
        let after = before;
        for (let edit = 0; edit < edits; edit++) after = edited(after, next);
        const document = suggested(before, after);
        expect(rejectAll(document).eq(before)).toBe(true);
        if (!hasUnknown(before) && !hasUnknown(after)) expect(acceptAll(document).textContent).toBe(after.textContent);
        cases++;
      }),
      { seed, numRuns: runs },
    );
    console.log(`comparison suggestions: ${cases} cases, seed ${seed}`);
  });
});
