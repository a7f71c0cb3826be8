import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { decodeText, importText } from '@yrka/importers';
import { att, clauses, doc, sentence } from '@yrka/test-builders';
import { expect, test, type TestContext } from 'vitest';
import { checkMotion } from './checkMotion.ts';
import { checkReport } from './checkReport.ts';
import type { Finding } from './finding.ts';

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

/** About the words, and right or wrong in themselves: what a file that was read does not have is the reader's matter. */
const aboutWords = (findings: readonly Finding[]) => findings.filter(({ code }) => !code.endsWith('Missing') && code !== 'partEmpty');

test('[FIN3] real motions and reports give few findings, and those that a careful reader would agree to', (context) => {
  needExamples(context);
  const told: string[] = [];
  for (const name of names) {
    const { kind, document } = importText(decodeText(readFileSync(new URL(`${name}.txt`, examples))).text);
    if (kind === 'minutesItem') continue;
    const findings =
      kind === 'motion'
        ? checkMotion(document, { parties: null, seats: null, rules: null })
        : checkReport(document, { clauses: null, everyClauseIsAnswered: false, requiredParts: ['proposedDecision', 'summary'] });
    told.push(...aboutWords(findings).map(({ code, params }) => `${name} ${code} ${Object.values(params).join(' ')}`.trim()));
    console.log(`checks: ${name}: ${findings.map(({ code, params }) => `${code}(${Object.values(params).join(', ')})`).join(' ') || 'nothing'}`);
  }
  // Every one of these is so in the text.
  expect(told.filter((one) => !/wordToAvoid|longSentence/.test(one))).toEqual(['r09-modell-motion manySubjects']);
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
