import { createHash } from 'node:crypto';
import {
  type DrawnPages,
  type ExportedFile,
  type FileOptions,
  type Mask,
  maskedDocument,
  maskedText,
  toFile,
  toPages,
  toPdf,
  type PersonalDetail,
  personalDetailsIn,
} from '@yrka/exporters';
import { textParts } from '@yrka/schema';
import type { AttachmentRow, CorrectionRow, DocumentRow, LockRow, MaskDecisionRow, MaskPlace, Storage } from '@yrka/storage';
import type { Node } from 'prosemirror-model';
import { municipalityChain, record } from '../audit/record.ts';
import { canonicalText, lockedContent } from '../documents/lockedText.ts';
import { readVersion } from '../documents/reading.ts';
import { civilMoment } from '../organisation/civil.ts';
import { Refusal } from '../refusal.ts';
import { placesIn, toSeek } from './alike.ts';
import { gathered, type Kept, type PageRange, type PaperWishes } from './paper.ts';

/** What stands on the paper beside the locked text, and is as public as that. */
export type TextBeside = { readonly id: string; readonly kind: 'attachment' | 'before' | 'after' | 'reason'; readonly text: string };

/** `sameWords`: what is masked elsewhere stands here as well. */
export type PublishingFinding = Mask & Pick<PersonalDetail, 'certainty'> & { readonly kind: PersonalDetail['kind'] | 'sameWords' };

/** A locked document with what in it may be somebody's own, and what was said of that. */
export type Publishing = {
  readonly lock: Pick<LockRow, 'id' | 'sha256'>;
  readonly content: Node;
  readonly beside: readonly TextBeside[];
  readonly findings: readonly PublishingFinding[];
  readonly decisions: readonly MaskDecisionRow[];
  readonly attachments: readonly AttachmentRow[];
  /** How many files belong to it: attachments, and the scan of what came in on paper. */
  readonly files: number;
  readonly corrections: readonly CorrectionRow[];
};

export type PublishingFormat = 'pdf' | 'docx' | 'html';

/** What is read of a store; its rows may be those of a transaction. */
type Stored = Pick<Storage, 'rows' | 'journal' | 'snapshots'>;

/** What there is to decide of a document that nobody writes in any more. */
export async function publishingOf(storage: Stored, { id }: DocumentRow): Promise<Publishing> {
  const { rows } = storage;
  const { lock, content } = await lockedOf(storage, id);
  const [attached, corrections, decisions] = await Promise.all([rows.way.attachments(id), rows.minutes.corrections(id), rows.maskDecisions.of(lock.id)]);
  const attachments = attached.filter(({ kind }) => kind === 'attachment');
  const beside = [
    // A title can be changed: what was said of the one before is not said of this one.
    ...attachments.map((one): TextBeside => ({ id: besideId(one.id, one.title), kind: 'attachment', text: one.title })),
    ...corrections.flatMap((one) =>
      (['before', 'after', 'reason'] as const).map((kind): TextBeside => ({ id: `${besideId(one.id, one[kind])} ${kind}`, kind, text: one[kind] })),
    ),
  ];
  const texts = [...textParts(content), ...beside];
  const personal = texts.flatMap(({ id: part, text }) => personalDetailsIn(text).map((detail): PublishingFinding => ({ part, ...detail })));
  const findings = [...personal, ...sameWords(texts, decisions, personal)];
  return { lock, content, beside, findings, decisions, attachments, corrections, files: attached.length };
}

/** The text and its lock. What stands locked since before there were locks, as the samples of the demonstration, goes by its own hash. */
async function lockedOf(storage: Stored, documentId: string): Promise<Pick<Publishing, 'lock' | 'content'>> {
  const lock = await storage.rows.way.lock(documentId);
  if (lock !== null) return { lock, content: lockedContent(lock) };
  const { content } = await readVersion(storage, documentId);
  const { sha256 } = canonicalText(content);
  return { lock: { id: `sha256:${sha256}`, sha256 }, content };
}

type Text = { readonly id: string; readonly text: string };

