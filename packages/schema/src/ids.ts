/** Twelve base-58 characters that name a block for as long as it lives. */
export type BlockId = string & { readonly __brand: 'BlockId' };

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const idLength = 12;
const idPattern = new RegExp(`^[${alphabet}]{${idLength}}$`);

/** A fresh random id (about 70 bits). Needs `crypto.getRandomValues`, which browsers and Node have. */
export function newBlockId(): BlockId {
  const id: string[] = [];
  while (id.length < idLength) {
    for (const byte of crypto.getRandomValues(new Uint8Array(idLength * 2))) {
      // 232 = 4 × 58: bytes above it would make the first characters likelier than the last.
      if (byte < 232 && id.length < idLength) id.push(alphabet[byte % 58] as string);
    }
  }
  return id.join('') as BlockId;
}

/**
 * The id that a name always gives: the same on every replica, so that all who repair a
 * duplicate, or seed the same template, arrive at the same one. Not for secrets.
 */
export function derivedBlockId(name: string): BlockId {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  const id: string[] = [];
  for (let i = 0; i < idLength; i++) {
    a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
    b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
    id.push(alphabet[(a >>> 0) % 58] as string);
  }
  return id.join('') as BlockId;
}

/** Whether a value has the form of a block id. */
export function isBlockId(value: unknown): value is BlockId {
  return typeof value === 'string' && idPattern.test(value);
}
