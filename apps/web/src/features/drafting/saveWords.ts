/** Gives the browser a text file to keep, with a paragraph for each block. */
export function saveWords(name: string, blocks: readonly string[]): void {
  const address = URL.createObjectURL(new Blob([`${blocks.join('\n\n')}\n`], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken hold of it by then, however slow it is to ask where to put it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
