/** A clause or a decision point as it was read: the word att is taken off only where it stood (CLA1). */
export type Point = {
  readonly text: string;
  readonly att: boolean;
  /** The number before it, as in "1."; null for none. */
  readonly number: number | null;
  /** The words with their number, but without a dash. */
  readonly original: string;
};

/** Reads the mark and the word att off one point. "1)" is not how numbers are shown here, so it is part of the words. */
export function readPoint(text: string): Point {
  const original = text.replace(/^[-–−•*·]\s+(?=\S)/u, '');
  const numbered = /^(\d{1,2})(?:\.|(?=\s+\p{Lu}))\s+(\S.*)$/su.exec(original);
  const words = numbered?.[2] ?? original;
  const att = /^att\s+(\S.*)$/su.exec(words);
  return { text: att?.[1] ?? words, att: att !== null, number: numbered === null ? null : Number(numbered[1]), original };
}

/**
 * The points as they stand together in lists. Numbers from one on are the list's own, which are
 * derived when shown; any other number is part of the words. Whole sentences in one list are
 * numbered when shown, so those that were not stand each in a list of its own. `isOfClauses`: a motion's
 * clauses are numbered when shown also where they begin with att; a decision's points are not.
 */
export function listsOf(points: readonly Point[], isOfClauses: boolean): readonly (readonly Pick<Point, 'text' | 'att'>[])[] {
  if (points.length === 0) return [];
  const isNumbered = points.length > 1 && points.every(({ number }, index) => number === index + 1);
  const isPlain = points.every(({ number }) => number === null);
  const areAlike = points.every(({ att }) => att === points[0]?.att);
  if (areAlike && ((isNumbered && (isOfClauses || points[0]?.att !== true)) || (isPlain && (points[0]?.att === true || points.length === 1)))) return [points];
  return points.map((point) => [point.number === null ? point : { text: point.original, att: false }]);
}
