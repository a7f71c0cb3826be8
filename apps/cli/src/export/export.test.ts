import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { yrka } from '../yrka.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yrka-export-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function run(...args: readonly string[]): Promise<{ readonly exit: number; readonly out: readonly string[]; readonly err: readonly string[] }> {
  const [out, err]: [string[], string[]] = [[], []];
  const exit = await yrka(args, { environment: {}, print: (line) => out.push(line), complain: (line) => err.push(line) });
  return { exit, out, err };
}

const motion = fileURLToPath(new URL('../../../../tests/fixtures/text/motion-lyktor.txt', import.meta.url));
const inFolder = (name: string) => join(folder, name);

describe('export', () => {
  it.each([
    ['pdf', /^%PDF-1\.7/u],
    ['docx', /^PK/u],
    ['odt', /^PK.{28}mimetypeapplication\/vnd\.oasis\.opendocument\.text/su],
    ['html', /^<!doctype html>\n<html lang="sv">/u],
    ['md', /^\*\*Björkviks kommun\*\* · Motion\n[\s\S]*\n# /u],
    ['txt', /^[^\n]+\n/u],
    ['akn', /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<akomaNtoso /u],
  ])('writes a file as %s, and the same one again', async (format, beginning) => {
    const { exit, out, err } = await run('export', motion, '--to', format, '-o', inFolder('a'));
    expect([exit, err, out.length]).toEqual([0, [], 1]);
    const bytes = await readFile(inFolder('a'));
    expect(bytes.toString(format === 'html' || format === 'md' || format === 'txt' || format === 'akn' ? 'utf8' : 'latin1')).toMatch(beginning);
    await run('export', motion, '-o', inFolder(`b.${format}`));
    expect((await readFile(inFolder(`b.${format}`))).equals(bytes)).toBe(true);
  });

  it('writes what is JSON, and what it has written is read as what it was', async () => {
    const document = {
      type: 'doc',
      content: [
        { type: 'title', attrs: { id: 'titletitle12' }, content: [{ type: 'text', text: 'Ljus' }] },
        { type: 'paragraph', attrs: { id: 'paragraph123' }, content: [{ type: 'text', text: 'Det är mörkt.' }] },
      ],
    };
    await writeFile(inFolder('a.json'), JSON.stringify({ document, kind: 'motion' }));
    for (const [from, to] of [
      ['a.json', 'b.docx'],
      ['b.docx', 'c.odt'],
      ['c.odt', 'd.html'],
      ['d.html', 'f.akn'],
      ['f.akn', 'e.txt'],
    ] as const)
      expect((await run('export', inFolder(from), '-o', inFolder(to))).exit, to).toBe(0);
    expect(await readFile(inFolder('e.txt'), 'utf8')).toBe('Ljus\n\nDet är mörkt.\n');
    expect(await readFile(inFolder('d.html'), 'utf8')).toContain('data-block="paragraph123"');
  });
});

describe('what cannot be exported is one sentence, exit code 2, and no file', () => {
  it.each<[string, readonly string[], RegExp]>([
    ['nothing', [], /^Say what to export, as what, and into which file: yrka export .*\.$/u],
    ['no file to write', [motion, '--to', 'odt'], /^Say what to export/u],
    ['a format that there is not', [motion, '--to', 'rtf', '-o', 'OUT'], /^There is no format "rtf"; there are pdf, docx, odt, html, md, txt, akn\.$/u],
    ['no format', [motion, '-o', 'OUT'], /^There is no format "".*\.$/u],
    ['an option that there is not', [motion, '--as', 'odt', '-o', 'OUT'], /^Unknown option '--as'\.$/u],
    ['no such file', ['none.docx', '--to', 'odt', '-o', 'OUT'], /^There is no file none\.docx\.$/u],
    ['no such JSON', ['none.json', '--to', 'odt', '-o', 'OUT'], /^There is no file none\.json\.$/u],
    ['a folder that there is not', [motion, '--to', 'md', '-o', join('none', 'a.md')], /cannot be written \(ENOENT\)\.$/u],
  ])('%s', async (_name, args, sentence) => {
    const { exit, out, err } = await run(
      'export',
      ...args.map((arg) => (arg === 'OUT' ? inFolder('out') : arg === join('none', 'a.md') ? inFolder(arg) : arg)),
    );
    expect([exit, out, err]).toEqual([2, [], [expect.stringMatching(sentence)]]);
    expect(await readdir(folder)).toEqual([]);
  });
});
