import { createHash } from 'node:crypto';
import {
  type ArchiveFile,
  type ArchiveFormat,
  type ArchivePackage,
  type ArchiveRecord,
  ermsOf,
  ExporterError,
  metsOf,
  premisOf,
  toFile,
  toPdf,
  uuidOf,
} from '@yrka/exporters';
import type { DocumentKind } from '@yrka/schema';
import type { Storage } from '@yrka/storage';
import type { BundleSight } from '../bundles/matterBundle.ts';
import { type BundleEntry, zipped } from '../bundles/zipping.ts';
import { type FileStore, keeperOf } from '../files/store.ts';
import { gathered } from '../papers/paper.ts';
import { Refusal } from '../refusal.ts';
import { type ArchiveConfig, type ArchivedDocument, type ArchivedMatter, archivedMatter, archiveProfile } from './archiveFacts.ts';
import { type ArchiveFinding, findingsOf, findingWords } from './findings.ts';
import { type SizedFile, tarred } from './tarring.ts';

export type ArchiveAsked = {
  readonly kept: { readonly storage: Storage; readonly files: FileStore; readonly config: ArchiveConfig };
  readonly sight: Pick<BundleSight, 'matter' | 'documents' | 'motionBeside'>;
  readonly at: Date;
  readonly signal: AbortSignal;
};

export type MadeArchive = {
  /** As in "uuid-…": what it unpacks to. */
  readonly id: string;
  readonly ending: 'zip' | 'tar';
  readonly content: ReadableStream<Uint8Array>;
  /** All that it lacks, complete when `content` has been read. */
  readonly findings: readonly ArchiveFinding[];
};

/** The version of the program, as packages name it. */
const program = { name: 'Yrka', version: '0.1.0' };

/**
 * A matter as an information package for the archive: FGS Paketstruktur 2.0 (E-ARK CSIP and SIP 2.1.0) with FGS Ärendehantering
 * 2.0 (CITS ERMS) and PREMIS 3. It has public records alone, each as PDF/A-3a and Akoma Ntoso with its attachments as they came,
 * and nothing of a party's space. One input at one time makes one package; what the matter holds makes its id.
 */
export async function archivePackage(asked: ArchiveAsked): Promise<MadeArchive> {
  const { sight, at } = asked;
  const { storage, config } = asked.kept;
  const [archived, profile] = await Promise.all([archivedMatter(storage.rows, sight), archiveProfile(storage.rows, config)]);
  const id = `uuid-${uuidOf(contentOf(archived))}`;
  const findings: ArchiveFinding[] = [...findingsOf(archived, profile)];
  const described = new Map<string, FileOfDocument>();
  async function* data(): AsyncGenerator<SizedFile> {
    for (const [index, document] of archived.documents.entries()) yield* documentFiles(asked, document, folderOf(index, document), described, findings);
  }
  const inFolder = async function* (files: AsyncIterable<SizedFile>): AsyncGenerator<SizedFile> {
    for await (const file of files) yield { ...file, path: `${id}/${file.path}` };
  };
  const end = (entries: readonly BundleEntry[]): readonly SizedFile[] => {
    const files = entries.map((entry) => ({ ...entry, path: entry.path.slice(id.length + 1) }));
    for (const { path, sha256 } of files)
      if (described.get(path)?.sha256 !== null && described.get(path)?.sha256 !== sha256) findings.push({ code: 'fileChanged', what: path });
    const records = archived.documents.map(({ record }): ArchiveRecord => ({ ...record, files: files.flatMap((file) => fileOf(file, record.id, described)) }));
    const archive: ArchivePackage = { id, madeAt: at, program, profile, matter: { ...archived.matter, records } };
    const written = metadataOf(archive, findings);
    return written.map(({ path, content }) => ({ path: `${id}/${path}`, content }));
  };
  const pack = config.archiveForm === 'tar' ? tarred : zipped;
  return { id, ending: config.archiveForm, content: pack(inFolder(data()), end), findings };
}

