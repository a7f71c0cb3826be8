/** A name as it stands in an address: "Björkviks kommun" is `bjorkviks-kommun`. Never ''. */
export function slug(name: string): string {
  const letters = name
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-+|-+$/gu, '')
    .slice(0, 80);
  return letters === '' ? 'x' : letters;
}
