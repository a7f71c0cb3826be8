/** A card beside the text: where its words begin, null where they are not in sight, and how high it is. */
export type Card = { readonly id: string; readonly wish: number | null; readonly height: number };

/** Between two cards. */
export const cardGap = 8;

/**
 * Where each card stands, in pixels from the top of the list: beside its words where there is room,
 * and never over another. The open one stands beside its words first; those before it give way
 * upwards, those behind it downwards.
 *
 * @param cards in the order of the text
 */
export function placeCards(cards: readonly Card[], openId: string | null): ReadonlyMap<string, number> {
  const open = cards.findIndex(({ id, wish }) => id === openId && wish !== null);
  const tops: number[] = [];
  let free = 0;
  for (const { wish, height } of cards) {
    const top = Math.max(free, wish ?? free);
    tops.push(top);
    free = top + height + cardGap;
  }
  const wished = cards[open]?.wish ?? null;
  if (wished !== null && (tops[open] ?? 0) > wished) {
    // The nearest to its words at which there is still room for all that stand before.
    const before = cards.slice(0, open).reduce((sum, { height }) => sum + height + cardGap, 0);
    let end = Math.max(wished, before);
    tops[open] = end;
    for (let index = open - 1; index >= 0; index--) {
      end -= (cards[index]?.height ?? 0) + cardGap;
      tops[index] = Math.min(tops[index] ?? 0, end);
      end = tops[index] ?? 0;
    }
    free = (tops[open] ?? 0) + (cards[open]?.height ?? 0) + cardGap;
    for (let index = open + 1; index < cards.length; index++) {
      const { wish = null, height = 0 } = cards[index] ?? {};
      tops[index] = Math.max(free, wish ?? free);
      free = (tops[index] ?? 0) + height + cardGap;
    }
  }
  return new Map(cards.map(({ id }, index) => [id, tops[index] ?? 0]));
}
