/** What an archive package tells of, with no thought of how it is kept. Nobody whose personal data are protected is named in it. */

/** What the municipality and its archive have agreed on; null for what nobody has said. */
export type ArchiveProfile = {
  /** Arkivbildare: who made the records, as in "Björkviks kommun". */
  readonly creator: string;
  /** Organisationsnummer, as in "212000-1234". */
  readonly creatorCode: string | null;
  /** Leveransöverenskommelse: its number or address. */
  readonly agreement: string | null;
  /** Where in the archive it belongs (arkivförteckning), as in "SE/BJK/KS/F1". */
  readonly reference: string | null;
  /** Who keeps it. */
  readonly keeper: string | null;
};

/** What a file is of, in the words of METS, PREMIS and PRONOM. */
export type ArchiveFormat = { readonly name: string; readonly version: string | null; readonly pronom: string | null };

/** A file of the package. `path` is from its root folder, with "/" between. */
export type ArchiveFile = {
  readonly path: string;
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly mediaType: string;
  readonly createdAt: Date;
  readonly format: ArchiveFormat | null;
};

export type ArchiveAgent = {
  readonly role: string;
  /** Null for one whose personal data are protected. */
  readonly name: string | null;
  readonly party: string | null;
};

export type ArchiveEvent = {
  /** As in "registered". */
  readonly type: ArchiveEventType;
  readonly at: Date;
  /** In Swedish. */
  readonly detail: string;
  /** Who did it; null where that is not said. */
  readonly by: string | null;
  /** Whose event it is: the id of a document, or null for the matter's. */
  readonly documentId: string | null;
};

export const archiveEventTypes = [
  'received',
  'registered',
  'announced',
  'locked',
  'finalised',
  'verified',
  'publicNotice',
  'corrected',
  'decided',
  'closed',
] as const;
export type ArchiveEventType = (typeof archiveEventTypes)[number];

export type ArchiveRecord = {
  readonly id: string;
  /** What the municipality calls it, as in "Tjänsteskrivelse". */
  readonly kind: string;
  readonly title: string;
  /** Came from outside; else it was drawn up here. */
  readonly isIncoming: boolean;
  readonly createdAt: Date;
  /** When it was locked, finalised or verified. */
  readonly lockedAt: Date | null;
  readonly agents: readonly ArchiveAgent[];
  readonly files: readonly ArchiveFile[];
};

export type ArchiveMatter = {
  readonly id: string;
  readonly diarienummer: string | null;
  readonly title: string;
  readonly createdAt: Date;
  readonly receivedAt: Date | null;
  readonly decidedAt: Date | null;
  readonly closedAt: Date | null;
  readonly agents: readonly ArchiveAgent[];
  /** What bodies did with it, in Swedish, oldest first. `on` is a civil date. */
  readonly handlings: readonly { readonly words: string; readonly on: string | null }[];
  readonly records: readonly ArchiveRecord[];
  readonly events: readonly ArchiveEvent[];
};

export type ArchivePackage = {
  /** As in "uuid-4422c185-…": the name of its root folder. */
  readonly id: string;
  readonly madeAt: Date;
  readonly program: { readonly name: string; readonly version: string };
  readonly profile: ArchiveProfile;
  readonly matter: ArchiveMatter;
};
