import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { DocumentFormat, ExporterErrorCode, LostInExport } from '@yrka/exporters';
import { CommandError, type ExitCode, type Terminal } from '../terminal.ts';
import { documentIn } from './documentIn.ts';
import { writeWhole } from '../writeWhole.ts';

/** What a document can be written as, by the ending of its file. */
const formats = ['pdf', 'docx', 'odt', 'html', 'md', 'txt', 'akn'] as const;
type Format = (typeof formats)[number];

const usage = 'yrka export FILE --to pdf|docx|odt|html|md|txt|akn -o FILE';

/** Writes a document into a file of another format. What the format cannot carry is told, a line each, and is no error. */
export async function exportDocument(args: readonly string[], { print, complain }: Terminal): Promise<ExitCode> {
  const { file, to, output } = wishesIn(args);
  const given = await documentIn(file);
  const { bytes, report } = await written(to, given);
  const path = resolve(output);
  await writeWhole(path, async (target) => {
    await target.write(bytes);
  });
  for (const lost of report) complain(sentenceOf(lost));
  print(`${path}: ${bytes.length} bytes`);
  return 0;
}

function wishesIn(args: readonly string[]): { readonly file: string; readonly to: Format; readonly output: string } {
  const { values, positionals } = read(args);
  const [file] = positionals;
  if (file === undefined || positionals.length > 1 || values.output === undefined)
    throw new CommandError(`Say what to export, as what, and into which file: ${usage}.`);
  const named = values.to ?? /\.([a-z]+)$/iu.exec(values.output)?.[1]?.toLowerCase();
  const to = formats.find((format) => format === named);
  if (to === undefined) throw new CommandError(`There is no format "${named ?? ''}"; there are ${formats.join(', ')}.`);
  return { file, to, output: values.output };
}

function read(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: { to: { type: 'string' }, output: { type: 'string', short: 'o' } }, strict: true, allowPositionals: true });
  } catch (cause) {
    throw new CommandError(cause instanceof Error ? (cause.message.split('. ')[0] ?? cause.message).replace(/\.?$/u, '.') : 'The options could not be read.', {
      cause,
    });
  }
}

type Written = { readonly bytes: Uint8Array; readonly report: readonly LostInExport[] };

async function written(to: Format, { document, options }: Awaited<ReturnType<typeof documentIn>>): Promise<Written> {
  // They bring what sets pages with them; the other commands need none of it.
  const { ExporterError, stopPdf, textFile, toFile, toPdf } = await import('@yrka/exporters');
  // The same file makes the same file, on any day.
  const paper = { ...options, createdAt: new Date(0), source: { documentId: null, version: null } };
  try {
    if (to === 'txt') return textFile(document, options);
    if (to === 'pdf') return await toPdf(document, paper);
    return await toFile(fileFormats[to], document, paper);
  } catch (error) {
    if (error instanceof ExporterError) throw new CommandError(`It cannot be written as ${to}: ${whyNot[error.code]}.`, { cause: error });
    throw error;
  } finally {
    await stopPdf();
  }
}

const fileFormats: Readonly<Record<Exclude<Format, 'pdf' | 'txt'>, DocumentFormat>> = {
  docx: 'docx',
  odt: 'odt',
  html: 'html',
  md: 'markdown',
  akn: 'akn',
};

const whyNot: Readonly<Record<ExporterErrorCode, string>> = {
  fontMissing: 'a font is not installed; run pnpm install',
  compilerMissing: 'what sets pages is not installed for this kind of machine; run pnpm install',
  compilationFailed: 'something in it cannot be set',
  tooManyWaiting: 'too much waits to be written',
  tooHeavy: 'it takes far longer than any paper',
  stopped: 'it was stopped before it was done',
};

/** What the file does not have, for whoever asked for it. */
function sentenceOf(lost: LostInExport): string {
  switch (lost.code) {
    case 'unknownContent':
      return `Left out: content that this version does not know (${lost.name}).`;
    case 'charactersWithoutGlyph':
      return `Shown as □: ${lost.characters.join(' ')}`;
    case 'pictureUnreadable':
      return 'Left out: the arms, whose picture cannot be read.';
    case 'templateUnknown':
      return 'Left out: the template that the document began with is not here, and the one of today is used.';
    case 'linkWithoutAddress':
      return `Leads nowhere: the link to ${lost.href}`;
    case 'notCarried':
      return `Left out: ${notCarried[lost.what]}.`;
    default:
      return lost satisfies never;
  }
}

const notCarried: Readonly<Record<Extract<LostInExport, { code: 'notCarried' }>['what'], string>> = {
  arms: 'the arms',
  lineNumbers: 'numbers beside the lines',
  comments: 'comments',
  allSuggestions: 'what is suggested',
  suggestions: 'suggestions of other things than words',
  names: 'that names are suggested',
  emphasis: 'what is bold or in italics',
};
