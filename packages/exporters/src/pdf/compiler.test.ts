import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bjorkvik, newBlockId, schema } from '@yrka/schema';
import { doc, p, title } from '@yrka/test-builders';
import { afterAll, afterEach, expect, test } from 'vitest';
import { ExporterError, stopPdf, toPdf } from '../index.ts';
import { PdfCompiler, type PdfCompilerOptions } from './compiler.ts';
import { pageOf } from '../paper/pageOf.ts';

const createdAt = new Date('2027-01-12T20:14:00Z');
const { page } = pageOf(doc(title('Motion'), p('Ord.')), { template: bjorkvik, kind: 'motion' });
const request = { page, format: 'a-2a', createdAt } as const;

const compilers: PdfCompiler[] = [];
function compiler(options?: PdfCompilerOptions): PdfCompiler {
  const made = new PdfCompiler(options);
  compilers.push(made);
  return made;
}
afterEach(async () => {
  await Promise.all(compilers.splice(0).map((one) => one.stop()));
});
afterAll(stopPdf);

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'made',
    (error: unknown) => (error instanceof ExporterError ? error.code : error),
  );

test('a queue that is full refuses the next', async () => {
  const one = compiler({ maxWaiting: 2 });
  const asked = Array.from({ length: 5 }, () => codeOf(one.compile(request)));
  expect(await Promise.all(asked)).toEqual(['made', 'made', 'made', 'tooManyWaiting', 'tooManyWaiting']);
});

test('one that takes far longer than any paper is given up, and the next is made', { timeout: 60_000 }, async () => {
  const one = compiler({ limitMs: 5_000 });
  const names = schema.node('personList', { id: newBlockId(), role: 'movers' }, [
    schema.node('person', { id: newBlockId() }, [schema.text(`a${'\n'.repeat(40_000)}b`)]),
  ]);
  // It would take minutes.
  const { page: heavy } = pageOf(doc(title('Motion'), names), { template: bjorkvik, kind: 'motion' });
  const asked = [one.compile({ page: heavy, format: 'docx', createdAt }), one.compile(request)];
  expect(await Promise.all(asked.map(codeOf))).toEqual(['tooHeavy', 'made']);
});

test('who gives up is told at once, waiting or not, and the others are made', async () => {
  const one = compiler();
  const [running, waiting] = [new AbortController(), new AbortController()];
  const asked = [one.compile(request, running.signal), one.compile(request, waiting.signal), one.compile(request)].map(codeOf);
  running.abort('enough');
  waiting.abort('not now');
  expect(await Promise.all(asked)).toEqual(['enough', 'not now', 'made']);
  expect(await codeOf(one.compile(request, AbortSignal.abort('never')))).toBe('never');
});

test('toPdf gives up with its signal', async () => {
  const document = doc(title('Motion'));
  await expect(toPdf(document, { template: bjorkvik, kind: 'motion', createdAt, signal: AbortSignal.abort() })).rejects.toThrow('aborted');
});

test('a stopped compiler tells who waits and starts anew', async () => {
  const one = compiler();
  const asked = [one.compile(request), one.compile(request)].map(codeOf);
  await one.stop();
  expect(await Promise.all(asked)).toEqual(['stopped', 'stopped']);
  expect(await codeOf(one.compile(request))).toBe('made');
});

test('a missing font and a broken one are told by name, and mended ones are found', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'yrka-fonts-'));
  try {
    await writeFile(join(folder, 'broken.ttf'), 'not a font at all');
    let paths = [join(folder, 'missing.ttf')];
    const one = compiler({ fonts: () => paths });
    await expect(one.compile(request)).rejects.toThrow(/missing\.ttf cannot be read/u);
    paths = [join(folder, 'broken.ttf')];
    await expect(one.compile(request)).rejects.toMatchObject({ code: 'fontMissing', message: expect.stringContaining('broken.ttf') as string });
    const { fontPaths } = await import('./fonts.ts');
    paths = [...fontPaths()];
    expect(await codeOf(one.compile(request))).toBe('made');
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a page that the template does not know is refused without its words', async () => {
  const one = compiler();
  const strange = { ...page, blocks: [{ type: 'secret', words: [{ text: 'hemligt' }] }] } as unknown as typeof page;
  const refused = one.compile({ ...request, page: strange });
  await expect(refused).rejects.toMatchObject({ code: 'compilationFailed' });
  await expect(refused).rejects.not.toThrow(/hemligt/u);
  expect(await codeOf(one.compile(request))).toBe('made');
});
