import type { Epoch } from '@yrka/storage';
import type { Anchor } from '@yrka/ydoc';

type NextLetters = { readonly epoch: Epoch; readonly letters: Anchor['letters'] };

/**
 * An anchor as it is stored once its document was made ready for another epoch, which has begun or has
 * not: nothing stands between that and the anchors, where a crash could leave them without their letters.
 */
type StoredAnchor = Anchor & { readonly next?: NextLetters };

/** An anchor with the letters by which it is found in an epoch. @param stored what the store has of one. */
export function anchorIn(epoch: Epoch, stored: object): Anchor {
  // Taken in by the schema of the route, or written below.
  const { next, ...anchor } = stored as StoredAnchor;
  return next === undefined || epoch < next.epoch ? anchor : { ...anchor, letters: next.letters };
}

export function withNextLetters(anchor: Anchor, next: NextLetters): object {
  return { ...anchor, next } satisfies StoredAnchor;
}
