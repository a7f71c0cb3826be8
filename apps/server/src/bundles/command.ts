import { createHash } from 'node:crypto';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from '@hono/zod-openapi';
import { stopPdf } from '@yrka/exporters';
import { type MatterRow, openSqliteReader, openSqliteStorage, type Rows, type Storage, StorageError } from '@yrka/storage';
import { archivePackage } from '../archives/archivePackage.ts';
import type { ArchiveFindingCode } from '../archives/findingCodes.ts';
import { Attachments } from '../attachments/attachments.ts';
import { readConfig } from '../config.ts';
import { FileStore } from '../files/store.ts';
import { Refusal } from '../refusal.ts';
import { matterBundle } from './matterBundle.ts';
import { mostFactsBytes, openBundle } from './openBundle.ts';
import { bodiesSaid } from './placing.ts';
import { previewOf } from './previewing.ts';
import { sightOfMunicipality } from './sights.ts';
import { takeIn, type TakenIn } from './takingIn.ts';

/**
 * What `yrka export MATTER --to bundle|archive` and `yrka import` do, as a process of its own: the command knows no server, and this
 * is the server's to do. Asked by one argument of JSON; answers with lines, and ends with 2 and one sentence where it cannot.
 */
const askedSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('export'), data: z.string(), matter: z.string(), as: z.enum(['bundle', 'archive']), output: z.string() }),
  z.object({
    do: z.literal('import'),
    data: z.string(),
    file: z.string(),
    diarienummer: z.string().nullable(),
    same: z.array(z.string()),
    bodies: z.array(z.string()),
  }),
]);
type Asked = z.infer<typeof askedSchema>;

/** One sentence for whoever typed the command. */
class CannotDo extends Error {}

/** What the package lacks of what an archive may ask for; the package itself says it in Swedish. */
const lacking: Readonly<Record<ArchiveFindingCode, string>> = {
  noDiarienummer: 'The matter has no diarienummer.',
  notClosed: 'The matter is not closed.',
  noCreatorCode: 'Not said: the organisation number of who made the records (YRKA_ARCHIVE_CREATOR_CODE).',
  noAgreement: 'Not said: the agreement with the archive (YRKA_ARCHIVE_AGREEMENT).',
  notFinal: 'Left out, still being prepared',
  attachmentFormat: 'An attachment in a format that the archive may want in another',
  fileMissing: 'The file of an attachment is missing',
  fileChanged: 'The file of an attachment is not the one that was attached',
  notMade: 'Could not be made',
  noClassification: 'Classification and disposal are not said.',
  noSchemas: 'The XML schemas are not in the package; schemas/scheman.txt says where they are.',
};

process.exitCode = await run(askedSchema.parse(JSON.parse(process.argv[2] ?? 'null')));

async function run(asked: Asked): Promise<number> {
  try {
    await (asked.do === 'export' ? takeOut(asked) : bringIn(asked));
    return 0;
  } catch (error) {
    const sentence = sentenceFor(error, asked);
    if (sentence === null) throw error;
    process.stderr.write(`${sentence}\n`);
    return 2;
  } finally {
    await stopPdf();
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Beside a server that runs, too: then it only reads. */
async function takeOut({ data, matter: named, as, output }: Extract<Asked, { do: 'export' }>): Promise<void> {
  const directory = resolve(data);
  const path = resolve(output);
  const storage = await reading(directory);
  try {
    const matter = await matterCalled(storage.rows, named);
    const sight = await sightOfMunicipality(storage, matter);
    const files = new FileStore(join(directory, 'files'));
    const when = { at: new Date(), signal: new AbortController().signal };
    if (as === 'archive') {
      const { content, findings } = await archivePackage({ kept: { storage, files, config: readConfig(process.env) }, sight, ...when });
      const bytes = await writtenWhole(path, content);
      say(`${path}: ${bytes} bytes`);
      for (const { code, what } of findings) process.stderr.write(`${lacking[code]}${what === '' ? '' : `: ${what}`}\n`);
      return;
    }
    const choice = { comments: true, versions: true, log: true, journal: true };
    const bytes = await writtenWhole(path, matterBundle({ kept: { storage, files, isOnlyRead: true }, sight, choice, ...when }));
    say(`${path}: ${bytes} bytes, ${sight.documents.length} ${sight.documents.length === 1 ? 'document' : 'documents'}`);
  } finally {
    await storage.close();
  }
}

async function reading(directory: string): Promise<Storage> {
  if ((await stat(join(directory, 'yrka.sqlite')).catch(() => null)) === null) throw new CannotDo(nothingIn(directory));
  return openSqliteReader({ directory });
}

/** By its id, or by its diarienummer where one matter has it. A group's draft has neither for this command. */
async function matterCalled(rows: Rows, named: string): Promise<MatterRow> {
  const matters = (await rows.matters()).filter(({ stage }) => stage !== 'drafting');
  const alike = (one: string | null) => one?.replace(/\s/gu, '').toLocaleLowerCase('sv');
  const found = matters.filter(({ id, diarienummer }) => id === named || alike(diarienummer) === alike(named));
  const [matter] = found;
  if (matter === undefined) throw new CannotDo(`There is no matter "${named}"; name it by its diarienummer or its id.`);
  if (found.length > 1) throw new CannotDo(`${found.length} matters are called "${named}"; name one by its id: ${found.map(({ id }) => id).join(', ')}.`);
  return matter;
}

async function bringIn({ data, file: path, diarienummer, same, bodies }: Extract<Asked, { do: 'import' }>): Promise<void> {
  const directory = resolve(data);
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw new CannotDo(`There is no file ${path} that can be read.`, { cause });
  });
  try {
    const { size } = await file.stat();
    if (size === 0) throw new Refusal('emptyFile');
    const source = { size, read: (position: number, length: number) => readAt(file, position, length) };
    // A process of its own, which nobody waits for.
    const bundle = await openBundle(source, { maxFactsBytes: mostFactsBytes });
    if ((await stat(join(directory, 'yrka.sqlite')).catch(() => null)) === null) throw new CannotDo(nothingIn(directory));
    const storage = await openSqliteStorage({ directory });
    try {
      const now = () => new Date();
      const files = new FileStore(join(directory, 'files'));
      await files.prepare();
      const attachments = new Attachments({ storage, files, config: readConfig(process.env), now });
      const { offered, newBodies } = await previewOf(storage.rows, bundle);
      const sha256 = await hashOf(source);
      const said = { same: new Set(same), bodies: bodiesSaid(bodies) };
      const taken = await takeIn({ storage, files, attachments, bundle, sha256, diarienummer, ...said, actorId: null, at: now() });
      say(`${bundle.matter.title}: ${taken.matterId}, ${bundle.documents.length} ${bundle.documents.length === 1 ? 'document' : 'documents'}`);
      for (const { id, name, party } of offered)
        if (!same.includes(id)) say(`Not taken for the same person as in the register: ${name}${party === null ? '' : ` (${party})`}, ${id}`);
      for (const { id, name } of newBodies) if (!said.bodies.has(id)) say(`Not taken for a body here: ${name}, ${id}`);
      say(carriedIn(taken.carried));
      for (const remark of taken.remarks) say(remarkFor(remark));
    } finally {
      await storage.close();
    }
  } finally {
    await file.close();
  }
}