/** Where masked words stand as well, and are not masked: in the text, or beside it, as in a correction that was made afterwards. */
function sameWords(texts: readonly Text[], decisions: readonly MaskDecisionRow[], others: readonly Mask[]): readonly PublishingFinding[] {
  const textOf = new Map(texts.map(({ id, text }) => [id, text]));
  const masks = decisions.filter(({ verdict }) => verdict === 'mask');
  const words = toSeek(masks.map(({ part, from, to }) => textOf.get(part)?.slice(from, to) ?? ''));
  const known = Map.groupBy([...masks, ...others], ({ part }) => part);
  const found: PublishingFinding[] = [];
  if (words.size === 0) return found;
  for (const { id: part, text } of texts) {
    // A text of a hundred pages has thousands of places: whether one is taken is looked up, and not sought among the others.
    const taken = new Uint8Array(text.length);
    for (const { from, to } of known.get(part) ?? []) taken.fill(1, from, to);
    const find = placesIn(text);
    for (const word of words) {
      for (const { from, to } of find(word)) {
        if (taken.subarray(from, to).includes(1)) continue;
        taken.fill(1, from, to);
        found.push({ part, from, to, kind: 'sameWords', certainty: 'likely' });
      }
    }
  }
  return found;
}

/** Of a text that stands beside: whose it is, and which words it had. */
const besideId = (id: string, text: string) => `${id}:${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;

/** Those of which nobody has said whether they are masked or stand: no word of theirs is masked, and they were not left. */
export function undecided({ findings, decisions }: Pick<Publishing, 'findings' | 'decisions'>): readonly PublishingFinding[] {
  const isSaid = (finding: PublishingFinding) =>
    decisions.some(
      ({ part, from, to, verdict }) =>
        part === finding.part && (verdict === 'mask' ? from <= finding.from && finding.to <= to : from === finding.from && to === finding.to),
    );
  return findings.filter((finding) => !isSaid(finding));
}

/** What somebody says of words; `verdict` is null where they take back what they said. */
type MaskSaid = Omit<MaskPlace, 'lockId'> & { readonly verdict: MaskDecisionRow['verdict'] | null; readonly reason: string };

/**
 * Keeps what somebody says of words of a locked text, all of it or nothing, with its entry in the log. Returns what there is to
 * decide then.
 *
 * @throws Refusal `textHasChanged` when `sha256` is not the text's; `badRequest` for a place that the text does not have
 */
export function decideMasks(
  { rows, journal, snapshots }: Stored,
  { row, by, at }: { readonly row: DocumentRow; readonly by: string; readonly at: Date },
  { sha256, decisions }: { readonly sha256: string; readonly decisions: readonly MaskSaid[] },
): Promise<Publishing> {
  return rows.transaction(async (inside) => {
    const stored = { rows: inside, journal, snapshots };
    const publishing = await publishingOf(stored, row);
    if (publishing.lock.sha256 !== sha256) throw new Refusal('textHasChanged');
    checkPlaces(publishing, decisions);
    const lockId = publishing.lock.id;
    const kept = decisions.flatMap(({ part, from, to, verdict, reason }) =>
      verdict === null ? [] : [{ documentId: row.id, lockId, part, from, to, verdict, reason, by, at }],
    );
    const taken = decisions.filter(({ verdict }) => verdict === null).map(({ part, from, to }) => ({ lockId, part, from, to }));
    await inside.maskDecisions.put(kept);
    await inside.maskDecisions.remove(taken);
    const masked = kept.filter(({ verdict }) => verdict === 'mask').length;
    await record(inside, {
      chain: municipalityChain,
      at,
      actorId: by,
      act: 'decideMasks',
      subject: { kind: 'document', id: row.id },
      details: { lock: lockId, masked, left: kept.length - masked, takenBack: taken.length },
    });
    return publishingOf(stored, row);
  });
}

/** @throws Refusal `badRequest` for a place that the text does not have, or where nothing is written */
function checkPlaces({ content, beside }: Publishing, places: readonly Omit<MaskPlace, 'lockId'>[]): void {
  const texts = new Map([...textParts(content), ...beside].map(({ id, text }) => [id, text]));
  for (const { part, from, to } of places) {
    const words = texts.get(part)?.slice(from, to) ?? '';
    if (to <= from || words.length < to - from || words.trim() === '') throw new Refusal('badRequest');
  }
}

export type PublishingWishes = PaperWishes & {
  /** The civil date on which it is made. */
  readonly on: string;
  readonly at: Date;
};

/** What is published, before it is a file or a picture. */
type PublishedPaper = {
  readonly document: Node;
  readonly paper: FileOptions;
  readonly masks: number;
  readonly sha256: string;
};

/**
 * The document as it is published: without what is masked, without signatures and the lines for them, without what leads
 * to the locked text. Its Dokument-id goes too: it is a part of that text's hash, by which one who has all but a masked
 * number could try out which it was.
 *
 * @throws Refusal `undecidedFindings` while somebody has still to say whether something stands
 */
async function published(kept: Kept, { on, at, ...wishes }: PublishingWishes): Promise<PublishedPaper> {
  const [publishing, { options }] = await Promise.all([publishingOf(kept.storage, wishes.row), gathered(kept, wishes)]);
  if (undecided(publishing).length > 0) throw new Refusal('undecidedFindings');
  const { lock, content, beside, attachments, corrections } = publishing;
  const masks = publishing.decisions.filter(({ verdict }) => verdict === 'mask');
  const textBeside = (id: string, kind: TextBeside['kind'], text: string) => {
    const part = beside.find((one) => one.kind === kind && one.id.startsWith(`${id}:`));
    return maskedText(
      text,
      masks.filter((mask) => mask.part === part?.id),
    );
  };
  const { signatures: _signatures, supporters: _supporters, signatureLines: _lines, header = {}, minutes, ...others } = options;
  const hidden = hiddenWords(publishing, masks);
  const paper = {
    ...others,
    header: { ...header, diarienummer: hidden.some((words) => words.includes(header.diarienummer ?? '')) ? null : (header.diarienummer ?? null) },
    documentId: null,
    mark: null,
    attachments: attachments.map(({ id, title }) => textBeside(id, 'attachment', title)),
    ...(minutes && {
      minutes: {
        ...minutes,
        // Those that were decided about: of one that came while this was gathered nobody has said anything.
        corrections: corrections.map((correction) => {
          const of = (kind: 'before' | 'after' | 'reason') => textBeside(correction.id, kind, correction[kind]);
          const by = withoutWords(correction.byName, hidden);
          return { before: of('before'), after: of('after'), reason: of('reason'), by, on: civilMoment(correction.at).date };
        }),
      },
    }),
    publishing: { on },
    createdAt: at,
  };
  const document = maskedDocument(content, masks, (address) => personalDetailsIn(address).length === 0);
  return { document, paper, masks: masks.length, sha256: lock.sha256 };
}

/** The copy as a file, with what the log says of it. Throws as `published` does. */
export async function publishingCopy(
  kept: Kept,
  { format, ...wishes }: PublishingWishes & { readonly format: PublishingFormat },
  signal: AbortSignal,
): Promise<{ readonly file: ExportedFile } & Pick<PublishedPaper, 'masks' | 'sha256'>> {
  const { document, paper, masks, sha256 } = await published(kept, wishes);
  const options = { ...paper, signal };
  return { file: await (format === 'pdf' ? toPdf(document, options) : toFile(format, document, options)), masks, sha256 };
}

/** Pages of the copy as pictures. Throws as `published` does. */
export async function publishingPages(kept: Kept, wishes: PublishingWishes, range: PageRange, signal: AbortSignal): Promise<DrawnPages> {
  const { document, paper } = await published(kept, wishes);
  return toPages(document, { ...paper, ...range, signal });
}

/** A name that stands beside, without what is masked in the texts. */
function withoutWords(name: string, hidden: readonly string[]): string {
  return maskedText(name, [...toSeek(hidden)].flatMap(placesIn(name)));
}

function hiddenWords({ content, beside }: Publishing, masks: readonly Mask[]): readonly string[] {
  const texts = new Map([...textParts(content), ...beside].map(({ id, text }) => [id, text]));
  return masks.map(({ part, from, to }) => texts.get(part)?.slice(from, to) ?? '');
}
