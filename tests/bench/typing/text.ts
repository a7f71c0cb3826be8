const wordsPerParagraph = 60;
const paragraphCount = 320;
const clauseCount = 40;

const words =
  'kommunen skolan vägen barnen trafiken nämnden budgeten förslaget invånarna biblioteket platsen vintern elever föräldrar personal tid kostnad ansvar miljö trygghet bygga ordna mäta pröva utreda redovisa är har kan bör ska och men där när som för till från med utan under efter mellan också redan varje flera nya goda stora'.split(
    ' ',
  );

/** The same words at every run; about forty pages as they would print. */
export const paragraphs: readonly string[] = Array.from({ length: paragraphCount }, (_, index) => sentence(index, wordsPerParagraph));
export const clauses: readonly string[] = Array.from(
  { length: clauseCount },
  (_, index) => `ge nämnden i uppdrag nummer ${index + 1} att ${sentence(index + 7_000, 20).toLowerCase()}`,
);

/** Where the benchmark types: words that stand once in the text. */
export const places = { paragraph: paragraphs[paragraphCount / 2] ?? '', clause: clauses[clauseCount / 2] ?? '' };

function sentence(seed: number, length: number): string {
  let state = seed * 2_654_435_761 + 1;
  const picked = Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return words[(state >>> 8) % words.length];
  });
  const text = picked.join(' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
