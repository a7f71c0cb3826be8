import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** What stands in a link: 256 bits that nobody can guess. Never stored. */
export const newToken = () => randomBytes(32).toString('base64url');

/** What is stored of a token, and by which it is found. */
export const tokenHash = (token: string) => createHash('sha256').update(token).digest('hex');

/** Six digits, as one reads them out over the telephone. */
export const newCode = () => String(randomInt(1_000_000)).padStart(6, '0');

/**
 * What is stored of a code. Six digits are soon tried through by whoever has the database: the hash
 * also needs a key that is not in it.
 */
export const codeHash = (key: string, invitationId: string, code: string) => createHmac('sha256', key).update(`${invitationId}:${code}`).digest('hex');

/** Compares in a time that tells nothing. */
export const isSame = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
