let dropped: { readonly matterId: string | null; readonly file: File } | null = null;

/** Leaves a file that was dropped for the page where it is read: a matter's, or with null the one of new matters. */
export function leaveFile(matterId: string | null, file: File): void {
  dropped = { matterId, file };
}

/** The file that was left there, once; null when there is none. */
export function takeFile(matterId: string | null): File | null {
  const file = dropped !== null && dropped.matterId === matterId ? dropped.file : null;
  dropped = null;
  return file;
}
