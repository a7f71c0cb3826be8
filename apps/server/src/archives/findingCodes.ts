/** What a package lacks of what an archive may ask for, or what was left out of it. */
export const archiveFindingCodes = [
  'noDiarienummer',
  'notClosed',
  'noCreatorCode',
  'noAgreement',
  'notFinal',
  'attachmentFormat',
  'fileMissing',
  'fileChanged',
  'notMade',
  'noClassification',
  'noSchemas',
] as const;
export type ArchiveFindingCode = (typeof archiveFindingCodes)[number];