/** What makes a package another package: what is told of the matter, and the texts and files that it has. */
function contentOf({ matter, documents }: ArchivedMatter): string {
  const parts = documents.map(({ record, lock, attachments }) => [record.id, lock?.sha256 ?? record.title, attachments.map(({ sha256 }) => sha256)]);
  return createHash('sha256')
    .update(JSON.stringify([matter, parts]))
    .digest('hex');
}

/** What is known of a file beside its bytes. `sha256`: what it was when it was attached; null for what is made here. */
type FileOfDocument = {
  readonly documentId: string;
  readonly mediaType: string;
  readonly createdAt: Date;
  readonly format: ArchiveFormat | null;
  readonly sha256: string | null;
};

const fileOf = (entry: BundleEntry, documentId: string, described: ReadonlyMap<string, FileOfDocument>): readonly ArchiveFile[] => {
  const known = described.get(entry.path);
  if (known === undefined || known.documentId !== documentId) return [];
  const { mediaType, createdAt, format } = known;
  return [{ ...entry, mediaType, createdAt, format }];
};

const names: Readonly<Record<DocumentKind, string>> = {
  motion: 'motion',
  officerReport: 'tjansteskrivelse',
  minutesItem: 'protokollsparagraf',
  writtenStatement: 'inlaga',
};
const dataFolder = 'representations/rep1/data';
const folderOf = (index: number, { document }: ArchivedDocument) => `${dataFolder}/${String(index + 1).padStart(2, '0')}-${names[document.row.kind]}`;

async function* documentFiles(
  { kept, sight, signal }: ArchiveAsked,
  { document, lock, attachments }: ArchivedDocument,
  folder: string,
  described: Map<string, FileOfDocument>,
  findings: ArchiveFinding[],
): AsyncGenerator<SizedFile> {
  const { row, shared, matter } = document;
  const made = async (ending: string, format: ArchiveFormat, mediaType: string, make: () => Promise<Uint8Array>): Promise<readonly SizedFile[]> => {
    signal.throwIfAborted();
    const path = `${folder}/${names[row.kind]}.${ending}`;
    try {
      const content = await make();
      described.set(path, { documentId: row.id, mediaType, createdAt: lock?.at ?? row.updatedAt, format, sha256: null });
      return [{ path, content, isPacked: ending === 'pdf' }];
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof ExporterError)) throw error;
      findings.push({ code: 'notMade', what: `${path} (${error.code})` });
      return [];
    }
  };
  // One that cannot be made is told of, and the others stand.
  const text = await gathered(kept, { row, shared, matter, motion: await sight.motionBeside(row) }).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
    findings.push({ code: 'notMade', what: `${folder} (${error.code})` });
    return null;
  });
  if (text !== null) {
    const { content, options, version } = text;
    const source = { documentId: row.id, version };
    yield* await made(
      'pdf',
      formats['application/pdf;a-3a'],
      'application/pdf',
      async () => (await toPdf(content, { ...options, standard: 'a-3a', signal })).bytes,
    );
    yield* await made(
      'akn.xml',
      formats['application/xml'],
      'application/xml',
      async () => (await toFile('akn', content, { ...options, source, signal })).bytes,
    );
  }
  for (const attachment of attachments) {
    const path = `${folder}/bilagor/${attachment.order}-${attachment.fileName}`;
    const file = await kept.files.open(keeperOf(row), attachment.sha256);
    if (file === null) {
      findings.push({ code: 'fileMissing', what: path });
      continue;
    }
    const { mediaType, at: createdAt, sha256 } = attachment;
    described.set(path, { documentId: row.id, mediaType, createdAt, format: attachedFormats[mediaType] ?? null, sha256 });
    yield { path, content: file.content, size: file.size, isPacked: true };
  }
}

/** The keys are those of PRONOM (The National Archives), read 2026-11-26. */
const formats = {
  'application/pdf;a-3a': { name: 'PDF/A', version: '3a', pronom: 'fmt/479' },
  'application/xml': { name: 'Akoma Ntoso', version: '3.0', pronom: 'fmt/101' },
} as const satisfies Record<string, ArchiveFormat>;

