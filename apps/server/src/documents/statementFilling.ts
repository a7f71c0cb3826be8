import { type MunicipalityTemplate, type StatementKind, statementWords } from '@yrka/schema';
import type { CivilDate } from '@yrka/storage';
import { attClause, type Filling, list, type NamedPerson, paragraph } from './compose.ts';

type Known = {
  readonly template: MunicipalityTemplate;
  /** Who begins it: it is in their name until they add others. */
  readonly person: NamedPerson;
  /** Of the motion that the matter is about. */
  readonly title: string;
  readonly diarienummer: string | null;
  /** The body whose meeting the matter comes to. */
  readonly body: string | null;
  readonly on: CivilDate;
};

/** What a written statement can say from the start. Everything may be written over. */
export function statementFilling(kind: StatementKind, { template, person, title, diarienummer, body, on }: Known): Filling {
  const { leadIn } = statementWords[kind];
  const isYrkande = kind === 'yrkande';
  return {
    title: subjectOf(title),
    fields: { date: on, ...(diarienummer !== null && { diarienummer }), ...(body !== null && { body }) },
    people: { by: [person] },
    body: [
      ...(leadIn === '' ? [] : [paragraph(leadIn)]),
      ...(isYrkande ? [list('yrkandeList', attClause(null, '', template.clausesBeginWithAtt))] : [paragraph()]),
    ],
  };
}

/** "Meröppet på biblioteket" of "Motion om meröppet på biblioteket": what it is stands above it. */
function subjectOf(title: string): string {
  const subject = title.replace(/^motion om\s+/iu, '');
  return subject.charAt(0).toLocaleUpperCase('sv') + subject.slice(1);
}
