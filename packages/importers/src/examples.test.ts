import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { toPlainText } from '@yrka/exporters';
import { peopleOf } from '@yrka/formal-text';
import { bjorkvik, templateById } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { expect, test, type TestContext } from 'vitest';
import { decodeText, importText } from './index.ts';
import { lettersOf, withoutLines, wordsOf } from './wordsForTests.ts';

/** Real documents lie beside the project, not in it: ../shared/examples from its root. */
const examples = new URL('../../../../shared/examples/', import.meta.url);
const isThere = existsSync(examples);
const names = isThere
  ? readdirSync(examples)
      .filter((name) => name.endsWith('.txt'))
      .map((name) => name.slice(0, -4))
      .sort()
  : [];

const read = (name: string) => importText(decodeText(readFileSync(new URL(`${name}.txt`, examples))).text);
const truth = (name: string) =>
  JSON.parse(readFileSync(new URL(`${name}.json`, examples), 'utf8')) as {
    kind: string;
    attClauses?: string[];
    yrkanden?: { by: { name: string }[]; kind: string }[];
  };

/** Without the examples a test says that it saw nothing; where CI=true that is a failure. */
function needExamples(context: TestContext): void {
  if (isThere) return;
  if (process.env.CI === 'true') throw new Error(`${examples.pathname} is missing, so no real document was read`);
  // The note of a skipped test is not printed by every reporter.
  console.warn('NOT TESTED: ../shared/examples is not here, so no real document was read');
  context.skip('../shared/examples is not here: no real document was read');
}

function all(document: Node, name: string): Node[] {
  const found: Node[] = [];
  document.descendants((node) => {
    if (node.type.name === name) found.push(node);
    return true;
  });
  return found;
}

test('no word of any real document is lost, added or moved', (context) => {
  needExamples(context);
  let [words, pages] = [0, 0];
  for (const name of names) {
    const text = decodeText(readFileSync(new URL(`${name}.txt`, examples))).text;
    const { document, kind, templateId, report } = importText(text);
    const back = wordsOf(toPlainText(document, { kind, template: templateById(templateId ?? '') ?? bjorkvik }));
    const expected = withoutLines(text, report.furniture);
    if (/\p{L}-\s*\n/u.test(expected)) expect(lettersOf(back.join(' ')), name).toBe(lettersOf(expected));
    else expect(back, name).toEqual(wordsOf(expected));
    words += back.length;
    pages += report.furniture.length;
  }
  console.log(`importers: ${words} words of ${names.length} documents came back in order, and ${pages} lines of page headers and footers are listed`);
  expect(names.length).toBeGreaterThan(20);
});

test('each real document is read as the kind that it is', (context) => {
  needExamples(context);
  const kinds = { motion: 'motion', officerReport: 'tjansteutlatande', minutesItem: 'protokoll' };
  for (const name of names) expect([name, kinds[read(name).kind]]).toEqual([name, truth(name).kind]);
});

test('the clauses of real motions and the points of real decisions are as a careful reader has them', (context) => {
  needExamples(context);
  const words = (text: string) => text.replace(/^att /u, '');
  const misread = names.filter((name) => {
    const { document, kind } = read(name);
    const nodes =
      kind === 'motion'
        ? all(document, 'attClause')
        : all(document, 'section')
            .filter(
              ({ attrs }) =>
                ['decision', 'proposalToAssembly'].includes(attrs.part as string) || (kind === 'officerReport' && attrs.part === 'proposedDecision'),
            )
            .flatMap((section) => all(section, 'decisionPoint'));
    return JSON.stringify(nodes.map((node) => node.textContent)) !== JSON.stringify((truth(name).attClauses ?? []).map(words));
  });
  // The Stockholm form has its decision in a running account, and g08 the board's proposal to the assembly.
  expect(misread).toEqual(['g08-goteborg-ks-yttrande-2023-252', 'r02-modell-stockholm-kf']);
});

test('who moved what is as a careful reader has it', (context) => {
  needExamples(context);
  const peopleOfYrkanden = (name: string) => all(read(name).document, 'yrkande').map((node) => peopleOf(node, 'by').map((person) => person.name));
  const misread = names.filter(
    (name) => JSON.stringify(peopleOfYrkanden(name)) !== JSON.stringify((truth(name).yrkanden ?? []).map(({ by }) => by.map((person) => person.name))),
  );
  expect(misread).toEqual([]);
});

test('[PAR4] the decision of Huddinge has every part in its block', (context) => {
  needExamples(context);
  const { document, kind, templateId, movers, report } = read('v01-huddinge-ks-vanort');
  expect([kind, templateId]).toEqual(['minutesItem', 'huddinge']);
  expect(movers).toEqual([{ name: 'Bo Källström', party: 'L' }]);
  expect(report).toEqual({
    understood: ['title', 'proposalToAssembly', 'summary', 'deliberation', 'yrkanden', 'beslutsgang', 'reservations', 'recipients'],
    unplaced: [],
    furniture: [],
    coverage: 1,
  });
  expect(document.firstChild?.textContent).toBe('Gör Huddinge till vänortskommun med Trostyanets i Ukraina – svar på motion av Bo Källström (L)');
  expect(all(document, 'section').map(({ attrs }) => [attrs.part, attrs.heading])).toEqual(
    ['decision', 'proposalToAssembly', 'summary', 'deliberation', 'yrkanden', 'beslutsgang', 'reservations', 'recipients'].map((part) => [part, null]),
  );

  const [point] = all(document, 'decisionPoint');
  expect([point?.attrs.att, point?.attrs.outcome]).toEqual([false, 'answered']);
  expect(point?.textContent).toMatch(/^Mot bakgrund av vad som framgår av kommunstyrelsens förvaltnings tjänsteutlåtande, .* anses motionen besvarad\.$/u);
  expect(all(document, 'paragraph').filter((node) => /^(?:Den 13|Kommunstyrelsens|Som en|Även|Kommunens|Mot)/u.test(node.textContent))).toHaveLength(6);

  const people = (name: string, role: string) =>
    all(document, name).map((node) => peopleOf(node, role).map(({ name: who, party }) => `${who} (${party ?? ''})`));
  expect(people('deliberation', 'speakers')).toEqual([['Sara Heelge Vikmång (S)', 'Bo Källström (L)']]);
  expect(people('yrkande', 'by')).toEqual([['Bo Källström (L)'], ['Sara Heelge Vikmång (S)']]);
  expect(all(document, 'yrkande').map(({ attrs }) => [attrs.kind, attrs.target])).toEqual([
    ['approval', 'motion'],
    ['approval', 'proposedDecision'],
  ]);
  expect(people('reservation', 'by')).toEqual([['Bo Källström (L)']]);
  expect(all(document, 'reservation')[0]?.attrs.inFavourOf).toBe(all(document, 'yrkande')[0]?.attrs.id);
  expect(all(document, 'recipient').map((node) => node.textContent)).toEqual(['Samtliga nämnder']);
});
