import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { NodeCompiler, NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import type { AkomaNtosoOptions } from '../akoma-ntoso/toAkomaNtoso.ts';
import { ExporterError, type ExporterErrorCode } from '../exporterError.ts';
import type { Picture } from '../paper/picture.ts';
import type { FileFormat, FileWriter } from '../paper/fileWriter.ts';
import { Drawing, type PagePicture } from './drawing.ts';
import { charactersOf } from './glyphs.ts';
import type { Page } from '../paper/page.ts';
import type { ExportedFile, LostInExport } from '../report.ts';
import { showing, withBreaks } from './showable.ts';

/** PDF/A-2a for the archive, PDF/A-3a for one that takes a file within the file, PDF/UA-1 for the web: the compiler writes one of them in a file. */
export type PdfStandard = 'a-2a' | 'a-3a' | 'ua-1';

/** A document for a format that is made of it and not of its page. `document` is its JSON, as ProseMirror writes it. */
export type AkomaNtosoRequest = { readonly format: 'akn'; readonly document: unknown; readonly options: AkomaNtosoOptions };

/** A page: the arms at its head as a picture; `source` as in fileWriter.ts; what a PDF/A-3a carries; `createdAt` in whole seconds since 1970. */
export type PageRequest = {
  readonly format: PdfStandard | FileFormat;
  readonly page: Page;
  readonly picture: Picture | null;
  readonly source: string | null;
  readonly carried: AkomaNtosoRequest | null;
  readonly createdAt: number;
};

/** Pages as pictures: from the one at `from`, counted from 1, `count` of them at most. */
export type DrawRequest = Pick<PageRequest, 'page' | 'picture'> & { readonly format: 'pictures'; readonly from: number; readonly count: number };

/** What the compiler's thread is asked for. */
export type Request = PageRequest | AkomaNtosoRequest | DrawRequest;

/** What it answers, one reply per request, in order. */
export type Reply =
  | { readonly type: 'drawn'; readonly pages: readonly PagePicture[]; readonly total: number; readonly lost: readonly LostInExport[] }
  | { readonly type: 'made'; readonly bytes: Uint8Array<ArrayBuffer>; readonly pages: number; readonly lost: readonly LostInExport[] }
  | { readonly type: 'failed'; readonly code: ExporterErrorCode; readonly message: string };

type Failed = Extract<Reply, { readonly type: 'failed' }>;
type Lost = readonly LostInExport[];
/** A page as Typst is given it, and what of it cannot be shown. */
type Written = { readonly json: string; readonly lost: Lost };
type Drawn = { readonly drawing: Drawing; readonly lost: Lost };

type Face = { readonly bytes: Buffer; readonly characters: ReadonlySet<number> };

/** Of what was drawn, in UTF-16 units: sixty pages are 22 million. */
const mostKept = 48_000_000;

/** What the file within a PDF/A-3a is called. */
const carriedFile = 'dokument.akn.xml';

const template = readFileSync(new URL('letter.typ', import.meta.url), 'utf8');

/** The compiler's thread: Typst is synchronous, and sixty pages would stop everybody's typing. */
class Setting {
  readonly #compiler: NodeCompiler;
  readonly #families: readonly ReadonlySet<number>[];
  /** By what it is drawn of, the newest last. */
  readonly #drawn = new Map<string, Drawn>();

  private constructor(compiler: NodeCompiler, families: readonly ReadonlySet<number>[]) {
    this.#compiler = compiler;
    this.#families = families;
  }

  static async open(fontPaths: readonly string[]): Promise<Setting> {
    const faces = fontPaths.map(readFace);
    let typst: typeof import('@myriaddreamin/typst-ts-node-compiler');
    try {
      typst = await import('@myriaddreamin/typst-ts-node-compiler');
    } catch (cause) {
      throw new ExporterError('compilerMissing', `The compiler has no binary for ${process.platform} ${process.arch}; run pnpm install there`, { cause });
    }
    // The folder has no file that a document could name; all text comes as data, and the arms as a file that is there in memory alone.
    const compiler = typst.NodeCompiler.create({ workspace: import.meta.dirname, fontArgs: [{ fontBlobs: faces.map(({ bytes }) => bytes) }] });
    return new Setting(compiler, families(fontPaths, faces));
  }

  /** `carried`: what a PDF/A-3a carries, null for nothing. */
  make({ page, picture, createdAt }: PageRequest, standard: PdfStandard, carried: Uint8Array | null): Reply {
    return this.#withOrWithoutPicture(page, picture, (own, ownPicture) => {
      const written = this.#written(own);
      return this.#set(written.json, ownPicture, carried, (document) => {
        const bytes = new Uint8Array(this.#compiler.pdf(document, { pdfStandard: standard, creationTimestamp: createdAt }));
        return { type: 'made', bytes, pages: document.numOfPages, lost: written.lost };
      });
    });
  }

  /** Whoever looks at a document asks for its pages some at a time: what was drawn of it is kept. */
  draw({ page, picture, from, count }: DrawRequest): Reply {
    const key = keyOf(page, picture);
    const known = this.#drawn.get(key);
    if (known !== undefined) return pictures(known, from, count);
    return this.#withOrWithoutPicture(page, picture, (own, ownPicture) => {
      const written = this.#written(own);
      return this.#set(written.json, ownPicture, null, (document) => {
        const lost = own === page ? written.lost : [pictureUnreadable, ...written.lost];
        const drawn = { drawing: new Drawing(this.#compiler.plainSvg(document), document.numOfPages), lost };
        this.#keep(key, drawn);
        return { ...pictures(drawn, from, count), lost: written.lost };
      });
    });
  }

  /** The newest is kept, and others as long as there is room. */
  #keep(key: string, drawn: Drawn): void {
    this.#drawn.set(key, drawn);
    let length = 0;
    for (const [other, { drawing }] of [...this.#drawn].reverse()) {
      length += drawing.length;
      if (other !== key && length > mostKept) this.#drawn.delete(other);
    }
  }

  /** A picture that cannot be read takes no document with it. */
  #withOrWithoutPicture<Done extends { readonly lost: Lost }>(
    page: Page,
    picture: Picture | null,
    set: (page: Page, picture: Picture | null) => Done | Failed,
  ): Done | Failed {
    const done = set(page, picture);
    if (!isFailed(done) || picture === null) return done;
    const without = set({ ...page, letterhead: { ...page.letterhead, arms: null } }, null);
    return isFailed(without) ? done : { ...without, lost: [pictureUnreadable, ...without.lost] };
  }

  #written(page: Page): Written {
    const { show, missing } = showing(this.#families);
    const json = JSON.stringify(page, (key, value: unknown) => {
      if (typeof value !== 'string' || key === 'type' || key === 'href') return value;
      // What is copied out of the file letter by letter has no breaks in it.
      return key === 'code' || key === 'title' ? show(value) : withBreaks(show(value));
    });
    return { json, lost: missing.size === 0 ? [] : [{ code: 'charactersWithoutGlyph', characters: [...missing] }] };
  }

  #set<Done>(json: string, picture: Picture | null, carried: Uint8Array | null, use: (document: NodeTypstDocument) => Done): Done | Failed {
    // Files that are there in memory alone.
    const files = new Map<string, Buffer>();
    if (picture !== null) files.set(`arms.${picture.format}`, Buffer.from(picture.bytes));
    if (carried !== null) files.set(carriedFile, Buffer.from(carried));
    try {
      for (const [name, bytes] of files) this.#compiler.mapShadow(join(import.meta.dirname, name), bytes);
      const inputs = { page: json, arms: picture === null ? '' : `/arms.${picture.format}`, carried: carried === null ? '' : `/${carriedFile}` };
      const compiled = this.#compiler.compile({ mainFileContent: template, inputs });
      if (compiled.result === null) return failed(JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics ?? []));
      return use(compiled.result);
    } catch (error) {
      return failed(error instanceof Error ? error.message : String(error));
    } finally {
      for (const name of files.keys()) this.#compiler.unmapShadow(join(import.meta.dirname, name));
      // What a few documents back left in the cache is forgotten, or the thread would only grow.
      this.#compiler.evictCache(5);
    }
  }
}

