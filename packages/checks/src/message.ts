import type { DocumentKind } from '@yrka/schema';
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
  'where',
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

/** What a sentence calls what a finding names by its word in the schema. */
export type FindingNames = {
  /** A part of the document, as the municipality calls it. */
  readonly part: (part: string) => string;
  /** Another document of the matter. */
  readonly document: (kind: DocumentKind) => string;
};

/** Which sentence says a finding, and with what. */
export function messageOf({ code, params }: Finding, names: FindingNames): FindingMessage {
  const texts = Object.fromEntries(textValues.map((name) => [name, String(params[name] ?? '')])) as Record<(typeof textValues)[number], string>;
  const numbers = Object.fromEntries(numberValues.map((name) => [name, Number(params[name] ?? 0)])) as Record<(typeof numberValues)[number], number>;
  const key = code !== 'mayNotSign' ? code : params.reason === 'substitute' ? 'substituteSigns' : 'notMember';
  return {
    key,
    values: {
      ...texts,
      ...numbers,
      part: texts.part === '' ? '' : names.part(texts.part),
      where: texts.where === '' ? '' : names.document(texts.where as DocumentKind),
    },
  };
}
