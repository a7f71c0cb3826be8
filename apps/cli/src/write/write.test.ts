import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { yrka } from '../yrka.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yrka-write-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function run(...args: readonly string[]): Promise<{ readonly exit: number; readonly out: string; readonly err: readonly string[] }> {
  const out: string[] = [];
  const err: string[] = [];
  const exit = await yrka(args, { environment: {}, print: (line) => out.push(line), complain: (line) => err.push(line) });
  return { exit, out: out.join('\n'), err };
}

async function file(value: unknown): Promise<string> {
  const path = join(folder, 'a.json');
  await writeFile(path, typeof value === 'string' ? value : JSON.stringify(value));
  return path;
}

const bo = { name: 'Bo Källström', party: 'L' };
const eva = { name: 'Eva Ek', party: 'M' };
const fields = {
  kind: 'protokoll',
  municipality: 'Huddinge',
  title: 'Svar på motion om lyktor',
  decisionBody: 'Kommunstyrelsen',
  attClauses: ['Motionen anses besvarad.'],
  speakers: [eva, bo],
  yrkanden: [
    { by: [bo], kind: 'bifall', target: 'motion' },
    { by: [eva], kind: 'bifall', target: 'forslag' },
    { by: [eva], kind: 'aterremiss' },
  ],
  voting: { ja: 8, nej: 6, avstar: 1, jaMeans: 'förslaget', nejMeans: 'motionen', voters: { nej: [bo] } },
  reservations: [{ by: [bo] }, { by: [eva], blank: true }],
  jav: [{ by: [eva], text: 'Eva Ek (M) anmäler jäv.' }],
  sendTo: ['Samtliga nämnder'],
};

describe('write', () => {
  it('[FLD2] writes what the fields tell of, in sentences of their structure and in the words that they give', async () => {
    const { exit, out, err } = await run('write', await file(fields));
    expect([exit, err]).toEqual([0, []]);
    expect(out).toBe(`Kommunstyrelsen

Svar på motion om lyktor

Kommunstyrelsens beslut

Kommunstyrelsens förslag till kommunfullmäktige
Motionen anses besvarad.

Eva Ek (M) anmäler jäv.

Överläggning
Eva Ek (M) och Bo Källström (L) yttrar sig i ärendet innan överläggningen förklaras avslutad.

Propositioner
Bo Källström (L) yrkar bifall till motionen.

Eva Ek (M) yrkar bifall till förvaltningens förslag till beslut.

Eva Ek (M) yrkar att ärendet ska återremitteras.

Omröstning begärs och verkställs.
Ja-röst för förslaget. Nej-röst för motionen.
Bo Källström (L) röstar nej.
Omröstningen utfaller med 8 Ja mot 6 Nej. 1 ledamot avstår från att rösta.

Reservationer
Bo Källström (L) reserverar sig mot beslutet till förmån för eget yrkande.

Blank reservation anmäls av Eva Ek (M).

Beslutet ska skickas till
Samtliga nämnder`);
  });

  it('[FLD2] names the body that decides above its decision', async () => {
    const { out } = await run('write', await file({ kind: 'protokoll', decisionBody: 'Tekniska nämnden', attClauses: ['Motionen avstyrks.'] }));
    expect(out).toBe('Tekniska nämnden\n\nTekniska nämndens beslut\nMotionen avstyrks.');
  });

  it('writes a document of Yrka’s, in the wording and with the kind that stand around it', async () => {
    const person = (name: string, party: string) => ({
      type: 'personList',
      attrs: { role: 'by' },
      content: [{ type: 'person', attrs: { party }, content: [{ type: 'text', text: name }] }],
    });
    const yrkande = (attrs: object, who: object) => ({ type: 'yrkande', attrs, content: [who] });
    const document = {
      type: 'doc',
      content: [
        { type: 'fieldList', attrs: { kind: 'head', level: 'executiveBoard' } },
        { type: 'yrkandeList', content: [yrkande({ id: 'y1', kind: 'approval', target: 'motion' }, person('Bo Källström', 'L'))] },
        { type: 'acclamation', attrs: { stage: 'main', puts: ['proposedDecision', 'yrkande y1'], found: 'proposedDecision', writtenOver: 7 } },
      ],
    };
    const { exit, out } = await run('write', await file({ document, wording: { proposedDecision: 'utskottets förslag' } }));
    expect(exit).toBe(0);
    expect(out).toBe(
      'Bo Källström (L) yrkar bifall till motionen.\n\nOrdföranden ställer utskottets förslag mot Bo Källströms (L) yrkande om bifall till motionen och finner att kommunstyrelsen beslutar i enlighet med utskottets förslag.',
    );
    expect((await run('write', await file(document))).out).toContain('förvaltningens förslag till beslut');
  });

  it('writes what was read', async () => {
    const read = await run('read', '--json', fileURLToPath(new URL('../../../../tests/fixtures/text/motion-lyktor.txt', import.meta.url)));
    const { exit, out } = await run('write', await file(read.out));
    const clauses = (JSON.parse(read.out) as { attClauses: string[] }).attClauses;
    expect([exit, clauses.length > 0]).toEqual([0, true]);
    for (const clause of clauses) expect(out).toContain(clause);
  });
});

