/** The ids with one of them a step up (-1) or down (1); null when it is at that end already, or is not there. */
export function moved(ids: readonly string[], id: string, by: -1 | 1): readonly string[] | null {
  const at = ids.indexOf(id);
  const to = at + by;
  if (at < 0 || to < 0 || to >= ids.length) return null;
  return ids.toSpliced(at, 1).toSpliced(to, 0, id);
}
