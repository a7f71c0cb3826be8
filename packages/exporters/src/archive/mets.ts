import type { ArchiveFile, ArchivePackage } from './facts.ts';
import { type Xml, words, xml, xmlFile } from './xml.ts';

export type MetsFiles = {
  /** CITS ERMS. */
  readonly descriptive: ArchiveFile;
  /** PREMIS. */
  readonly preservation: ArchiveFile;
  readonly documentation: readonly ArchiveFile[];
  readonly schemas: readonly ArchiveFile[];
  readonly data: readonly ArchiveFile[];
};

/**
 * METS.xml at the root of a package, which lists all of it: E-ARK CSIP with SIP, both 2.1.0, which are FGS Paketstruktur 2.0. The
 * numbers of their rules (CSIP and SIP) stand beside what follows from them.
 *
 * Source: the METS profiles of E-ARK CSIP 2.1.0 and E-ARK SIP 2.1.0 (DILCIS Board, CC BY 4.0), read 2026-11-26
 */
export function metsOf(archive: ArchivePackage, files: MetsFiles): Uint8Array {
  const { id, madeAt, matter } = archive;
  const groups: readonly FileGroup[] = [
    { id: 'documentation', use: 'Documentation', division: 'Documentation', files: files.documentation },
    { id: 'schemas', use: 'Schemas', division: 'Schemas', files: files.schemas },
    { id: 'rep1-data', use: 'Representations/rep1/data', division: 'Representations', files: files.data },
  ].filter((group) => group.files.length > 0);
  return xmlFile(
    xml(
      'mets',
      {
        xmlns: 'http://www.loc.gov/METS/',
        'xmlns:xlink': 'http://www.w3.org/1999/xlink',
        'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
        'xmlns:csip': 'https://DILCIS.eu/XML/METS/CSIPExtensionMETS',
        'xmlns:sip': 'https://DILCIS.eu/XML/METS/SIPExtensionMETS',
        'xsi:schemaLocation':
          'http://www.loc.gov/METS/ http://www.loc.gov/standards/mets/mets.xsd https://DILCIS.eu/XML/METS/CSIPExtensionMETS https://earkcsip.dilcis.eu/schema/DILCISExtensionMETS.xsd https://DILCIS.eu/XML/METS/SIPExtensionMETS https://earksip.dilcis.eu/schema/DILCISExtensionSIPMETS.xsd',
        OBJID: id, // CSIP1
        LABEL: [matter.diarienummer, matter.title].filter((part) => part !== null && part !== '').join(' '), // SIP1
        TYPE: 'Mixed', // CSIP2
        'csip:CONTENTINFORMATIONTYPE': 'citserms_v2_1', // CSIP4
        PROFILE: 'https://earksip.dilcis.eu/profile/E-ARK-SIP.xml', // CSIP6, SIP2
      },
      headerOf(archive),
      xml(
        'dmdSec',
        { ID: 'dmd-erms', CREATED: madeAt.toISOString(), STATUS: 'CURRENT' }, // CSIP17–20
        reference(files.descriptive, { MDTYPE: 'OTHER', OTHERMDTYPE: 'ERMS', MDTYPEVERSION: '2.1' }),
      ),
      xml(
        'amdSec',
        { ID: 'amd' },
        xml(
          'digiprovMD',
          { ID: 'digiprov-premis', CREATED: madeAt.toISOString(), STATUS: 'CURRENT' }, // CSIP32–34
          reference(files.preservation, { MDTYPE: 'PREMIS', MDTYPEVERSION: '3.0' }),
        ),
      ),
      xml('fileSec', { ID: 'files' }, ...groups.map(groupOf)), // CSIP58, CSIP59
      structureOf(id, groups),
    ),
  );
}

type FileGroup = { readonly id: string; readonly use: string; readonly division: string; readonly files: readonly ArchiveFile[] };

