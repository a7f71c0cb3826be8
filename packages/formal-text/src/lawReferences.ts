import { type Law, laws } from './laws.ts';

/** A place in a text that names a section of a statute. */
export type LawReference = {
  /** Offsets in the text, from the first letter to behind the last. */
  readonly from: number;
  readonly to: number;
  /** Where the section can be read. */
  readonly href: string;
};

/** Where statutes are read. */
export const lawsAddress = 'https://lagen.nu/';

const gap = '[ \\u00a0]+';
const escaped = (words: string) => words.replaceAll(' ', gap);
/** Longer names first, so that no name is read as the beginning of another. */
const spelt = laws.flatMap(({ name, short }) => (short === null ? [name] : [name, short])).toSorted((one, other) => other.length - one.length);
const firstInAnyCase = (words: string) =>
  /^\p{Ll}/u.test(words) ? `[${words.charAt(0)}${words.charAt(0).toUpperCase()}]${escaped(words.slice(1))}` : escaped(words);

const sfs = '\\((?<SFS>(?:1[789]|20)\\d{2}:\\d{1,4})\\)';
/** "kommunallagen (2017:725)", or any statute whose number is written: the number alone says which. */
const statute = `(?:(?<NAME>${spelt.map(firstInAnyCase).join('|')})(?:${gap}${sfs})?|(?:[Ll]ag|[Ff]örordning|[\\p{L}-]{0,60}(?:lagen|balken|ordningen))${gap}${sfs.replace('SFS', 'OTHER')})`;
const number = '\\d{1,3}(?:[ \\u00a0]?[a-z])?(?![\\p{L}\\d])';
const more = `(?:(?:,${gap}|${gap}och${gap}|[–-])${number}){0,8}`;
const section = `(?:(?<SECTION>${number})${more}${gap}§{1,2}|§{1,2}${gap}(?<AFTER>${number})${more})`;
const subsection = `(?:${gap}(?<NTH>första|andra|tredje|fjärde|femte)${gap}st(?:ycket|\\.))?`;
const chapter = `(?<CHAPTER>${number})${gap}kap(?:\\.|itlet|(?=[ \\u00a0]))`;
const place = `(?:${chapter},?${gap})?${section}${subsection}`;
/** "5:35", only behind a name: elsewhere it is a time or a result. */
const colon = '(?<C>\\d{1,2}):(?<S>\\d{1,3}(?:[a-z](?!\\p{L}))?)(?!\\d)';

const start = '(?<![\\p{L}\\d:/-])';
const end = '(?![\\p{L}\\d])';
const forms: readonly RegExp[] = [
  new RegExp(`${start}${statute},?${gap}(?:${place}|${colon})${end}`, 'gu'),
  new RegExp(`${start}(?:${place}|${chapter})${gap}(?:i${gap})?${statute}${end}`.replace('|(?<CHAPTER>', '|(?<ALONE>'), 'gu'),
];

/**
 * [LAW1] The sections of statutes that a text names, in order: "kommunallagen 5 kap. 35 §", "KL 5:35",
 * "5 kap. 35 § kommunallagen (2017:725)". One whose chapter is missing, where sections are counted by
 * chapter, is not among them: it would lead to the wrong place.
 */
export function lawReferences(text: string): readonly LawReference[] {
  if (!/[§:]|kap/u.test(text)) return [];
  const found: LawReference[] = [];
  for (const match of forms.flatMap((form) => [...text.matchAll(form)]).toSorted((one, other) => one.index - other.index || other[0].length - one[0].length)) {
    const href = addressOf(match.groups ?? {});
    const isInside = (found.at(-1)?.to ?? 0) > match.index;
    if (href !== null && !isInside) found.push({ from: match.index, to: match.index + match[0].length, href });
  }
  return found;
}

const nth = ['första', 'andra', 'tredje', 'fjärde', 'femte'];

/**
 * [LAW2] Where a section is read: lagen.nu, whose addresses are made of the number in SFS, "K" and
 * the chapter, "P" and the section, "S" and the paragraph of it. Source: lagen.nu, "Hur man länkar till
 * lagen.nu", read 2026-11-26. Null where the section cannot be told from what is written.
 */
function addressOf(groups: Readonly<Record<string, string | undefined>>): string | null {
  const named = lawNamed(groups.NAME);
  const sfsNumber = groups.SFS ?? groups.OTHER ?? named?.sfs;
  if (sfsNumber === undefined) return null;
  const isKnown = named !== null && named.sfs === sfsNumber;
  const [inChapter, at] = [plain(groups.CHAPTER ?? groups.C ?? groups.ALONE), plain(groups.SECTION ?? groups.AFTER ?? groups.S)];
  if (isKnown && named.isByChapter && inChapter === null) return null;
  const isCountedThrough = isKnown && !named.isByChapter;
  const anchor = `${inChapter === null || isCountedThrough ? '' : `K${inChapter}`}${at === null ? '' : `P${at}`}${groups.NTH === undefined ? '' : `S${nth.indexOf(groups.NTH) + 1}`}`;
  return `${lawsAddress}${sfsNumber}${anchor === '' ? '' : `#${anchor}`}`;
}

/** "26 a" as "26a". */
const plain = (written: string | undefined) => written?.replace(/[ \u00a0]/gu, '') ?? null;

function lawNamed(words: string | undefined): Law | null {
  if (words === undefined) return null;
  const name = words.replace(/[ \u00a0]+/gu, ' ');
  return laws.find((one) => one.short === name || one.name === name || one.name === name.charAt(0).toLowerCase() + name.slice(1)) ?? null;
}
