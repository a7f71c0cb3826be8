import type { NewAuditEntry } from '../audit.ts';
import type { CommentRow, CommentThreadRow } from '../comments.ts';
import type { DocumentRow, MatterRow, NewJournalEntry, PersonRow } from '../contract.ts';
import type { RescueRow } from '../own.ts';
import type { MunicipalityRow } from '../organisation.ts';
import type { Run } from '../runs.ts';
import type { LockRow, SignatureRow } from '../way.ts';

/** Short ways to write what a store keeps, for the suite. */

export function act(name: string, id: string): NewAuditEntry {
  return { chain: 'municipality', at: new Date(1_000), actorId: 'anna', act: name, subject: { kind: 'matter', id }, details: { to: 'received', count: 2 } };
}

export function thread(id: string): CommentThreadRow {
  const anchor = { blockId: 'b1', quote: 'ansvarig nämnd' };
  return {
    id,
    documentId: 'd1',
    anchor,
    audience: 'readers',
    assignedTo: null,
    createdAt: new Date(1_000),
    resolvedAt: null,
    resolvedBy: null,
    outcome: null,
    outcomeReason: '',
  };
}

export function comment(id: string, threadId: string): CommentRow {
  return { id, threadId, personId: 'eva', text: 'Vilken nämnd?', wording: null, at: new Date(1_000), editedAt: null, removedAt: null, mentions: [] };
}

export function lock(id: string): LockRow {
  return { id, documentId: 'd1', seq: 3, bytes: Uint8Array.of(123, 125), sha256: 'aa', at: new Date(1_000), by: 'anna', liftedAt: null };
}

export function signature(id: string, lockId: string, personId: string): SignatureRow {
  return { id, lockId, documentId: 'd1', personId, name: personId, party: 'L', kind: 'signs', at: new Date(2_000), endedAt: null };
}

export function run(clock: number, length: number, at = 0): Run {
  return { did: 'wrote', clientId: 77, clock, length, personId: 'anna', at: new Date(at), source: null };
}

export function municipality(name: string): MunicipalityRow {
  const rules = { attachmentsOnMotions: true, yearStartsAt: 'moved', reportsAreApproved: true, servingSubstitutesSign: true } as const;
  return { name, kind: 'municipality', templateId: 'bjorkvik', rules, templateChanges: { place: 'Björkvik' }, arms: null, setUpAt: new Date(1_000) };
}

export function entry(documentId: string, byte: number): NewJournalEntry {
  return { documentId, update: Uint8Array.of(byte), personId: null, at: new Date(0) };
}

export function matter(id: string, createdAt = 0): MatterRow {
  return {
    id,
    title: `Ärende ${id}`,
    diarienummer: null,
    label: null,
    createdAt: new Date(createdAt),
    stage: 'drafting',
    receivedAt: null,
    movedAt: null,
    announcedAt: null,
    decidedAt: null,
    closedAt: null,
    responsibleOfficer: null,
  };
}

export function document(id: string, matterId: string, createdAt = 0): DocumentRow {
  const at = new Date(createdAt);
  return {
    id,
    matterId,
    kind: 'motion',
    templateId: 'bjorkvik',
    createdBy: 'anna',
    createdAt: at,
    space: 'party',
    party: 'L',
    stage: 'draft',
    revision: 1,
    revisionOf: null,
    filedAs: null,
    title: '',
    movers: [],
    updatedAt: at,
  };
}

export function person(id: string, name: string, party: string | null): PersonRow {
  return { id, name, party, roles: ['member'], title: 'Ledamot', email: null, isProtected: false, isActive: true };
}

export function rescue(id: string, personId: string): RescueRow {
  return {
    id,
    documentId: 'd1',
    personId,
    text: 'gröna ytor',
    parts: [{ client: 7, clock: 4, text: 'gröna ytor' }],
    blockId: 'b1',
    by: 'omar',
    createdAt: new Date(1_000),
    takenAt: null,
  };
}
