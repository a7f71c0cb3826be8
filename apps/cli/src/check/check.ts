import { parseArgs } from 'node:util';
import { checkAlone, type Finding, messageOf, swedishFindings } from '@yrka/checks';
import { IntlMessageFormat } from 'intl-messageformat';
import { readFile } from '../read/read.ts';
import { CommandError, type ExitCode, type Terminal } from '../terminal.ts';

/**
 * Says what there is to look at in motions, reports and minutes, in the Swedish of those who write
 * them: a paragraph per finding, or with --json one object per file and line. The exit code is 1
 * where anything was found; 2 where a file could not be read, though the others were.
 */
export async function check(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { files, json } = optionsOf(args);
  let exit: ExitCode = 0;
  for (const file of files) {
    try {
      const { kind, document } = await readFile(file);
      const told = checkAlone(kind, document).map((finding) => toldOf(finding, wordsIn(document, finding)));
      if (json) terminal.print(JSON.stringify({ ...(files.length > 1 && { file }), kind: kinds[kind], findings: told }));
      else for (const line of linesOf(file, told)) terminal.print(line);
      if (exit === 0 && told.length > 0) exit = 1;
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      terminal.complain(error.message);
      exit = 2;
    }
  }
  return exit;
}

/** As `yrka read` names them. */
const kinds = { motion: 'motion', officerReport: 'tjansteutlatande', minutesItem: 'protokoll' } as const;

type Told = {
  readonly code: string;
  readonly severity: string;
  readonly sentence: string;
  readonly reason: string;
  readonly source: string;
  /** The words that it is about; null where it is about the document as a whole. */
  readonly words: string | null;
  /** What one would write instead, where that is known. */
  readonly instead: string | null;
};

function toldOf(finding: Finding, words: string | null): Told {
  const { code, severity, source, fix } = finding;
  // A part by its name in the document: a file has no template that would call it anything else.
  const { key, values } = messageOf(finding, { part: (part) => part, document: (kind) => swedishFindings.document[kind] });
  return {
    code,
    severity,
    sentence: said(swedishFindings.sentence[key], values),
    reason: said(swedishFindings.reason[key], {}),
    source: source.kind === 'municipality' ? swedishFindings.ownRules : said(swedishFindings.source, { where: source.where, read: source.read }),
    words,
    instead: fix?.kind === 'replaceText' ? fix.text : null,
  };
}

const said = (message: string, values: Readonly<Record<string, string | number>>) => String(new IntlMessageFormat(message, 'sv').format(values));

/** The words at a finding's place; of a block that holds others, its first. */
function wordsIn(document: Awaited<ReturnType<typeof readFile>>['document'], { place }: Finding): string | null {
  let words: string | null = null;
  document.descendants((node) => {
    if (words !== null || place.blockId === null || node.attrs.id !== place.blockId) return words === null;
    words = node.isTextblock ? node.textBetween(place.from, place.to, undefined, ' ') : node.textBetween(0, node.content.size, ' ', ' ');
    return false;
  });
  const whole = (words ?? '').replace(/\s+/gu, ' ').trim();
  return whole === '' ? null : whole;
}

/** Above this a passage is only begun. */
const maxShown = 110;

function linesOf(file: string, told: readonly Told[]): readonly string[] {
  if (told.length === 0) return [`${file}: inget att påpeka`];
  return [
    `${file}: ${told.length} att titta på`,
    ...told.flatMap(({ sentence, reason, source, words }) => [
      '',
      `  ${sentence}`,
      ...(words === null || sentence.includes(words)
        ? []
        : [`    Står: ${words.length > maxShown ? `${words.slice(0, maxShown).toWellFormed().trimEnd()} …` : words}`]),
      `    ${reason}`,
      `    ${source}`,
    ]),
    '',
  ];
}

function optionsOf(args: readonly string[]): { readonly files: readonly string[]; readonly json: boolean } {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: { json: { type: 'boolean' } }, strict: true, allowPositionals: true });
    if (positionals.length === 0) throw new CommandError('Say which files to check: yrka check FILE… [--json].');
    return { files: positionals, json: values.json === true };
  } catch (cause) {
    if (cause instanceof CommandError) throw cause;
    throw new CommandError(cause instanceof Error ? cause.message : 'The options could not be read.', { cause });
  }
}
