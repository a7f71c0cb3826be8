import {
  contextOf,
  isSamePerson,
  markWords,
  type NamedPerson,
  peopleOf,
  type Supporter,
  type Wording,
  writeArms,
  writePerson,
  writeSupport,
} from '@yrka/formal-text';
import { type DocumentKind, footerLabels, isReadableOnWhite, type MunicipalityTemplate, type NodeName, type SuggestionMaker } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import type { LostInExport } from '../report.ts';
import type { Picture } from './picture.ts';
import { type CommentPlace, edgesIn } from './comments.ts';
import { gather, withoutSkippedLevels } from './gather.ts';
import { aboveText, belowText, correctionStamp, extractLabel, type MinutesFacts } from './minutes.ts';
import { nodeWriters } from './nodes.ts';
import { type Block, type Change, maxTitleLength, type Page, type PageComment, type Words } from './page.ts';
import { type PublishingFacts, publishingLabel, publishingNote } from './publishing.ts';
import { type ComparisonFacts, comparisonKey, differences } from './comparisonKey.ts';
import { writeReceived } from './received.ts';
import { signed } from './signs.ts';
import { withSuggestedPlaces } from './suggestedChoices.ts';
import { plain, textOf, writeWords } from './words.ts';
import type { Writer } from './writer.ts';

/** What a document's page says beside the document, whatever it is written as. */
export type PaperOptions = {
  readonly template: MunicipalityTemplate;
  readonly kind: DocumentKind;
  /** The municipality's arms before its name; null, and left out, for none. */
  readonly arms?: Picture | null;
  /** The ids of the motion's clauses in order, when the document answers a motion that is not itself. */
  readonly clauses?: readonly string[];
  readonly wording?: Partial<Wording>;
  /** What the head says beside what the document says itself; what both say stands once. */
  readonly header?: HeaderFacts;
  /** *Utkast* or *Arbetsmaterial* across every page; null, and left out, for what is locked. */
  readonly mark?: 'draft' | 'workingMaterial' | null;
  /** The short code at the foot of what is locked, as in "YR-7K2M-4QX"; null, and left out, for none. */
  readonly documentId?: string | null;
  /** Lines to write on, for signing on paper; they stand instead of the names below the text. */
  readonly signatureLines?: readonly SignatureLine[];
  /** Who has signed in Yrka: *Undertecknat av*, instead of the names below the text. */
  readonly signatures?: readonly GivenSignature[];
  /** Who supports without signing: *Instämmer*. */
  readonly supporters?: readonly Supporter[];
  /** Titles of the files that are filed along, in their order: *Bilaga 1*, *Bilaga 2* … */
  readonly attachments?: readonly string[];
  /** Of an item of the minutes: who verifies it, what was corrected, to whom it is an extract. */
  readonly minutes?: MinutesFacts;
  /** That it is the copy to publish: nobody's signature stands below it, and no line for one. Null, and left out, for all others. */
  readonly publishing?: PublishingFacts | null;
  /** Numbers beside the lines, from 1 on each page; the template's wish when left out. */
  readonly lineNumbers?: boolean;
  /** What is suggested and what is said of the words, for a format that can show it; left out where the text alone is meant, and then the document has no suggestions. */
  readonly marks?: MarkOptions;
  /** That it is a comparison of two versions: what is suggested in the document is what differs between them (`@yrka/comparison`). null, and left out, for a document. */
  readonly comparison?: ComparisonFacts | null;
  /** What could not be had for the page, to be told in the report. */
  readonly lacks?: readonly LostInExport[];
  /** Which version the copy is made from, for formats that come back; null, and left out, for one that carries nothing but what is seen. */
  readonly source?: SourceFacts | null;
};

/** Which version of which document a copy is made from, for the day on which it comes back. */
export type SourceFacts = { readonly documentId: string | null; readonly version: number | null };

/** Suggestions are those that stand in the document. */
export type MarkOptions = {
  readonly changeOf: (maker: SuggestionMaker) => Omit<Change, 'id'>;
  readonly comments: readonly (PageComment & CommentPlace)[];
};

/** What a format can show beside the words of the paper. */
export type Shows = {
  /** Which block of the document the words are of. */
  readonly signs?: boolean;
  readonly marks?: boolean;
  /** How it is shown what differs between two versions, where the reader's program has no way of its own. */
  readonly comparisonKey?: boolean;
};

