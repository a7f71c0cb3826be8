import type { Finding } from './finding.ts';
import type { swedishFindings } from './swedish.ts';

export type FindingMessage = {
  /** The key of its sentence, and of its reason. */
  readonly key: keyof typeof swedishFindings.sentence;
  /** What the sentence names. What it does not name is there as well, empty or 0. */
  readonly values: Readonly<Record<(typeof textValues)[number], string> & Record<(typeof numberValues)[number], number>>;
};

const textValues = [
  'number',
  'name',
  'party',
  'word',
  'plain',
  'words',
  'begins',
  'part',
  'winner',
  'answer',
  'why',
  'says',
  'holds',
  'proposes',
  'heading',
  'other',
  'genitive',
  'titled',
  'weekday',
  'first',
  'second',
  'count',
  'counted',
  'named',
  'votes',
  'serving',
  'present',
  'of',
] as const;
/** Those that a sentence counts. */
const numberValues = ['parts', 'times', 'margin'] as const;

/** Which sentence says a finding, and with what. `partName` is what the municipality calls the part that it names. */
export function messageOf({ code, params }: Finding, partName: (part: string) => string): FindingMessage {
  const texts = Object.fromEntries(textValues.map((name) => [name, String(params[name] ?? '')])) as Record<(typeof textValues)[number], string>;
  const numbers = Object.fromEntries(numberValues.map((name) => [name, Number(params[name] ?? 0)])) as Record<(typeof numberValues)[number], number>;
  const key = code !== 'mayNotSign' ? code : params.reason === 'substitute' ? 'substituteSigns' : 'notMember';
  return { key, values: { ...texts, ...numbers, part: texts.part === '' ? '' : partName(texts.part) } };
}
