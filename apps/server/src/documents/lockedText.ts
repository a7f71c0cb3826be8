import { createHash } from 'node:crypto';
import { schema, suggestionAttributes } from '@yrka/schema';
import type { LockRow } from '@yrka/storage';
import canonicalize from 'canonicalize';
import type { Node } from 'prosemirror-model';

/**
 * The bytes by which a text is known: RFC 8785 JSON of its ordered tree with the schema's version,
 * all words in NFC, and their SHA-256 in hexadecimal (*Kontrollkod*).
 */
export function canonicalText(content: Node): { readonly bytes: Uint8Array; readonly sha256: string } {
  const json = canonicalize({ schema: 'yrka/1', content: withoutSuggestionAttributes(content.toJSON()) });
  const bytes = new TextEncoder().encode((json ?? '').normalize('NFC'));
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** The document that a lock holds. Throws when its bytes are not what they were: nothing may be built on a text that has changed. */
export function lockedContent({ bytes, sha256 }: LockRow): Node {
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Error('A locked text does not have the hash that it was locked with');
  // Written by canonicalText, from a document of this schema.
  const { content } = JSON.parse(new TextDecoder().decode(bytes)) as { readonly content: unknown };
  return schema.nodeFromJSON(content);
}

/** What nobody suggests anything of has none: texts that were locked before there were suggestions have the same hash now. */
function withoutSuggestionAttributes(json: unknown): unknown {
  return JSON.parse(JSON.stringify(json, (name, value: unknown) => (suggestionAttributes.has(name) && value === null ? undefined : value)));
}
