import type { Kysely, Selectable } from 'kysely';
import type { AuditEntry, AuditLog, AuditRange, ChainBreak, NewAuditEntry } from '../audit.ts';
import { auditHash, firstPrevious } from '../auditChain.ts';
import { atomically, attempt } from './attempt.ts';
import type { Tables } from './tables.ts';

export class SqliteAuditLog implements AuditLog {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  append(entry: NewAuditEntry): Promise<AuditEntry> {
    return attempt('writing the audit log', () =>
      atomically(this.#db, async (db) => {
        const last = await db
          .selectFrom('audit')
          .select(['number', 'hash'])
          .where('chain', '=', entry.chain)
          .orderBy('number', 'desc')
          .limit(1)
          .executeTakeFirst();
        const unsealed = { ...entry, number: (last?.number ?? 0) + 1, previous: last?.hash ?? firstPrevious };
        const sealed: AuditEntry = { ...unsealed, hash: auditHash(unsealed) };
        await db.insertInto('audit').values(toStored(sealed)).execute();
        return sealed;
      }),
    );
  }

  read(chain: string, range: AuditRange): Promise<readonly AuditEntry[]> {
    return attempt('reading the audit log', async () => (await this.#stored(chain, range)).map(fromStored));
  }

  chains(): Promise<readonly string[]> {
    return attempt('listing audit chains', async () =>
      (await this.#db.selectFrom('audit').select('chain').distinct().orderBy('chain').execute()).map(({ chain }) => chain),
    );
  }

  head(chain: string): Promise<{ readonly number: number; readonly hash: string } | null> {
    return attempt('reading the audit log', async () => {
      const [last] = await this.#stored(chain, { limit: 1, newestFirst: true });
      return last === undefined ? null : { number: last.number, hash: last.hash };
    });
  }

  verify(chain: string): Promise<ChainBreak | null> {
    return attempt('verifying the audit log', async () => {
      let previous = firstPrevious;
      let after = 0;
      for (;;) {
        const rows = await this.#stored(chain, { after, limit: 1_000 });
        for (const row of rows) {
          if (row.number !== after + 1) return { chain, number: after + 1, reason: 'missing' };
          if (row.previous !== previous || !isAsWritten(row)) return { chain, number: row.number, reason: 'changed' };
          previous = row.hash;
          after = row.number;
        }
        if (rows.length < 1_000) return null;
      }
    });
  }

  #stored(chain: string, { after = 0, before, limit, newestFirst = false, ids }: AuditRange): Promise<Selectable<Tables['audit']>[]> {
    let query = this.#db.selectFrom('audit').selectAll().where('chain', '=', chain).where('number', '>', after);
    if (before !== undefined) query = query.where('number', '<', before);
    if (ids !== undefined) query = query.where((is) => is.or([is('subjectId', 'in', ids), is('actorId', 'in', ids)]));
    return query
      .orderBy('number', newestFirst ? 'desc' : 'asc')
      .limit(limit)
      .execute();
  }
}

/** Whether a row is what its hash was made of. One that cannot even be read is not. */
function isAsWritten(row: Selectable<Tables['audit']>): boolean {
  try {
    const { hash, ...unsealed } = fromStored(row);
    return auditHash(unsealed) === hash;
  } catch {
    // Details that are no JSON, a time that is none: somebody's hand.
    return false;
  }
}

function toStored({ subject, at, details, ...entry }: AuditEntry): Selectable<Tables['audit']> {
  return { ...entry, at: at.getTime(), details: JSON.stringify(details), subjectKind: subject.kind, subjectId: subject.id };
}

function fromStored({ subjectKind, subjectId, at, details, ...entry }: Selectable<Tables['audit']>): AuditEntry {
  // Written by toStored and by nobody else; whoever changes it by hand is found by the hash.
  return { ...entry, at: new Date(at), details: JSON.parse(details) as AuditEntry['details'], subject: { kind: subjectKind, id: subjectId } };
}
