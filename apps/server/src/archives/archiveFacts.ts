import type { ArchiveAgent, ArchiveEvent, ArchiveMatter, ArchiveProfile, ArchiveRecord } from '@yrka/exporters';
import { publicStages } from '@yrka/policies';
import { bjorkvik, type DocumentKind } from '@yrka/schema';
import type { AttachmentRow, BodyRow, HandlingRow, LockRow, MatterRow, PersonRow, Rows } from '@yrka/storage';
import { municipalityChain } from '../audit/record.ts';
import { bundledDocuments, type BundleSight, type SeenDocument } from '../bundles/matterBundle.ts';
import type { Config } from '../config.ts';
import { outcomeWords } from '../matters/words.ts';
import { templateFor } from '../organisation/template.ts';

/** A document that goes to the archive: a public record, which does not change any more. */
export type ArchivedDocument = {
  readonly document: SeenDocument;
  readonly lock: Omit<LockRow, 'bytes'> | null;
  readonly attachments: readonly AttachmentRow[];
  readonly record: Omit<ArchiveRecord, 'files'>;
};

export type ArchivedMatter = {
  readonly matter: Omit<ArchiveMatter, 'records'>;
  readonly documents: readonly ArchivedDocument[];
  /** Those that are still being prepared, and stay out. */
  readonly leftOut: readonly { readonly kind: string; readonly title: string }[];
};

/** What the municipality and its archive have agreed on: by setting, and by what the municipality is called. */
export async function archiveProfile({ organisation }: Rows, config: ArchiveConfig): Promise<ArchiveProfile> {
  const municipality = await organisation.municipality();
  return {
    creator: config.archiveCreator ?? municipality?.name ?? 'Okänd arkivbildare',
    creatorCode: config.archiveCreatorCode,
    agreement: config.archiveAgreement,
    reference: config.archiveReference,
    keeper: config.archiveKeeper,
  };
}

export type ArchiveConfig = Pick<Config, 'archiveCreator' | 'archiveCreatorCode' | 'archiveAgreement' | 'archiveReference' | 'archiveKeeper' | 'archiveForm'>;

/** What there is to tell of a matter. Nobody whose personal data are protected is named, whoever asks. */
export async function archivedMatter(rows: Rows, sight: Pick<BundleSight, 'matter' | 'documents'>): Promise<ArchivedMatter> {
  const row = sight.matter;
  const [names, labels] = [await namesIn(rows), await labelsIn(rows)];
  const readable = bundledDocuments(sight);
  const kept = readable.filter(({ row: { stage } }) => stage === 'received' || stage === 'published' || publicStages.has(stage));
  const documents = await Promise.all(kept.map((document) => archivedDocument(rows, document, { names, labels })));
  const [handlings, bodies] = await Promise.all([rows.way.handlings(row.id), rows.organisation.bodies()]);
  const motion = documents.find(({ document }) => document.row.kind === 'motion');
  const officer = row.responsibleOfficer === null ? [] : [{ role: 'ansvarig handläggare', ...names.of(row.responsibleOfficer) }];
  return {
    matter: {
      id: row.id,
      diarienummer: row.diarienummer,
      title: row.title || (motion?.document.row.title ?? ''),
      createdAt: row.createdAt,
      receivedAt: row.receivedAt,
      decidedAt: row.decidedAt,
      closedAt: row.closedAt,
      agents: [...(motion?.record.agents ?? []), ...officer],
      handlings: handlings.flatMap((handling) => handlingWords(handling, bodies)),
      events: [
        ...(await matterEvents(rows, row, names)),
        ...(await Promise.all(documents.map((document) => documentEvents(rows, document, names)))).flat(),
      ].sort((one, other) => one.at.getTime() - other.at.getTime()),
    },
    documents,
    leftOut: readable.filter((document) => !kept.includes(document)).map((document) => ({ kind: labels(document.row.kind), title: document.row.title })),
  };
}

type Names = {
  /** Null for the program itself, for one whose data are protected, and for one who was erased. */
  readonly name: (id: string | null) => string | null;
  readonly of: (id: string) => Pick<ArchiveAgent, 'name' | 'party'>;
  readonly isProtected: (name: string) => boolean;
};

async function namesIn(rows: Rows): Promise<Names> {
  const people = new Map<string, PersonRow>((await rows.everybody()).map((person) => [person.id, person]));
  const protectedNames = new Set([...people.values()].filter(({ isProtected }) => isProtected).map(({ name }) => name));
  const open = (id: string | null) => {
    const person = id === null ? undefined : people.get(id);
    return person === undefined || person.isProtected || person.name === '' ? null : person;
  };
  return {
    name: (id) => open(id)?.name ?? null,
    of: (id) => ({ name: open(id)?.name ?? null, party: open(id)?.party ?? null }),
    isProtected: (name) => protectedNames.has(name),
  };
}

