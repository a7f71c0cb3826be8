import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { yrka } from '../yrka.ts';

const fixture = (name: string) => fileURLToPath(new URL(`../../../../tests/fixtures/text/${name}`, import.meta.url));
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yrka-read-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function run(...args: readonly string[]): Promise<{ readonly exit: number; readonly out: readonly string[]; readonly err: readonly string[] }> {
  const out: string[] = [];
  const err: string[] = [];
  const exit = await yrka(['read', ...args], { environment: {}, print: (line) => out.push(line), complain: (line) => err.push(line) });
  return { exit, out, err };
}

async function file(name: string, bytes: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

describe('read --json', () => {
  it('prints one object on one line, with what was not understood and how much was', async () => {
    const { exit, out, err } = await run(fixture('beslut-lyktor.txt'), '--json');
    expect([exit, out.length, err]).toEqual([0, 1, []]);
    const fields = JSON.parse(out[0] ?? '') as Record<string, unknown>;
    expect(fields).toMatchObject({
      kind: 'protokoll',
      title: 'Svar på motion av Anna Lind (L) och Omar Said (L) om lyktor längs Sågverksstigen',
      motionBy: [
        { name: 'Anna Lind', party: 'L' },
        { name: 'Omar Said', party: 'L' },
      ],
      decisionBody: 'Kommunstyrelsen',
      paragraph: '§ 84',
      diary: 'KS 2026/112',
      voting: { ja: 2, nej: 1, avstar: 1, jaMeans: 'förvaltningens förslag', nejMeans: 'Anna Linds (L) yrkande' },
      unplaced: ['Något helt annat skrevs också här.'],
      furniture: ['Kommunstyrelsen Protokoll nr 6', 'Sammanträdesdatum: 2026-06-08', '4 (17)'],
    });
    expect(fields['coverage']).toBeGreaterThan(0.9);
    expect(fields).not.toHaveProperty('motionClauses');
  });

  it('prints a line per file, which says which file it is of', async () => {
    const { out } = await run('--json', fixture('motion-lyktor.txt'), fixture('skrivelse-lyktor.txt'));
    expect(out.map((line) => (JSON.parse(line) as { file: string; kind: string }).kind)).toEqual(['motion', 'tjansteutlatande']);
    expect((JSON.parse(out[0] ?? '') as { file: string }).file).toBe(fixture('motion-lyktor.txt'));
  });
});

it('tells in a few lines what a file is when no JSON is asked for', async () => {
  const { exit, out } = await run(fixture('beslut-lyktor.txt'));
  expect(exit).toBe(0);
  expect(out.join('\n')).toMatch(
    /minutes, Kommunstyrelsen, § 84, KS 2026\/112, 2026-06-08\n {2}Svar på motion .*\n {2}moved by Anna Lind \(L\), Omar Said \(L\)\n/u,
  );
  expect(out.at(-1)).toMatch(/^ {4}line \d+: Något helt annat skrevs också här\.$/u);
});

describe('what cannot be read is one sentence, and exit code 2', () => {
  // The least that is a PDF which asks for a password.
  const encryptedPdf = `%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\ntrailer\n<< /Size 3 /Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'00'.repeat(32)}> /U <${'11'.repeat(32)}> >> /ID [<00> <00>] >>\nstartxref\n0\n%%EOF`;
  const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0]);

  it.each([
    ['a photograph', () => file('foto.jpg', jpeg), /foto\.jpg is a picture; .*\.$/u],
    ['an empty file', () => file('tom.txt', ''), /tom\.txt is empty: it has no word\.$/u],
    ['a file of spaces', () => file('tom.txt', ' \n\n '), /tom\.txt is empty: it has no word\.$/u],
    ['bytes of nothing', () => file('x.txt', Uint8Array.from([0, 1, 2, 3, 0, 9, 7])), /x\.txt is not a text, and no format that is read\.$/u],
    ['an older Word file', () => file('x.doc', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 1])), /x\.doc is of a format that is not read; .*\.$/u],
    ['a broken PDF', () => file('trasig.pdf', '%PDF-1.7\nnothing more'), /trasig\.pdf is damaged: .*\.$/u],
    ['an encrypted PDF', () => file('låst.pdf', encryptedPdf), /låst\.pdf is encrypted; .*\.$/u],
    ['a broken Word file', () => file('trasig.docx', Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3])), /trasig\.docx is damaged: .*\.$/u],
    ['no file', () => Promise.resolve(join(folder, 'finns-inte.txt')), /^There is no file .*finns-inte\.txt\.$/u],
    ['a folder', () => Promise.resolve(folder), /is a folder; name the files in it\.$/u],
  ])('%s', async (_, make, sentence) => {
    for (const json of [[], ['--json']]) {
      const { exit, out, err } = await run(await make(), ...json);
      expect([exit, out, err]).toEqual([2, [], [expect.stringMatching(sentence)]]);
    }
  });

  it('a file of 200 MB, which is not taken into memory', async () => {
    const path = await file('stor.pdf', '%PDF-1.7');
    await truncate(path, 200_000_000);
    const { exit, out, err } = await run(path, '--json');
    expect([exit, out, err]).toEqual([2, [], [expect.stringMatching(/stor\.pdf is too large: at most 50 MB/u)]]);
  });

  it('and the other files are read', async () => {
    await mkdir(join(folder, 'en mapp'));
    const { exit, out, err } = await run('--json', join(folder, 'en mapp'), fixture('motion-lyktor.txt'));
    expect([exit, out.length, err.length]).toEqual([2, 1, 1]);
  });

  it('no file named, and an option that is not known', async () => {
    expect(await run('--json')).toEqual({ exit: 2, out: [], err: ['Say which files to read: yrka read FILE… [--json].'] });
    expect(await run('--xml', fixture('motion-lyktor.txt'))).toMatchObject({ exit: 2, out: [] });
  });
});
