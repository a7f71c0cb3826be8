import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { decodeText, importText } from '@yrka/importers';
import { att, clauses, doc, sentence } from '@yrka/test-builders';
import { expect, test, type TestContext } from 'vitest';
import { checkAlone } from './checkAlone.ts';
import { checkMotion } from './checkMotion.ts';

/** Real documents lie beside the project, not in it: ../shared/examples from its root. */
const examples = new URL('../../../../shared/examples/', import.meta.url);
const isThere = existsSync(examples);
const names = isThere
  ? readdirSync(examples)
      .filter((name) => name.endsWith('.json'))
      .map((name) => name.slice(0, -5))
      .sort()
  : [];
const truth = (name: string) =>
  JSON.parse(readFileSync(new URL(`${name}.json`, examples), 'utf8')) as {
    readonly kind: string;
    readonly attClauses?: readonly string[];
    readonly motionClauses?: readonly string[];
  };

function needExamples(context: TestContext): void {
  if (isThere) return;
  if (process.env.CI === 'true') throw new Error(`${examples.pathname} is missing, so no real document was read`);
  console.warn('NOT TESTED: ../shared/examples is not here, so no real document was read');
  context.skip('../shared/examples is not here: no real document was read');
}

/** What a careful reader finds beside language, and agrees to: the errors of the notes, and what is worth a look. */
const right: readonly string[] = [
  // "The motion passed 41-40 because a group voted wrong."
  'g03-goteborg-kf-2024-05-23-219 yesMeansNo avslag',
  'g03-goteborg-kf-2024-05-23-219 notesWrongVote 1',
  'g04-goteborg-kf-2024-08-22-312 yesMeansNo avslag',
  // "Mariah in the title, Maria in the yrkande."
  'g05-goteborg-kf-2024-08-22-313 nameSpelledTwoWays Maria ben Salem Dynehäll Mariah ben Salem Dynehäll',
  // "The chair may reverse the meaning of ja: here Ja = återremiss."
  'g07-goteborg-ks-2024-05-15-458 yesMeansNo ärendets återremiss',
  // "Spelling error vänortssavtal in the source."
  'g12-goteborg-motion-2024-19 wordSpelledTwoWays vänortssavtal vänortsavtal',
  'r08-modell-region-rf yesMeansNo avslå motionens andra att-sats',
  // "Two subjects joined by och in the title"
  'r09-modell-motion manySubjects',
];

test('[FIN3, FIN6] the real errors in the examples are found, and fewer than one false finding per document', (context) => {
  needExamples(context);
  const told: string[] = [];
  const rows: string[] = [];
  for (const name of names) {
    const { kind, document } = importText(decodeText(readFileSync(new URL(`${name}.txt`, examples))).text);
    const findings = checkAlone(kind, document);
    const form = findings
      .filter(({ code }) => code !== 'wordToAvoid' && code !== 'longSentence')
      .map(({ code, params }) => `${name} ${code} ${Object.values(params).join(' ')}`.trim());
    told.push(...form);
    rows.push(
      `${name.padEnd(32)} ${kind.padEnd(13)} language ${String(findings.length - form.length).padStart(2)}  ${form.map((one) => one.slice(name.length + 1)).join(' · ') || '–'}`,
    );
  }
  console.log(`checks over ${names.length} real documents:\n${rows.join('\n')}`);
  expect(told).toEqual(right);
});

test('no clause or point of the real documents is taken for two', (context) => {
  needExamples(context);
  let count = 0;
  const wrong: string[] = [];
  for (const name of names) {
    const { attClauses = [], motionClauses = [] } = truth(name);
    for (const words of [...attClauses, ...motionClauses]) {
      const hasAtt = /^att\s/iu.test(words);
      const document = doc(clauses(hasAtt ? att(words.replace(/^att\s+/iu, '')) : sentence(words)));
      const found = checkMotion(document, { parties: null, seats: null, rules: null }).filter(({ code }) =>
        ['twoDecisions', 'notYesOrNo', 'attDoubled'].includes(code),
      );
      wrong.push(...found.map(({ code }) => `${name} ${code}: ${words}`));
      count += 1;
    }
  }
  console.log(`checks: ${count} clauses and points of ${names.length} documents, ${wrong.length} taken for two, for a question or for a doubled att`);
  expect(wrong).toEqual([]);
  expect(count).toBeGreaterThan(30);
});
