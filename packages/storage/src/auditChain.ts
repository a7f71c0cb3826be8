import { createHash } from 'node:crypto';
import type { AuditEntry } from './audit.ts';

/** What the first entry of a chain has for the hash of the one before. */
export const firstPrevious = '0'.repeat(64);

/** SHA-256, hexadecimal, of an entry's canonical JSON. */
export function auditHash(entry: Omit<AuditEntry, 'hash'>): string {
  return createHash('sha256').update(canonicalJson(entry)).digest('hex');
}

/** One entry as a line of JSON Lines, without the line's end. Without its `hash` member, the line is what the hash was made of. */
export function auditLine(entry: AuditEntry): string {
  return canonicalJson(entry);
}

/** The first line of the same as CSV: semicolons and CRLF, as a Swedish spreadsheet reads it. */
export const auditCsvHead = '\u{feff}number;at;actor;act;subjectKind;subjectId;details;previous;hash\r\n';

/** One entry as a line of CSV, with its end. Times are ISO 8601 in UTC, details JSON. */
export function auditCsvLine({ number, at, actorId, act, subject, details, previous, hash }: AuditEntry): string {
  const cells = [String(number), at.toISOString(), actorId ?? '', act, subject.kind, subject.id, canonical(details), previous, hash];
  return `${cells.map(cell).join(';')}\r\n`;
}

/** A spreadsheet would take what begins so for a formula. */
function cell(text: string): string {
  const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Keys in order, no white space, instants in ISO 8601. */
function canonicalJson(entry: Omit<AuditEntry, 'hash'>): string {
  return canonical({ ...entry, at: entry.at.toISOString() });
}

function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`;
}
