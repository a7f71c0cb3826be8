import type { AuditEntry, PersonRow, Rows, Storage } from '@yrka/storage';
import type { AuditPage } from '../api.ts';
import type { Access } from '../documents/access.ts';
import { Naming } from '../documents/naming.ts';

/** How many entries are shown at a time. */
const pageEntries = 50;

type Range = { readonly before?: number | undefined; readonly ids?: readonly string[] | undefined };

/** A page of a chain, newest first, with the names that the reader may see now. That they may read the chain has been asked. */
export async function readAuditPage(
  reader: PersonRow,
  chain: string,
  { before, ids }: Range,
  server: { readonly access: Access; readonly storage: Storage },
): Promise<AuditPage> {
  const found = await server.storage.rows.audit.read(chain, {
    limit: pageEntries + 1,
    newestFirst: true,
    ...(before !== undefined && { before }),
    ...(ids !== undefined && { ids }),
  });
  const shown = found.slice(0, pageEntries);
  const naming = new Naming(reader, server);
  return { entries: await Promise.all(shown.map((entry) => named(entry, naming))), next: found.length > pageEntries ? (shown.at(-1)?.number ?? null) : null };
}

async function named({ number, at, act, actorId, subject, details, hash }: AuditEntry, naming: Naming): Promise<AuditPage['entries'][number]> {
  return {
    number,
    at: at.toISOString(),
    act,
    actor: actorId === null ? null : await naming.actor(actorId),
    subject: { ...subject, name: await subjectName(subject, naming) },
    details,
    hash,
  };
}

async function subjectName({ kind, id }: AuditEntry['subject'], naming: Naming): Promise<string | null> {
  switch (kind) {
    case 'document':
      return (await naming.document(id))?.title ?? null;
    case 'matter':
      return (await naming.matter(id))?.title ?? null;
    case 'person':
    case 'account':
      return (await naming.actor(id)).name;
    case 'organisation':
      return null;
  }
}

/** More who are called so are not asked for one by one. */
const maxPeople = 50;

/**
 * The ids that somebody means who asks what was done about `sought`: an id of whatever kind, with a
 * matter's documents; the diarienummer of a matter; a name. Ids are compared with a chain of the
 * reader's own, so that one which they may not know of finds nothing.
 */
export async function idsAbout(sought: string, rows: Rows): Promise<readonly string[]> {
  const isNumber = (diarienummer: string | null) => diarienummer !== null && plain(diarienummer) === plain(sought);
  const matters = (await rows.matters()).filter(({ id, diarienummer }) => id === sought || isNumber(diarienummer)).map(({ id }) => id);
  const documents = await Promise.all(matters.map((id) => rows.documents(id)));
  const people = await rows.people(sought);
  return [...new Set([sought, ...matters, ...documents.flat().map(({ id }) => id), ...people.slice(0, maxPeople).map(({ id }) => id)])];
}

const plain = (words: string) => words.toLocaleLowerCase('sv').replace(/\s+/g, ' ');
