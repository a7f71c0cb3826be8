import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { yrka } from '../yrka.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yrka-check-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, ...lines: readonly string[]): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, lines.join('\n\n'));
  return path;
}

async function run(...args: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const exit = await yrka(args, { environment: {}, print: (line) => out.push(line), complain: (line) => err.push(line) });
  return { exit, out: out.join('\n'), err: err.join('\n') };
}

const head = ['Kf § 12', 'Svar på motion av Anna Lind (L) om cykelvägar', 'Kommunfullmäktiges beslut'];
const sound = [...head, 'Motionen avslås.', 'Yrkanden', 'Anna Lind (L) yrkar bifall till motionen.', 'Bo Ek (M) yrkar avslag på motionen.'];
const put = ['Propositionsordning', 'Ordföranden ställer Anna Linds (L) yrkande mot Bo Eks (M) yrkande och finner att motionen avslås.'];

it('says nothing but that there is nothing, and ends with 0, where nothing is found', async () => {
  const path = await file('sund.txt', ...sound, ...put);
  expect(await run('check', path)).toEqual({ exit: 0, out: `${path}: inget att påpeka`, err: '' });
});

it('says each finding in Swedish with its reason and source, and ends with 1', async () => {
  const path = await file(
    'brister.txt',
    ...sound,
    'Propositionsordning',
    'Ordföranden ställer Anna Lind (L) yrkande mot Bo Eks (M) yrkande.',
    'Omröstning begärs.',
  );
  const { exit, out } = await run('check', path);
  expect(exit).toBe(1);
  expect(out.split('\n').filter((line) => /^ {2}\S/.test(line))).toEqual(['  Saknas ett s? ”Anna Linds”', '  Omröstning har begärts, men resultatet saknas']);
  expect(out).toContain('    Källa: kommunallagen (2017:725) 5 kap. 67 § 3 och 5, läst 2026-11-26.');
  expect(out).not.toMatch(/[{}]/);
});

it('prints an object per file with --json, with what one would write instead', async () => {
  const path = await file('a.txt', ...sound, 'Propositionsordning', 'Ordföranden ställer Anna Lind (L) yrkande mot Bo Eks (M) yrkande.');
  const { exit, out } = await run('check', path, '--json');
  expect(exit).toBe(1);
  expect(JSON.parse(out)).toEqual({
    kind: 'protokoll',
    findings: [
      {
        code: 'genitiveMissing',
        severity: 'warn',
        sentence: 'Saknas ett s? ”Anna Linds”',
        reason: expect.stringContaining('genitiv'),
        source: expect.stringMatching(/^Källa: /),
        words: 'Anna Lind',
        instead: 'Anna Linds',
      },
    ],
  });
});

it('complains in one sentence of what cannot be read, checks the others, and ends with 2', async () => {
  const [empty, whole] = [await file('tom.txt'), await file('hel.txt', ...sound, ...put)];
  expect(await run('check', empty, whole)).toEqual({ exit: 2, out: `${whole}: inget att påpeka`, err: `${empty} is empty: it has no word.` });
  expect(await run('check')).toEqual({ exit: 2, out: '', err: 'Say which files to check: yrka check FILE… [--matter] [--lix] [--json].' });
  expect((await run('check', '--no-such-option')).exit).toBe(2);
});

it('holds the files to each other with --matter, and only then', async () => {
  const motion = await file(
    'motion.txt',
    'Motion om cykelvägar',
    'Barnen behöver trygga vägar till skolan.',
    'Vi yrkar',
    'att kommunen bygger cykelvägar.',
    'Anna Lindh (L)',
  );
  const minutes = await file('protokoll.txt', ...sound, ...put);
  expect(await run('check', motion, minutes)).toEqual({ exit: 0, out: `${motion}: inget att påpeka\n${minutes}: inget att påpeka`, err: '' });
  const { exit, out } = await run('check', '--matter', motion, minutes);
  expect(exit).toBe(1);
  expect(out.split('\n').filter((line) => /^ {2}\S/.test(line))).toEqual([
    '  ”Anna Lindh” heter ”Anna Lind” i protokollsparagrafen',
    '  ”Anna Lind” heter ”Anna Lindh” i motionen',
  ]);
});

it('says LIX where that is asked for, and of no text that is too short', async () => {
  const long = await file(
    'lang.txt',
    'Motion om vägar',
    Array.from({ length: 12 }, () => 'Vi vill att kommunen ser över vägen till den skolbyggnad.').join(' '),
  );
  const short = await file('kort.txt', ...sound, ...put);
  expect((await run('check', '--lix', long, short)).out).toMatch(/lang\.txt: .*\(LIX 30\).*kort\.txt: .*\(för kort för LIX\)/su);
  expect((await run('check', long)).out).not.toContain('LIX');
  expect(JSON.parse((await run('check', '--lix', '--json', long)).out)).toMatchObject({ lix: 30 });
});
