import { type HeaderFacts, type LostInExport, type MinutesFacts, type PaperOptions, type Pdf, type PdfStandard, receiptPdf, toPdf } from '@yrka/exporters';
import { type MunicipalityTemplate, statementWords } from '@yrka/schema';
import { lockedStages, pageMarkOf } from '@yrka/policies';
import type { DocumentRow, LockRow, MatterRow, ShareRow, SignatureRow, Storage } from '@yrka/storage';
import type { NamedPerson } from '@yrka/formal-text';
import type { Node } from 'prosemirror-model';
import type { ItemRecipient } from '../documents/itemFacts.ts';
import { lockedContent } from '../documents/lockedText.ts';
import { clausesOf, readFor, readVersion } from '../documents/reading.ts';
import type { FileStore } from '../files/store.ts';
import { readArms } from '../organisation/armsPicture.ts';
import { civilMoment } from '../organisation/civil.ts';
import { templateOf } from '../organisation/template.ts';
import { Refusal } from '../refusal.ts';

/** A filed motion as its receipt tells of it. */
export type ReceiptFacts = {
  readonly template: MunicipalityTemplate;
  readonly matter: MatterRow;
  readonly received: DocumentRow;
  readonly receivedAt: Date;
  readonly lock: LockRow;
  readonly senders: readonly SignatureRow[];
  readonly attachments: readonly string[];
};

export type PaperWishes = {
  readonly row: DocumentRow;
  /** The version that one reads with whom the document was shared for review; null for all others. */
  readonly shared: ShareRow | null;
  readonly matter: MatterRow;
  /** The motion that the document answers, in this reader's own sight; null when there is none. */
  readonly motion: DocumentRow | null;
  /** Lines to sign on by hand, for each whom the motion names. */
  readonly forSigningByHand?: boolean;
  /** A motion as it will print when it is filed. */
  readonly asFiled?: boolean;
  /** An item of the minutes as it will print when it has been verified. */
  readonly asVerified?: boolean;
  /** What the PDF is; what its template says when left out. */
  readonly standard?: PdfStandard;
  /** Numbers beside the lines; what its template says when left out. */
  readonly lineNumbers?: boolean;
  /** The recipient to whom it is an extract. */
  readonly extractFor?: ItemRecipient | null;
};

/** Where what is printed stands. */
export type Kept = { readonly storage: Storage; readonly files: FileStore };

/** The document as it prints now. */
export async function paperOf(kept: Kept, wishes: PaperWishes, signal?: AbortSignal): Promise<Pdf> {
  const { content, options } = await gathered(kept, wishes);
  return toPdf(content, { ...options, ...(wishes.standard && { standard: wishes.standard }), ...(signal && { signal }) });
}

/** Which pages of a paper: `count` of them from the one at `from`, counted from 1. */
export type PageRange = { readonly from: number; readonly count: number };

/** What is printed: what is locked by its lock, with who has signed; what is not, marked as such. */
export async function gathered(
  { storage, files }: Kept,
  { row, shared, matter, motion, forSigningByHand = false, asFiled = false, asVerified = false, lineNumbers, extractFor = null }: PaperWishes,
): Promise<{ readonly content: Node; readonly version: number; readonly options: PaperOptions & { readonly createdAt: Date } }> {
  // What is locked, and signed, is another text than the one that was shared.
  const lock = shared === null && lockedStages.has(row.stage) ? await storage.rows.way.lock(row.id) : null;
  const read = lock === null ? await readFor(storage, { row, shared }) : { content: lockedContent(lock), version: lock.seq };
  const { content } = read;
  const [signatures, attachments] = await Promise.all([shared === null ? storage.rows.way.signatures(row.id) : [], storage.rows.way.attachments(row.id)]);
  const clauses = motion === null ? null : clausesOf((await readVersion(storage, motion.id)).content).map(({ id }) => id);
  const template = await templateOf(storage.rows, row.templateId);
  const arms = await readArms(files, template.arms);
  const lacks: LostInExport[] = template.id === row.templateId ? [] : [{ code: 'templateUnknown' }];
  if (template.arms !== null && arms === null) lacks.push({ code: 'pictureUnreadable' });
  const minutes = row.kind === 'minutesItem' && lock !== null ? { ...(await minutesFacts(storage, lock)), extract: extractFor } : null;
  const options = {
    template,
    arms,
    lacks,
    kind: row.kind,
    ...(clauses && { clauses }),
    header: await headerOf(storage, row, matter),
    // What is signed by hand is handed in as it is.
    mark:
      ((row.kind === 'motion' || row.kind === 'writtenStatement') && (asFiled || forSigningByHand)) || (row.kind === 'minutesItem' && asVerified)
        ? null
        : pageMarkOf(row.stage),
    documentId: lock === null ? null : shortCode(lock.sha256),
    ...(forSigningByHand ? { signatureLines: namedIn(content) } : signaturesOf(signatures)),
    ...(minutes && { minutes }),
    ...(lineNumbers !== undefined && { lineNumbers }),
    attachments: attachments.filter(({ kind }) => kind === 'attachment').map(({ title }) => title),
    createdAt: lock?.at ?? row.updatedAt,
  };
  return { content, version: read.version, options };
}

