import { createHash } from 'node:crypto';
import type { ArchiveAgent, ArchiveMatter, ArchivePackage, ArchiveRecord } from './facts.ts';
import { hrefOf } from './mets.ts';
import { type Xml, words, xml, xmlFile } from './xml.ts';

/**
 * ERMS.xml: the matter as a case file and its documents as records: CITS ERMS 2.1, which is FGS Ärendehantering 2.0.
 *
 * Source: ERMS.xsd 2.1.2 of the DILCIS Board, read 2026-11-26
 */
export function ermsOf({ id, madeAt, program, profile, matter }: ArchivePackage): Uint8Array {
  return xmlFile(
    xml(
      'erms',
      {
        xmlns: 'https://DILCIS.eu/XML/ERMS',
        'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
        'xsi:schemaLocation': 'https://DILCIS.eu/XML/ERMS https://citserms.dilcis.eu/schema/ERMS.xsd',
      },
      xml(
        'control',
        {},
        xml('identification', { identificationType: 'packageId' }, id),
        xml(
          'maintenanceInformation',
          {},
          xml('maintenanceStatus', { value: 'new' }),
          xml('maintenanceAgency', {}, words('agencyCode', profile.creatorCode, { type: 'organisationsnummer' }), xml('agencyName', {}, profile.creator)),
          xml(
            'maintenanceHistory',
            {},
            xml(
              'maintenanceEvent',
              {},
              xml('eventType', { value: 'created' }),
              xml('eventDateTime', {}, madeAt.toISOString()),
              xml('agent', { agentType: 'other', otherAgentType: 'software' }, xml('name', {}, `${program.name} ${program.version}`)),
            ),
          ),
        ),
      ),
      xml('aggregations', {}, caseFileOf(matter)),
    ),
  );
}

const caseFileOf = (matter: ArchiveMatter) =>
  xml(
    'aggregation',
    { systemIdentifier: uuidOf(matter.id), aggregationType: 'caseFile' },
    xml('objectId', {}, matter.diarienummer ?? matter.id),
    xml('extraId', { extraIdType: 'Yrka' }, matter.id),
    words('title', matter.title),
    xml('status', { value: matter.closedAt === null ? 'in_progress' : 'closed' }),
    agentsOf(matter.agents),
    matter.title === '' ? xml('description', {}, matter.diarienummer ?? matter.id) : null,
    datesOf('date', [
      ['opened', matter.createdAt],
      ['received', matter.receivedAt],
      ['decision', matter.decidedAt],
      ['closed', matter.closedAt],
    ]),
    ...matter.handlings.map((handling) =>
      xml(
        'action',
        {},
        xml('actionText', {}, handling.words),
        handling.on === null ? null : xml('dates', {}, xml('actionDate', { dateType: 'decision_date' }, `${handling.on}T00:00:00`)),
      ),
    ),
    ...matter.records.map(recordOf),
  );

const recordOf = (record: ArchiveRecord, index: number) =>
  xml(
    'record',
    { systemIdentifier: uuidOf(record.id), recordType: record.kind },
    xml('objectId', {}, record.id),
    words('title', record.title),
    xml('status', { value: record.isIncoming ? 'received' : 'closed' }),
    xml('runningNumber', {}, String(index + 1)),
    xml('direction', record.isIncoming ? { directionDefinition: 'incoming' } : { directionDefinition: 'other', otherDirectionDefinition: 'upprättad' }),
    agentsOf(record.agents),
    record.title === '' ? xml('description', {}, record.kind) : null,
    datesOf('date', [
      ['created', record.createdAt],
      [record.isIncoming ? 'received' : 'finished', record.lockedAt],
    ]),
    record.files.length === 0
      ? null
      : xml(
          'additionalInformation',
          {},
          ...record.files.map(({ path, format, mediaType }) =>
            xml('appendix', {
              name: path.split('/').at(-1) ?? path,
              fileFormat: [format?.name ?? mediaType, format?.version].filter(Boolean).join(' '),
              path: `file:///${hrefOf(path)}`,
            }),
          ),
        ),
  );

/** Whoever moved or wrote it is a `creator`: ERMS calls `mover` one who moves boxes. */
function agentsOf(agents: readonly ArchiveAgent[]): Xml | null {
  if (agents.length === 0) return null;
  return xml(
    'agents',
    {},
    ...agents.map(({ role, name, party }) =>
      xml(
        'agent',
        { agentType: role === 'ansvarig handläggare' ? 'responsible_person' : 'creator' },
        xml('name', {}, name ?? 'Skyddade personuppgifter'),
        name === null ? null : words('organisation', party),
        xml('role', {}, role),
        name === null ? xml('protectedIdentity', {}, 'true') : null,
      ),
    ),
  );
}

function datesOf(name: string, dates: readonly (readonly [type: string, at: Date | null])[]): Xml | null {
  const given = dates.flatMap(([type, at]) => (at === null ? [] : [xml(name, { dateType: type }, at.toISOString())]));
  return given.length === 0 ? null : xml('dates', {}, ...given);
}

/** The same id has the same one in every package: it is made of its SHA-256, and says so (RFC 9562, version 8). */
export function uuidOf(id: string): string {
  const hex = createHash('sha256').update(`yrka ${id}`).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20, 32)}`;
}
