import { type NamedPerson, writePerson } from '@yrka/formal-text';
import type { MunicipalityTemplate } from '@yrka/schema';
import { armsOf, lookOf } from '../paper/pageOf.ts';
import type { Picture } from '../paper/picture.ts';
import { compile } from './compiler.ts';
import type { PdfStandard } from './compileWorker.ts';
import { withoutFile } from './withoutFile.ts';
import { type Block, maxTitleLength, type Page } from '../paper/page.ts';
import { writeReceived } from '../paper/received.ts';
import type { Pdf } from './toPdf.ts';
import { plain } from '../paper/words.ts';

export type Receipt = {
  readonly template: MunicipalityTemplate;
  /** The municipality's arms before its name; null, and left out, for none. */
  readonly arms?: Picture | null;
  /** When the municipality had it: the server's instant, shown in Swedish time. */
  readonly received: Date;
  /** What was received, the municipality's word for it: "Motion". */
  readonly label: string;
  readonly title: string;
  readonly senders: readonly NamedPerson[];
  /** Titles of the files that came along, in their order; [] for none. */
  readonly attachments: readonly string[];
  /** SHA-256 of the received text as 64 hexadecimal figures. */
  readonly sha256: string;
  /** null while it waits for one. */
  readonly diarienummer: string | null;
  readonly documentId?: string | null;
  readonly standard?: PdfStandard;
  /** The instant that the file says it was made; the instant of receipt when left out. */
  readonly createdAt?: Date;
  readonly signal?: AbortSignal;
};

/**
 * The receipt that the sender keeps (mottagningskvitto): what was received and when. Throws as
 * `toPdf` does.
 */
export async function receiptPdf(receipt: Receipt): Promise<Pdf> {
  const request = {
    page: receiptPage(receipt),
    picture: receipt.arms ?? null,
    format: receipt.standard ?? withoutFile(receipt.template.pdfStandard),
    createdAt: receipt.createdAt ?? receipt.received,
  };
  const { bytes, pages, lost } = await compile(request, receipt.signal);
  return { bytes, pages, report: lost };
}

function receiptPage({ template, arms, received, label, title, senders, attachments, sha256, diarienummer, documentId }: Receipt): Page {
  const at = writeReceived(received);
  const blocks: Block[] = [
    { type: 'heading', level: 1, look: 1, words: plain('Mottagningskvitto') },
    { type: 'paragraph', words: plain(`${template.municipality} har tagit emot handlingen nedan.`) },
    {
      type: 'particulars',
      rows: [
        { label: 'Handling', lines: [label] },
        { label: 'Rubrik', lines: [title] },
        { label: 'Inlämnad av', lines: senders.map(writePerson) },
        { label: 'Inkommen', lines: [at] },
        { label: 'Diarienummer', lines: [diarienummer ?? 'väntar på diarienummer'] },
        { label: 'Bilagor', lines: attachments.length === 0 ? ['Inga'] : attachments.map((one, index) => `Bilaga ${index + 1}. ${one}`) },
      ],
    },
    { type: 'heading', level: 2, look: 2, words: plain('Tekniska uppgifter') },
    {
      type: 'paragraph',
      words: plain('Kontrollkoden hör till texten så som den togs emot. En text som ändrats, om så bara med ett tecken, får en annan kod.'),
    },
    { type: 'code', label: 'Kontrollkod (SHA-256)', code: sha256 },
  ];
  return {
    title: `Mottagningskvitto: ${title.trim() === '' ? label : title}`.slice(0, maxTitleLength),
    authors: [],
    letterhead: { municipality: template.municipality, arms: armsOf(template.municipality, arms), body: '', label: '', facts: [], stamp: null },
    running: `${template.municipality} · Mottagningskvitto`,
    mark: null,
    documentId: documentId ?? null,
    lineNumbers: false,
    ...lookOf(template),
    comments: [],
    blocks,
  };
}
