import { meetingOf, peopleOf, readDate } from '@yrka/formal-text';
import type { DocumentKind } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import type { PaperOptions } from '../paper/pageOf.ts';
import { civilDateOf } from '../paper/received.ts';
import { element, type Element } from './element.ts';
import type { References } from './references.ts';
import { slug } from './slug.ts';

/** Minutes report what was decided; a statement is what a group hands in; the rest are documents (ADR 26). */
export const documentTypes: Readonly<Record<DocumentKind, 'doc' | 'debateReport' | 'statement'>> = {
  motion: 'doc',
  officerReport: 'doc',
  minutesItem: 'debateReport',
  writtenStatement: 'statement',
};

type Facts = { readonly document: Node; readonly options: PaperOptions & { readonly createdAt: Date }; readonly title: string; readonly municipality: string };

/**
 * What the file is, as the work, as this version of it and as this file (FRBR), with civil dates. A work that says no date has that of
 * the day on which it was received, else that of the version and the file.
 */
export function identification({ document, options, title, municipality }: Facts, references: References): Element {
  const { kind, createdAt, header = {}, minutes, source, mark, documentId } = options;
  const fileDate = civilDateOf(createdAt);
  const field = fieldsOf(document);
  const workDate = readDate(field('date')) ?? (header.received == null ? fileDate : civilDateOf(header.received));
  const correctedOn = minutes?.corrections.at(-1)?.on;
  const versionDate = correctedOn !== undefined && readDate(correctedOn) !== null ? correctedOn : workDate;
  const numbers = [field('diarienummer') || header.diarienummer?.trim() || '', field('paragraphNumber')].filter((number) => number !== '');
  const body = kind === 'minutesItem' ? (meetingOf(document).body ?? '') : '';
  const work = [
    '/akn/se',
    documentTypes[kind],
    subtypes[kind],
    slug(body === '' ? municipality : `${municipality} ${body}`),
    workDate,
    numbers.length === 0 ? slug(title) : numbers.map(slug).join('-'),
  ].join('/');
  const version = `${work}/swe@${versionDate}`;
  const authors = [
    element('FRBRauthor', { href: references.municipality(), as: references.role('author') }),
    ...peopleOf(document, 'movers').map((one) => element('FRBRauthor', { href: references.person(one), as: references.role('movers') })),
  ];
  const aliases = [
    ...(source?.documentId == null ? [] : [element('FRBRalias', { value: source.documentId, name: 'yrka' })]),
    ...(documentId == null ? [] : [element('FRBRalias', { value: documentId, name: 'dokument-id' })]),
  ];
  const isLocked = mark == null && documentId != null;
  return element(
    'identification',
    { source: references.program() },
    element(
      'FRBRWork',
      {},
      value('FRBRthis', `${work}/!main`),
      value('FRBRuri', work),
      ...aliases,
      element('FRBRdate', { date: workDate, name: kind === 'minutesItem' ? 'meeting' : 'document' }),
      ...authors,
      value('FRBRcountry', 'se'),
      value('FRBRsubtype', subtypes[kind]),
      // As the IRI has it, and as people write it.
      ...numbers.map((number) => element('FRBRnumber', { value: slug(number), showAs: number })),
      element('FRBRname', { value: slug(title), showAs: title }),
    ),
    element(
      'FRBRExpression',
      {},
      value('FRBRthis', `${version}/!main`),
      value('FRBRuri', version),
      element('FRBRdate', { date: versionDate, name: 'version' }),
      ...authors,
      ...(source?.version == null ? [] : [value('FRBRversionNumber', String(source.version))]),
      value('FRBRauthoritative', String(isLocked)),
      element('FRBRlanguage', { language: 'swe' }),
    ),
    element(
      'FRBRManifestation',
      {},
      value('FRBRthis', `${version}/!main.xml`),
      value('FRBRuri', `${version}.akn`),
      element('FRBRdate', { date: fileDate, name: 'file' }),
      element('FRBRauthor', { href: references.program(), as: references.role('author') }),
      value('FRBRformat', 'application/akn+xml'),
    ),
  );
}

const subtypes: Readonly<Record<DocumentKind, string>> = {
  motion: 'motion',
  officerReport: 'officer-report',
  minutesItem: 'minutes-item',
  writtenStatement: 'written-statement',
};

const value = (name: string, words: string) => element(name, { value: words });

/** The first field of a name that has words, wherever it stands outside events; '' for none. */
function fieldsOf(document: Node): (name: string) => string {
  const fields = new Map<string, string>();
  for (const list of document.children)
    if (list.type.name === 'fieldList')
      for (const { attrs, textContent } of list.children) {
        const name = String(attrs.name);
        if (textContent.trim() !== '' && !fields.has(name)) fields.set(name, textContent.trim());
      }
  return (name) => fields.get(name) ?? '';
}
