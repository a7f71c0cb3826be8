import { parseArgs } from 'node:util';
import { checkAlone, checkMatter, type Finding, lixOf, messageOf, swedishFindings } from '@yrka/checks';
import { IntlMessageFormat } from 'intl-messageformat';
import { readFile } from '../read/read.ts';
import { CommandError, type ExitCode, type Terminal } from '../terminal.ts';

/**
 * Says what there is to look at in motions, reports and minutes, in the Swedish of those who write
 * them: a paragraph per finding, or with --json one object per file and line. With --matter the
 * files are the documents of one matter, and each is held to the others; with --lix each has its
 * LIX. The exit code is 1 where anything was found; 2 where a file could not be read, though the
 * others were.
 */
export async function check(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { files, json, matter, lix } = optionsOf(args);
  let exit: ExitCode = 0;
  const tell = ({ file, kind, document }: ReadFile, others: readonly ReadFile[]) => {
    const findings = [
      ...checkAlone(kind, document),
      ...checkMatter(
        document,
        others.map((other) => ({ kind: other.kind, content: other.document })),
      ),
    ];
    const told = findings.map((finding) => toldOf(finding, wordsIn(document, finding)));
    const measured = lix ? { lix: lixOf(document) } : {};
    if (json) terminal.print(JSON.stringify({ ...(files.length > 1 && { file }), kind: kinds[kind], ...measured, findings: told }));
    else for (const line of linesOf(file, told, measured)) terminal.print(line);
    if (exit === 0 && told.length > 0) exit = 1;
  };
  const read: ReadFile[] = [];
  for (const file of files) {
    try {
      const one = { file, ...(await readFile(file)) };
      // Of a matter all are needed before anything can be said; else each is told of as it is read.
      if (matter) read.push(one);
      else tell(one, []);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      terminal.complain(error.message);
      exit = 2;
    }
  }
  for (const one of read)
    tell(
      one,
      read.filter((other) => other !== one),
    );
  return exit;
}

type ReadFile = { readonly file: string } & Awaited<ReturnType<typeof readFile>>;

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
function wordsIn(document: ReadFile['document'], { place }: Finding): string | null {
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

function linesOf(file: string, told: readonly Told[], { lix }: { readonly lix?: number | null }): readonly string[] {
  const measured = lix === undefined ? '' : lix === null ? ' (för kort för LIX)' : ` (LIX ${lix})`;
  if (told.length === 0) return [`${file}: inget att påpeka${measured}`];
  return [
    `${file}: ${told.length} att titta på${measured}`,
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

type Options = { readonly files: readonly string[]; readonly json: boolean; readonly matter: boolean; readonly lix: boolean };

function optionsOf(args: readonly string[]): Options {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean' }, matter: { type: 'boolean' }, lix: { type: 'boolean' } },
      strict: true,
      allowPositionals: true,
    });
    if (positionals.length === 0) throw new CommandError('Say which files to check: yrka check FILE… [--matter] [--lix] [--json].');
    return { files: positionals, json: values.json === true, matter: values.matter === true, lix: values.lix === true };
  } catch (cause) {
    if (cause instanceof CommandError) throw cause;
    throw new CommandError(cause instanceof Error ? cause.message : 'The options could not be read.', { cause });
  }
}