type Labels = (kind: DocumentKind) => string;

/** What the municipality calls its documents. */
async function labelsIn({ organisation }: Rows): Promise<Labels> {
  const municipality = await organisation.municipality();
  const { documentLabels } = municipality === null ? bjorkvik : templateFor(municipality);
  return (kind) => documentLabels[kind];
}

async function archivedDocument(
  rows: Rows,
  document: SeenDocument,
  { names, labels }: { readonly names: Names; readonly labels: Labels },
): Promise<ArchivedDocument> {
  const { row } = document;
  const [lock, attachments] = await Promise.all([rows.way.lock(row.id), rows.way.attachments(row.id)]);
  const movers = row.kind === 'motion' ? row.movers : [];
  const agents: readonly ArchiveAgent[] = movers.map(({ name, party }) =>
    names.isProtected(name) ? { role: 'motionär', name: null, party: null } : { role: 'motionär', name, party },
  );
  const record = {
    id: row.id,
    kind: labels(row.kind),
    title: row.title,
    isIncoming: row.stage === 'received',
    createdAt: row.createdAt,
    lockedAt: lock?.at ?? null,
    agents,
  };
  return { document, lock, attachments, record };
}

const handlingWords = ({ bodyId, paragraphNumber, outcome, handledOn }: HandlingRow, bodies: readonly BodyRow[]): ArchiveMatter['handlings'] => {
  if (handledOn === null && outcome === null) return [];
  const body = bodies.find(({ id }) => id === bodyId)?.name ?? bodyId;
  const item = paragraphNumber === null || paragraphNumber === '' ? body : `${body} § ${paragraphNumber.replace(/^§\s*/u, '')}`;
  return [{ words: outcome === null ? `${item}: behandlat` : `${item}: ${outcomeWords[outcome]}`, on: handledOn }];
};

async function matterEvents(rows: Rows, row: MatterRow, names: Names): Promise<readonly ArchiveEvent[]> {
  // Who registered it, and closed it, stands in the log alone.
  const entries = await rows.audit.read(municipalityChain, { limit: mostEntries, ids: [row.id] });
  const by = (act: string) => names.name(entries.findLast((entry) => entry.act === act)?.actorId ?? null);
  const registered = entries.findLast(({ act }) => act === 'register');
  const event = (type: ArchiveEvent['type'], at: Date | null, detail: string, who: string | null): readonly ArchiveEvent[] =>
    at === null ? [] : [{ type, at, detail, by: who, documentId: null }];
  return [
    ...event('received', row.receivedAt, 'Inkom till kommunen', null),
    ...event('registered', registered?.at ?? null, `Registrerades som ${row.diarienummer ?? ''}`.trim(), by('register')),
    ...event('announced', row.announcedAt, 'Anmäldes i fullmäktige', null),
    ...event('decided', row.decidedAt, 'Avgjordes', null),
    ...event('closed', row.closedAt, 'Ärendet avslutades', by('close')),
  ];
}

/** A matter has some tens of entries. */
const mostEntries = 10_000;

async function documentEvents(rows: Rows, { document: { row }, lock }: ArchivedDocument, names: Names): Promise<readonly ArchiveEvent[]> {
  const [steps, verifications, notice, corrections] = await Promise.all([
    rows.way.reportSteps(row.id),
    rows.minutes.verifications(row.id),
    rows.minutes.publicNotice(row.id),
    rows.minutes.corrections(row.id),
  ]);
  const event = (type: ArchiveEvent['type'], at: Date, detail: string, by: string | null): ArchiveEvent => ({ type, at, detail, by, documentId: row.id });
  return [
    ...(lock === null ? [] : [event('locked', lock.at, `Texten låstes; dess SHA-256 är ${lock.sha256}`, names.name(lock.by))]),
    ...steps.filter(({ kind }) => kind === 'finalised').map(({ at, by }) => event('finalised', at, 'Färdigställdes', names.name(by))),
    ...verifications
      .filter(({ lockId }) => lockId === lock?.id)
      .flatMap(({ verifiers }) => verifiers)
      .flatMap(({ verifiedAt, personId }) => (verifiedAt === null ? [] : [event('verified', verifiedAt, 'Justerades', names.name(personId))])),
    ...(notice === null
      ? []
      : [event('publicNotice', notice.at, `Anslogs ${notice.announcedOn}; anslaget tas ned ${notice.takeDownFrom}`, names.name(notice.by))]),
    ...corrections.map(({ at, by }) => event('corrected', at, 'Rättades', names.name(by))),
  ];
}