function headerOf({ madeAt, program, profile }: ArchivePackage): Xml {
  const agent = (attributes: Xml['attributes'], name: string, note: Xml | null) => xml('agent', attributes, xml('name', {}, name), note);
  const code = words('note', profile.creatorCode, { 'csip:NOTETYPE': 'IDENTIFICATIONCODE' }); // SIP14, SIP20
  const alternative = (type: string, value: string | null) => words('altRecordID', value, { TYPE: type });
  return xml(
    'metsHdr',
    { CREATEDATE: madeAt.toISOString(), LASTMODDATE: madeAt.toISOString(), RECORDSTATUS: 'NEW', 'csip:OAISPACKAGETYPE': 'SIP' }, // CSIP7–9, SIP3, SIP4
    agent({ ROLE: 'CREATOR', TYPE: 'OTHER', OTHERTYPE: 'SOFTWARE' }, program.name, xml('note', { 'csip:NOTETYPE': 'SOFTWARE VERSION' }, program.version)), // CSIP10–16
    agent({ ROLE: 'ARCHIVIST', TYPE: 'ORGANIZATION' }, profile.creator, code), // SIP9–14
    agent({ ROLE: 'CREATOR', TYPE: 'ORGANIZATION' }, profile.creator, code), // SIP15–20
    profile.keeper === null ? null : agent({ ROLE: 'PRESERVATION', TYPE: 'ORGANIZATION' }, profile.keeper, null), // SIP26–29
    alternative('SUBMISSIONAGREEMENT', profile.agreement), // SIP5
    alternative('REFERENCECODE', profile.reference), // SIP7
  );
}

const checked = ({ size, sha256, mediaType, createdAt }: ArchiveFile) => ({
  MIMETYPE: mediaType,
  SIZE: size,
  CREATED: createdAt.toISOString(),
  CHECKSUM: sha256,
  CHECKSUMTYPE: 'SHA-256',
});

/** As an address: a path's own letters are encoded, its slashes stand. */
export const hrefOf = (path: string) => path.split('/').map(encodeURIComponent).join('/');

/** CSIP21–30, CSIP35–44. */
const reference = (file: ArchiveFile, type: Xml['attributes']) =>
  xml('mdRef', { LOCTYPE: 'URL', 'xlink:type': 'simple', 'xlink:href': hrefOf(file.path), ...type, ...checked(file) });

/** CSIP60, CSIP113, CSIP114, CSIP62–65. */
const groupOf = ({ id, use, files }: FileGroup) =>
  xml(
    'fileGrp',
    { ID: id, USE: use, 'csip:CONTENTINFORMATIONTYPE': id === 'rep1-data' ? 'citserms_v2_1' : null },
    ...files.map((file, index) => fileOf(file, `${id}-${index + 1}`, id === 'rep1-data')),
  );

/** CSIP66–79, SIP32–35. */
const fileOf = (file: ArchiveFile, id: string, isData: boolean) =>
  xml(
    'file',
    {
      ID: id,
      ...checked(file),
      ADMID: isData ? 'digiprov-premis' : null,
      DMDID: isData ? 'dmd-erms' : null,
      'sip:FILEFORMATNAME': file.format?.name ?? null,
      'sip:FILEFORMATVERSION': file.format?.version ?? null,
      'sip:FORMATREGISTRY': file.format?.pronom == null ? null : 'PRONOM',
      'sip:FORMATREGISTRYKEY': file.format?.pronom ?? null,
    },
    xml('FLocat', { LOCTYPE: 'URL', 'xlink:type': 'simple', 'xlink:href': hrefOf(file.path) }),
  );

/** CSIP80–104. */
const structureOf = (id: string, groups: readonly FileGroup[]) =>
  xml(
    'structMap',
    { ID: 'structure', TYPE: 'PHYSICAL', LABEL: 'CSIP' },
    xml(
      'div',
      { ID: 'package', LABEL: id },
      xml('div', { ID: 'div-metadata', LABEL: 'Metadata', ADMID: 'digiprov-premis', DMDID: 'dmd-erms' }),
      ...groups.map((group) => xml('div', { ID: `div-${group.id}`, LABEL: group.division }, xml('fptr', { FILEID: group.id }))),
    ),
  );
