const space = ' ';

/**
 * What must not be torn apart at the end of a line, seen from the character that was just typed
 * (SPEC.md, NBS1). Each pattern ends at the end of the text; its ordinary spaces are replaced.
 */
const patterns: readonly RegExp[] = [
  /\d+(?: [a-z])? kap\.$/u, // 5 kap.
  /kap\. \d$/u, // kap. 35
  /\d(?: [a-z])? §$/u, // 35 §
  /§ \d$/u, // § 47
  /(?<!\d[ \u00a0]?)\d{1,3}(?:[ \u00a0]\d{3})+(?=[^\d]$)/u, // 480 000, once something else follows
  /\d (?=(?:kronor|kr|tkr|mnkr|mkr|miljoner|miljarder|procent)[^\p{L}]$)/u, // 000 kronor, once the word is whole
  /\d %$/u,
];

/** The offsets of the spaces that should not break, given the text up to and including what was just typed. */
export function nonBreakingSpaces(textBefore: string): number[] {
  const offsets = new Set<number>();
  for (const pattern of patterns) {
    const match = pattern.exec(textBefore);
    if (!match) continue;
    for (let at = match.index; at < match.index + match[0].length; at++) if (textBefore[at] === space) offsets.add(at);
  }
  return [...offsets].toSorted((a, b) => a - b);
}
