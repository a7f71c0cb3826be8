/**
 * A diarienummer as authorities write them (DOMAIN.md §3.7): KS-2024-00219, KS KF/2025:39, 0496/22,
 * Ks 273/2025, 2025.271 VON, KS.2031.77, 31KS220, 2011/KS 0144 001. Kept as it stands, never taken apart.
 */
const number = String.raw`(?:\p{Lu}[\p{L}]{0,5}[ -]){0,2}(?=[\p{L}\d/.:-]*\d)[\p{L}\d]+(?:[/.:-][\p{L}\d]+)*(?: \d{2,4}){0,2}(?: \p{Lu}{2,5}(?![\p{L}]))?`;
const label = `(?:dnr|diarienummer|diarienr|diarie-nr|ärendenummer|ärendenr|ärende-id|utl)[.:]?`;

const labelled = new RegExp(String.raw`^(${label}:?\s+${number})(?:\s+(.*))?$`, 'isu');
/** Without a label it must look the part: a mark or letters among the figures. */
const bare = new RegExp(String.raw`^(?=[^ ]* ?[^ ]*(?:[/.:-]|\d\p{L}|\p{L}\d))(${number})$`, 'u');
const within = new RegExp(String.raw`(?:^|\s)(?:dnr|diarienummer|diarienr|ärendenummer|ärendenr)[.:]?:?\s+(${number})`, 'iu');

/** A diarienummer at the beginning of a line, with its label as it stands, and what follows it; null when there is none. */
export function readDiarienummer(line: string, mayBeBare: boolean): { readonly words: string; readonly rest: string } | null {
  const match = labelled.exec(line) ?? (mayBeBare ? bare.exec(line) : null);
  return match === null ? null : { words: match[1] ?? '', rest: (match[2] ?? '').trim() };
}

/** The number alone, found anywhere in a line that lost its columns; null when it has none. */
export const diarienummerIn = (text: string): string | null => within.exec(text)?.[1] ?? null;

/** Without "Dnr" and its like; the number of a printed utlåtande keeps its name, being one of another series. */
export const withoutLabel = (words: string) => words.replace(/^(?:dnr|diarienummer|diarienr|diarie-nr|ärendenummer|ärendenr|ärende-id)[.:]?\s*/iu, '');