/** What stands at the head beside the document's own words: a statement is called by what it is, and came in at a moment of its own. */
async function headerOf({ rows }: Pick<Storage, 'rows'>, { id, kind, space }: DocumentRow, matter: MatterRow): Promise<HeaderFacts> {
  if (kind === 'writtenStatement') {
    const statement = await rows.minutes.statement(id);
    if (statement !== null) return { diarienummer: matter.diarienummer, received: statement.receivedAt, label: statementWords[statement.kind].label };
  }
  return { diarienummer: matter.diarienummer, received: kind === 'motion' && space === 'municipality' ? matter.receivedAt : null };
}

/** What became of a locked item of the minutes. */
async function minutesFacts({ rows }: Pick<Storage, 'rows'>, { id, documentId }: LockRow): Promise<MinutesFacts> {
  const [verifications, notice, corrections] = await Promise.all([
    rows.minutes.verifications(documentId),
    rows.minutes.publicNotice(documentId),
    rows.minutes.corrections(documentId),
  ]);
  const current = verifications.find(({ lockId }) => lockId === id);
  return {
    isImmediate: current?.isImmediate ?? false,
    verifiers: (current?.verifiers ?? []).map(({ name, party, role, verifiedAt, note }) => ({
      name,
      party,
      role,
      verifiedOn: verifiedAt === null ? null : civilMoment(verifiedAt).date,
      note,
    })),
    notice,
    corrections: corrections.map(({ before, after, reason, byName, at }) => ({ before, after, reason, by: byName, on: civilMoment(at).date })),
  };
}

/** The sender's receipt. */
export async function receiptPaper(
  files: FileStore,
  { template, matter, received, receivedAt, lock, senders, attachments }: ReceiptFacts,
  signal?: AbortSignal,
): Promise<Pdf> {
  return receiptPdf({
    template,
    arms: await readArms(files, template.arms),
    received: receivedAt,
    label: template.documentLabels.motion,
    title: received.title,
    senders: senders.map(({ name, party }) => ({ name, party })),
    attachments,
    sha256: lock.sha256,
    diarienummer: matter.diarienummer,
    documentId: shortCode(lock.sha256),
    ...(signal && { signal }),
  });
}

/**
 * What the receipt of a filed motion says, from the municipality's copy.
 *
 * @throws Refusal `notFound` when the document is no received motion.
 */
export async function receiptFacts(storage: Pick<Storage, 'rows'>, receivedId: string): Promise<ReceiptFacts> {
  const { rows } = storage;
  const received = await rows.document(receivedId);
  const matter = received === null ? null : await rows.matter(received.matterId);
  const lock = received === null ? null : await rows.way.lock(received.id);
  if (received === null || matter === null || lock === null || received.kind !== 'motion' || matter.receivedAt === null) throw new Refusal('notFound');
  const [signatures, attachments] = await Promise.all([rows.way.signatures(received.id), rows.way.attachments(received.id)]);
  return {
    template: await templateOf(rows, received.templateId),
    matter,
    received,
    receivedAt: matter.receivedAt,
    lock,
    senders: signatures.filter(({ kind }) => kind === 'signs'),
    attachments: attachments.filter(({ kind }) => kind === 'attachment').map(({ title }) => title),
  };
}

/** A locked text's code for people to compare, as in "YR-7K2M-4QXA": the first 40 bits of its hash. */
export function shortCode(sha256: string): string {
  const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'; // Crockford's: no I, L, O or U to mistake
  let value = BigInt(`0x${sha256.slice(0, 10)}`);
  let code = '';
  for (let place = 0; place < 8; place++) {
    code = (letters[Number(value & 31n)] ?? '') + code;
    value >>= 5n;
  }
  return `YR-${code.slice(0, 4)}-${code.slice(4)}`;
}

function signaturesOf(all: readonly SignatureRow[]) {
  const signs = all.filter(({ kind }) => kind === 'signs');
  if (signs.length === 0) return {};
  return {
    signatures: signs.map(({ name, party, at }) => ({ name, party, role: null, date: civilMoment(at).date })),
    // Only a substitute supports: a member signs.
    supporters: all.filter(({ kind }) => kind === 'supports').map(({ name, party }) => ({ name, party, role: 'substitute' as const })),
  };
}

/** Those whom a motion names as signatories, else its movers. */
function namedIn(content: Node): readonly NamedPerson[] {
  const of = (role: string) =>
    content.children
      .filter(({ type, attrs }) => type.name === 'personList' && attrs.role === role)
      .flatMap((list) => list.children)
      .map((person) => ({ name: person.textContent.trim(), party: typeof person.attrs.party === 'string' ? person.attrs.party : null }))
      .filter(({ name }) => name !== '');
  const signatories = of('signatories');
  return signatories.length > 0 ? signatories : of('movers');
}
