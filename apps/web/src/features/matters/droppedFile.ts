let dropped: { readonly matterId: string; readonly file: File } | null = null;

/** Leaves a file that was dropped on a matter for the page where it is read. */
export function leaveFile(matterId: string, file: File): void {
  dropped = { matterId, file };
}

/** The file that was left for a matter, once; null when there is none. */
export function takeFile(matterId: string): File | null {
  const file = dropped?.matterId === matterId ? dropped.file : null;
  dropped = null;
  return file;
}
