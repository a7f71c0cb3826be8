import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { stopPdf } from '@yrka/exporters';
import { unzipSync } from 'fflate';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Browser, refusalOf, startTestServer, type TestServer } from '../appForTests.ts';
import type { Config } from '../config.ts';
import { demonstrationIds } from '../demonstration/seed.ts';
import { pdf } from '../files/filesForTests.ts';
import { tarred } from './tarring.ts';

const { library, cycling } = demonstrationIds;
const path = `/api/matters/${library.matter}/archive`;
const profile: Partial<Config> = {
  archiveCreatorCode: '212000-1234',
  archiveAgreement: 'KS 2026/17',
  archiveReference: 'SE/BJK/KS/F1',
  archiveKeeper: 'Björkviks kommunarkiv',
};
let directory: string;
let server: TestServer;
let jonas: Browser;

async function start(config: Partial<Config>): Promise<void> {
  server = await startTestServer({ filesDirectory: directory, config });
  jonas = await server.browser('jonas-alm');
}

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'yrka-archive-'));
  await start(profile);
});
afterEach(() => rm(directory, { recursive: true, force: true }));
afterAll(stopPdf);

type Files = Readonly<Record<string, Uint8Array>>;

async function bytesOf(): Promise<Uint8Array> {
  const answer = await jonas.send('GET', path);
  if (!answer.ok) throw new Error(await refusalOf(answer));
  return new Uint8Array(await answer.arrayBuffer());
}

/** What is in the package, by its path from the one folder that it unpacks to. */
async function filesOf(): Promise<Files> {
  const all = Object.entries(unzipSync(await bytesOf()));
  const [root = ''] = new Set(all.map(([name]) => name.split('/')[0] ?? ''));
  expect(root).toMatch(/^uuid-[0-9a-f-]{36}$/u);
  return Object.fromEntries(all.map(([name, bytes]) => [name.slice(root.length + 1), bytes]));
}
const textIn = (files: Files, name: string) => new TextDecoder().decode(files[name]);

const sha256 = (bytes: Uint8Array | undefined) =>
  createHash('sha256')
    .update(bytes ?? '')
    .digest('hex');
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, first = '']) => first);

async function attach(name: string): Promise<string> {
  const rakel = await server.browser('rakel-dal');
  const bytes = new Uint8Array([...pdf(), ...new TextEncoder().encode(name)]);
  expect((await rakel.send('POST', `/api/documents/${library.report}/attachments?name=${encodeURIComponent(name)}`, bytes)).status).toBe(201);
  return sha256(bytes);
}

/** What was drawn up is not the archive's before it is final. */
const finalise = () => server.storage.rows.changeStage(library.report, 'working', 'finalised');

