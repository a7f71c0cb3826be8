/** What a row calls a person by, wherever it stands in it. Whose a suggestion was is said in the text itself, and is not among them. */
export const personKeys: ReadonlySet<string> = new Set([
  'createdBy',
  'by',
  'personId',
  'recordedBy',
  'returnedBy',
  'resolvedBy',
  'assignedTo',
  'askedBy',
  'responsibleOfficer',
  'mentions',
  'inPlaceOf',
]);

/** What stands in these is no fact of a row: words of a text, or what was shown of it. */
export const closedKeys: ReadonlySet<string> = new Set(['anchor', 'quoted', 'template']);

/** The ids of everybody whom rows name. */
export function peopleNamed(rows: unknown): ReadonlySet<string> {
  const ids = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || value instanceof Date || value instanceof Uint8Array) return;
    for (const [key, inner] of Object.entries(value)) {
      if (closedKeys.has(key)) continue;
      if (personKeys.has(key)) for (const id of Array.isArray(inner) ? (inner as readonly unknown[]) : [inner]) if (typeof id === 'string') ids.add(id);
      walk(inner);
    }
  };
  walk(rows);
  return ids;
}