export type HeaderFacts = {
  /** The template's when left out. */
  readonly municipality?: string;
  /** The board, the office or the party group. */
  readonly body?: string | null;
  readonly diarienummer?: string | null;
  /** When it was received: stamped as "Inkommen 2027-01-12 kl. 21.14", Swedish time. */
  readonly received?: Date | null;
  /** What the document is; the template's word for its kind when left out. */
  readonly label?: string;
};

export type SignatureLine = NamedPerson & {
  /** As in "Ordförande", under the name. */
  readonly role?: string | null;
};

export type GivenSignature = NamedPerson & {
  /** The civil date, as in "2027-01-12". */
  readonly date: string;
};

/** What has room on one line, in UTF-16 units. */
const maxRunningTitle = 45;

/** What stands on the paper, before it is set. */
export function pageOf(given: Node, options: PaperOptions, shows: Shows = {}): { readonly page: Page; readonly report: readonly LostInExport[] } {
  const { template, kind, header = {}, minutes, publishing = null } = options;
  const lost = new Map<string, LostInExport>();
  const lose = (one: LostInExport) => lost.set(JSON.stringify(one), one);
  for (const lack of options.lacks ?? []) lose(lack);
  const { comparison = null } = options;
  const marks = shows.marks === true ? (options.marks ?? (comparison === null ? undefined : differences(comparison))) : undefined;
  const comments = marks?.comments ?? [];
  const document = marks === undefined ? given : withSuggestedPlaces(given, lose);
  const inline = {
    lose,
    changeOf: marks === undefined ? null : (maker: SuggestionMaker) => ({ id: `${maker.id} ${maker.by}`, ...marks.changeOf(maker) }),
    commentsIn: edgesIn(given, comments),
  };
  const writer: Writer = {
    document,
    template,
    kind,
    sentences: contextOf(document, { ...(options.clauses && { clauses: options.clauses }), ...(options.wording && { wording: options.wording }) }),
    blocks: (parent, wanted) => writeBlocks(parent, writer, wanted),
    words: (parent) => writeWords(parent, inline),
    signed: (node, blocks) => signed(node, blocks, { ...inline, hasSigns: shows.signs === true }),
    headingDepth: (parent) => (parent.type.name === 'section' ? 3 : 2),
    isNamedBelow: (role, person) => namedBelow(role, unsigned(options)).some((one) => isSamePerson(one, person)),
    isComparison: comparison !== null && shows.comparisonKey === true,
    lose,
  };
  const municipality = header.municipality ?? template.municipality;
  const label = header.label ?? (minutes?.extract == null ? template.documentLabels[kind] : extractLabel);
  const body = header.body?.trim() ?? '';
  const blocks = withoutSkippedLevels(
    gather([
      ...(comparison !== null && shows.comparisonKey === true ? [comparisonKey(comparison)] : []),
      ...(minutes === undefined ? [] : aboveText(minutes)),
      ...writer.blocks(document).flatMap((block) => withoutBody(block, body)),
      ...(minutes === undefined ? [] : belowText(minutes, publishing !== null)),
      ...below(unsigned(options)),
      ...(publishing === null ? [] : publishingNote(publishing)),
    ]),
  );
  const title = (titleOf(blocks) || label || municipality).slice(0, maxTitleLength);
  const diarienummer = header.diarienummer?.trim() ?? '';
  const isSaid = headWords(document).some((field) => field.includes(diarienummer));
  return {
    page: {
      title,
      authors: peopleOf(document, 'movers').map((one) => writePerson(one).slice(0, maxTitleLength)),
      letterhead: {
        municipality,
        arms: armsOf(municipality, options.arms),
        body,
        label,
        facts: [
          ...(diarienummer === '' || isSaid ? [] : [{ label: 'Diarienummer', value: diarienummer }]),
          ...(publishing === null ? [] : [{ label: publishingLabel, value: publishing.on }]),
        ],
        stamp: header.received != null ? `Inkommen ${writeReceived(header.received)}` : minutes === undefined ? null : correctionStamp(minutes),
      },
      running: [
        ...new Set([
          municipality,
          label,
          diarienummer === '' ? shortened(title) : diarienummer,
          ...(publishing === null ? [] : [`${publishingLabel} ${publishing.on}`]),
        ]),
      ].join(' · '),
      mark: options.mark == null ? null : markWords[options.mark],
      documentId: options.documentId ?? null,
      lineNumbers: options.lineNumbers ?? template.lineNumbers,
      ...lookOf(template),
      comments: comments.map(({ isDone, said }) => ({ isDone, said })),
      blocks,
    },
    report: [...lost.values()],
  };
}

