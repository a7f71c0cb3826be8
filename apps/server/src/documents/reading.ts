import { type Epoch, firstEpoch, type JournalEntry, type PersonRow, readHistory, type ShareRow, type Storage, updatesOf } from '@yrka/storage';
import { schema } from '@yrka/schema';
import type { Anchor } from '@yrka/ydoc';
import { tryGetContext } from 'hono/context-storage';
import { Node } from 'prosemirror-model';
import type { Clauses } from '../api.ts';
import { Refusal } from '../refusal.ts';
import type { OpenDocument } from './access.ts';
import { entriesAfter } from './entries.ts';
import type { Answers, Question, ReadText } from './readingMessages.ts';
import { type Asker, type Loaded, ReadingThread } from './readingThread.ts';

/** A version of a document. Its nodes are made when they are asked for: who passes it on needs none. */
export type DocumentVersion = {
  readonly version: number;
  /** The text as it stands: what is suggested and not accepted is no part of it (packages/schema SPEC.md, SUG3). */
  readonly content: Node;
  /** The same as ProseMirror JSON, written out. */
  readonly contentJson: string;
  /** The same with what is suggested. */
  readonly suggested: Node;
};

/** One for all servers of the process; it keeps no process alive that has nothing else to do. */
const shared = new ReadingThread();

/**
 * A document as it stood after the journal entry `version`; the newest without one. What has been
 * seen has been stored, so the journal knows everything that any room does.
 *
 * @throws Refusal `notFound` when the document had nothing in it yet; `documentTooHeavy` when it is made to hold whoever
 * reads it; `readersBusy` when too many wait.
 */
export async function readVersion(storage: Pick<Storage, 'journal' | 'snapshots'>, documentId: string, version?: number): Promise<DocumentVersion> {
  const { seq, answer } = await shared.read(
    { documentId, question: { type: 'text' }, name: `${version ?? 'newest'}`, load: () => loaded(storage, documentId, version) },
    whoAsks(),
  );
  return versionFrom(seq, answer);
}

/** Answers something else about a document, as it is now. Throws as `readVersion` does. */
export async function askDocument<Q extends Question>(
  storage: Pick<Storage, 'journal' | 'snapshots'>,
  documentId: string,
  question: Q,
): Promise<Answers[Q['type']]> {
  return (await shared.read({ documentId, question, name: null, load: () => loaded(storage, documentId) }, whoAsks())).answer;
}

/** What updates make together, with what is suggested. Those that are too heavy are remembered under `id`. Throws as `readVersion` does. */
export async function readTogether(id: string, load: () => Promise<Loaded>): Promise<Node> {
  const { seq, answer } = await shared.read({ documentId: id, question: { type: 'text' }, name: null, load }, whoAsks());
  return versionFrom(seq, answer).suggested;
}

async function loaded(storage: Pick<Storage, 'journal' | 'snapshots'>, documentId: string, version?: number): Promise<Loaded> {
  const history = await readHistory(storage, documentId, version);
  if (history.seq === 0) throw new Refusal('notFound');
  return { updates: updatesOf(history), seq: history.seq, epoch: history.epoch };
}

function versionFrom(version: number, { suggested, content }: ReadText): DocumentVersion {
  let nodes: { readonly content: Node; readonly suggested: Node } | null = null;
  const read = () => {
    if (nodes !== null) return nodes;
    const whole = nodeFrom(suggested);
    nodes = { suggested: whole, content: content === null ? whole : nodeFrom(content) };
    return nodes;
  };
  return {
    version,
    contentJson: content ?? suggested,
    get content() {
      return read().content;
    },
    get suggested() {
      return read().suggested;
    },
  };
}

const nodeFrom = (json: string) => Node.fromJSON(schema, JSON.parse(json) as unknown);

/** Whose request this is for. What somebody does is done although they have gone; what is only read is not. */
function whoAsks(): Asker {
  const c = tryGetContext<{ readonly Variables: { readonly person: PersonRow | null } }>();
  if (c === undefined) return { id: 'server', signal: null };
  return { id: c.get('person')?.id ?? 'nobody', signal: c.req.method === 'GET' ? c.req.raw.signal : null };
}

/** For what can be shown without a document that nobody can read. @throws any other error that is caught */
export function nullIfTooHeavy(error: unknown): null {
  if (error instanceof Refusal && error.code === 'documentTooHeavy') return null;
  throw error;
}

