import type { ArchiveEvent, ArchiveFile, ArchivePackage } from './facts.ts';
import { type Xml, xml, xmlFile } from './xml.ts';

/**
 * PREMIS.xml: each file with its checksum and what it is of, the matter that they are of, what became of them and who did it.
 *
 * Source: PREMIS Data Dictionary version 3.0 (Library of Congress), as E-ARK CSIP 2.1.0 (CSIP32) asks for, read 2026-11-26
 */
export function premisOf({ id, madeAt, program, profile, matter }: ArchivePackage): Uint8Array {
  const matterId = matter.diarienummer ?? matter.id;
  const persons = [...new Set(matter.events.flatMap(({ by }) => (by === null ? [] : [by])))].sort();
  const agents: readonly Agent[] = [
    { id: 'program', name: program.name, type: 'software', version: program.version },
    { id: 'organisation', name: profile.creator, type: 'organization', version: null },
    ...persons.map((name, index) => ({ id: `person-${index + 1}`, name, type: 'person', version: null })),
  ];
  const agentOf = (name: string | null) => agents.find((agent) => agent.type === 'person' && agent.name === name)?.id ?? 'organisation';
  const files = matter.records.flatMap((record) => record.files);
  const made: Xml = eventOf({
    id: 'event-package',
    type: 'information package creation',
    at: madeAt,
    detail: `Paketet ${id} skapades`,
    agent: 'program',
    objects: files.map(({ path }) => identified('linkingObject', 'path', path)),
  });
  return xmlFile(
    xml(
      'premis',
      {
        xmlns: 'http://www.loc.gov/premis/v3',
        'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
        'xsi:schemaLocation': 'http://www.loc.gov/premis/v3 https://www.loc.gov/standards/premis/premis.xsd',
        version: '3.0',
      },
      xml('object', { 'xsi:type': 'intellectualEntity' }, identified('object', 'diarienummer', matterId), xml('originalName', {}, matter.title)),
      ...files.map((file) => objectOf(file, matterId)),
      ...matter.events.map((event, index) => {
        const { files: ofDocument = [] } = matter.records.find((record) => record.id === event.documentId) ?? {};
        const objects =
          event.documentId === null
            ? [identified('linkingObject', 'diarienummer', matterId)]
            : ofDocument.map(({ path }) => identified('linkingObject', 'path', path));
        return eventOf({ id: `event-${index + 1}`, type: eventTypes[event.type], at: event.at, detail: event.detail, agent: agentOf(event.by), objects });
      }),
      made,
      ...agents.map(agentElement),
    ),
  );
}

type Agent = { readonly id: string; readonly name: string; readonly type: string; readonly version: string | null };

/** PREMIS leaves the words of types open: these are ours, and stand for what the law and the office mean by them. */
const eventTypes: Readonly<Record<ArchiveEvent['type'], string>> = {
  received: 'receipt',
  registered: 'registration',
  announced: 'announcement',
  locked: 'locking',
  finalised: 'finalisation',
  verified: 'verification of minutes',
  publicNotice: 'public notice',
  corrected: 'correction',
  decided: 'decision',
  closed: 'closing',
};

const identified = (what: 'object' | 'event' | 'agent' | 'linkingObject' | 'linkingAgent' | 'relatedObject', type: string, value: string) =>
  xml(`${what}Identifier`, {}, xml(`${what}IdentifierType`, {}, type), xml(`${what}IdentifierValue`, {}, value));

const objectOf = ({ path, size, sha256, format, mediaType }: ArchiveFile, matterId: string) =>
  xml(
    'object',
    { 'xsi:type': 'file' },
    identified('object', 'path', path),
    xml(
      'objectCharacteristics',
      {},
      xml('fixity', {}, xml('messageDigestAlgorithm', {}, 'SHA-256'), xml('messageDigest', {}, sha256)),
      xml('size', {}, String(size)),
      xml(
        'format',
        {},
        xml(
          'formatDesignation',
          {},
          xml('formatName', {}, format?.name ?? mediaType),
          format?.version == null ? null : xml('formatVersion', {}, format.version),
        ),
        format?.pronom == null ? null : xml('formatRegistry', {}, xml('formatRegistryName', {}, 'PRONOM'), xml('formatRegistryKey', {}, format.pronom)),
      ),
    ),
    xml(
      'relationship',
      {},
      xml('relationshipType', {}, 'structural'),
      xml('relationshipSubType', {}, 'is part of'),
      identified('relatedObject', 'diarienummer', matterId),
    ),
  );

type Event = {
  readonly id: string;
  readonly type: string;
  readonly at: Date;
  readonly detail: string;
  readonly agent: string;
  readonly objects: readonly Xml[];
};

const eventOf = ({ id, type, at, detail, agent, objects }: Event) =>
  xml(
    'event',
    {},
    identified('event', 'local', id),
    xml('eventType', {}, type),
    xml('eventDateTime', {}, at.toISOString()),
    xml('eventDetailInformation', {}, xml('eventDetail', {}, detail)),
    identified('linkingAgent', 'local', agent),
    ...objects,
  );

const agentElement = ({ id, name, type, version }: Agent) =>
  xml(
    'agent',
    {},
    identified('agent', 'local', id),
    xml('agentName', {}, name),
    xml('agentType', {}, type),
    version === null ? null : xml('agentVersion', {}, version),
  );
