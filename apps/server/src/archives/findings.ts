import type { ArchiveProfile } from '@yrka/exporters';
import type { ArchivedMatter } from './archiveFacts.ts';
import type { ArchiveFindingCode } from './findingCodes.ts';

/** `what`: a document's kind and title, a file's path or a code; '' where there is nothing to name. */
export type ArchiveFinding = { readonly code: ArchiveFindingCode; readonly what: string };

/** What can be told before a page has been set. */
export function findingsOf({ matter, documents, leftOut }: ArchivedMatter, profile: ArchiveProfile): readonly ArchiveFinding[] {
  const found = (is: boolean, code: ArchiveFindingCode): readonly ArchiveFinding[] => (is ? [{ code, what: '' }] : []);
  return [
    ...found(matter.diarienummer === null, 'noDiarienummer'),
    ...found(matter.closedAt === null, 'notClosed'),
    ...found(profile.creatorCode === null, 'noCreatorCode'),
    ...found(profile.agreement === null, 'noAgreement'),
    ...leftOut.map(({ kind, title }): ArchiveFinding => ({ code: 'notFinal', what: `${kind}: ${title}` })),
    ...documents
      .flatMap(({ attachments }) => attachments)
      .filter(({ mediaType }) => !lasting.has(mediaType))
      .map(({ fileName }): ArchiveFinding => ({ code: 'attachmentFormat', what: fileName })),
    // Which of the two are asked for is the archive's to say; Yrka has neither.
    { code: 'noClassification', what: '' },
    { code: 'noSchemas', what: '' },
  ];
}

/** What archives take as it is; the others they may ask to have in another form as well. */
const lasting: ReadonlySet<string> = new Set(['application/pdf', 'image/png', 'image/jpeg']);

/** In the words of the file that goes along. */
export const findingWords: Readonly<Record<ArchiveFindingCode, string>> = {
  noDiarienummer: 'Ärendet har inget diarienummer.',
  notClosed: 'Ärendet är inte avslutat.',
  noCreatorCode: 'Arkivbildarens organisationsnummer är inte angivet.',
  noAgreement: 'Ingen leveransöverenskommelse är angiven.',
  notFinal: 'Ej med, ännu arbetsmaterial',
  attachmentFormat: 'Bilaga i originalformat som arkivet kan vilja ha i ett annat',
  fileMissing: 'Bilagans fil finns inte',
  fileChanged: 'Bilagans fil är inte den som bifogades',
  notMade: 'Kunde inte skapas',
  noClassification: 'Klassificering och gallring enligt kommunens informationshanteringsplan anges inte.',
  noSchemas: 'XML-scheman följer inte med; schemas/scheman.txt säger var de finns.',
};