/** Of what comes from others only what kind it is is known, and not of which version. */
const attachedFormats: Readonly<Record<string, ArchiveFormat>> = {
  'application/pdf': { name: 'PDF', version: null, pronom: null },
  'image/png': { name: 'PNG', version: null, pronom: null },
  'image/jpeg': { name: 'JPEG', version: null, pronom: null },
};

/** The files about the package, METS.xml last: each with its checksum in those that come after it. */
function metadataOf(archive: ArchivePackage, findings: readonly ArchiveFinding[]): readonly { readonly path: string; readonly content: Uint8Array }[] {
  const written: { readonly path: string; readonly content: Uint8Array }[] = [];
  const put = (path: string, content: Uint8Array, mediaType: string, name: string): ArchiveFile => {
    written.push({ path, content });
    const sha256 = createHash('sha256').update(content).digest('hex');
    return { path, size: content.length, sha256, mediaType, createdAt: archive.madeAt, format: { name, version: null, pronom: null } };
  };
  const documentation = [put('documentation/om-paketet.txt', textOf(aboutPackage(archive, findings)), 'text/plain', 'Text (UTF-8)')];
  const schemas = [put('schemas/scheman.txt', textOf(aboutSchemas), 'text/plain', 'Text (UTF-8)')];
  const descriptive = put('metadata/descriptive/ERMS.xml', ermsOf(archive), 'application/xml', 'CITS ERMS');
  const preservation = put('metadata/preservation/PREMIS.xml', premisOf(archive), 'application/xml', 'PREMIS');
  const data = archive.matter.records.flatMap(({ files }) => files);
  written.push({ path: 'METS.xml', content: metsOf(archive, { descriptive, preservation, documentation, schemas, data }) });
  return written;
}

const textOf = (lines: readonly string[]) => new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));

function aboutPackage({ id, madeAt, program: by, profile, matter }: ArchivePackage, findings: readonly ArchiveFinding[]): readonly string[] {
  return [
    `Informationspaket ${id}`,
    '',
    `Ärende: ${[matter.diarienummer, matter.title].filter(Boolean).join(' ')}`,
    `Arkivbildare: ${[profile.creator, profile.creatorCode].filter(Boolean).join(', ')}`,
    ...(profile.agreement === null ? [] : [`Leveransöverenskommelse: ${profile.agreement}`]),
    `Skapat: ${madeAt.toISOString()} av ${by.name} ${by.version}`,
    '',
    'Paketet följer FGS Paketstruktur 2.0 (E-ARK CSIP 2.1.0 och E-ARK SIP 2.1.0).',
    'metadata/descriptive/ERMS.xml beskriver ärendet enligt FGS Ärendehantering 2.0 (CITS ERMS 2.1).',
    'metadata/preservation/PREMIS.xml har händelser, aktörer och kontrollsummor enligt PREMIS 3.0.',
    'representations/rep1/data har varje handling som PDF/A-3a och Akoma Ntoso 3.0, med bilagor i originalformat.',
    'Den som har skyddade personuppgifter namnges inte i metadata.',
    '',
    'Att veta om paketet:',
    ...findings.map(({ code, what }) => (what === '' ? `- ${findingWords[code]}` : `- ${findingWords[code]}: ${what}`)),
  ];
}

const aboutSchemas: readonly string[] = [
  'XML-filerna i paketet följer dessa scheman:',
  'METS 1.12                     http://www.loc.gov/standards/mets/mets.xsd',
  'E-ARK CSIP, tillägg till METS https://earkcsip.dilcis.eu/schema/DILCISExtensionMETS.xsd',
  'E-ARK SIP, tillägg till METS  https://earksip.dilcis.eu/schema/DILCISExtensionSIPMETS.xsd',
  'PREMIS 3.0                    https://www.loc.gov/standards/premis/premis.xsd',
  'CITS ERMS 2.1                 https://citserms.dilcis.eu/schema/ERMS.xsd',
  'Akoma Ntoso 3.0               http://docs.oasis-open.org/legaldocml/ns/akn/3.0',
];
