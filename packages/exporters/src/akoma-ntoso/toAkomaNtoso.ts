import { contextOf, isSamePerson } from '@yrka/formal-text';
import type { NodeName } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { aboveText, belowText } from '../paper/minutes.ts';
import { below, namedBelow, type PaperOptions, pageOf, unsigned } from '../paper/pageOf.ts';
import { carriedSource } from '../paper/source.ts';
import type { ExportedFile, LostInExport } from '../report.ts';
import { analysis, ownNamespace, type Told } from './analysis.ts';
import { arranged, asBlocks } from './arranged.ts';
import { besideText } from './beside.ts';
import { type Content, element, type Element, xmlOf } from './element.ts';
import { documentTypes, identification } from './identification.ts';
import { idsOf } from './ids.ts';
import { nodeWriters } from './nodes.ts';
import { References } from './references.ts';
import { shownIn } from './shown.ts';
import { publication, workflow } from './workflow.ts';
import { WordsWriter } from './words.ts';
import type { Writer } from './writer.ts';

export type AkomaNtosoOptions = PaperOptions & {
  /** The instant that the file says it was made. The same input with the same instant gives the same bytes. */
  readonly createdAt: Date;
};

/**
 * A document in Akoma Ntoso 3.0 (OASIS LegalDocML): what the paper says, with people, yrkanden, votes, reservations and decisions as
 * structure (ADR 26). With `source` each block bears its id (`wId`) and the file carries the version that it was made from.
 *
 *     const { bytes } = toAkomaNtoso(minutes, { template: bjorkvik, kind: 'minutesItem', createdAt: clock.now() });
 */
export function toAkomaNtoso(document: Node, { createdAt, ...wished }: AkomaNtosoOptions): ExportedFile {
  const options = { ...unsigned(wished), createdAt };
  const { template, kind, clauses, wording, minutes } = options;
  const { page, report } = pageOf(document, options);
  const lost = new Map(report.map((one) => [JSON.stringify(one), one]));
  const lose = (one: LostInExport) => lost.set(JSON.stringify(one), one);
  if (options.arms != null) lose({ code: 'notCarried', what: 'arms' });
  if (options.lineNumbers === true) lose({ code: 'notCarried', what: 'lineNumbers' });

  const references = new References(page.letterhead.municipality);
  const told: Told[] = [];
  const words = new WordsWriter(lose);
  const sentences = contextOf(document, { ...(clauses && { clauses }), ...(wording && { wording }) });
  const writer: Writer = {
    document,
    template,
    kind,
    sentences,
    references,
    pieces: (parent, wanted = () => true) =>
      parent.children.flatMap((node, index) => (wanted(node, index) ? nodeWriters[node.type.name as NodeName](node, writer, { parent, index }) : [])),
    blocks: (parent, wanted) => asBlocks(writer.pieces(parent, wanted)),
    words: (parent) => words.words(parent),
    isNamedBelow: (role, person) => namedBelow(role, options).some((one) => isSamePerson(one, person)),
    tell: (node, its) => told.push({ node, element: its }),
    lose,
  };

  const meta = identification({ document, options, title: page.title, municipality: page.letterhead.municipality }, references);
  const [head, body, end] = dividedAt(document);
  const preface = element(
    'preface',
    {},
    ...letterheadOf(page, references),
    ...writer.blocks(document, head),
    ...besideText(minutes === undefined ? [] : aboveText(minutes)),
  );
  const main = arranged(writer.pieces(document, body), kind);
  const mainBody = element('mainBody', {}, ...(main.length === 0 ? [element('p')] : main));
  const last = [...writer.blocks(document, end), ...besideText([...(minutes === undefined ? [] : belowText(minutes)), ...below(options)])];
  const parts = [preface, mainBody, ...(last.length === 0 ? [] : [element('conclusions', {}, ...last)])];

  const hasBlocks = options.source != null;
  const carried = hasBlocks ? carriedSource(shownIn(parts), document, options) : null;
  const found = analysis({ told, references, sentences, hasIds: hasBlocks });
  const steps = workflow(options, references);
  const announced = publication(options);
  const file = element(
    'akomaNtoso',
    { xmlns: 'http://docs.oasis-open.org/legaldocml/ns/akn/3.0', 'xmlns:yrka': ownNamespace },
    element(
      documentTypes[kind],
      { name: kind, contains: minutes !== undefined && minutes.corrections.length > 0 ? 'singleVersion' : 'originalVersion' },
      element(
        'meta',
        {},
        meta,
        ...given(announced),
        ...given(steps),
        ...given(found),
        element('references', { source: references.program() }, ...references.elements),
        ...(carried === null ? [] : [element('proprietary', { source: references.program() }, element('yrka:source', {}, carried))]),
      ),
      ...parts,
    ),
  );
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n${xmlOf(file, idsOf(parts, { hasBlocks }))}\n`;
  return { bytes: new TextEncoder().encode(xml), report: [...lost.values()] };
}

type StandsIn = (child: Node, index: number) => boolean;

const given = (one: Element | null): readonly Element[] => (one === null ? [] : [one]);

/** The head of the paper as its first lines: who it is from, what it is, when it was received, and what it is not yet. */
function letterheadOf({ letterhead, mark }: ReturnType<typeof pageOf>['page'], references: References): readonly Element[] {
  const { municipality, body, label, facts, stamp } = letterhead;
  const line = (name: string, ...words: readonly Content[]) => element('p', { class: name }, ...words);
  return [
    line('municipality', element('organization', { refersTo: references.municipality() }, municipality)),
    ...(body === '' ? [] : [line('body', element('organization', { refersTo: references.body(body) }, body))]),
    ...(label === '' ? [] : [line('kind', element('docType', {}, label))]),
    ...facts.map((fact) => line('diarienummer', element('docNumber', {}, fact.value))),
    ...[stamp, mark].flatMap((status) => (status === null ? [] : [line('status', element('docStatus', {}, status))])),
  ];
}

/**
 * Which children stand in the preface and which in the conclusions: those at either end that are a head, a title or movers, or
 * signatures and dates. All others are the text, so that the order is that of the document.
 */
function dividedAt({ children }: Node): readonly [StandsIn, StandsIn, StandsIn] {
  const isHead = ({ type, attrs }: Node) =>
    type.name === 'title' || (type.name === 'fieldList' && attrs.kind !== 'closing') || (type.name === 'personList' && attrs.role === 'movers');
  const isEnd = ({ type, attrs }: Node) =>
    (type.name === 'fieldList' && attrs.kind === 'closing') ||
    (type.name === 'personList' && ['signatories', 'supporters', 'verifiers'].includes(String(attrs.role)));
  const first = children.findIndex((child) => !isHead(child));
  const bodyAt = first === -1 ? children.length : first;
  const endAt = Math.max(bodyAt, children.findLastIndex((child) => !isEnd(child)) + 1);
  return [(_, index) => index < bodyAt, (_, index) => index >= bodyAt && index < endAt, (_, index) => index >= endAt];
}