const pictureUnreadable = { code: 'pictureUnreadable' } as const satisfies LostInExport;
const isFailed = (reply: object): reply is Failed => 'type' in reply && reply.type === 'failed';

function keyOf(page: Page, picture: Picture | null): string {
  const hash = createHash('sha256').update(JSON.stringify(page));
  if (picture !== null) hash.update(picture.bytes);
  return hash.digest('base64');
}

function pictures({ drawing, lost }: Drawn, from: number, count: number) {
  const last = Math.min(drawing.total, from + count - 1);
  const pages: PagePicture[] = [];
  for (let number = from; number <= last; number++) {
    const page = drawing.page(number);
    if (page !== null) pages.push(page);
  }
  return { type: 'drawn' as const, total: drawing.total, pages, lost };
}

/** Typst quotes the text it stumbles on between backticks, and a log may not hold it. */
const failed = (message: string): Failed => ({
  type: 'failed',
  code: 'compilationFailed',
  message: `Typst refused the page: ${message.replace(/`[^`]*`/gu, '…')}`,
});

function readFace(path: string): Face {
  try {
    const bytes = readFileSync(path);
    return { bytes, characters: charactersOf(bytes) };
  } catch (cause) {
    throw new ExporterError('fontMissing', `The font file ${path} cannot be read`, { cause });
  }
}

/** What every face of a family has; a family is a folder two levels above its faces. */
function families(paths: readonly string[], faces: readonly Face[]): readonly ReadonlySet<number>[] {
  const byFamily = new Map<string, ReadonlySet<number>>();
  for (const [index, { characters }] of faces.entries()) {
    const family = dirname(dirname(paths[index] ?? ''));
    const others = byFamily.get(family);
    byFamily.set(family, others === undefined ? characters : new Set([...others].filter((character) => characters.has(character))));
  }
  return [...byFamily.values()];
}

/** What writes a format is loaded by the first that is asked for. */
const writers: Readonly<Record<FileFormat, () => Promise<FileWriter>>> = {
  docx: async () => (await import('../docx/writeDocx.ts')).writeDocx,
  odt: async () => (await import('../odt/writeOdt.ts')).writeOdt,
  html: async () => (await import('../html/writeHtml.ts')).writeHtml,
  markdown: async () => (await import('../markdown/writeMarkdown.ts')).writeMarkdown,
};

async function file(format: FileFormat, { page, picture, source, createdAt }: PageRequest): Promise<Reply> {
  const write = await writers[format]();
  return { type: 'made', ...(await write(page, { arms: picture, source, createdAt: new Date(createdAt * 1000) })), pages: 0 };
}

async function akomaNtoso({ document, options }: AkomaNtosoRequest): Promise<ExportedFile> {
  const [{ schema }, { toAkomaNtoso }] = await Promise.all([import('@yrka/schema'), import('../akoma-ntoso/toAkomaNtoso.ts')]);
  return toAkomaNtoso(schema.nodeFromJSON(document), options);
}

const isFile = (format: Request['format']): format is FileFormat => format in writers;

async function run(port: MessagePort, fontPaths: readonly string[]): Promise<void> {
  // No font is read for a file that has none.
  let opening: Promise<Setting> | null = null;
  const made = async (request: Request): Promise<Reply> => {
    if (request.format === 'akn') {
      const { bytes, report } = await akomaNtoso(request);
      return { type: 'made', bytes, pages: 0, lost: report };
    }
    if (request.format === 'pictures') {
      opening ??= Setting.open(fontPaths);
      const setting = await opening;
      try {
        return setting.draw(request);
      } catch (error) {
        return failed(error instanceof Error ? error.message : String(error)); // of a page that was drawn otherwise than we know
      }
    }
    if (isFile(request.format)) return file(request.format, request);
    opening ??= Setting.open(fontPaths);
    const [setting, carried] = [await opening, request.carried === null ? null : await akomaNtoso(request.carried)];
    return setting.make(request, request.format, carried?.bytes ?? null);
  };
  port.on('message', async (request: Request) => {
    const reply = await made(request).catch((error: unknown): Reply => {
      if (error instanceof ExporterError) return { type: 'failed', code: error.code, message: error.message };
      // Its message may quote the document, and a log may not hold that.
      return {
        type: 'failed',
        code: 'compilationFailed',
        message: `The ${request.format} file could not be made: ${error instanceof Error ? error.name : 'unknown'}`,
      };
    });
    port.postMessage(reply, reply.type === 'made' ? [reply.bytes.buffer] : []);
  });
}

if (parentPort !== null) await run(parentPort, (workerData as { fontPaths: readonly string[] }).fontPaths);
