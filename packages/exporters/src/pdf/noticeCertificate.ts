import type { MunicipalityTemplate } from '@yrka/schema';
import type { Block, Page } from '../paper/page.ts';
import { armsOf, lookOf } from '../paper/pageOf.ts';
import type { Picture } from '../paper/picture.ts';
import { plain } from '../paper/words.ts';
import { compile } from './compiler.ts';
import type { PdfStandard } from './compileWorker.ts';
import { withoutFile } from './withoutFile.ts';
import type { Pdf } from './toPdf.ts';

/** What stands on the noticeboard of an item of the minutes. Days are civil dates, as in "2027-03-29". */
export type NoticeCertificate = {
  readonly template: MunicipalityTemplate;
  /** The municipality's arms before its name; null, and left out, for none. */
  readonly arms?: Picture | null;
  /** Whose minutes; null where the item does not say. */
  readonly body: string | null;
  readonly meetingDate: string | null;
  /** As in "§ 47"; null for none. */
  readonly paragraphNumber: string | null;
  readonly verifiedOn: string | null;
  readonly notice: { readonly announcedOn: string; readonly appealUntil: string; readonly takeDownFrom: string };
  /** Where the minutes can be read. */
  readonly keptAt: string;
  /** Who posted it, and signs that. */
  readonly postedBy: string;
  readonly standard?: PdfStandard;
  /** The instant that the file says it was made. */
  readonly createdAt: Date;
  readonly signal?: AbortSignal;
};

/**
 * *Anslagsbevis*: that minutes are verified, where they can be read, and from when until when that stands on the
 * noticeboard. Throws as `toPdf` does.
 *
 * Source: kommunallagen (2017:725) 8 kap. 12 § (where the minutes are, and the day on which it was announced; not before
 * the time of appeal is out) and 13 kap. 5 §, read 2026-11-26. The rest is custom (DOMAIN 1.6).
 */
export async function noticeCertificatePdf(certificate: NoticeCertificate): Promise<Pdf> {
  const { template, arms = null, standard = withoutFile(template.pdfStandard), createdAt, signal } = certificate;
  const { bytes, pages, lost } = await compile({ page: certificatePage(certificate), picture: arms, source: null, format: standard, createdAt }, signal);
  return { bytes, pages, report: lost };
}

const title = 'Anslagsbevis';

function certificatePage({ template, arms, body, meetingDate, paragraphNumber, verifiedOn, notice, keptAt, postedBy }: NoticeCertificate): Page {
  const rows = [
    { label: 'Organ', words: body },
    { label: 'Sammanträdesdag', words: meetingDate },
    { label: 'Paragraf', words: paragraphNumber },
    { label: 'Justerat', words: verifiedOn },
    { label: 'Anslaget sätts upp', words: notice.announcedOn },
    { label: 'Kan överklagas till och med', words: notice.appealUntil },
    { label: 'Anslaget tas ned tidigast', words: notice.takeDownFrom },
    { label: 'Protokollet finns hos', words: keptAt },
  ];
  const blocks: Block[] = [
    { type: 'heading', level: 1, look: 1, words: plain(title) },
    { type: 'paragraph', words: plain('Protokollet är justerat. Det tillkännages genom det här anslaget.') },
    { type: 'particulars', rows: rows.flatMap(({ label, words }) => (words === null || words.trim() === '' ? [] : [{ label, lines: [words] }])) },
    {
      type: 'signatureLines',
      people: [
        { name: postedBy, role: 'Anslaget uppsatt, underskrift', date: null },
        { name: 'Anslaget nedtaget', role: 'Dag och underskrift', date: null },
      ],
    },
  ];
  const { municipality } = template;
  return {
    title: [title, body, paragraphNumber].filter((words) => words !== null && words !== '').join(' '),
    authors: [],
    letterhead: { municipality, arms: armsOf(municipality, arms), body: body ?? '', label: '', facts: [], stamp: null },
    running: `${municipality} · ${title}`,
    mark: null,
    documentId: null,
    lineNumbers: false,
    ...lookOf(template),
    comments: [],
    blocks,
  };
}