function remarkFor(remark: Awaited<ReturnType<typeof takeIn>>['remarks'][number]): string {
  switch (remark.code) {
    case 'withoutHistory':
      return `Without its history, which the file does not have: document ${remark.documentId}`;
    case 'attachmentMissing':
      return `Not in the file: the attachment "${remark.title}"`;
    case 'meetingUnknown':
      return `Not planned here: the meeting on ${remark.date}`;
    case 'bodyAdded':
      return `Became known, and is not in use here: ${remark.name}`;
    case 'attendanceKept':
      return `Others are recorded here as present at the meeting on ${remark.date}; that was left as it is`;
    case 'officerAway':
      return 'Who answered for the matter may do nothing here; say who does now';
  }
}

function carriedIn({ hasLog, hasOwn, ...counts }: TakenIn['carried']): string {
  const along = Object.entries(counts).map(([what, count]) => `${what} ${count}`);
  return `Came along: ${along.join(', ')}, the log from there: ${yes(hasLog)}, what is each person's own: ${yes(hasOwn)}. Not: invitations by link, notices.`;
}

function yes(isSo: boolean): string {
  return isSo ? 'yes' : 'no';
}

async function hashOf({ size, read }: { readonly size: number; read(position: number, length: number): Promise<Uint8Array> }): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < size; ) {
    const piece = await read(at, 1_048_576);
    if (piece.length === 0) break;
    hash.update(piece);
    at += piece.length;
  }
  return hash.digest('hex');
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const { bytesRead, buffer } = await file.read(new Uint8Array(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/** Beside the file first, so that a name never has half of it; for its owner alone, as a backup is. Returns how many bytes it has. */
async function writtenWhole(path: string, content: ReadableStream<Uint8Array>): Promise<number> {
  const beside = `${path}.part`;
  await rm(beside, { force: true });
  const file = await open(beside, 'wx', 0o600);
  try {
    let bytes = 0;
    for await (const piece of content as AsyncIterable<Uint8Array> & typeof content) {
      await file.writeFile(piece);
      bytes += piece.length;
    }
    await file.sync();
    await file.close();
    await rename(beside, path);
    return bytes;
  } catch (error) {
    await file.close().catch(() => undefined); // closed already, or as good as
    await rm(beside, { force: true });
    throw error;
  }
}

function nothingIn(directory: string): string {
  return `There is no Yrka data in ${directory}; name its folder with --data or YRKA_DATA_DIR.`;
}

/** Null for what nobody who types a command could have done something about. */
function sentenceFor(error: unknown, asked: Asked): string | null {
  if (error instanceof CannotDo) return error.message;
  const file = asked.do === 'import' ? asked.file : asked.output;
  if (error instanceof Refusal) return `${file}: ${error.message} (${error.code}).`;
  if (error instanceof StorageError) {
    const directory = resolve(asked.data);
    if (error.code === 'locked') return `A server uses the data in ${directory}; stop it, or take the matter in there, in the list of matters (Läs in ärende).`;
    if (error.code === 'newerDatabase') return `The data in ${directory} was written by a newer Yrka; use that version's command.`;
    if (error.code === 'full') return `There is no room left on the disk of ${directory}; nothing was taken in.`;
    return `The data in ${directory} cannot be read and written (${error.code}); see to the folder's rights, or put back a backup.`;
  }
  if (error instanceof Error && 'code' in error && typeof error.code === 'string' && /^E[A-Z]+$/u.test(error.code))
    return `${file} cannot be written or read (${error.code}).`;
  return null;
}