/** A document as somebody has it open: what of it they read. */
export type Opened = Pick<OpenDocument, 'row' | 'shared'>;

/**
 * The one way to a text for a person: who reads what was shared for review gets that. With `version` it is that
 * earlier one, for them only if it was shared.
 *
 * @throws Refusal `notFound` for a version that was never shared with one who reads those
 */
export async function readFor(storage: Storage, { row, shared: share }: Opened, version?: number): Promise<DocumentVersion> {
  if (share === null) return readVersion(storage, row.id, version);
  const asked = version ?? share.seq;
  const wasShared = asked === share.seq || (await storage.rows.reviews.shares(row.id)).some(({ seq }) => seq === asked);
  if (!wasShared) throw new Refusal('notFound');
  return readVersion(storage, row.id, asked);
}

/** Where the words of anchors stand in a document as somebody has it open, each null where they are gone. */
export async function placesOf(storage: Storage, { row, shared: share }: Opened, anchors: readonly Anchor[]): Promise<Answers['places']> {
  const load = () => loaded(storage, row.id, share?.seq);
  return (await shared.read({ documentId: row.id, question: { type: 'places', anchors }, name: null, load }, whoAsks())).answer;
}

/** The document with what is suggested in it; of one who reads what was shared, with what reviewers have suggested since. */
export async function readSuggestedFor(storage: Storage, { row, shared: share }: Opened): Promise<Node> {
  if (share === null) return (await readVersion(storage, row.id)).suggested;
  return readTogether(`${row.id}/shared`, () => loadedShare(storage, share));
}

/** All that a document is made of, as somebody has it open. */
export const updatesFor = (storage: Storage, { row, shared: share }: Opened): Promise<Loaded> =>
  share === null ? loaded(storage, row.id) : loadedShare(storage, share);

/** What was shared, then what those who read it have sent since: that builds on nothing else. */
async function loadedShare(storage: Storage, { documentId, seq, epoch }: ShareRow): Promise<Loaded> {
  const [history, through] = await Promise.all([readHistory(storage, documentId, seq), storage.rows.sharedEntries.after(documentId, seq)]);
  const since: JournalEntry[] = [];
  if (through.length > 0) {
    const isThrough = new Set(through);
    for await (const entries of entriesAfter(storage.journal, documentId, seq)) {
      // Written anew, it goes on under other names.
      const anew = entries.findIndex((entry) => entry.epoch !== undefined);
      since.push(...(anew < 0 ? entries : entries.slice(0, anew)).filter((entry) => isThrough.has(entry.seq)));
      if (anew >= 0) break;
    }
  }
  return { updates: [...updatesOf(history), ...since.map(({ update }) => update)], seq: since.at(-1)?.seq ?? seq, epoch };
}

/** The epoch that a document is in now. */
export async function epochOf(journal: Pick<Storage['journal'], 'bases'>, documentId: string): Promise<Epoch> {
  return (await journal.bases(documentId)).at(-1)?.epoch ?? firstEpoch;
}

/** What was shared last, as far as somebody new can be shown it: of a document that was written anew since, it is another history. */
export async function shareToShow({ journal, rows }: Pick<Storage, 'journal' | 'rows'>, documentId: string): Promise<ShareRow | null> {
  const [[share = null], epoch] = await Promise.all([rows.reviews.newestShares([documentId]), epochOf(journal, documentId)]);
  return share?.epoch === epoch ? share : null;
}

/** The epoch of the text that somebody has open. */
export const epochFor = async ({ journal }: Pick<Storage, 'journal'>, { row, shared: share }: Opened): Promise<Epoch> =>
  share?.epoch ?? epochOf(journal, row.id);

/** The clauses of a motion, in order, for those who answer them. */
export function clausesOf(content: Node): Clauses['clauses'] {
  const clauses: Clauses['clauses'] = [];
  content.descendants((node) => {
    if (node.type.name === 'attClause' && typeof node.attrs.id === 'string')
      clauses.push({ id: node.attrs.id, att: node.attrs.att === true, text: ownText(node) });
    return !node.isTextblock;
  });
  return clauses;
}

/** The text of a line without that of its footnotes. */
function ownText(line: Node): string {
  let text = '';
  line.forEach((child) => {
    if (child.isText) text += child.text ?? '';
    else if (child.type.name === 'hardBreak') text += ' ';
  });
  return text.trim();
}
