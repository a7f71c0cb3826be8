import type { PersonRow, Rows } from '@yrka/storage';
import type { AuditAct, AuditDetails } from '../audit/acts.ts';
import { record } from '../audit/record.ts';
import type { ServerContext } from '../context.ts';
import { Refusal } from '../refusal.ts';

/** Who does something, when, and with what. `at` is the server's clock, read once for the whole act. */
export type Acting = {
  readonly server: ServerContext;
  readonly person: PersonRow;
  readonly at: Date;
};

/** What a transition found elsewhere than it expected: somebody else was first. */
export function orConflict(isDone: boolean): void {
  if (!isDone) throw new Refusal('conflict');
}

type Recorded = { readonly chain: string; readonly act: AuditAct; readonly subject: { readonly kind: 'document' | 'matter'; readonly id: string } };

/** Writes an act into the audit log as the acting person's. */
export function recordAct(rows: Rows, { person, at }: Acting, act: Recorded, details: AuditDetails = {}): Promise<void> {
  return record(rows, { ...act, at, actorId: person.id, details });
}

/** The active who have one of these roles: whom an act of the municipality's is told. */
export async function everyoneWith(rows: Rows, ...roles: readonly PersonRow['roles'][number][]): Promise<readonly string[]> {
  return (await rows.people()).filter((person) => person.roles.some((role) => roles.includes(role))).map(({ id }) => id);
}
