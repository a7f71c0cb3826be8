import { Worker } from 'node:worker_threads';
import { type ExportedFile, toFile, toPdf } from '@yrka/exporters';
import { schema } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import type { DocumentVersion } from '../documents/reading.ts';
import { Refusal } from '../refusal.ts';
import { gathered, type Kept, type PaperWishes } from './paper.ts';

/** Two texts as ProseMirror JSON, written out. */
export type Compare = { readonly before: string; readonly after: string };

/** A version's text, the moment at which it had come to stand, and its name, where it has one that the reader sees. */
export type Compared = Pick<DocumentVersion, 'contentJson'> & { readonly at: Date; readonly name: string | null };

type ComparisonWishes = { readonly before: Compared; readonly after: Compared; readonly format: 'pdf' | 'docx' };

/**
 * What differs between two versions of a document, on its paper: in a PDF struck and underlined, with a key; in Word as tracked
 * changes. It names nobody: versions bear no person.
 *
 * @throws Refusal `papersBusy` when too many are compared at once; the signal's reason, when the asker has gone
 */
export async function comparisonOf(kept: Kept, wishes: PaperWishes, { before, after, format }: ComparisonWishes, signal: AbortSignal): Promise<ExportedFile> {
  const { options } = await gathered(kept, wishes);
  const { template, arms, kind, clauses, header, mark } = options;
  const paper = {
    template,
    arms: arms ?? null,
    kind,
    ...(clauses && { clauses }),
    ...(header && { header }),
    mark: mark ?? null,
    comparison: { before, after },
    createdAt: after.at,
    signal,
  };
  const compared = await compare({ before: before.contentJson, after: after.contentJson }, signal);
  return format === 'pdf' ? toPdf(compared, paper) : toFile('docx', compared, paper);
}

/** So many are compared at once; each takes a thread for a moment, a long text some tenths of a second. */
const mostAtOnce = 4;
let running = 0;

/** The older text with all that differs as suggestions, made beside the thread that everybody writes on. */
async function compare(texts: Compare, signal: AbortSignal): Promise<Node> {
  signal.throwIfAborted();
  if (running >= mostAtOnce) throw new Refusal('papersBusy');
  // Before it is counted: a thread that cannot be started takes no place.
  const worker = new Worker(new URL('comparingWorker.ts', import.meta.url), { workerData: texts });
  running++;
  try {
    const json = await new Promise<string>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => reject(new Refusal('paperNotMade')));
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    return schema.nodeFromJSON(JSON.parse(json));
  } finally {
    running--;
    await worker.terminate();
  }
}