/** What may stand beside the text in a copy to publish: nobody who signed, supports or verified it. All of it in any other copy. */
export function unsigned(options: PaperOptions): PaperOptions {
  if (options.publishing == null) return options;
  const { signatures: _signatures, signatureLines: _lines, supporters: _supporters, minutes, ...others } = options;
  return { ...others, ...(minutes && { minutes: { ...minutes, verifiers: [] } }) };
}

function shortened(title: string): string {
  if (title.length <= maxRunningTitle) return title;
  const cut = title.slice(0, maxRunningTitle);
  const space = cut.lastIndexOf(' ');
  return `${space === -1 ? cut : cut.slice(0, space)} …`;
}

/** The board or office that the letterhead names is not named again below it. */
function withoutBody(block: Block, body: string): readonly Block[] {
  if (block.type !== 'facts') return [block];
  const facts = block.facts.filter(({ label, words }) => label !== null || textOf(words).trim() !== body);
  return facts.length === 0 ? [] : [{ ...block, facts }];
}

function writeBlocks(parent: Node, writer: Writer, wanted: (child: Node) => boolean = () => true): readonly Block[] {
  const blocks: Block[] = [];
  parent.forEach((node, _offset, index) => {
    if (wanted(node)) blocks.push(...writer.signed(node, nodeWriters[node.type.name as NodeName](node, writer, { parent, index })));
  });
  return blocks;
}

/** Who stands below the text by what the caller gave. */
export function namedBelow(
  role: 'signatories' | 'supporters',
  { signatures = [], signatureLines = [], supporters = [] }: Pick<PaperOptions, 'signatures' | 'signatureLines' | 'supporters'>,
): readonly NamedPerson[] {
  return role === 'supporters' ? supporters : [...signatures, ...signatureLines];
}

/** What the caller knows and the document does not: who signed, who supports, what is filed along. */
export function below({
  signatures = [],
  signatureLines = [],
  supporters = [],
  attachments = [],
}: Pick<PaperOptions, 'signatures' | 'signatureLines' | 'supporters' | 'attachments'>): readonly Block[] {
  const blocks: Block[] = [];
  if (signatures.length > 0)
    blocks.push({ type: 'signatures', heading: 'Undertecknat av', people: signatures.map((one) => ({ name: writePerson(one), role: null, date: one.date })) });
  if (signatureLines.length > 0)
    blocks.push({ type: 'signatureLines', people: signatureLines.map((one) => ({ name: writePerson(one), role: one.role ?? null, date: null })) });
  if (supporters.length > 0)
    blocks.push({ type: 'signatures', heading: 'Instämmer', people: supporters.map((one) => ({ name: supporterName(one), role: null, date: null })) });
  if (attachments.length > 0) {
    blocks.push({ type: 'heading', level: 2, look: 2, words: plain('Bilagor') });
    blocks.push({ type: 'lines', items: attachments.map((title, index): Words => plain(`Bilaga ${index + 1}. ${title}`)) });
  }
  return blocks;
}

/** "Ersättare Eva Ek (L)", as the sentence of formal-text begins. */
const supporterName = (one: Supporter) => writeSupport([one]).replace(/ instämmer i motionen$/u, '');

function titleOf(blocks: readonly Block[]): string {
  const title = blocks.find((block) => block.type === 'heading' && block.look === 1);
  // What is struck in it is no title any more.
  return title?.type === 'heading'
    ? textOf(title.words.filter((run) => 'sign' in run || run.deleted === undefined))
        .replace(/\s+/gu, ' ')
        .trim()
    : '';
}

function headWords(document: Node): readonly string[] {
  return document.children.flatMap((node) => (node.type.name === 'fieldList' ? node.children.map((field) => field.textContent.trim()) : []));
}

/** How a page looks by its template: a colour that nobody could read on white is none. */
export function lookOf({ accent, headRule, footer }: MunicipalityTemplate): Pick<Page, 'accent' | 'headRule' | 'footer'> {
  return {
    accent: accent !== null && isReadableOnWhite(accent) ? accent : null,
    headRule,
    footer: footer.map(({ name, text }) => ({ label: footerLabels[name], value: text })),
  };
}

/** What a page says of the arms at its head; null when there are none. */
export function armsOf(municipality: string, picture: Picture | null | undefined): Page['letterhead']['arms'] {
  return picture == null ? null : { alt: writeArms(municipality) };
}