describe('a matter as a package for the archive', () => {
  it('has the structure of E-ARK CSIP, public records alone, and every file in METS with its checksum', async () => {
    const files = await filesOf();
    expect(Object.keys(files)).toEqual([
      'representations/rep1/data/01-motion/motion.pdf',
      'representations/rep1/data/01-motion/motion.akn.xml',
      'documentation/om-paketet.txt',
      'schemas/scheman.txt',
      'metadata/descriptive/ERMS.xml',
      'metadata/preservation/PREMIS.xml',
      'METS.xml',
    ]);
    expect(textIn(files, 'representations/rep1/data/01-motion/motion.pdf')).toContain('pdfaid:part>3<');
    const mets = textIn(files, 'METS.xml');
    const listed = all(mets, /CHECKSUM="([0-9a-f]{64})"/gu);
    expect([...listed].sort()).toEqual(
      Object.entries(files)
        .filter(([name]) => name !== 'METS.xml')
        .map(([, bytes]) => sha256(bytes))
        .sort(),
    );
    expect(all(mets, /xlink:href="([^"]+)"/gu).sort()).toEqual(
      Object.keys(files)
        .filter((name) => name !== 'METS.xml')
        .sort(),
    );
    // Every reference within it leads somewhere, and no id stands twice.
    const ids = all(mets, / ID="([^"]+)"/gu);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of all(mets, / (?:FILEID|ADMID|DMDID)="([^"]+)"/gu)) expect(ids).toContain(id);
  });

  it("says whose it is by the municipality's settings, in METS as in ERMS, and leaves out what nobody has said", async () => {
    const files = await filesOf();
    const mets = textIn(files, 'METS.xml');
    expect(all(mets, /<altRecordID TYPE="([A-Z]+)">/gu)).toEqual(['SUBMISSIONAGREEMENT', 'REFERENCECODE']);
    for (const part of ['>KS 2026/17<', '>SE/BJK/KS/F1<', '>212000-1234<', '>Björkviks kommun<', '>Björkviks kommunarkiv<']) expect(mets).toContain(part);
    expect(textIn(files, 'metadata/descriptive/ERMS.xml')).toContain('<agencyCode type="organisationsnummer">212000-1234</agencyCode>');
    await start({});
    const bare = await filesOf();
    expect(textIn(bare, 'METS.xml')).not.toMatch(/altRecordID|IDENTIFICATIONCODE|PRESERVATION/u);
    expect(textIn(bare, 'documentation/om-paketet.txt')).toMatch(/organisationsnummer är inte angivet[\s\S]*Ingen leveransöverenskommelse är angiven/u);
  });

  it('tells of the matter as a case file and of what became of it as events', async () => {
    await jonas.send('POST', `/api/matters/${library.matter}/acts/register`, { diarienummer: 'KS 2026-00187' });
    const files = await filesOf();
    const erms = textIn(files, 'metadata/descriptive/ERMS.xml');
    expect(erms).toContain('<objectId>KS 2026-00187</objectId>');
    expect(all(erms, /<name>([^<]+)<\/name>\s*<organisation>/gu).slice(0, 2)).toEqual(['Ingrid Näslund', 'Tomas Berg']);
    expect(erms).toContain('<date dateType="received">2026-03-16T09:12:00.000Z</date>');
    const premis = textIn(files, 'metadata/preservation/PREMIS.xml');
    expect(all(premis, /<eventType>([^<]+)</gu)).toEqual(expect.arrayContaining(['receipt', 'announcement', 'information package creation']));
    expect(all(premis, /<messageDigest>([^<]+)</gu)).toEqual(
      ['pdf', 'akn.xml'].map((ending) => sha256(files[`representations/rep1/data/01-motion/motion.${ending}`])),
    );
  });

  it('is the same bytes for the same matter at the same time, and another package when the matter is another', async () => {
    const [one, other] = [await bytesOf(), await bytesOf()];
    expect(sha256(one)).toBe(sha256(other));
    const id = async () => /uuid-[0-9a-f-]{36}/u.exec((await jonas.send('GET', path)).headers.get('Content-Disposition') ?? '')?.[0];
    const before = await id();
    await finalise();
    expect(await id()).not.toBe(before);
  });

  it('has attachments as they came, says which is missing or changed, and names nobody whose data are protected', async () => {
    const hash = await attach('Karta över Sandvik.pdf');
    await attach('borta.pdf');
    const lost = (await server.storage.rows.way.attachments(library.report)).find(({ fileName }) => fileName === 'borta.pdf');
    await rm(join(directory, 'municipality', lost?.sha256.slice(0, 2) ?? '', lost?.sha256 ?? ''));
    await finalise();
    const rakel = await server.storage.rows.person('rakel-dal');
    if (rakel === null) throw new Error('nobody');
    await server.storage.rows.putPeople([{ ...rakel, isProtected: true, email: null }]);
    const files = await filesOf();
    const name = 'representations/rep1/data/02-tjansteskrivelse/bilagor/1-Karta över Sandvik.pdf';
    expect(sha256(files[name])).toBe(hash);
    expect(textIn(files, 'METS.xml')).toContain('bilagor/1-Karta%20%C3%B6ver%20Sandvik.pdf');
    expect(textIn(files, 'documentation/om-paketet.txt')).toMatch(/Bilagans fil finns inte: representations.*2-borta\.pdf/u);
    const told = ['METS.xml', 'metadata/descriptive/ERMS.xml', 'metadata/preservation/PREMIS.xml', 'documentation/om-paketet.txt'].map((file) =>
      textIn(files, file),
    );
    expect(told.join('')).not.toContain('Rakel Dal');
    expect(told[1]).toMatch(/<name>Skyddade personuppgifter<\/name>\s*<role>ansvarig handläggare<\/role>\s*<protectedIdentity>true</u);
  });

  it('tells what it would lack before it is made', async () => {
    const { records, findings } = await jonas.get<{ records: number; findings: readonly { code: string; what: string }[] }>(`${path}/report`);
    expect(records).toBe(1);
    expect(findings.map(({ code }) => code)).toEqual(['notClosed', 'notFinal', 'notFinal', 'noClassification', 'noSchemas']);
    expect(findings[1]?.what).toMatch(/^Tjänsteskrivelse: /u);
  });

  it("is for the registry alone, and a draft of a group is nobody's to take", async () => {
    for (const route of [path, `${path}/report`]) {
      for (const id of ['rakel-dal', 'margareta-sjostrom', 'anna-lind'])
        expect([id, await refusalOf(await (await server.signedIn(id)).send('GET', route))]).toEqual([
          id,
          expect.stringMatching(/^(?:403 noRight|404 notFound)$/u),
        ]);
      expect(await refusalOf(await jonas.send('GET', route.replace(library.matter, cycling.matter)))).toBe('404 notFound');
    }
  });
});

describe('a tar', () => {
  it('is read by tar, with names of any length in any letters', async () => {
    await start({ archiveForm: 'tar' });
    const folder = await mkdtemp(join(tmpdir(), 'yrka-tar-'));
    try {
      const long = `${'å'.repeat(70)}/${'b'.repeat(90)}.txt`;
      async function* given() {
        yield { path: 'a/kort.txt', content: new TextEncoder().encode('kort') };
        yield { path: long, content: new TextEncoder().encode('x'.repeat(1_000)) };
      }
      await writeFile(
        join(folder, 'a.tar'),
        tarred(given(), (entries) => [{ path: 'sist', content: new TextEncoder().encode(String(entries.length)) }]),
      );
      await promisify(execFile)('tar', ['-xf', 'a.tar'], { cwd: folder });
      expect(await Promise.all(['a/kort.txt', long, 'sist'].map(async (name) => (await readFile(join(folder, name), 'utf8')).slice(0, 4)))).toEqual([
        'kort',
        'xxxx',
        '2',
      ]);
      await writeFile(join(folder, 'b.tar'), await bytesOf());
      const { stdout } = await promisify(execFile)('tar', ['-tf', 'b.tar'], { cwd: folder });
      expect(stdout.trim().split('\n').at(-1)).toMatch(/^uuid-[0-9a-f-]{36}\/METS\.xml$/u);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
