import { type DocumentKind, hasId, type MunicipalityTemplate, newBlockId, schema } from '@yrka/schema';
import { type DocumentRow, type MatterRow, type PersonRow, type Rows, type Storage, withRowToCome } from '@yrka/storage';
import { lastReservedClientId, newDoc, Reader, rootOf, seedDocument, updateFromDocument, writeDocument } from '@yrka/ydoc';
import type { Node } from 'prosemirror-model';
import * as Y from 'yjs';
import { type Filling, fill, type NamedPerson } from './compose.ts';
import { listedTitle, moversOf } from './summary.ts';

/** Content that the server itself brings (an import, the demonstration) is written under this Yjs client id, which no person is given. */
export const contentClientId = 2;

/** A document that does not yet exist, on the way to the store. */
export type Draft = {
  readonly row: DocumentRow;
  readonly updates: readonly { readonly update: Uint8Array; readonly personId: string | null }[];
  /** Whose Yjs client id stands in the updates; null for the server's own. */
  readonly client: number | null;
};

type Origin = { readonly matterId: string; readonly person: PersonRow; readonly place: Place; readonly template: MunicipalityTemplate; readonly at: Date };

/** In whose keeping a new document is, and where on its way it begins. */
export type Place = Pick<DocumentRow, 'space' | 'party' | 'stage'>;

/** A draft of the person's party group. */
export const partyDraft = ({ party }: Pick<PersonRow, 'party'>): Place => ({ space: 'party', party, stage: 'draft' });
/** Came in from outside, or was written, in the municipality. */
export const inMunicipality = (kind: DocumentKind): Place => ({
  space: 'municipality',
  party: null,
  stage: kind === 'motion' || kind === 'writtenStatement' ? 'received' : 'working',
});
export const publishedSample: Place = { space: 'published', party: null, stage: 'published' };

/**
 * A new document: the template's seed, and above it what is known already, as the creator's own
 * edit. The seed stays fixed bytes, so that one begun offline meets the same.
 */
export function draftDocument(kind: DocumentKind, filling: Filling, { matterId, person, place, template, at }: Origin): Draft {
  const seed = seedDocument(kind, template);
  const client = newClientId();
  const { update, document } = fillSeed(seed, filling, client);
  return {
    row: {
      id: newBlockId(),
      matterId,
      kind,
      templateId: template.id,
      createdBy: person.id,
      createdAt: at,
      updatedAt: at,
      ...place,
      ...unrevised,
      title: listedTitle(document),
      movers: moversOf(document),
    },
    updates: [
      { update: seed, personId: null },
      { update, personId: person.id },
    ],
    client,
  };
}

/** A document whose content is there already. */
export function draftFromContent(kind: DocumentKind, content: Node, origin: ContentOrigin): Draft {
  return {
    row: newDocumentRow(kind, content, origin),
    updates: [{ update: updateFromDocument(content, contentClientId), personId: null }],
    client: null,
  };
}

/**
 * Stores a draft, with its matter when that is new too, and returns the sequence of its newest
 * update. The journal comes first: a row always has its text. `also` is done in the transaction of the row.
 */
export async function storeDraft(
  storage: Storage,
  draft: Draft,
  matter: MatterRow | null,
  also: (rows: Rows) => Promise<void> = async () => {},
): Promise<number> {
  const { row, updates, client } = draft;
  return withRowToCome(storage, row.id, async () => {
    const seqs = await storage.journal.appendBatch(updates.map(({ update, personId }) => ({ documentId: row.id, update, personId, at: row.createdAt })));
    await storage.rows.transaction(async (rows) => {
      if (matter === null) await rows.insertDocument(row);
      else await rows.insertMatter(matter, [row]);
      if (client !== null && row.createdBy !== null) await rows.claimClients([{ documentId: row.id, clientId: client, personId: row.createdBy }]);
      await also(rows);
    });
    return seqs.at(-1) ?? 0;
  });
}

type ContentOrigin = { readonly matterId: string; readonly createdBy: string | null; readonly place: Place; readonly templateId: string; readonly at: Date };

/** The row of a document that has this content from the start. */
export function newDocumentRow(kind: DocumentKind, content: Node, { at, place, ...rest }: ContentOrigin): DocumentRow {
  return { id: newBlockId(), kind, ...rest, ...place, ...unrevised, createdAt: at, updatedAt: at, title: listedTitle(content), movers: moversOf(content) };
}

const unrevised = { revision: 1, revisionOf: null, filedAs: null } as const;

/** A matter that has just begun: of whatever stage is given, and nothing has happened in it yet. */
export function newMatter(matter: Pick<MatterRow, 'id' | 'title' | 'createdAt'> & Partial<MatterRow>): MatterRow {
  return {
    diarienummer: null,
    label: null,
    stage: 'drafting',
    receivedAt: null,
    movedAt: null,
    announcedAt: null,
    decidedAt: null,
    closedAt: null,
    responsibleOfficer: null,
    ...matter,
  };
}

/** The register's person as a document names them. */
export function namedPerson({ id, name, party, roles }: Pick<PersonRow, 'id' | 'name' | 'party' | 'roles'>): NamedPerson {
  const role = roles[0];
  return { id, name, party, role: role === 'member' || role === 'substitute' || role === 'officer' || role === 'secretary' ? role : null };
}

function fillSeed(seed: Uint8Array, filling: Filling, client: number): { readonly update: Uint8Array; readonly document: Node } {
  const ydoc = newDoc();
  Y.applyUpdate(ydoc, seed);
  ydoc.clientID = client;
  const before = Y.encodeStateVector(ydoc);
  const reader = new Reader(rootOf(ydoc), schema);
  const document = withNewIds(fill(reader.read(), filling));
  ydoc.transact(() => writeDocument(reader, document));
  const update = Y.encodeStateAsUpdate(ydoc, before);
  ydoc.destroy();
  return { update, document };
}

function withNewIds(node: Node): Node {
  if (node.isText) return node;
  const attrs = hasId(node.type.name) && node.attrs.id === null ? { ...node.attrs, id: newBlockId() } : node.attrs;
  return node.type.create(attrs, node.children.map(withNewIds), node.marks);
}

/** As Yjs picks its own: random, over 32 bits, and above those that the server keeps. */
function newClientId(): number {
  const [id = 0] = crypto.getRandomValues(new Uint32Array(1));
  return id > lastReservedClientId ? id : newClientId();
}
