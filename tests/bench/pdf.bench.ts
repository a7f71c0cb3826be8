// `pnpm bench pdf`: how long a page, sixty pages and the first page of a new thread take, as PDF and in
// the other formats, and what the event loop that asks for them notices. It prints and judges nothing.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type DocumentFormat, type PdfOptions, stopPdf, toFile, toPdf } from '@yrka/exporters';
import { importText } from '@yrka/importers';
import { bjorkvik } from '@yrka/schema';

const rounds = Number(process.env.YRKA_ROUNDS ?? 20);
const sentence = 'Varje morgon cyklar barn till Björkskolan längs Storgatan, där bilarna får köra femtio kilometer i timmen och där belysning saknas.';
/** Each has words of its own: the compiler remembers paragraphs that it has set before. */
let made = 0;
const motionOf = (paragraphs: number) =>
  importText(
    [
      'MOTION\n\nTill kommunfullmäktige i Björkviks kommun\n\nMotion om trygga cykelvägar',
      ...Array.from({ length: paragraphs }, () => `${sentence} Mätning ${made++} visar det. ${sentence}`),
      'Med hänvisning till ovanstående föreslår vi att kommunfullmäktige beslutar',
      'att tekniska nämnden får i uppdrag att anlägga en belyst cykelväg,',
      'att uppdraget redovisas under året.',
      'Björkvik den 2 mars 2026\n\nAnna Lind (L)',
    ].join('\n\n'),
    { kind: 'motion' },
  ).document;
const options: PdfOptions = { template: bjorkvik, kind: 'motion', createdAt: new Date('2027-01-12T20:14:00Z'), mark: 'draft' };

const sixty = motionOf(595);
const delay = monitorEventLoopDelay({ resolution: 1 });
const time = async (document: typeof sixty) => {
  const start = performance.now();
  const { pages } = await toPdf(document, options);
  return { ms: performance.now() - start, pages };
};
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const first = await time(motionOf(5));
await time(motionOf(5));
delay.enable();
const long = await time(sixty);
delay.disable();
const warm: number[] = [];
for (let round = 0; round < rounds; round++) warm.push((await time(motionOf(5))).ms);

const others: string[] = [];
for (const format of ['docx', 'odt', 'html', 'markdown', 'akn'] as const satisfies readonly DocumentFormat[]) {
  const timed = async (document: typeof sixty) => {
    const start = performance.now();
    await toFile(format, document, { ...options, source: { documentId: 'd', version: 1 } });
    return performance.now() - start;
  };
  await timed(motionOf(5));
  delay.reset();
  delay.enable();
  const whole = await timed(sixty);
  delay.disable();
  const pages: number[] = [];
  for (let round = 0; round < rounds; round++) pages.push(await timed(motionOf(5)));
  others.push(
    `${format.padEnd(10)} a page, warm ${median(pages).toFixed(1)} ms; ${long.pages} pages ${whole.toFixed(0)} ms; the event loop was away ${(delay.max / 1e6).toFixed(0)} ms at most`,
  );
}
await stopPdf();

console.log(`first page of a new thread  ${first.ms.toFixed(0)} ms (${first.pages} page)`);
console.log(`a page, warm                ${median(warm).toFixed(1)} ms median of ${rounds}, ${Math.max(...warm).toFixed(1)} ms at most`);
console.log(`${long.pages} pages                    ${long.ms.toFixed(0)} ms; the event loop was away ${(delay.max / 1e6).toFixed(0)} ms at most`);

for (const line of others) console.log(line);