describe('what cannot be written is one sentence, and exit code 2', () => {
  const deep = `{"type":"doc","content":[${'{"type":"section","content":['.repeat(3_000)}${']}'.repeat(3_000)}]}`;
  it.each<[string, unknown, RegExp]>([
    ['no JSON', '{', /a\.json is no JSON\.$/u],
    ['a list', '[]', /a\.json holds no object, and so no document\.$/u],
    ['neither shape', '{"a": 1}', /a\.json is neither a document nor the fields of one: .*\.$/u],
    ['a block that there is not', '{"type":"doc","content":[{"type":"film"}]}', /a\.json is no document of this version: .*film.*\.$/u],
    ['a block in the wrong place', '{"type":"doc","content":[{"type":"person"}]}', /a\.json is no document of this version: .*\.$/u],
    ['content that is none', '{"type":"doc","content":[7]}', /a\.json is no document of this version: .*\.$/u],
    ['a kind that there is not', { kind: 'film', document: { type: 'doc' } }, /kind that there is not; .*\.$/u],
    ['a template that there is not', { ...fields, template: 'mars' }, /template that there is not; there are bjorkvik, huddinge\.$/u],
    ['clauses that are none', { ...fields, clauses: [1] }, /"clauses" is a list .*\.$/u],
    ['wording that is none', { ...fields, wording: { approval: 1 } }, /"wording" is sentences by name\.$/u],
    ['people that are none', { ...fields, yrkanden: [{ by: ['Bo'], kind: 'bifall' }] }, /"yrkanden\.0\.by\.0" has another form than it should have\.$/u],
    ['votes below zero', { ...fields, voting: undefined, votings: [{ ja: -1, nej: 2 }] }, /"votings\.0\.ja" has another form than it should have\.$/u],
    ['no word', { type: 'doc' }, /a\.json holds a document without a word\.$/u],
    ['blocks within blocks without end', deep, /^[^\n]+\.$/u],
  ])('%s', async (_, value, sentence) => {
    const { exit, out, err } = await run('write', await file(value));
    expect([exit, out, err]).toEqual([2, '', [expect.stringMatching(sentence)]]);
  });

  it('no file, a folder, two files, an option and a file of 200 MB', async () => {
    expect(await run('write', join(folder, 'none.json'))).toMatchObject({ exit: 2, err: [expect.stringMatching(/^There is no file .*none\.json\.$/u)] });
    expect(await run('write', folder)).toMatchObject({ exit: 2, err: [expect.stringMatching(/is no file\.$/u)] });
    expect(await run('write')).toMatchObject({ exit: 2, err: ['Say which file to write: yrka write FILE.json.'] });
    expect(await run('write', 'a.json', 'b.json')).toMatchObject({ exit: 2, err: ['Say which file to write: yrka write FILE.json.'] });
    expect(await run('write', '--pdf', 'a.json')).toMatchObject({ exit: 2, err: ['There is no option --pdf.'] });
    const large = await file('{}');
    await truncate(large, 200_000_000);
    expect(await run('write', large)).toMatchObject({ exit: 2, err: [expect.stringMatching(/a\.json is too large: at most 50 MB are read\.$/u)] });
  });
});
